package docs_test

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The registry serves docs/index.md at registryDocs, without a trailing slash,
// and docs/X.md at registryDocs/X. It leaves relative links to the browser and
// strips .md from them.
const registryDocs = "https://registry.terraform.io/providers/terraform-jetbrains/jetbrains/latest/docs"

// repositoryFiles is the address below which GitHub shows the files of the
// repository.
const repositoryFiles = "https://github.com/terraform-jetbrains/terraform-provider-jetbrains/blob/main/"

// repositoryFolders is the address below which GitHub shows its folders.
const repositoryFolders = "https://github.com/terraform-jetbrains/terraform-provider-jetbrains/tree/main/"

// repositoryPictures is the address below which GitHub serves files as they are.
const repositoryPictures = "https://raw.githubusercontent.com/terraform-jetbrains/terraform-provider-jetbrains/main/"

// page is a Markdown file in the repository.
type page struct {
	path string // relative to the root of the repository, with forward slashes
	text string
}

func root() string { return filepath.Join("..", "..", "..") }

// pages returns all pages in docs/ and all other Markdown files, by path.
func pages(t *testing.T) map[string]page {
	t.Helper()
	found := map[string]page{}
	repository := os.DirFS(root())
	read := func(name string) {
		text, err := fs.ReadFile(repository, name)
		if err != nil {
			t.Fatal(err)
		}
		found[name] = page{name, string(text)}
	}
	top, err := fs.Glob(repository, "*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range top {
		read(name)
	}
	err = fs.WalkDir(repository, "docs", func(name string, _ fs.DirEntry, err error) error {
		if err == nil && path.Ext(name) == ".md" {
			read(name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) < 30 {
		t.Fatalf("only %d pages found", len(found))
	}
	return found
}

// inDocs reports whether the registry serves the page.
func (p page) inDocs() bool { return strings.HasPrefix(p.path, "docs/") }

// frontMatter returns the value of a key in the front matter, which is between
// the first two lines of dashes.
func (p page) frontMatter(key string) string {
	_, rest, _ := strings.Cut(p.text, "---\n")
	matter, _, _ := strings.Cut(rest, "\n---")
	for line := range strings.Lines(matter) {
		if value, ok := strings.CutPrefix(line, key+":"); ok {
			return strings.Trim(strings.TrimSpace(value), `"`)
		}
	}
	return ""
}

var (
	fenced     = regexp.MustCompile("(?ms)^[ \t]*```.*?^[ \t]*```[ \t]*$")
	inlineCode = regexp.MustCompile("`[^`\n]*`")
	link       = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading    = regexp.MustCompile(`(?m)^#{1,6} +(.+?)[ \t]*$`)
	anchorTag  = regexp.MustCompile(`<a id="([^"]+)">`)
	notInSlug  = regexp.MustCompile(`[^a-z0-9 _-]`)
)

// links returns the targets of the page's links, except for links in code.
func (p page) links() []string {
	text := inlineCode.ReplaceAllString(fenced.ReplaceAllString(p.text, ""), "code")
	var targets []string
	for _, match := range link.FindAllStringSubmatch(text, -1) {
		targets = append(targets, match[1])
	}
	return targets
}

// anchors returns the fragments that lead to a place on the page, each with the
// heading that it belongs to. An anchor tag has an empty heading.
func (p page) anchors() map[string]string {
	text := fenced.ReplaceAllString(p.text, "")
	found := map[string]string{}
	for _, match := range anchorTag.FindAllStringSubmatch(text, -1) {
		found[match[1]] = ""
	}
	for _, match := range heading.FindAllStringSubmatch(text, -1) {
		slug := strings.ReplaceAll(notInSlug.ReplaceAllString(strings.ToLower(match[1]), ""), " ", "-")
		if _, taken := found[slug]; !taken { // a later heading with the same text gets a number
			found[slug] = match[1]
		}
	}
	return found
}
