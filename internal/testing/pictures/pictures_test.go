package main

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var root = filepath.Join("..", "..", "..")

// The pictures say what the pages and the code say today. `go run
// ./internal/testing/pictures` draws them again.
func TestThePicturesSayWhatTheirSourcesSay(t *testing.T) {
	drawn, err := pictures(root)
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(root, "docs", "images", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if drawn[filepath.Base(file)] == "" {
			t.Errorf("nothing draws %s", file)
		}
	}
	for name, svg := range drawn {
		stored, err := os.ReadFile(filepath.Join(root, "docs", "images", name))
		if err != nil {
			t.Error(err)
			continue
		}
		want, got := texts(t, svg), texts(t, string(stored))
		for i := range max(len(want), len(got)) {
			if i >= len(want) || i >= len(got) || want[i] != got[i] {
				t.Errorf("%s says\n%q\nand its source says\n%q", name, got[min(i, len(got)):], want[min(i, len(want)):])
				break
			}
		}
	}
}

// Readers who see no picture, and readers who prefer dark pages.
func TestEveryPictureHasATitleAndBothColorSchemes(t *testing.T) {
	drawn, err := pictures(root)
	if err != nil {
		t.Fatal(err)
	}
	for name, svg := range drawn {
		title := texts(t, svg)[0]
		if len(title) < 60 {
			t.Errorf("the title of %s is only %q", name, title)
		}
		for _, says := range []string{`role="img"`, "prefers-color-scheme: dark", light.back, dark.back} {
			if !strings.Contains(svg, says) {
				t.Errorf("%s has no %q", name, says)
			}
		}
	}
}

// A picture that a page shows exists, and has a text for readers who do not see
// it. The registry serves no files, so its pages need an address.
func TestPagesShowPicturesByAddressesThatWork(t *testing.T) {
	shown := regexp.MustCompile(`!\[([^\]]*)\]\(([^)]+)\)`)
	const address = "https://raw.githubusercontent.com/terraform-jetbrains/terraform-provider-jetbrains/main/"
	pages, err := filepath.Glob(filepath.Join(root, "templates", "guides", "*.tmpl"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, page := range append(pages, filepath.Join(root, "README.md")) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range shown.FindAllStringSubmatch(string(text), -1) {
			alternative, target := found[1], found[2]
			if len(alternative) < 60 {
				t.Errorf("%s shows %s with the text %q only", filepath.Base(page), target, alternative)
			}
			file, absolute := strings.CutPrefix(target, address)
			if absolute == (filepath.Base(page) == "README.md") {
				t.Errorf("%s shows %s: the README needs the file, and a guide the address below %s", filepath.Base(page), target, address)
			}
			if _, err := os.Stat(filepath.Join(root, filepath.FromSlash(file))); err != nil {
				t.Errorf("%s: %v", filepath.Base(page), err)
			}
			names = append(names, filepath.Base(file))
		}
	}
	drawn, err := pictures(root)
	if err != nil {
		t.Fatal(err)
	}
	for name := range drawn {
		if !slices.Contains(names, name) {
			t.Errorf("no page shows %s", name)
		}
	}
}

func TestLinesWrapBetweenWords(t *testing.T) {
	if diff := cmp.Diff([]string{"one", "`two three`", "four"}, wrap("one `two three` four", 70)); diff != "" {
		t.Errorf("the lines differ (-want +got):\n%s", diff)
	}
}

// texts returns the texts of an SVG document, the title first.
func texts(t *testing.T, svg string) []string {
	t.Helper()
	var found []string
	decoder := xml.NewDecoder(strings.NewReader(svg))
	inStyle := false
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			inStyle = token.Name.Local == "style"
		case xml.CharData:
			if text := strings.TrimSpace(string(token)); text != "" && !inStyle {
				found = append(found, text)
			}
		}
	}
}
