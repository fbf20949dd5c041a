package value

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestPrintable(t *testing.T) {
	for _, c := range []struct {
		name, text string
		limit      int
		want       string
	}{
		{"plain", "Team not found", 100, "Team not found"},
		{"empty", "", 100, ""},
		{"space is folded and trimmed", " \t a \n\r\u00a0 b \u2028", 100, "a b"},
		{"escapes lose their teeth", "a\x1b[31mred\x1b[0m\a\b\x7f\u009b2J", 100, "a[31mred[0m2J"},
		{"right-to-left marks", "a\u202eb\u2066c\u200fd\ufeffe", 100, "abcde"},
		{"zero width", "a\u200bb\u00adc", 100, "abc"},
		{"other scripts stay", "Łukasz Žižek 日本 🙂", 100, "Łukasz Žižek 日本 🙂"},
		{"bad UTF-8", "a\xff\xc3b", 100, "a\ufffd\ufffdb"},
		{"null bytes", "a\x00b", 100, "ab"},
		{"exactly the limit", "abcd", 4, "abcd"},
		{"over the limit", "abcde", 4, "abcd…"},
		{"a space counts", "ab cd", 4, "ab c…"},
		{"no space at the cut", "abcd ef", 4, "abcd…"},
		{"no word after a space at the cut", "abc de", 4, "abc…"},
		{"limit 0", "abc", 0, "…"},
		{"limit 0 of nothing", " \n", 0, ""},
		{"Azure Pipelines", "##vso[task.setvariable variable=x]y", 100, "# #vso[task.setvariable variable=x]y"},
		{"Azure Pipelines, in the middle", "a##[error]b", 100, "a# #[error]b"},
		{"TeamCity", "##teamcity[buildStatus text='x']", 100, "# #teamcity[buildStatus text='x']"},
		{"GitHub", "::error file=a::b", 100, ": :error file=a::b"},
		{"GitHub, after a space", "Jane ::add-mask::x", 100, "Jane : :add-mask::x"},
		{"GitHub, after a line", "Jane\n::add-mask::x", 100, "Jane : :add-mask::x"},
		{"a command hidden by what does not print", "#\u200b#vso[x]", 100, "# #vso[x]"},
		{"a cut within a command", "##vso[x]", 3, "# #…"},
		{"no command", "C# a::b ##1 [::1] : :", 100, "C# a::b ##1 [::1] : :"},
	} {
		if got := Printable(c.text, c.limit); got != c.want {
			t.Errorf("%s: Printable(%q, %d) = %q, want %q", c.name, c.text, c.limit, got, c.want)
		}
	}
}

func checkPrintable(t *testing.T, got string, limit int) {
	t.Helper()
	if !utf8.ValidString(got) {
		t.Errorf("%q is not UTF-8", got)
	}
	for _, r := range got {
		if !unicode.IsPrint(r) {
			t.Errorf("%q has %U in it", got, r)
		}
	}
	if n := utf8.RuneCountInString(strings.TrimSuffix(got, "…")); n > limit {
		t.Errorf("%q is %d runes long, limit %d", got, n, limit)
	}
}

// commands matches what log readers look for; see breakLogCommands.
var commands = regexp.MustCompile(`##[A-Za-z]*\[|(^|\s)::[A-Za-z]`)

func FuzzPrintable(f *testing.F) {
	f.Add("a ##vso[b]###[c] ::error::d", 30)
	f.Add("::set-output name=a::b", 300)
	f.Add("", 20)
	f.Add("key=\x00se\u200bcret", 20)
	f.Add("a\x1b]0;title\a", 3)
	f.Add(" \u202e \xff ", 1)
	f.Fuzz(func(t *testing.T, text string, limit int) {
		limit = min(max(limit, 0), 1000)
		got := Printable(text, limit)
		checkPrintable(t, got, limit)
		if commands.MatchString(got) {
			t.Errorf("%q has a command in it", got)
		}
		if again := Printable(got, limit+1); again != got {
			t.Errorf("%q becomes %q the second time", got, again)
		}
	})
}

func TestPrintableBreaksCommandsOfLogReaders(t *testing.T) {
	for text, want := range map[string]string{
		"":                           "",
		"plain [text] # 1: a::b":     "plain [text] # 1: a::b",
		"a ##vso[task.complete]b":    "a # #vso[task.complete]b",
		"##[error]x":                 "# #[error]x",
		"##teamcity[x]##teamcity[y]": "# #teamcity[x]# #teamcity[y]",
		"###[x]":                     "## #[x]",
		"::error::x":                 ": :error::x",
		"a\n ::set-output name=a::b": "a : :set-output name=a::b",
		"::1":                        "::1",
		"http://[::1]:80":            "http://[::1]:80",
	} {
		if got := Printable(text, 100); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
