package transport

import (
	"bytes"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

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
	"base32":                  func(s string) string { return base32.StdEncoding.EncodeToString([]byte(s)) },
	"base32, lower case":      func(s string) string { return strings.ToLower(base32.StdEncoding.EncodeToString([]byte(s))) },
	"percent-encoded twice":   func(s string) string { return "%25" + strings.Join(pairs(hex.EncodeToString([]byte(s))), "%25") },
	"escapes of C":            func(s string) string { return `\x` + strings.Join(pairs(hex.EncodeToString([]byte(s))), `\x`) },
	"octal escapes of C":      func(s string) string { return each(s, `\%03o`) },
	"escapes of escapes":      func(s string) string { return `\\x` + strings.Join(pairs(hex.EncodeToString([]byte(s))), `\\x`) },
	"escapes of JavaScript":   func(s string) string { return each(s, `\u{%x}`) },
	"codes in hexadecimal":    func(s string) string { return each(s, "0x%02X, ") },
	"code points":             func(s string) string { return each(s, "U+%04X ") },
	"codes":                   func(s string) string { return each(s, "%d ") },
	"entities of HTML, codes": func(s string) string { return each(s, "&#%d;") },
	"quoted-printable":        func(s string) string { return each(s, "=%02X") },
	"one code in a text":      func(s string) string { return one(s, `\x%02x`) },
	"escapes of JSON, in full width": func(s string) string {
		var b strings.Builder
		for _, c := range []byte(s) {
			fmt.Fprintf(&b, `\u%04x`, rune(c)+0xfee0)
		}
		return b.String()
	},
	"full width": func(s string) string {
		return strings.Map(func(r rune) rune {
			if r > ' ' && r < 0x7f {
				return r + 0xfee0
			}
			return r
		}, s)
	},
	"backwards": func(s string) string {
		b := []byte(s)
		slices.Reverse(b)
		return string(b)
	},
	"rotated": func(s string) string { return strings.Map(rot13, s) },
}

// one writes one character of a text, wherever it occurs, as a code.
func one(text, format string) string {
	c := text[len(text)/2 : len(text)/2+1]
	return strings.ReplaceAll(text, c, each(c, format))
}

func each(text, format string) string {
	var b strings.Builder
	for _, c := range []byte(text) {
		fmt.Fprintf(&b, format, c)
	}
	return b.String()
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
	for _, harmless := range []string{"100 % of 5%25", "aGVsbG8gd29ybGQ=", "0123456789abcde", `C:\users`, "a &amp; b"} {
		if got := newRedactor([]Secret{NewSecret(testToken)}).redact(harmless); got != harmless {
			t.Errorf("%q became %q", harmless, got)
		}
	}
}

func TestRedactRemovesTokensOfWhichOneCharacterIsEscaped(t *testing.T) {
	r := newRedactor([]Secret{NewSecret(testToken)})
	for _, escape := range []string{`\x%02x`, `\%03o`, `\u%04x`, `\u{%x}`, `&#x%x;`, `&#%d;`, `%%%02x`, `%%u%04x`, `=%02X`, `U+%04X`, `0x%02x`} {
		if text := one(testToken, escape); r.redact(text) != redacted {
			t.Errorf("%s: %q", escape, text)
		}
	}
}

// An escape can stand for a part of another one.
func TestRedactRemovesEscapesOfEscapes(t *testing.T) {
	escapes := []string{`\x%02x`, `\%03o`, `\u%04x`, `\u{%x}`, `&#x%x;`, `&#%d;`, `%%%02x`, `=%02X`}
	r := newRedactor([]Secret{NewSecret(testToken)})
	for _, outer := range escapes {
		for _, inner := range escapes {
			if text := each(each(testToken, inner), outer); r.redact(text) != redacted {
				t.Errorf("%s of %s: %q", outer, inner, text)
			}
		}
	}
}

