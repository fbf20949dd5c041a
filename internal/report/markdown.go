package report

import (
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
)

// Markdown writes findings as a table in GitHub Flavored Markdown, which GitLab
// also supports. Findings that fail the audit come first. After 500 findings,
// it states how many more there are.
func Markdown(findings []licensing.Finding) string {
	if len(findings) == 0 {
		return "No findings.\n"
	}
	var b strings.Builder
	b.WriteString("| Rule | Severity | Person | License | Product | Finding |\n|---|---|---|---|---|---|\n")
	for i, f := range failingFirst(findings) {
		if i == maxRows {
			break
		}
		for _, cell := range []string{text(string(f.Rule)), text(string(f.Severity)), code(f.Email), code(f.LicenseID), code(f.ProductCode), text(f.Message)} {
			b.WriteString("| ")
			b.WriteString(cell)
			b.WriteByte(' ')
		}
		b.WriteString("|\n")
	}
	if rest := more(len(findings) - maxRows); rest != "" {
		b.WriteString("\n… " + rest + "\n")
	}
	return b.String()
}

// zeroWidthSpace separates what GitHub and GitLab would read as a mention or a
// reference: they look for these in the unescaped text, so an escape does not
// help.
const zeroWidthSpace = "\u200b"

var textEscapes = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "{", `\{`, "}", `\}`, "|", `\|`, "~", `\~`, "!", `\!`, "$", `\$`, "^", `\^`,
	"&", "&amp;", "<", "&lt;", ">", "&gt;",
	"#", "#"+zeroWidthSpace, "::", ":"+zeroWidthSpace+":",
	"://", `\://`, "www.", `www\.`,
)

// text is a cell of words.
func text(s string) string { return breakMentions(textEscapes.Replace(clean(s))) }

// breakMentions does not change email addresses: after a letter or a digit, an
// @ does not mention anyone.
func breakMentions(s string) string {
	var b strings.Builder
	last := byte(0)
	for i := range len(s) {
		b.WriteByte(s[i])
		if s[i] == '@' && !isAlphanumeric(last) {
			b.WriteString(zeroWidthSpace)
		}
		last = s[i]
	}
	return b.String()
}

func isAlphanumeric(c byte) bool {
	return '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z'
}

// code is a cell that shows an identifier unchanged, so that it can be copied:
// nothing in a code span is markup, a mention, or a link. An identifier that
// could end the span or the cell is written as text; no real one does.
func code(s string) string {
	switch s = clean(s); {
	case s == "":
		return ""
	case strings.ContainsAny(s, "`|\\"):
		return text(s)
	default:
		return "`" + s + "`"
	}
}
