package docs_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestEveryPageIsInAGroupOfTheSideBar(t *testing.T) {
	for name, p := range pages(t) {
		var want string
		switch {
		case strings.HasPrefix(name, "docs/data-sources/space_"):
			want = "JetBrains Space"
		case strings.HasPrefix(name, "docs/data-sources/"), strings.HasPrefix(name, "docs/ephemeral-resources/"):
			want = "JetBrains Licenses"
		default:
			continue
		}
		if got := p.frontMatter("subcategory"); got != want {
			t.Errorf("%s is in the group %q, want %q", name, got, want)
		}
	}
}

// GitHub shows the registry's callout markers, such as ~>, as literal text.
// Both sites render a block quote.
func TestCalloutsRenderInTheRegistryAndOnGitHub(t *testing.T) {
	callout := regexp.MustCompile(`(?m)^(?:~>|->|!>|> \[!)`)
	for name, p := range pages(t) {
		if found := callout.FindString(fenced.ReplaceAllString(p.text, "")); found != "" {
			t.Errorf("%s has a line that begins with %s: use a quotation", name, found)
		}
	}
}

// A page says what its data source is for, what null means, and where to read
// more.
func TestEveryDataSourceIsExplained(t *testing.T) {
	looked := 0
	for name, p := range pages(t) {
		if !strings.HasPrefix(name, "docs/data-sources/") || name == "docs/data-sources/license_audit.md" {
			continue
		}
		looked++
		introduction, _, found := strings.Cut(p.text, "## Example Usage")
		if !found {
			t.Errorf("%s has no example", name)
		}
		for _, says := range []string{"- **Use it** ", "- **Null values:** "} {
			if !strings.Contains(introduction, says) {
				t.Errorf("%s has no %q: add it to templates/data-sources.md.tmpl", name, says)
			}
		}
		if !slices.ContainsFunc((page{text: introduction}).links(), func(link string) bool { return strings.HasPrefix(link, "../guides/") }) {
			t.Errorf("%s links no guide", name)
		}
	}
	if looked < 14 {
		t.Errorf("only %d pages of data sources", looked)
	}
}

// A page that the start page does not link is found only by chance.
func TestEveryPageIsListedWhereNewcomersLook(t *testing.T) {
	all := pages(t)
	looked := 0
	for name := range all {
		kind, title, _ := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(name, "docs/"), ".md"), "/")
		if !strings.HasPrefix(name, "docs/") || title == "" {
			continue
		}
		looked++
		if !slices.ContainsFunc(all["docs/index.md"].links(), func(link string) bool {
			address, _, _ := strings.Cut(link, "#")
			return address == registryDocs+"/"+kind+"/"+title
		}) {
			t.Errorf("templates/index.md.tmpl does not link %s", name)
		}
		if kind != "guides" && !strings.Contains(all["CHANGELOG.md"].text, "`jetbrains_"+title+"`") && !strings.Contains(all["CHANGELOG.md"].text, "`"+title+"`") {
			t.Errorf("CHANGELOG.md does not mention %s", title)
		}
	}
	if looked < 30 {
		t.Errorf("only %d pages", looked)
	}
	if !slices.Contains(all["README.md"].links(), "docs/README.md") {
		t.Error("README.md does not link the start page for GitHub")
	}
}

// A guide opens with something that runs. What it means comes after it.
func TestEveryGuideOpensWithAnExample(t *testing.T) {
	for name, p := range pages(t) {
		switch {
		case !strings.HasPrefix(name, "docs/guides/"), strings.HasSuffix(name, "/troubleshooting.md"), strings.HasSuffix(name, "/versions.md"):
			continue // these two are looked up, not read
		}
		opening, _, found := strings.Cut(p.text, "\n```")
		if _, body, _ := strings.Cut(opening, "\n# "); !found || len(strings.Fields(body)) > 130 {
			t.Errorf("%s begins with %d words before its first example", name, len(strings.Fields(body)))
		}
	}
}

// The glossary on the start page has one word for each thing. These are others
// for the same things, which pages had before.
func TestPagesUseTheWordsOfTheGlossary(t *testing.T) {
	comment := regexp.MustCompile(`<!--.*?-->`)
	words := regexp.MustCompile(`(?i)\b(idle|reclaim\w*|redundant\w*|outsiders?|leavers?|in force|unmatched|exhausted)\b`)
	for name, p := range pages(t) {
		text := comment.ReplaceAllString(inlineCode.ReplaceAllString(fenced.ReplaceAllString(p.text, ""), "code"), "")
		if strings.HasPrefix(name, "docs/") || name == "README.md" || name == "CHANGELOG.md" {
			for _, found := range words.FindAllString(text, -1) {
				t.Errorf("%s says %q", name, found)
			}
		}
	}
}

// Whoever uses one of these numbers needs to know what it counts.
func TestPagesWithTheNumbersLinkTheirMeaning(t *testing.T) {
	numbers := regexp.MustCompile("`(billable|surplus|renews)`")
	const meaning = "unused-licenses-and-costs.md#what-the-numbers-mean"
	looked := 0
	for name, p := range pages(t) {
		if !p.inDocs() || name == "docs/index.md" || strings.HasSuffix(name, "/unused-licenses-and-costs.md") || !numbers.MatchString(p.text) {
			continue
		}
		looked++
		if !strings.Contains(p.text, meaning) {
			t.Errorf("%s uses %s and does not link %s", name, numbers.FindString(p.text), meaning)
		}
	}
	if looked < 3 {
		t.Errorf("only %d pages", looked)
	}
}
