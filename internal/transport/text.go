package transport

import (
	"strings"
	"unicode"
)

// Printable makes foreign text safe to show in a message: control and format
// characters (terminal escapes, right-to-left marks) are dropped, runs of
// space become one, and at most limit runes are kept.
func Printable(text string, limit int) string {
	var b strings.Builder
	kept, pendingSpace := 0, false
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			pendingSpace = b.Len() > 0
			continue
		case !unicode.IsPrint(r):
			continue
		}
		if kept >= limit {
			b.WriteString("…")
			break
		}
		if pendingSpace {
			b.WriteByte(' ')
			pendingSpace = false
			kept++
		}
		b.WriteRune(r)
		kept++
	}
	return b.String()
}
