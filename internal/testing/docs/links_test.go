package docs_test

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestEveryLinkWorksInTheRegistryAndOnGitHub(t *testing.T) {
	all := pages(t)
	looked := 0
	for name, p := range all {
		for _, target := range p.links() {
			looked++
			if fault := broken(all, p, target); fault != "" {
				t.Errorf("%s links to %s: %s", name, target, fault)
			}
		}
	}
	if looked < 100 {
		t.Errorf("only %d links found", looked)
	}
}

// This test shows that the link check finds broken links.
func TestBrokenLinksAreNoticed(t *testing.T) {
	all := map[string]page{
		"README.md":              {"README.md", "# Top\n## Try it\n"},
		"docs/index.md":          {"docs/index.md", "# Start\n## JetBrains Space\n"},
		"docs/guides/a.md":       {"docs/guides/a.md", "# A\n## One step\n## It's `code`\n<a id=\"nestedatt--x\"></a>\n"},
		"docs/data-sources/b.md": {"docs/data-sources/b.md", "# B\n```\n# no heading\n```\n"},
	}
	for _, c := range []struct {
		from, target string
		broken       bool
	}{
		{"docs/index.md", registryDocs + "/guides/a", false},
		{"docs/index.md", registryDocs + "/guides/a#one-step", false},
		{"docs/index.md", "#jetbrains-space", false},
		{"docs/index.md", "guides/a.md", true},
		{"docs/index.md", registryDocs + "/guides/a.md", true},
		{"docs/index.md", registryDocs + "/guides/b", true},
		{"docs/index.md", registryDocs + "/guides/a#no-step", true},
		{"docs/index.md", registryDocs + "#jetbrains-space", false},
		{"docs/index.md", registryDocs + "/", true},
		{"docs/index.md", "#no-heading", true},
		{"docs/guides/a.md", "../data-sources/b.md", false},
		{"docs/guides/a.md", "../data-sources/b", true},
		{"docs/guides/a.md", "../data-sources/c.md", true},
		{"docs/guides/a.md", "../data-sources/b.md#no-heading", true},
		{"docs/guides/a.md", "../index.md", true},
		{"docs/guides/a.md", "../../README.md", true},
		{"docs/guides/a.md", "/docs/data-sources/b.md", true},
		{"docs/data-sources/b.md", "../guides/a.md#nestedatt--x", false},
		{"docs/data-sources/b.md", "../guides/a.md#its-code", true}, // each renderer makes a different anchor from this heading
		{"README.md", "docs/guides/a.md#one-step", false},
		{"README.md", "docs/guides/a.md#two-step", true},
		{"README.md", "docs/guides", true},
		{"README.md", "#try-it", false},
		{"README.md", "LICENSE", false},
		{"README.md", "NOWHERE", true},
		{"README.md", "../elsewhere.md", true},
		{"README.md", repositoryFiles + "SECURITY.md", false},
		{"README.md", repositoryFiles + "NOWHERE.md", true},
		{"README.md", "examples/provider", false},
		{"README.md", "examples/nowhere", true},
		{"README.md", repositoryFolders + "examples/provider", false},
		{"README.md", repositoryFolders + "examples/nowhere", true},
		{"docs/guides/a.md", repositoryPictures + "LICENSE", false},
		{"docs/guides/a.md", repositoryPictures + "NOWHERE", true},
		{"README.md", "http://plain.example", true},
		{"README.md", "https://elsewhere.example/page", false},
	} {
		if fault := broken(all, all[c.from], c.target); (fault != "") != c.broken {
			t.Errorf("a link of %s to %s: broken is %t, want %t (%s)", c.from, c.target, fault != "", c.broken, fault)
		}
	}
}

// broken describes what is wrong with a link of the page, or returns an empty
// string. It does not follow links to other sites.
func broken(all map[string]page, from page, target string) string {
	address, fragment, hasFragment := strings.Cut(target, "#")
	var file string
	switch {
	case address == "":
		file = from.path
	case address == registryDocs:
		file = "docs/index.md"
	case strings.HasPrefix(address, registryDocs+"/"):
		file = "docs/" + strings.TrimPrefix(address, registryDocs+"/") + ".md"
	case strings.HasPrefix(address, repositoryFiles):
		file = strings.TrimPrefix(address, repositoryFiles)
	case strings.HasPrefix(address, repositoryFolders):
		return noFolder(strings.TrimPrefix(address, repositoryFolders))
	case strings.HasPrefix(address, repositoryPictures):
		file = strings.TrimPrefix(address, repositoryPictures)
	case strings.HasPrefix(address, "https://"):
		return ""
	case strings.Contains(address, ":"):
		return "not https"
	case from.path == "docs/index.md":
		return "the registry serves the start page without a trailing slash: use an absolute address"
	case strings.HasPrefix(address, "/"):
		return "relative to the site, which differs"
	default:
		file = path.Join(path.Dir(from.path), address)
		if from.inDocs() && (!strings.HasPrefix(file, "docs/") || file == "docs/index.md") {
			return "the registry serves no such page: use an absolute address"
		}
		if path.Ext(file) == "" && from.inDocs() {
			return "GitHub needs the name of the file, with .md"
		}
	}
	if !from.inDocs() && strings.HasPrefix(file, "examples/") && path.Ext(file) == "" {
		return noFolder(file)
	}
	to, isPage := all[file]
	if !isPage {
		if info, err := os.Stat(filepath.Join(root(), filepath.FromSlash(file))); err != nil || !info.Mode().IsRegular() || strings.HasPrefix(file, "..") || from.inDocs() && path.Ext(file) == ".md" {
			return "no such file"
		}
		if hasFragment {
			return "a fragment of a file that is no page"
		}
		return ""
	}
	if !hasFragment {
		return ""
	}
	title, found := to.anchors()[fragment]
	if !found {
		return "no such heading"
	}
	// The sites agree only on the anchors of plain headings.
	if !plainHeading.MatchString(title) {
		return "the anchor of this heading differs between the registry and GitHub"
	}
	return ""
}

// noFolder says what is wrong with a link to a folder of the repository.
func noFolder(name string) string {
	if info, err := os.Stat(filepath.Join(root(), filepath.FromSlash(name))); err != nil || !info.IsDir() {
		return "no such folder"
	}
	return ""
}

var plainHeading = regexp.MustCompile(`^[A-Za-z0-9 -]*$`)
