package transport

import (
	"fmt"
	"io"
	"log/slog"
	"strings"
)

const redacted = "[redacted]"

// Secret is a token that does not print: every way of formatting or marshaling
// it gives a placeholder. Only this package can read what it holds.
type Secret struct{ value string }

// NewSecret wraps a token.
func NewSecret(value string) Secret { return Secret{value: value} }

// String implements fmt.Stringer.
func (Secret) String() string { return redacted }

// GoString implements fmt.GoStringer.
func (Secret) GoString() string { return redacted }

// Format implements fmt.Formatter, so that no verb reaches the value.
func (Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, redacted) }

// MarshalText implements encoding.TextMarshaler.
func (Secret) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// LogValue implements slog.LogValuer.
func (Secret) LogValue() slog.Value { return slog.StringValue(redacted) }

// Empty says whether there is no token.
func (s Secret) Empty() bool { return s.value == "" }

// Bearer is the secret in the form that an Authorization header carries.
func (s Secret) Bearer() Secret { return Secret{value: "Bearer " + s.value} }

const (
	maxCleaned = 4096 // bytes of a server's text that are looked at
	maxQuoted  = 300  // runes of it that a message quotes
)

// cleaner makes text from a server fit for a message: a hostile server may
// echo the token, or send terminal escapes.
type cleaner struct{ secrets *strings.Replacer }

func newCleaner(secrets []Secret) cleaner {
	var pairs []string
	for _, s := range secrets {
		for _, value := range []string{s.value, strings.TrimPrefix(s.value, "Bearer ")} {
			if value != "" {
				pairs = append(pairs, value, redacted)
			}
		}
	}
	return cleaner{secrets: strings.NewReplacer(pairs...)}
}

// clean keeps printable characters, removes secrets, folds space and caps the
// length. The secrets come out after the control characters: these could have
// been put inside a token to hide it.
func (c cleaner) clean(text string) string {
	text = strings.ToValidUTF8(text[:min(len(text), maxCleaned)], "\uFFFD")
	return Printable(c.secrets.Replace(Printable(text, maxCleaned)), maxQuoted)
}
