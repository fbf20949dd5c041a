package transport

import (
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

const (
	// minNormalized is the minimum length of a secret to look for in normalized
	// text. Shorter ones could occur in any text.
	minNormalized = 8
	// partLength is the length of a part of a secret, or of one of its encoded
	// forms, that counts as the secret. It is short enough for a text that a
	// server cut, and too long to occur in another text by chance.
	partLength = 16
)

// recognizer reports whether a secret is recognizable in a text that a server
// sent, whole or in part: in another letter case, in letters that look the same,
// with other characters in between, in one of the forms below, or with
// characters written as escapes, even as escapes of escapes. It is a function,
// because package fmt would print what a struct holds.
type recognizer func(text string) bool

func newRecognizer(secrets []Secret) recognizer {
	parts := map[int]value.Set[string]{} // of normalized text, by their length
	for _, s := range secrets {
		secret := strings.TrimPrefix(s.value(), bearer)
		if len(normalize(secret)) < minNormalized {
			continue
		}
		for _, form := range forms(secret) {
			form = normalize(form)
			length := min(len(form), partLength)
			if parts[length] == nil {
				parts[length] = value.SetOf[string]()
			}
			for start := 0; start+length <= len(form); start++ {
				parts[length].Add(form[start : start+length])
			}
		}
	}
	return func(text string) bool {
		const levels = 3
		if containsPart(normalize(text), parts) {
			return true
		}
		for range levels {
			before := text
			// What one decoder uncovers may look like an escape to the next.
			for _, decode := range decoders {
				decoded := decode(text)
				if decoded != text && containsPart(normalize(decoded), parts) {
					return true
				}
				text = decoded
			}
			if text == before {
				return false
			}
		}
		return false
	}
}

func containsPart(text string, parts map[int]value.Set[string]) bool {
	for length, known := range parts {
		for start := 0; start+length <= len(text); start++ {
			if known.Has(text[start : start+length]) {
				return true
			}
		}
	}
	return false
}

// forms returns the texts of which one occurs in a text that holds a secret: the
// secret itself, backwards, rotated by 13 letters, as the codes of its
// characters, and in base64 and base32.
func forms(secret string) []string {
	var octal, decimal strings.Builder
	for i := range len(secret) {
		fmt.Fprintf(&octal, "%o", secret[i])
		decimal.WriteString(strconv.Itoa(int(secret[i])))
	}
	backwards := []byte(secret)
	slices.Reverse(backwards)
	all := []string{secret, string(backwards), strings.Map(rot13, secret), hex.EncodeToString([]byte(secret)), octal.String(), decimal.String()}
	all = append(all, blockForms(secret, 6, base64.StdEncoding.EncodeToString)...) // other alphabets differ only in characters that normalize removes
	return append(all, blockForms(secret, 5, base32.StdEncoding.EncodeToString)...)
}

// blockForms returns texts of which at least one occurs in any text of an
// encoding that encodes a text with the secret. Such an encoding makes one
// character of some bits, so the secret can start at several offsets within a
// block. The characters at both ends are left out, because they also depend on
// the surrounding text.
func blockForms(secret string, bits int, encode func([]byte) string) []string {
	var all []string
	for before := 0; before == 0 || before*8%bits != 0; before++ { // the next one is the same as no byte before
		text := encode([]byte(strings.Repeat("x", before) + secret))
		start := (before*8 + bits - 1) / bits
		end := (before + len(secret)) * 8 / bits
		all = append(all, text[start:end])
	}
	return all
}

func rot13(r rune) rune {
	switch {
	case r >= 'a' && r <= 'z':
		return 'a' + (r-'a'+13)%26
	case r >= 'A' && r <= 'Z':
		return 'A' + (r-'A'+13)%26
	}
	return r
}

var (
	backslashes = regexp.MustCompile(`\\\\+`)
	octalEscape = regexp.MustCompile(`\\([0-3][0-7]{2})`)
)

// decoders replace the escape sequences of programming languages, JSON, HTML,
// and addresses with the characters that they stand for. Several backslashes
// count as one.
var decoders = [...]func(string) string{
	html.UnescapeString,
	func(text string) string { return backslashes.ReplaceAllString(text, `\`) },
	hexEscape(`\\x`, `\`),
	hexEscape(`\\u00|\\u\{0*`, `\`),
	hexEscape(`u\+00`, `+`),
	hexEscape(`%u00|%`, `%`),
	hexEscape(`=`, `=`),
	hexEscape(`0x`, `xX`),
	hexEscape(`&#x0*`, `&`), // in what the decoders above uncovered
	func(text string) string {
		return octalEscape.ReplaceAllStringFunc(text, func(code string) string { return character(code[1:], 8) })
	},
	func(text string) string { return string(unescaped([]byte(text))) },
}

// hexEscape returns a decoder of one kind of escapes: what the pattern matches,
// and two hexadecimal digits. Each has one of the marks. The kinds are decoded
// one after the other, because a secret may contain what looks like another kind.
func hexEscape(pattern, marks string) func(string) string {
	escape := regexp.MustCompile(`(?i)(?:` + pattern + `)([0-9a-f]{2})[};]?`)
	return func(text string) string {
		if !strings.ContainsAny(text, marks) {
			return text
		}
		return escape.ReplaceAllStringFunc(text, func(code string) string {
			return character(escape.FindStringSubmatch(code)[1], 16)
		})
	}
}

// character returns the character with a code, which the caller has checked.
func character(digits string, base int) string {
	code, _ := strconv.ParseUint(digits, base, 8)
	return string([]byte{byte(code)})
}

// normalize keeps letters and digits, in lower case and in ASCII: what another
// program could make of a text by changing the letter case, by normalizing it
// to any form of Unicode, and by leaving characters out.
func normalize(text string) string {
	b := make([]byte, 0, len(text))
	for _, r := range text {
		b = appendFolded(b, r)
	}
	return string(slices.DeleteFunc(b, func(c byte) bool { return (c < 'a' || c > 'z') && (c < '0' || c > '9') }))
}

// appendFolded appends what normalization can make of a character in lowercase
// ASCII: a k of the Kelvin sign, an i of a dotted capital I, an a of one in full
// width, nothing of most others.
func appendFolded(b []byte, r rune) []byte {
	switch {
	case r < utf8.RuneSelf:
		return append(b, lowerASCII(byte(r))) //nolint:gosec // fits
	case r < endOfFolds:
		return append(b, folds()[r]...)
	case r <= 0x9fff, r >= 0xac00 && r <= 0xd7ff: // ideographs and Hangul syllables
		return b
	}
	return append(b, foldOf(r)...)
}

// endOfFolds is the end of the characters in folds: letters of alphabets,
// syllabaries, symbols.
const endOfFolds = 0x3400

// folds holds the results of foldOf, because names contain many such
// characters.
var folds = sync.OnceValue(func() *[endOfFolds]string {
	var all [endOfFolds]string
	for r := rune(utf8.RuneSelf); r < endOfFolds; r++ {
		all[r] = foldOf(r)
	}
	return &all
})

// foldOf returns the ASCII characters in the compatibility form (NFKC) of a
// character, or otherwise of its other letter cases.
func foldOf(r rune) string {
	for _, form := range [...]rune{r, unicode.ToLower(r), unicode.ToUpper(r), unicode.SimpleFold(r)} {
		folded := strings.Map(func(c rune) rune {
			if c <= ' ' || c >= utf8.RuneSelf {
				return -1
			}
			return lowerASCII(c)
		}, norm.NFKC.String(string(form)))
		if folded != "" {
			return folded
		}
	}
	return ""
}

// lowerASCII changes only ASCII letters, so that a text keeps its length.
func lowerASCII[T byte | rune](c T) T {
	if c >= 'A' && c <= 'Z' {
		return c | 0x20
	}
	return c
}
