package value

import (
	"regexp"
	"strconv"
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
		{"space is trimmed and kept", " \t a  b \u2028", 100, "a  b"},
		{"line breaks", "a\r\n\tb", 100, `a\r\n\tb`},
		{"the first control character beyond ASCII", "a\u0080b", 100, `a\u0080b`},
		{"terminal escapes lose their teeth", "a\x1b[31mred\x1b[0m\a\b\x7f\u009b2J", 100, `a\x1b[31mred\x1b[0m\x07\x08\x7f\u009b2J`},
		{"marks of direction", "a\u202eb\u2066c\u200fd\ufeffe\u061cf", 100, `a\u202eb\u2066c\u200fd\ufeffe\u061cf`},
		{"what has no width", "a\u200bb\u00adc\u034fd\U000e0041e", 100, `a\u200bb\u00adc\u034fd\U000e0041e`},
		{"what looks like a space", "a\u00a0b\u3000c\u2800d\u3164e\uffa0f", 100, `a\u00a0b\u3000c\u2800d\u3164e\uffa0f`},
		{"variants of a letter", "a\ufe0eb\U000e0100c", 100, `a\ufe0eb\U000e0100c`},
		{"not assigned, private, not a character", "a\U000e1fffb\ue000c\uffffd", 100, `a\U000e1fffb\ue000c\uffffd`},
		{"other scripts stay", "Łukasz Žižek 日本 🙂 שלום", 100, "Łukasz Žižek 日本 🙂 שלום"},
		{"bad UTF-8", "a\xff\xc3b\ufffd", 100, `a\xff\xc3b` + "\ufffd"},
		{"null bytes", "a\x00b", 100, `a\x00b`},
		{"an escape sequence stays", `a\u200bb`, 100, `a\u200bb`},
		{"the limit counts what is shown", "ab\u200bcd", 10, `ab\u200bcd`},
		{"the limit counts what is shown, one less", "ab\u200bcd", 9, `ab\u200bc…`},
		{"no cut within an escape sequence", "ab\u200bcd", 7, "ab…"},
		{"a cut before one", "ab\u200bcd", 2, "ab…"},
		{"a cut after one", "ab\u200bcd", 8, `ab\u200b…`},
		{"no cut within a short one", "a\nb", 2, "a…"},
		{"a cut after a short one", "a\nb", 3, `a\n…`},
		{"a cut after another short one", "a\rb", 3, `a\r…`},
		{"a cut after a tab", "a\tb", 3, `a\t…`},
		{"no cut within another short one", "a\rb", 2, "a…"},
		{"no cut within a tab", "a\tb", 2, "a…"},
		{"space before", " ab", 100, "ab"},
		{"space behind", "ab ", 100, "ab"},
		{"no cut within one at the start", "\u200bab", 3, "…"},
		{"no cut within a byte", "a\x00b", 3, "a…"},
		{"a cut after a byte", "a\x00b", 5, `a\x00…`},
		{"no cut within the longest one", "a\U000e0041b", 10, "a…"},
		{"a cut after the longest one", "a\U000e0041b", 11, `a\U000e0041…`},
		{"no escape sequence at the cut", "abcunusual", 3, "abc…"},
		{"a cut within what is no escape sequence", `a\b\c`, 3, `a\b…`},
		{"a cut after its backslash", `a\b\c`, 2, `a\…`},
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
		{"GitHub, after a line", "Jane\n::add-mask::x", 100, `Jane\n::add-mask::x`},
		{"a command hidden by what does not print", "#\u200b#vso[x]", 100, `#\u200b#vso[x]`},
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
		if !unicode.IsPrint(r) || unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) {
			t.Errorf("%q has %U in it", got, r)
		}
	}
	if n := utf8.RuneCountInString(strings.TrimSuffix(got, "…")); n > limit {
		t.Errorf("%q is %d runes long, limit %d", got, n, limit)
	}
}

// unescape replaces the escape sequences of Printable.
func unescape(text string) string {
	quoted, err := strconv.Unquote(`"` + strings.ReplaceAll(text, `"`, `\"`) + `"`)
	if err != nil {
		return err.Error()
	}
	return quoted
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
		whole := Printable(text, 1<<20)
		if !strings.ContainsAny(text, `\#:`) {
			if back := unescape(whole); back != strings.TrimSpace(text) {
				t.Errorf("%q becomes %q, which reads as %q", text, whole, back)
			}
		}
		if utf8.RuneCountInString(whole) <= limit && got != whole {
			t.Errorf("%q becomes %q, although %q is short enough", text, got, whole)
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
		"a\n ::set-output name=a::b": `a\n : :set-output name=a::b`,
		"::1":                        "::1",
		"http://[::1]:80":            "http://[::1]:80",
	} {
		if got := Printable(text, 100); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
