package docs_test

import (
	"regexp"
	"strings"
	"testing"
)

var registryLink = regexp.MustCompile(regexp.QuoteMeta(registryDocs) + `/([a-z-]+/[a-z_-]+)`)

// The registry serves docs/index.md at an address where no relative link works.
// On GitHub, its links would lead to a registry that may not have the provider
// yet. So GitHub has the same page with links to files.
func TestTheStartPageHasTheSameTextInTheRegistryAndOnGitHub(t *testing.T) {
	all := pages(t)
	_, body, _ := strings.Cut(all["docs/index.md"].text, "\n---\n")
	want := strings.Split(registryLink.ReplaceAllString(body, "$1.md"), "\n")
	got := strings.Split(all["docs/README.md"].text, "\n")
	for i := range max(len(want), len(got)) {
		if i >= len(want) || i >= len(got) || want[i] != got[i] {
			t.Fatalf("line %d of docs/README.md is not that of docs/index.md. Run make generate", i+1)
		}
	}
}

func TestEveryLinkOfTheStartPageStaysOnItsSite(t *testing.T) {
	all := pages(t)
	for name, ours := range map[string]func(link string) bool{
		"docs/index.md":  func(link string) bool { return strings.HasPrefix(link, registryDocs+"/") },
		"docs/README.md": func(link string) bool { return !strings.Contains(link, ":") },
	} {
		toPages := 0
		for _, link := range all[name].links() {
			switch {
			case strings.HasPrefix(link, "#"), strings.HasPrefix(link, repositoryFiles), strings.HasPrefix(link, repositoryFolders):
			case ours(link):
				toPages++
			default:
				t.Errorf("%s links %s", name, link)
			}
		}
		if toPages < 30 {
			t.Errorf("%s has only %d links to pages", name, toPages)
		}
	}
}
