package transport

import (
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func FuzzRedact(f *testing.F) {
	for _, echo := range echoes {
		f.Add(echo, testToken)
	}
	f.Add("a b", "a b")
	f.Add("[redacted]", "redacted")
	f.Add("xx", "x")
	f.Add("ſecret-token-1", "secret-token-1")
	f.Fuzz(func(t *testing.T, text, token string) {
		got := newRedactor([]Secret{NewSecret(token)}).redact(text)
		if again := value.Printable(got, maxQuoted+1); again != got {
			t.Errorf("%q is not printable: it becomes %q", got, again)
		}
		if letters := normalize(token); len(letters) >= minNormalized && strings.Contains(normalize(got), letters) && !strings.Contains(letters, "redacted") {
			t.Errorf("token %q is in %q", token, got)
		}
	})
}

func FuzzRetryAfter(f *testing.F) {
	for _, value := range []string{
		"", "0", "7", " 7 ", "-1", "4294967296", "99999999999999999999", "soon", "1.5",
		"Sat, 21 Nov 2026 12:00:09 GMT", "Saturday, 21-Nov-26 12:00:09 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT",
	} {
		f.Add(value)
	}
	f.Fuzz(func(t *testing.T, value string) {
		wait, said := retryAfter(value, retryAfterNow)
		if wait < 0 || !said && wait != 0 {
			t.Errorf("retryAfter(%q) = %v, %t", value, wait, said)
		}
	})
}