func TestEscapesAreRecognizedThreeLevelsDeep(t *testing.T) {
	r := newRecognizer([]Secret{NewSecret(testToken)})
	for backslash, want := range map[string]bool{`\`: true, `%5c`: true, `%255c`: true, `%25255c`: false} {
		if got := r(each(testToken, strings.ReplaceAll(backslash, "%", "%%")+"x%02x")); got != want {
			t.Errorf("recognized behind %s: %t, want %t", backslash, got, want)
		}
	}
}

func TestEverySecretIsRedacted(t *testing.T) {
	const short, shortest, noise = "another-token", "12345678", "1234567"
	r := newRedactor([]Secret{NewSecret(testToken).Bearer(), {}, NewSecret(short).Bearer(), NewSecret(shortest), NewSecret(noise)})
	for text, want := range map[string]string{
		"The token " + testToken + " is invalid":                 "The token [redacted] is invalid",
		"The token " + short + " is invalid":                     "The token [redacted] is invalid",
		"The token " + noise + " is invalid":                     "The token [redacted] is invalid",
		hex.EncodeToString([]byte(testToken)):                    redacted,
		hex.EncodeToString([]byte(short)):                        redacted,
		strings.Join(strings.Split(short, ""), "-"):              redacted,
		base64.StdEncoding.EncodeToString([]byte(shortest))[:10]: redacted, // the rest depends on what follows
		base64.StdEncoding.EncodeToString([]byte(shortest))[:9]:  "MTIzNDU2N",
		strings.Join(strings.Split(shortest, ""), "-"):           redacted,
		strings.Join(strings.Split(noise, ""), "-"):              "1-2-3-4-5-6-7", // so short that it may be there by chance
	} {
		if got := r.redact(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

func TestRedactMakesTextReadable(t *testing.T) {
	r := newRedactor([]Secret{NewSecret(testToken)})
	backwards := encodings["backwards"](testToken)
	for _, c := range []struct{ text, want string }{
		{" over\r\n\tsome  lines\n", "over some lines"},
		{"a mark\u202e", `a mark\u202e`},
		{strings.Repeat("x", 300), strings.Repeat("x", 300)},
		{strings.Repeat("x", 301), strings.Repeat("x", 300) + "…"},
		{strings.Repeat("x", 290) + backwards, redacted}, // what remains of it is too short to be recognized
	} {
		if got := r.redact(c.text); got != c.want {
			t.Errorf("%q became %q, want %q", c.text, got, c.want)
		}
	}
}

// The surrounding text changes the other characters of an encoding.
func TestBlockFormsAreWhatTheSurroundingTextDoesNotChange(t *testing.T) {
	for name, c := range map[string]struct {
		bits, offsets int
		encode        func([]byte) string
	}{
		"base64": {6, 3, base64.StdEncoding.EncodeToString},
		"base32": {5, 5, base32.StdEncoding.EncodeToString},
	} {
		var want []string
		for before := range c.offsets {
			between := func(b byte) string {
				return c.encode(slices.Concat(bytes.Repeat([]byte{b}, before), []byte(testToken), bytes.Repeat([]byte{b}, 5)))
			}
			zeros, ones := between(0), between(0xff)
			form := ""
			for i := range zeros {
				if zeros[i] == ones[i] && zeros[i] != '=' {
					form += zeros[i : i+1]
				}
			}
			want = append(want, form)
		}
		if diff := cmp.Diff(want, blockForms(testToken, c.bits, c.encode)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// A part of a token that is long enough to be of use counts as the token, in
// every form: the server may have cut its text.
func TestRedactRemovesPartsOfTokens(t *testing.T) {
	r := newRedactor([]Secret{NewSecret(testToken)})
	for name, encode := range encodings {
		for _, part := range []string{testToken[:20], testToken[len(testToken)-20:], testToken[2 : len(testToken)-2]} {
			text := "The token " + encode(part) + "… is invalid"
			if got := r.redact(text); got != redacted {
				t.Errorf("%s of %q: %q", name, part, got)
			}
		}
	}
	for _, harmless := range []string{testToken[:15], testToken[len(testToken)-15:]} {
		if got := r.redact(harmless); got != harmless {
			t.Errorf("%q became %q", harmless, got)
		}
	}
}

func FuzzRedactEncodedTokens(f *testing.F) {
	f.Add(testToken, "Bearer ", "")
	f.Add("12345678", "a", "\xff")
	f.Add("0zezxzz00x12", "", "") // contains what looks like an escape
	f.Fuzz(func(t *testing.T, token, before, after string) {
		ascii := !strings.ContainsFunc(token, func(r rune) bool { return r > unicode.MaxASCII })
		if len(normalize(token)) < minNormalized || !ascii || value.Printable(token, len(token)) != token {
			return // no API issues such a token
		}
		r := newRedactor([]Secret{NewSecret(token)})
		for name, encode := range encodings {
			encoded := encode(before + token + after)
			if got := r.redact(encoded); strings.Contains(got, encoded) || r.hidden(got) {
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
	f.Add("\x9100+000000000", "00000001")
	f.Fuzz(func(t *testing.T, text, token string) {
		got := newRedactor([]Secret{NewSecret(token)}).redact(text)
		if again := value.Printable(got, maxQuoted+1); again != got {
			t.Errorf("%q is not printable: it becomes %q", got, again)
		}
		if newRecognizer([]Secret{NewSecret(token)})(got) && got != redacted {
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
		if wait := retryAfter(value, retryAfterNow); wait < 0 {
			t.Errorf("retryAfter(%q) = %v", value, wait)
		}
	})
}

func TestNormalizeKeepsLettersAndDigits(t *testing.T) {
	all := ""
	for r := range rune(0x80) {
		all += string(r)
	}
	if got, want := normalize(all+"\u212a\uff21é\u200bﬁ½"), "0123456789abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzkafi12"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// The bounds are those of ASCII, of the prepared characters, and of the blocks
// of ideographs and Hangul syllables.
func TestCharactersAreFoldedUpToTheBoundsOfTheirBlocks(t *testing.T) {
	for r, want := range map[rune]string{
		'A': "a", '_': "_", '\x7f': "\x7f", '\u0080': "", '\u00aa': "a", '\u33ff': "gal", '\u3400': "", '\u9fff': "",
		'\ua000': "", '\ua7f2': "c", '\uabff': "", '\uac00': "", '\ud7ff': "", '\ufb01': "fi", '\uff01': "!", '\uff21': "a", '\U0001d4c0': "k",
		'\u3000': "", // a wide space
	} {
		if got := string(appendFolded(nil, r)); got != want {
			t.Errorf("%U is folded to %q, want %q", r, got, want)
		}
	}
}

func TestOnlyLettersOfASCIIChangeTheirCase(t *testing.T) {
	for c := range 256 {
		lower, upper := byte(c), byte(c)
		if strings.IndexByte("ABCDEFGHIJKLMNOPQRSTUVWXYZ", lower) >= 0 {
			lower += 'a' - 'A'
		}
		if strings.IndexByte("abcdefghijklmnopqrstuvwxyz", upper) >= 0 {
			upper -= 'a' - 'A'
		}
		if got := lowerASCII(byte(c)); got != lower {
			t.Errorf("%#x in lower case is %#x", c, got)
		}
		if got := upperASCII(byte(c)); got != upper {
			t.Errorf("%#x in upper case is %#x", c, got)
		}
	}
}

func TestRot13(t *testing.T) {
	if got := strings.Map(rot13, "abcmnzABCMNZ019-@[`{é"); got != "nopzamNOPZAM019-@[`{é" {
		t.Errorf("%q", got)
	}
}

func TestAMessageIsSearchedForTheCredentials(t *testing.T) {
	client := newClient(t, nil)
	for message, want := range map[string]bool{"": false, "The token is invalid": false, "the token " + testToken: true, `\x66` + testToken[1:]: true, testToken[:16]: true} {
		if got := client.Recognizes(message); got != want {
			t.Errorf("%q: %t, want %t", message, got, want)
		}
	}
	if got, want := client.Clean("the token "+testToken+"\x1b"), `the token [redacted]\x1b`; got != want {
		t.Errorf("cleaned message is %q, want %q", got, want)
	}
}
