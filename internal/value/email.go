package value

import "strings"

// NormalizeEmail gives the form in which an address is a person's identity:
// trimmed and lower case.
func NormalizeEmail(email string) string {
	return strings.ToLower(strings.TrimSpace(email))
}
