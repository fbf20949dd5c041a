// Package report writes the findings of an audit in the formats that code
// review and CI systems show: Markdown and JUnit. All text in a finding is
// untrusted: it is escaped, so that it cannot become markup, a mention, or a
// log command of a CI system.
package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

const (
	// maxRows is the maximum number of findings that a report lists: no one
	// would read more, and a pull request allows only 65,536 characters.
	maxRows = 500
	maxText = 1000 // characters of one text
)

// failing reports whether a finding fails its audit. Every finding does, unless
// it says that it only warns.
func failing(f *licensing.Finding) bool { return f.Severity != licensing.SeverityWarning }

// failingFirst returns the findings with those first that fail their audit,
// otherwise in the order given.
func failingFirst(findings []licensing.Finding) []licensing.Finding {
	ordered := slices.Clone(findings)
	slices.SortStableFunc(ordered, func(a, b licensing.Finding) int {
		switch {
		case failing(&a) == failing(&b):
			return 0
		case failing(&a):
			return -1
		default:
			return 1
		}
	})
	return ordered
}

// clean drops what cannot be printed, such as line breaks and terminal escapes,
// and breaks up log commands of CI systems.
func clean(text string) string { return value.Printable(text, maxText) }

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// more states how many findings are left out. It is empty if none are.
func more(n int) string {
	if n <= 0 {
		return ""
	}
	return "and " + count(n, "more finding") + "."
}

func joinNonEmpty(parts []string, separator string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), separator)
}
