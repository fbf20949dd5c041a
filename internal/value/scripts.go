package value

import (
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// europeanScripts have letters that look like those of each other. A name that
// mixes them reads like another name.
var europeanScripts = []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Armenian, unicode.Cherokee}

// MixesScripts reports whether a label of a domain, or a word of the name of an
// address, has letters of several scripts that look alike.
func MixesScripts(text string) bool {
	if plainASCII(text) && !strings.Contains(text, "xn--") {
		return false // nearly every text
	}
	for word := range strings.FieldsFuncSeq(unicodeDomain(text), func(r rune) bool { return strings.ContainsRune("@.-_", r) }) {
		first := -1
		for _, r := range word {
			for i, script := range europeanScripts {
				if !unicode.Is(script, r) {
					continue
				}
				if first >= 0 && first != i {
					return true
				}
				first = i
			}
		}
	}
	return false
}

// unicodeDomain shows an internationalized domain, or the domain of an address,
// in Unicode: xn--… as its letters. A text that cannot be decoded is unchanged.
func unicodeDomain(text string) string {
	if !strings.Contains(text, "xn--") {
		return text
	}
	at := strings.LastIndexByte(text, '@') + 1
	domain, err := idna.Punycode.ToUnicode(text[at:])
	if err != nil {
		return text
	}
	return text[:at] + domain
}

// lookalikes maps letters of other scripts to the ASCII letters that they look
// like (after the Unicode confusables).
var lookalikes = strings.NewReplacer(
	"а", "a", "в", "b", "г", "r", "е", "e", "к", "k", "м", "m", "н", "h", "о", "o", "р", "p", "с", "c", "т", "t", "у", "y", "х", "x",
	"і", "i", "ј", "j", "ѕ", "s", "һ", "h", "ԁ", "d", "ԛ", "q", "ԝ", "w", "ӏ", "l",
	"α", "a", "ε", "e", "η", "n", "ι", "i", "κ", "k", "ν", "v", "ο", "o", "ρ", "p", "τ", "t", "υ", "u", "χ", "x",
	"ı", "i", "ո", "n", "օ", "o", "ս", "u", "ց", "g", "հ", "h",
)

// ReadsLike returns a domain with the letters of other scripts replaced by the
// ASCII letters that they look like. It is the domain itself if there are none.
func ReadsLike(domain string) string { return lookalikes.Replace(unicodeDomain(domain)) }
