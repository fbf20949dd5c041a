package licensing

import (
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// DomainError says why a text cannot serve as an email domain.
type DomainError struct {
	Text   string
	Reason string
}

func (e *DomainError) Error() string { return value.Quoted(e.Text, MaxQuoted) + " " + e.Reason }

// Domains is a list of email domains to match addresses against.
type Domains struct {
	exact    value.Set[string]
	suffixes []string // ".corp.example" for "*.corp.example"
}

// ParseDomains reads domains as people write them: "acme.example" matches that
// domain alone, "*.acme.example" its subdomains alone, and a leading @ is
// dropped. Domains compare as value.NormalizeDomain writes them, and an exact
// domain that is an alias means the domain that it maps to. An address with a
// name before the @ is a *DomainError, because its author meant a person. Blank
// entries are dropped.
func ParseDomains(texts []string, identity *value.Identity) (Domains, error) {
	d := Domains{exact: value.SetOf[string]()}
	for _, text := range texts {
		domain := value.NormalizeText(text)
		if domain == "" {
			continue
		}
		name, wildcard := strings.CutPrefix(strings.TrimPrefix(domain, "@"), "*.")
		switch {
		case strings.Contains(name, "@"):
			return Domains{}, &DomainError{text, "is an email address, not a domain. Keep only the part after the @"}
		case !value.IsDomain(strings.TrimSuffix(name, ".")):
			return Domains{}, &DomainError{text, "is not a domain. Write acme.example for the domain itself, or *.acme.example for its subdomains"}
		case wildcard:
			d.suffixes = append(d.suffixes, "."+value.NormalizeDomain(name))
		default:
			d.exact.Add(identity.Domain(name))
		}
	}
	return d, nil
}

// Empty reports whether the list contains no domain.
func (d Domains) Empty() bool { return len(d.exact) == 0 && len(d.suffixes) == 0 }

// Strings lists the domains as they are written, wildcards last, without
// duplicates.
func (d Domains) Strings() []string {
	wildcards := make([]string, len(d.suffixes))
	for i, suffix := range d.suffixes {
		wildcards[i] = "*" + suffix
	}
	return append(value.SortedKeys(d.exact), value.SortedUnique(wildcards)...)
}

// PublicWildcards lists the wildcards under which anybody can register a
// domain, such as *.com or *.github.io, as they are written. A wildcard such as
// *.kawasaki.jp is one of them: its domain is not a public suffix, but every
// name under it is.
func (d Domains) PublicWildcards() []string {
	var public []string
	for _, suffix := range d.suffixes {
		if isPublicSuffix(suffix[1:]) || isPublicSuffix("any"+suffix) {
			public = append(public, "*"+suffix)
		}
	}
	return value.SortedUnique(public)
}

// PublicSuffixes lists the exact domains under which anybody can register a
// domain, such as co.uk, and those of one label.
func (d Domains) PublicSuffixes() []string {
	return slices.DeleteFunc(value.SortedKeys(d.exact), func(domain string) bool { return !isPublicSuffix(domain) })
}

// isPublicSuffix counts the private part of the list, such as github.io, and
// every domain of one label.
func isPublicSuffix(domain string) bool {
	suffix, _ := publicsuffix.PublicSuffix(domain)
	return suffix == domain
}

// Match reports whether a normalized address belongs to one of the domains. A
// text that is not an address belongs to none.
func (d Domains) Match(email string) bool {
	return d.MatchDomain(value.EmailDomain(email))
}

// MatchDomain does the same for a normalized domain.
func (d Domains) MatchDomain(domain string) bool {
	if d.exact.Has(domain) {
		return true
	}
	for _, suffix := range d.suffixes {
		if len(domain) > len(suffix) && strings.HasSuffix(domain, suffix) {
			return true
		}
	}
	return false
}
