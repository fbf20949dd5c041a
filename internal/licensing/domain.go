package licensing

import (
	"fmt"
	"strings"
)

// DomainError says why a text cannot serve as an e-mail domain.
type DomainError struct {
	Text   string
	Reason string
}

func (e *DomainError) Error() string { return fmt.Sprintf("%q %s", e.Text, e.Reason) }

// Domains is a list of e-mail domains to match addresses against.
type Domains struct {
	exact    set
	suffixes []string // ".corp.example" for "*.corp.example"
}

// ParseDomains reads domains as people write them: "acme.example" matches that
// domain alone, "*.acme.example" its subdomains alone, and a leading @ is
// dropped. Case and surrounding space do not matter. An address with a name
// before the @ is refused with a *DomainError: its author meant a person.
// Blank entries are dropped.
func ParseDomains(texts []string) (Domains, error) {
	d := Domains{exact: set{}}
	for _, text := range texts {
		domain := strings.TrimPrefix(NormalizeEmail(text), "@")
		if domain == "" && strings.TrimSpace(text) == "" {
			continue
		}
		name, wildcard := strings.CutPrefix(domain, "*.")
		switch {
		case strings.Contains(domain, "@"):
			return Domains{}, &DomainError{text, "is an e-mail address, not a domain: keep only the part after the @"}
		case name == "" || strings.ContainsAny(name, "* \t\r\n/:") || strings.HasPrefix(name, ".") || strings.HasSuffix(name, "."):
			return Domains{}, &DomainError{text, "is not a domain: write acme.example for the domain itself or *.acme.example for its subdomains"}
		case wildcard:
			d.suffixes = append(d.suffixes, "."+name)
		default:
			d.exact[name] = struct{}{}
		}
	}
	return d, nil
}

// Empty says whether the list names no domain at all.
func (d Domains) Empty() bool { return len(d.exact) == 0 && len(d.suffixes) == 0 }

// Match says whether a normalized address belongs to one of the domains.
func (d Domains) Match(email string) bool {
	domain := email[strings.LastIndexByte(email, '@')+1:]
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
