package simulator

import (
	"strings"
	"testing"
)

// write is what a tree of fields says, spelled the shortest way.
func (tree *fieldTree) write() string {
	var parts []string
	if tree.all {
		parts = append(parts, "*")
	}
	for _, name := range tree.names {
		if below := tree.below[name]; below != nil {
			name += "(" + below.write() + ")"
		}
		parts = append(parts, name)
	}
	return strings.Join(parts, ",")
}

func FuzzParseFields(f *testing.F) {
	for _, seed := range []string{"id", "*", "a,b(c,*)", "a(b(c))", "a(", "a)", "", ",", "a(b)c", "$fields", "ä(ö)"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tree, err := parseFields(text)
		if err != nil {
			return
		}
		short := tree.write()
		again, err := parseFields(short)
		if err != nil || again.write() != short {
			t.Errorf("%q reads as %q, and that as %v (%v)", text, short, again, err)
		}
	})
}

func TestOpaqueTokensComeBackAndOthersDoNot(t *testing.T) {
	for _, offset := range []int{0, 1, 99, 100, 50_000} {
		token := opaqueToken(offset)
		if strings.Trim(token, "0123456789") == "" {
			t.Errorf("%q is a number", token)
		}
		if got, opaque, ok := offsetOf(token); got != offset || !opaque || !ok {
			t.Errorf("%d came back as %d %v %v", offset, got, opaque, ok)
		}
	}
	for _, token := range []string{"", "-1", "1.0", "b1", "YjEAAAAAAAAAAA", opaqueToken(1) + "A", "%"} {
		if got, _, ok := offsetOf(token); ok {
			t.Errorf("%q is taken for %d", token, got)
		}
	}
}
