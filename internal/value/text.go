package value

import (
	"regexp"
	"strings"
	"unicode"
)

// Printable makes untrusted text safe to show in a message: it drops control
// and format characters (terminal escapes, right-to-left marks), collapses runs
// of spaces, and keeps at most limit runes, followed by an ellipsis if there
// were more. A space breaks up anything that a CI system would run as a log
// command.
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

// printable drops characters that cannot be printed, and collapses spaces.
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

// isPlain reports whether a text is ASCII without anything that Printable would
// change, except for its length.
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

// visible reports whether a reader of a message sees a character. Letters of
// all scripts, marks, and symbols are visible. Spaces other than the ASCII one,
// control characters, marks that change the direction of text, and characters
// that most fonts draw as nothing are not.
func visible(r rune) bool {
	return unicode.IsPrint(r) && !unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) && r != brailleBlank
}

// brailleBlank is a pattern without dots, which is a symbol and is drawn as a
// space.
const brailleBlank = '\u2800'
