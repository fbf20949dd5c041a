package transport

import (
	"fmt"
	"io"
	"log/slog"
)

const (
	redacted = "[redacted]"
	bearer   = "Bearer "
)

// Secret is a token that does not print: every way of formatting or marshaling
// it gives a placeholder. Only this package can read what it holds. The token
// is in a function, because package fmt bypasses a type's methods for
// unexported fields and for invalid verbs, and then prints the plain fields.
// For a function, it prints only the address. The zero Secret is empty.
type Secret struct{ reveal func() string }

// NewSecret wraps a token.
func NewSecret(value string) Secret {
	if value == "" {
		return Secret{}
	}
	return Secret{reveal: func() string { return value }}
}

func (s Secret) value() string {
	if s.reveal == nil {
		return ""
	}
	return s.reveal()
}

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

// Empty reports whether there is no token.
func (s Secret) Empty() bool { return s.reveal == nil }

// Bearer is the secret in the form that an Authorization header carries.
func (s Secret) Bearer() Secret { return NewSecret(bearer + s.value()) }
