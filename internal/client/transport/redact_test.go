package transport

import (
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// encodings contains the forms in which a server could hide a token.
var encodings = map[string]func(string) string{
	"percent-encoded": func(s string) string {
		return "%" + strings.ToUpper(strings.Join(pairs(hex.EncodeToString([]byte(s))), "%"))
	},
	"hexadecimal":             func(s string) string { return hex.EncodeToString([]byte(s)) },
	"hexadecimal, upper case": func(s string) string { return strings.ToUpper(hex.EncodeToString([]byte(s))) },
	"hexadecimal with colons": func(s string) string { return strings.Join(pairs(hex.EncodeToString([]byte(s))), ":") },
	"escapes of JSON":         func(s string) string { return `\u00` + strings.Join(pairs(hex.EncodeToString([]byte(s))), `\u00`) },
	"entities of HTML":        func(s string) string { return "&#x" + strings.Join(pairs(hex.EncodeToString([]byte(s))), ";&#x") + ";" },
	"base64":                  func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) },
	"base64 without padding":  func(s string) string { return base64.RawStdEncoding.EncodeToString([]byte(s)) },
	"base64 for addresses":    func(s string) string { return base64.URLEncoding.EncodeToString([]byte(s)) },
	"base64 over lines": func(s string) string {
		return strings.Join(pairs(base64.StdEncoding.EncodeToString([]byte(s))), "\r\n")
	},
}

func pairs(text string) []string {
	var all []string
	for pair := range slices.Chunk([]byte(text), 2) {
		all = append(all, string(pair))
	}
	return all
}

func TestRedactRemovesEncodedTokens(t *testing.T) {
	for _, token := range []string{testToken, "tok?en>with~all+kinds/of=characters"} {
		r := newRedactor([]Secret{NewSecret(token).Bearer()})
		for name, encode := range encodings {
			for _, around := range []string{"", "a", "ab", "user:", "Bearer "} {
				text := "The header " + encode(around+token+around) + " is invalid"
				if got := r.redact(text); got != redacted {
					t.Errorf("%s of %q: %q", name, around+token+around, got)
				}
			}
		}
	}
	for _, harmless := range []string{"100 % of 5%25", "aGVsbG8gd29ybGQ=", "0123456789abcdef", `C:\users`, "a &amp; b"} {
		if got := newRedactor([]Secret{NewSecret(testToken)}).redact(harmless); got != harmless {
			t.Errorf("%q became %q", harmless, got)
		}
	}
}

func FuzzRedactEncodedTokens(f *testing.F) {
	f.Add(testToken, "Bearer ", "")
	f.Add("12345678", "a", "\xff")
	f.Fuzz(func(t *testing.T, token, before, after string) {
		ascii := !strings.ContainsFunc(token, func(r rune) bool { return r > unicode.MaxASCII })
		if len(normalize(token)) < minNormalized || !ascii || value.Printable(token, len(token)) != token {
			return // no API issues such a token
		}
		r := newRedactor([]Secret{NewSecret(token)})
		for name, encode := range encodings {
			encoded := encode(before + token + after)
			if got := r.redact(encoded); strings.Contains(got, encoded) || contains(strings.ReplaceAll(got, " ", ""), r.base64) {
				t.Errorf("%s of %q: %q", name, before+token+after, got)
			}
		}
	})
}

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
