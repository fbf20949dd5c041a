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
	if looked < 16 {
		t.Errorf("only %d pages of data sources", looked)
	}
}

// If neither the start page nor the README links to a page, readers find it
// only by chance.
func TestEveryPageIsListedWhereNewcomersLook(t *testing.T) {
	all := pages(t)
	looked := 0
	for name := range all {
		kind, title, _ := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(name, "docs/"), ".md"), "/")
		if !strings.HasPrefix(name, "docs/") || title == "" {
			continue
		}
		looked++
		if !slices.Contains(all["docs/index.md"].links(), registryDocs+"/"+kind+"/"+title) {
			t.Errorf("templates/index.md.tmpl does not link %s", name)
		}
		if !slices.Contains(all["README.md"].links(), name) {
			t.Errorf("README.md does not link %s", name)
		}
		if kind != "guides" && !strings.Contains(all["CHANGELOG.md"].text, "`jetbrains_"+title+"`") && !strings.Contains(all["CHANGELOG.md"].text, "`"+title+"`") {
			t.Errorf("CHANGELOG.md does not mention %s", title)
		}
	}
	if looked < 30 {
		t.Errorf("only %d pages", looked)
	}
}
