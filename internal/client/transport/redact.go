package transport

import (
	"encoding/base64"
	"encoding/hex"
	"html"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

const (
	maxQuoted = 300 // maximum number of runes that a message quotes of a server's text
	// minNormalized is the minimum length of a secret to look for in normalized
	// text. Shorter ones could occur in any text.
	minNormalized = 8
)

// redactor makes text from a server safe for a message: a hostile server could
// echo the token in any form, or send terminal escapes.
type redactor struct {
	verbatim   func(string) string // replaces the secrets; a strings.Replacer would print them
	normalized []Secret            // letters and digits of the secrets, and of their hexadecimal forms
	base64     []Secret            // one of these occurs in any base64 text that encodes a secret
}

func newRedactor(secrets []Secret) redactor {
	var (
		r     redactor
		pairs []string
	)
	for _, s := range secrets {
		value := strings.TrimPrefix(s.value(), bearer)
		if value == "" {
			continue
		}
		pairs = append(pairs, value, redacted)
		if letters := normalize(value); len(letters) >= minNormalized {
			r.normalized = append(r.normalized, NewSecret(letters), NewSecret(hex.EncodeToString([]byte(value))))
			r.base64 = append(r.base64, base64Forms(value)...)
		}
	}
	r.verbatim = strings.NewReplacer(pairs...).Replace
	return r
}

// base64Forms returns texts of which at least one occurs in any base64 text
// that encodes a text with the secret. Base64 encodes three bytes at a time, so
// the secret can start at any of three offsets. The characters at both ends are
// left out, because they also depend on the surrounding text.
func base64Forms(secret string) []Secret {
	var forms []Secret
	for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		for before := range 3 {
			text := encoding.EncodeToString([]byte(strings.Repeat("x", before) + secret))
			start := (before*8 + 5) / 6
			end := (before + len(secret)) * 8 / 6
			forms = append(forms, NewSecret(text[start:end]))
		}
	}
	return forms
}

// redact keeps printable characters, removes secrets, collapses spaces, and
// limits the length, in this order: control characters inside a token could
// hide it, and truncation could leave half of one. If a token is still
// recognizable, the whole text is dropped: in a different letter case, with
// characters other than letters and digits in between, percent-encoded, with
// escapes of JSON or HTML, in hexadecimal, or in base64.
func (r redactor) redact(text string) string {
	text = r.verbatim(value.Printable(text, len(text)))
	for _, decoded := range []string{text, percentDecoded(text), string(unescaped([]byte(text))), html.UnescapeString(text)} {
		if contains(normalize(decoded), r.normalized) || contains(strings.ReplaceAll(decoded, " ", ""), r.base64) {
			return redacted
		}
	}
	return value.Printable(text, maxQuoted)
}

func contains(text string, secrets []Secret) bool {
	return slices.ContainsFunc(secrets, func(s Secret) bool { return strings.Contains(text, s.value()) })
}

var percentEncoded = regexp.MustCompile(`%[0-9A-Fa-f]{2}`)

// percentDecoded replaces what is percent-encoded, and keeps every other %.
func percentDecoded(text string) string {
	return percentEncoded.ReplaceAllStringFunc(text, func(code string) string {
		b, err := hex.DecodeString(code[1:])
		if err != nil {
			return code
		}
		return string(b)
	})
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
