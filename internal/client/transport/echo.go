package transport

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// minEchoed is the minimum length of a secret to look for in a response.
// Shorter ones, which no API issues, could occur in any text.
const minEchoed = 8

// Echoes reports whether a JSON body contains one of the credentials, unchanged
// or with escaped characters.
func (c *Client) Echoes(body []byte) bool {
	return containsAny(body, c.echoed) || bytes.IndexByte(body, '\\') >= 0 && containsAny(unescaped(body), c.echoed)
}

// echoedSecrets returns the credentials that are long enough to look for,
// without their scheme.
func echoedSecrets(credentials map[string]Secret) []Secret {
	var secrets []Secret
	for _, s := range credentials {
		if token := strings.TrimPrefix(s.value(), bearer); len(token) >= minEchoed {
			secrets = append(secrets, NewSecret(token))
		}
	}
	return secrets
}

func containsAny(text []byte, secrets []Secret) bool {
	return slices.ContainsFunc(secrets, func(s Secret) bool { return bytes.Contains(text, []byte(s.value())) })
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
			if utf16.IsSurrogate(r) && len(body) >= 6 && body[0] == '\\' && body[1] == 'u' {
				if low, ok := hex4(body[2:]); ok && utf16.DecodeRune(r, low) != utf8.RuneError {
					r, body = utf16.DecodeRune(r, low), body[6:]
				}
			}
			text = utf8.AppendRune(text, r)
		default: // a quote, a slash or a backslash
			text = append(text, escape)
		}
	}
}

// hex4 reads the four hexadecimal digits of an escape.
func hex4(digits []byte) (r rune, ok bool) {
	if len(digits) < 4 {
		return 0, false
	}
	for _, d := range digits[:4] {
		switch {
		case d >= '0' && d <= '9':
			d -= '0'
		case d|0x20 >= 'a' && d|0x20 <= 'f':
			d = d | 0x20 - 'a' + 10
		default:
			return 0, false
		}
		r = r<<4 | rune(d)
	}
	return r, true
}
