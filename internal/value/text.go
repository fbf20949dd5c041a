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
	var b strings.Builder
	kept, pendingSpace := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			pendingSpace = min(kept, 1)
			continue
		case !unicode.IsPrint(r):
			continue
		}
		if kept+pendingSpace >= limit {
			b.WriteString("…")
			break
		}
		if pendingSpace > 0 {
			b.WriteByte(' ')
			kept, pendingSpace = kept+1, 0
		}
		b.WriteRune(r)
		kept++
	}
	return breakLogCommands(b.String())
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
