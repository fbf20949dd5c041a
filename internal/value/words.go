package value

import (
	"fmt"
	"strconv"
	"strings"
)

// Plural is the noun for a number of things: "license", "licenses", "addresses",
// or "people".
func Plural(n int, noun string) string {
	switch {
	case n == 1:
		return noun
	case noun == "person":
		return "people"
	case strings.HasSuffix(noun, "s"):
		return noun + "es"
	default:
		return noun + "s"
	}
}

// Counted is a number with its noun: "1 day", "2 days".
func Counted(n int, noun string) string { return strconv.Itoa(n) + " " + Plural(n, noun) }

// Listing joins at most limit items, and then states how many more there are:
// "a, b, and 3 more domains".
func Listing(items []string, limit int, more string) string {
	if len(items) <= limit {
		return strings.Join(items, ", ")
	}
	return fmt.Sprintf("%s, and %d %s", strings.Join(items[:limit], ", "), len(items)-limit, more)
}

// QuotedAll quotes untrusted values for a message. A value is cut after limit
// characters.
func QuotedAll[T ~string](values []T, limit int) []string {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = Quoted(string(v), limit)
	}
	return quoted
}

// Quoted quotes an untrusted value for a message, cut after limit characters. It
// does not escape the backslashes of Printable a second time.
func Quoted(text string, limit int) string {
	return `"` + strings.ReplaceAll(Printable(text, limit), `"`, `\"`) + `"`
}

// Sentence ends a text with a period. It does not capitalize the first word,
// which is often the name of an argument.
func Sentence(text string) string { return strings.TrimSuffix(text, ".") + "." }
