package report

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCSV(t *testing.T) {
	got := CSV([]string{"email", "=x", "price"}, [][]Cell{
		{{Text: "ada@acme.example"}, {Text: "Ada, Countess"}, {Text: "-77.9", Number: true}},
		{{Text: ""}, {Text: "a \"b\"\r\nc"}, {Text: ""}},
		{{Text: "a;b"}, {Text: " Łukasz 日本 "}, {Text: "a\tb"}},
	})
	want := "email,'=x,price\r\n" +
		"ada@acme.example,\"Ada, Countess\",-77.9\r\n" +
		",\"a \"\"b\"\"\r\nc\",\r\n" +
		"\"a;b\",\" Łukasz 日本 \",\"a\tb\"\r\n"
	if got != want {
		t.Errorf("the text differs (-want +got):\n%s", cmp.Diff(want, got))
	}
	if got, want := CSV([]string{"a", "b"}, nil), "a,b\r\n"; got != want {
		t.Errorf("without rows: got %q, want %q", got, want)
	}
	if got, want := CSV([]string{"a"}, [][]Cell{{{}}, {{Text: "b"}}}), "a\r\n\"\"\r\nb\r\n"; got != want {
		t.Errorf("an empty cell alone: got %q, want %q", got, want)
	}
}

func TestNoCellRuns(t *testing.T) {
	for text, want := range map[string]string{
		"=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t'=1", "\r=1": "'\r'=1", "\n=1": "'\n'=1", "\x00=1": "'\x00=1", "\ufeff=1": "'\ufeff=1", "\x1f": "'\x1f",
		"＝1": "'＝1", "＋1": "'＋1", "－1": "'－1", "＠1": "'＠1",
		"a;=1": "a;'=1", "a\t+1": "a\t'+1", "a\r\n-1": "a\r\n'-1", "a;\" @x": "a;\" '@x", ";＝1": ";'＝1",
		"a=b": "a=b", "a - b": "a - b", "ada@acme.example": "ada@acme.example", "a,=1": "a,=1", "a;b": "a;b", "": "", " a": " a", "1": "1", "'=1": "'=1", "a\r\nb": "a\r\nb",
	} {
		if got := inert(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

// Another reader finds what was written.
func TestCSVIsReadAsItWasWritten(t *testing.T) {
	for _, s := range hostile {
		checkCSV(t, s)
	}
}

func FuzzCSV(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkCSV(t, s) })
}

func checkCSV(t *testing.T, s string) {
	t.Helper()
	written := CSV([]string{"a" + s, "b"}, [][]Cell{{{Text: s}, {Text: "x" + s}}, {{}, {}}})
	alone := CSV([]string{"c" + s}, [][]Cell{{{Text: s}}, {{}}})
	read := func(text string) [][]string {
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		return rows
	}
	// The reader takes every line break for a line feed.
	lines := func(s string) string { return strings.ReplaceAll(inert(s), "\r\n", "\n") }
	want := [][]string{{lines("a" + s), "b"}, {lines(s), lines("x" + s)}, {"", ""}, {lines("c" + s)}, {lines(s)}, {""}}
	got := append(read(written), read(alone)...)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%q is read as another text (-want +got):\n%s", s, diff)
	}
}
