package transport

import (
	"strings"
	"unicode"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

const (
	maxQuoted = 300 // runes of a server's text that a message quotes
	// minNormalized is the length from which a secret is also looked for letter
	// by letter; shorter ones would be found in any text.
	minNormalized = 8
)

// redactor makes text from a server fit for a message: a hostile server may
// echo the token, or send terminal escapes.
type redactor struct {
	verbatim   func(string) string // replaces the secrets; a strings.Replacer would print them
	normalized []Secret
}

func newRedactor(secrets []Secret) redactor {
	var (
		pairs      []string
		normalized []Secret
	)
	for _, s := range secrets {
		value := strings.TrimPrefix(s.value(), bearer)
		if value == "" {
			continue
		}
		pairs = append(pairs, value, redacted)
		if letters := normalize(value); len(letters) >= minNormalized {
			normalized = append(normalized, NewSecret(letters))
		}
	}
	return redactor{verbatim: strings.NewReplacer(pairs...).Replace, normalized: normalized}
}

// clean keeps printable characters, removes secrets, folds space and caps the
// length, in this order: control characters could have been put inside a token
// to hide it, and a cut could leave the half of one. A text in which a token
// can still be read, in another case or with anything but letters and digits
// in between, is dropped as a whole.
func (c redactor) redact(text string) string {
	text = c.verbatim(value.Printable(text, len(text)))
	if len(c.normalized) > 0 {
		letters := normalize(text)
		for _, s := range c.normalized {
			if strings.Contains(letters, s.value()) {
				return redacted
			}
		}
	}
	return value.Printable(text, maxQuoted)
}

// normalize keeps letters and digits, in lower case.
func normalize(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, text)
}
