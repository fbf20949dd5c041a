package licensing

import (
	"fmt"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// DomainError says why a text cannot serve as an email domain.
type DomainError struct {
	Text   string
	Reason string
}

func (e *DomainError) Error() string { return fmt.Sprintf("%q %s", e.Text, e.Reason) }

// Domains is a list of email domains to match addresses against.
type Domains struct {
	exact    set
	suffixes []string // ".corp.example" for "*.corp.example"
}

// ParseDomains reads domains as people write them: "acme.example" matches that
// domain alone, "*.acme.example" its subdomains alone, and a leading @ is
// dropped. Domains compare as value.NormalizeDomain writes them, and an exact
// domain that is an alias means the domain that it maps to. An address with a
// name before the @ is a *DomainError, because its author meant a person. Blank
// entries are dropped.
func ParseDomains(texts []string, identity *value.Identity) (Domains, error) {
	d := Domains{exact: set{}}
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
			d.exact[identity.Domain(name)] = struct{}{}
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
	return append(sortedKeys(d.exact), sortedUnique(wildcards)...)
}

// Match reports whether a normalized address belongs to one of the domains. An
// address without an @ belongs to none.
func (d Domains) Match(email string) bool {
	at := strings.LastIndexByte(email, '@')
	if at < 0 {
		return false
	}
	domain := email[at+1:]
	if d.exact.has(domain) {
		return true
	}
	for _, suffix := range d.suffixes {
		if len(domain) > len(suffix) && strings.HasSuffix(domain, suffix) {
			return true
		}
	}
	return false
}
