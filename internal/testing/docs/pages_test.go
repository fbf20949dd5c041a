package docs_test

import (
	"strings"
	"testing"
)

func TestEveryPageIsInAGroupOfTheSideBar(t *testing.T) {
	for name, p := range pages(t) {
		want := ""
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

// A page says what its data source is for, what null means, and where to read
// on.
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
		if !strings.Contains(introduction, "- **Use it** ") {
			t.Errorf("%s does not say what it is for: add it to templates/data-sources.md.tmpl", name)
		}
		if len((page{text: introduction}).links()) == 0 {
			t.Errorf("%s links no guide and no other page", name)
		}
	}
	if looked < 16 {
		t.Errorf("only %d pages of data sources", looked)
	}
}
