package value

import (
	"regexp"
	"strings"
	"unicode"
)

// Printable makes foreign text safe to show in a message: control and format
// characters (terminal escapes, right-to-left marks) are dropped, runs of
// space become one, and at most limit runes are kept, with an ellipsis after
// them where there were more. What the log reader of a CI system would run as
// a command is broken up by a space.
func Printable(text string, limit int) string {
	if len(text) <= limit && isPlain(text) {
		return text // nearly every text
	}
	runes := []rune(breakLogCommands(printable(text)))
	if len(runes) <= limit {
		return string(runes)
	}
	return strings.TrimRight(string(runes[:limit]), " ") + "…"
}

// printable drops what does not print, and folds space.
func printable(text string) string {
	var b strings.Builder
	space := false
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
		case unicode.IsPrint(r):
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isPlain says whether a text is ASCII without anything that Printable changes,
// apart from its length.
func isPlain(text string) bool {
	last := byte(' ')
	for i := range len(text) {
		c := text[i]
		if c < ' ' || c > '~' || c == last && (c == ' ' || c == '#' || c == ':') {
			return false
		}
		last = c
	}
	return !strings.HasSuffix(text, " ")
}

var (
	// Azure Pipelines and TeamCity run ##vso[…], ##[…] and ##teamcity[…]
	// wherever they are in a line, and so does GitHub with the older ##[…].
	bracketCommand = regexp.MustCompile(`#(#[A-Za-z]*\[)`)
	// GitHub runs ::word …:: at the start of a line, after any space.
	colonCommand = regexp.MustCompile(`(^|\s):(:[A-Za-z])`)
)

func breakLogCommands(text string) string {
	if !strings.Contains(text, "##") && !strings.Contains(text, "::") {
		return text
	}
	text = bracketCommand.ReplaceAllString(text, "# $1")
	return colonCommand.ReplaceAllString(text, "$1: $2")
}
