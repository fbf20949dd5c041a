package value

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Printable makes untrusted text safe to show in a message. It shows a
// character that a reader would not see (a terminal escape, a right-to-left
// mark, a zero-width space, a line break) as an escape sequence of Go, so that
// two texts that differ look different. It trims spaces, and keeps at most limit
// characters of the result, without a part of an escape sequence, followed by an
// ellipsis if there were more. A space breaks up anything that a CI system would
// run as a log command.
func Printable(text string, limit int) string {
	if len(text) <= limit && isPlain(text) {
		return text // nearly every text
	}
	runes := []rune(breakLogCommands(escapeInvisible(strings.TrimSpace(text))))
	if len(runes) <= limit {
		return string(runes)
	}
	return strings.TrimRight(string(runes[:cutBefore(runes, limit)]), " ") + "…"
}

// escapeInvisible replaces characters that a reader does not see.
func escapeInvisible(text string) string {
	var b strings.Builder
	for at, r := range text {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(text[at:], string(utf8.RuneError)): // a byte that is not UTF-8
			fmt.Fprintf(&b, `\x%02x`, text[at])
		case visible(r):
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < utf8.RuneSelf:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r <= 0xffff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	return b.String()
}

// cutBefore returns where to cut a text that is longer than the limit: there,
// or before the escape sequence that the cut would split.
func cutBefore(text []rune, limit int) int {
	for at := range limit {
		if text[at] == '\\' && at+escapeLength(text[at+1]) > limit {
			return at
		}
	}
	return limit
}

// escapeLength returns the length of an escape sequence by the character after
// its backslash.
func escapeLength(kind rune) int {
	switch kind {
	case 'n', 'r', 't':
		return len(`\n`)
	case 'x':
		return len(`\x00`)
	case 'u':
		return len(`\u0000`)
	case 'U':
		return len(`\U0010ffff`)
	}
	return 1
}

// isPlain reports whether a text is ASCII without anything that Printable would
// change, except for its length.
func isPlain(text string) bool {
	last := byte(0)
	for i := range len(text) {
		c := text[i]
		if c < ' ' || c > '~' || c == last && (c == '#' || c == ':') {
			return false
		}
		last = c
	}
	return !strings.HasPrefix(text, " ") && !strings.HasSuffix(text, " ")
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
