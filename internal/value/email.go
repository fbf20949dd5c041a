package value

import (
	"strings"
	"unicode"

	"golang.org/x/net/idna"
	"golang.org/x/text/unicode/norm"
)

// domainProfile maps a domain as browsers do for a look-up, with underscores
// and other characters outside the rules for host names left alone.
var domainProfile = idna.New(idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(false), idna.CheckHyphens(false))

// NormalizeText trims a text and brings it to Unicode NFC: Terraform does so
// with every string, so texts that differ in their normal form alone are one.
func NormalizeText(text string) string {
	return norm.NFC.String(strings.TrimSpace(text))
}

// NormalizeEmail gives the form in which an address is a person's identity:
// trimmed, lower case, in Unicode NFC, with its domain as NormalizeDomain
// writes it. A text without an @ is taken as a name without a domain.
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

// NormalizeDomain gives the form in which domains compare: trimmed, lower
// case, in ASCII as internationalized domain names are written on the wire
// (RFC 5891, mapped by UTS #46), without a trailing dot. A text that is no
// domain keeps its letters, in NFC.
func NormalizeDomain(domain string) string {
	domain = strings.TrimSpace(domain)
	if plainASCII(domain) {
		return strings.TrimRight(strings.ToLower(domain), ".")
	}
	return domainASCII(fold(domain))
}

// plainASCII says whether a text has printable ASCII characters only, as
// nearly every address has, so that lower case is all there is to do.
func plainASCII(text string) bool {
	for i := range len(text) {
		if text[i] <= ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

// fold brings a text to lower case and NFC. Lower case can leave NFC, and a
// composed letter can have a lower case of its own, hence both twice.
func fold(text string) string {
	text = norm.NFC.String(text) // as Terraform does with every argument
	return norm.NFC.String(strings.ToLower(norm.NFC.String(strings.ToLower(text))))
}

// maxDomainBytes is the length of the longest domain, 253 characters, in UTF-8.
// What is longer is none, and the time to encode it would grow with its square.
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
