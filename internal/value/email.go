package value

import (
	"strings"
	"unicode"

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
// NormalizeDomain. A text without an @ is treated as a name without a domain.
func NormalizeEmail(email string) string {
	email = strings.TrimSpace(email)
	if plainASCII(email) {
		return strings.TrimRight(strings.ToLower(email), ".")
	}
	email = fold(email)
	at := strings.LastIndexByte(email, '@')
	if at < 0 {
		return trimDots(email)
	}
	return email[:at+1] + domainASCII(email[at+1:])
}

// NormalizeDomain returns the form in which domains are compared: trimmed,
// lower case, without a trailing dot, and in the ASCII form of
// internationalized domain names (RFC 5891, mapped by UTS #46). A text that is
// not a domain keeps its letters, in NFC.
func NormalizeDomain(domain string) string {
	domain = strings.TrimSpace(domain)
	if plainASCII(domain) {
		return strings.TrimRight(strings.ToLower(domain), ".")
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

// fold converts a text to lower case and NFC. Lowercase text can be outside
// NFC, and a composed letter can have its own lowercase form, so both steps run
// twice.
func fold(text string) string {
	text = norm.NFC.String(text) // as Terraform does for every argument
	return norm.NFC.String(strings.ToLower(norm.NFC.String(strings.ToLower(text))))
}

// maxDomainBytes is the length of the longest domain, 253 characters, in UTF-8.
// Longer text is not a domain, and the time to encode it would grow
// quadratically.
const maxDomainBytes = 4 * 253

func domainASCII(domain string) string {
	domain = trimDots(domain)
	if len(domain) > maxDomainBytes {
		return domain
	}
	ascii, err := domainProfile.ToASCII(domain)
	if err != nil || !plainASCII(ascii) || strings.Contains(ascii, "@") {
		return domain
	}
	return trimDots(ascii)
}

func trimDots(domain string) string {
	return strings.TrimRightFunc(domain, func(r rune) bool { return r == '.' || unicode.IsSpace(r) })
}

// IsEmail reports whether a text has the form of an address. It is deliberately
// loose: a name, an @, a host, and no spaces.
func IsEmail(text string) bool {
	name, host, ok := strings.Cut(text, "@")
	return ok && name != "" && host != "" && !strings.ContainsAny(text, " \t\r\n") && !strings.Contains(host, "@")
}

// EmailDomain returns what follows the last @ of an address, or nothing if there
// is none.
func EmailDomain(email string) string {
	at := strings.LastIndexByte(email, '@')
	if at < 0 {
		return ""
	}
	return email[at+1:]
}

// IsDomain reports whether every label of a name consists of letters, digits,
// hyphens, and underscores. Anything else (a scheme, a port, a second entry
// after a comma, an invisible character from a copied page) would match no
// address.
func IsDomain(name string) bool {
	for label := range strings.SplitSeq(name, ".") {
		if label == "" || strings.ContainsFunc(label, notInLabel) {
			return false
		}
	}
	return true
}

func notInLabel(r rune) bool {
	return r != '-' && r != '_' && !unicode.In(r, unicode.Letter, unicode.Mark, unicode.Digit)
}
