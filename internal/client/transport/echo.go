package transport

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// minEchoed is the minimum length of a secret to look for in a response.
// Shorter ones, which no API issues, could occur in any text.
const minEchoed = 8

// Echoes reports whether a text contains one of the credentials: unchanged, or
// in a form that becomes one when it is normalized, in this program or in
// Terraform. So it looks for the credential in any letter case, with any
// characters outside of ASCII in between, and with its letters in another form
// of Unicode, such as full width.
func (c *Client) Echoes(text []byte) bool {
	return slices.ContainsFunc(c.echoed, func(s Secret) bool { return containsFolded(text, s.value()) })
}

// EchoesInJSON does the same for a JSON body, in which characters can also be
// escaped.
func (c *Client) EchoesInJSON(body []byte) bool {
	return c.Echoes(body) || bytes.IndexByte(body, '\\') >= 0 && c.Echoes(unescaped(body))
}

// Holds reports whether a result contains one of the credentials in any letter
// case. Results are made of responses that Echoes has searched, so only what
// this program computes can be new, such as the ASCII form of a domain.
func (c *Client) Holds(result []byte) bool {
	return slices.ContainsFunc(c.echoed, func(s Secret) bool { return containsAnyCase(result, s.value()) })
}

// Recognizes reports whether one of the credentials is recognizable in a
// message, whole or in part.
func (c *Client) Recognizes(message string) bool { return c.recognized(message) }

// echoedSecrets returns the credentials that are long enough to look for,
// without their scheme and with ASCII letters in lower case.
func echoedSecrets(credentials map[string]Secret) []Secret {
	var secrets []Secret
	for _, s := range credentials {
		if token := strings.TrimPrefix(s.value(), bearer); len(token) >= minEchoed {
			secrets = append(secrets, NewSecret(strings.Map(lowerASCII[rune], token)))
		}
	}
	return secrets
}

// containsFolded reports whether a text contains a lowercase secret. Nearly all
// of a text is ASCII and needs no copy. A copy is made of the other characters
// and of the ASCII around them.
func containsFolded(text []byte, secret string) bool {
	if containsAnyCase(text, secret) {
		return true
	}
	var folded []byte
	for {
		next := asciiLength(text)
		if next == len(text) {
			return containsAnyCase(folded, secret)
		}
		before := max(0, next-len(secret))
		if before > 0 {
			folded = append(folded, 0) // what follows is not next to the last part
		}
		folded = append(folded, text[before:next]...)
		text = text[next:]
		for ascii := 0; len(text) > 0 && ascii < len(secret); {
			r, size := utf8.DecodeRune(text)
			if ascii++; r >= utf8.RuneSelf {
				ascii = 0
			}
			folded, text = appendFolded(folded, r), text[size:]
		}
	}
}

// asciiLength returns the number of bytes before the first character outside of
// ASCII. It looks at eight bytes at a time.
func asciiLength(text []byte) int {
	n := 0
	for n+8 <= len(text) && binary.NativeEndian.Uint64(text[n:])&0x8080808080808080 == 0 {
		n += 8
	}
	for n < len(text) && text[n] < utf8.RuneSelf {
		n++
	}
	return n
}

// containsAnyCase reports whether a text contains a lowercase secret in any
// letter case. It looks for the rarest character of the secret first, which
// takes much less time than to compare or copy the text.
func containsAnyCase(text []byte, secret string) bool {
	at := rarest(secret)
	for _, c := range []byte{secret[at], upperASCII(secret[at])} {
		for from := 0; ; {
			found := bytes.IndexByte(text[from:], c)
			if found < 0 {
				break
			}
			start := from + found - at
			if start >= 0 && start+len(secret) <= len(text) && equalFolded(text[start:start+len(secret)], secret) {
				return true
			}
			from += found + 1
		}
		if c == upperASCII(c) {
			break // it has only one case, or this was the second
		}
	}
	return false
}

// byRarity lists characters of tokens, those first that are rare in JSON.
const byRarity = "qzjxkwvygbhfpmudc98765431l0nrosaite2"

// rarest returns the index of the character of a text that is the rarest in
// JSON. Characters that are not listed are rarer still.
func rarest(text string) int {
	at, rank := 0, len(byRarity)
	for i := range len(text) {
		if r := strings.IndexByte(byRarity, text[i]); r < rank {
			at, rank = i, r
		}
	}
	return at
}

func upperASCII(c byte) byte {
	if c >= 'a' && c <= 'z' {
		return c &^ 0x20
	}
	return c
}

func equalFolded(text []byte, lower string) bool {
	for i, c := range text {
		if lowerASCII(c) != lower[i] {
			return false
		}
	}
	return true
}

// unescaped replaces the escape sequences of JSON (RFC 8259, section 7). Text
// that is not a valid sequence stays unchanged.
func unescaped(body []byte) []byte {
	text := make([]byte, 0, len(body))
	for {
		at := bytes.IndexByte(body, '\\')
		if at < 0 || at+1 == len(body) {
			return append(text, body...)
		}
		text = append(text, body[:at]...)
		escape := body[at+1]
		body = body[at+2:]
		switch escape {
		case 'b':
			text = append(text, '\b')
		case 'f':
			text = append(text, '\f')
		case 'n':
			text = append(text, '\n')
		case 'r':
			text = append(text, '\r')
		case 't':
			text = append(text, '\t')
		case 'u':
			r, ok := hex4(body)
			if !ok {
				text = append(text, '\\', 'u')
				continue
			}
			body = body[4:]
			if next, ok := bytes.CutPrefix(body, []byte(`\u`)); ok {
				low, _ := hex4(next)
				if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
					r, body = pair, next[4:]
				}
			}
			text = utf8.AppendRune(text, r)
		case '"', '/', '\\':
			text = append(text, escape)
		default:
			text = append(text, '\\', escape)
		}
	}
}

// hex4 reads the four hexadecimal digits of an escape.
func hex4(digits []byte) (r rune, ok bool) {
	if len(digits) < 4 {
		return 0, false
	}
	code, err := strconv.ParseUint(string(digits[:4]), 16, 16)
	return rune(code), err == nil
}
