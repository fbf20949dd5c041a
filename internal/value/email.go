package value

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
	"golang.org/x/text/unicode/norm"
)

// domainProfile maps a domain as browsers do for a lookup, but keeps
// underscores and other characters that are not allowed in host names.
var domainProfile = idna.New(idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(false), idna.CheckHyphens(false))

// NormalizeText trims a text and converts it to Unicode NFC. Terraform converts
// every string to NFC, so texts that differ only in their normal form are
// equal.
func NormalizeText(text string) string {
	return norm.NFC.String(strings.TrimSpace(text))
}

// NormalizeEmail returns the form of an address that identifies a person:
// trimmed, lower case, in Unicode NFC, and with the domain in the form of
// NormalizeDomain. A text that is not an address, as IsEmail defines it, is
// only trimmed and converted to lower case and NFC, so that it never becomes
// equal to an address.
func NormalizeEmail(email string) string {
	email = strings.TrimSpace(email)
	if plainASCII(email) {
		return trimDot(strings.ToLower(email))
	}
	email = fold(email)
	if !IsEmail(email) {
		return email
	}
	at := strings.LastIndexByte(email, '@')
	return email[:at+1] + domainASCII(email[at+1:])
}

// SameLetters returns the form of an address in which only letter case and the
// Unicode normal form are removed. If two addresses have the same
// NormalizeEmail but differ in this form, something else made them equal, such
// as the ASCII form of a domain. They may be two people.
func SameLetters(email string) string {
	email = strings.TrimSpace(email)
	if plainASCII(email) {
		return strings.ToLower(email)
	}
	folded := fold(email)
	if becomesASCII(email) {
		return folded + " from " + email
	}
	return folded
}

// becomesASCII reports whether NFC turns a character into an ASCII character,
// such as the Kelvin sign into a K.
func becomesASCII(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return r >= utf8.RuneSelf && plainASCII(norm.NFC.String(string(r)))
	})
}

// NormalizeDomain returns the form in which domains are compared: trimmed,
// lower case, without a trailing dot, and in the ASCII form of
// internationalized domain names (RFC 5891, mapped by UTS #46). A text that is
// not a domain keeps its letters, in NFC.
func NormalizeDomain(domain string) string {
	domain = strings.TrimSpace(domain)
	if plainASCII(domain) {
		return trimDot(strings.ToLower(domain))
	}
	return domainASCII(fold(domain))
}

// plainASCII reports whether a text consists of printable ASCII characters,
// like nearly every address. Such a text only needs to be converted to lower
// case.
func plainASCII(text string) bool {
	for i := range len(text) {
		if text[i] <= ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

// fold converts a text to lower case and NFC. Terraform converts every argument
// to NFC, so a text is first read in that form. Lowercase text can be outside
// NFC: there is a composed lowercase J with a caron, but no uppercase one.
func fold(text string) string {
	return norm.NFC.String(strings.Map(lower, norm.NFC.String(text)))
}

// lower returns the lowercase form of a letter whose uppercase or titlecase
// form the letter is. Any other letter stays: the lowercase form of a capital I
// with a dot is an i without one more, which may be in another person's
// address.
func lower(r rune) rune {
	l := unicode.ToLower(r)
	if unicode.ToUpper(l) == r || unicode.ToTitle(l) == r {
		return l
	}
	return r
}

// maxDomainBytes is the length of the longest domain, 253 characters, in UTF-8.
// Longer text is not a domain, and the time to encode it would grow
// quadratically.
const maxDomainBytes = 4 * 253

// domainASCII returns a domain unchanged if it is none, or too long for one:
// the encoding leaves characters out, and would make one of such a text.
func domainASCII(domain string) string {
	dotted := trimDot(strings.Map(dots, domain))
	if !IsDomain(dotted) {
		return domain
	}
	if len(dotted) > maxDomainBytes {
		return dotted
	}
	ascii, err := domainProfile.ToASCII(dotted)
	if err != nil || !IsDomain(ascii) {
		return dotted
	}
	return ascii
}

// dots replaces the full stops of other scripts that separate the labels of a
// domain (UTS #46).
func dots(r rune) rune {
	switch r {
	case '\u3002', '\uff0e', '\uff61':
		return '.'
	}
	return r
}

// trimDot removes the dot that may end a domain. Two dots end none.
func trimDot(domain string) string {
	rest := strings.TrimSuffix(domain, ".")
	if strings.HasSuffix(rest, ".") {
		return domain
	}
	return rest
}

// IsEmail reports whether a text is one address: a name, an @, and a domain.
// The name has no quotes, no space, and no character that mail programs use
// around addresses or that is invisible, and it is no wildcard.
func IsEmail(text string) bool {
	return EmailDomain(text) != ""
}

// EmailDomain returns the domain of an address, and nothing for a text that is
// not an address. What follows the last @ of such a text may be the domain of
// somebody else: the text u@evil.example@acme.example does not belong to
// acme.example.
func EmailDomain(email string) string {
	name, domain, _ := strings.Cut(email, "@")
	if name == "" || strings.ContainsFunc(name, notInName) || !IsDomain(trimDot(strings.Map(dots, domain))) {
		return ""
	}
	return domain
}

// notInName reports whether a character cannot be in the name of an address.
// In ASCII, these are the characters of RFC 5322 outside of atoms and dots, and
// the asterisk.
func notInName(r rune) bool {
	switch r {
	case '"', '(', ')', ',', ':', ';', '<', '>', '@', '[', '\\', ']', '*', utf8.RuneError:
		return true
	}
	return r <= ' ' || r > '~' && !visible(r)
}

// IsDomain reports whether every label of a name consists of letters, digits,
// hyphens, and underscores. Anything else (a scheme, a port, a second entry
// after a comma, an invisible character from a copied page) would match no
// address.
func IsDomain(name string) bool {
	last := '.'
	for _, r := range name {
		if r == '.' && last == '.' || r != '.' && notInLabel(r) {
			return false
		}
		last = r
	}
	return last != '.'
}

func notInLabel(r rune) bool {
	if r < utf8.RuneSelf {
		return r != '-' && r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	}
	return !unicode.In(r, unicode.Letter, unicode.Mark, unicode.Digit) || !visible(r)
}
