package value

import (
	"strings"
	"unicode"
)

// Printable makes foreign text safe to show in a message: control and format
// characters (terminal escapes, right-to-left marks) are dropped, runs of
// space become one, and at most limit runes are kept, with an ellipsis after
// them where there were more.
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
	return b.String()
}
