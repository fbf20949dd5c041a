package value

import (
	"fmt"
	"strings"
)

// AliasError reports an alias that cannot be applied.
type AliasError struct {
	Argument string // email_aliases or domain_aliases
	Key      string // the alias as configured
	Reason   string // continues a sentence that begins with the argument
}

func (e *AliasError) Error() string { return e.Argument + " " + e.Reason }

// quotedAlias cuts a key or a target after the length of the longest address
// that mail systems accept. It shows surrounding spaces, in which two keys of
// one person may differ.
func quotedAlias(text string) string { return fmt.Sprintf("%.254q", text) }

// sameKeys is the reason where two keys of a map are one person or one domain.
func sameKeys(first, second, what string) string {
	return fmt.Sprintf("has the keys %s and %s, which are one %s. Keep one of them", quotedAlias(first), quotedAlias(second), what)
}

// Identity decides which addresses belong to one person. It is immutable. A nil
// *Identity has no aliases. Address aliases take precedence over domain
// aliases, and each is applied at most once, so resolving a result again does
// not change it.
type Identity struct {
	emails  map[string]string
	domains map[string]string
}

// NewIdentity checks aliases, which map other addresses and other domains to
// the ones to use. Keys and targets are normalized. It returns an *AliasError
// for an invalid address, a wildcard, two keys for one address, or a target
// that is itself an alias.
func NewIdentity(emailAliases, domainAliases map[string]string) (*Identity, error) {
	id := &Identity{emails: make(map[string]string, len(emailAliases)), domains: make(map[string]string, len(domainAliases))}
	first := map[string]string{} // the first key of each person or domain
	for _, key := range SortedKeys(domainAliases) {
		domain, target := NormalizeDomain(key), NormalizeDomain(domainAliases[key])
		reason := ""
		switch {
		case !IsDomain(domain):
			reason = "has the key " + quotedAlias(key) + ", which is not an exact domain such as old.example"
		case !IsDomain(target):
			reason = "maps " + quotedAlias(key) + " to " + quotedAlias(domainAliases[key]) + ", which is not an exact domain such as acme.example"
		case domain == target:
			reason = "maps " + quotedAlias(key) + " to itself. Remove it"
		case has(id.domains, domain):
			reason = sameKeys(first[domain], key, "domain")
		}
		if reason != "" {
			return nil, &AliasError{"domain_aliases", key, reason}
		}
		first[domain], id.domains[domain] = key, target
	}
	for _, key := range SortedKeys(domainAliases) {
		if has(id.domains, id.domains[NormalizeDomain(key)]) {
			return nil, &AliasError{"domain_aliases", key, "maps " + quotedAlias(key) + " to " + quotedAlias(domainAliases[key]) + ", which is itself an alias. Map it directly to the domain to use"}
		}
	}
	// The messages about addresses do not repeat them: the argument may be marked
	// as sensitive. Only two keys that are one person are named.
	for i, key := range SortedKeys(emailAliases) {
		email, target := NormalizeEmail(key), NormalizeEmail(emailAliases[key])
		reason := ""
		switch {
		case !IsEmail(email):
			reason = KeyAt(i) + " a key that is not an email address"
		case !IsEmail(target):
			reason = KeyAt(i) + " an address that maps to a text that is not an email address"
		case email == target:
			reason = KeyAt(i) + " an address that maps to itself. Remove it"
		case has(id.emails, email):
			reason = sameKeys(first[email], key, "person")
		}
		if reason != "" {
			return nil, &AliasError{"email_aliases", key, reason}
		}
		first[email], id.emails[email] = key, id.inDomain(target)
	}
	for i, key := range SortedKeys(emailAliases) {
		target := NormalizeEmail(emailAliases[key])
		if has(id.emails, target) || has(id.emails, id.inDomain(target)) {
			return nil, &AliasError{"email_aliases", key, KeyAt(i) + " an address that maps to one that is itself an alias. Map it directly to the address to use"}
		}
	}
	return id, nil
}

// KeyAt says where a key of a map is, for a message that does not repeat it: map
// keys have no index but their order. It begins with the verb.
func KeyAt(index int) string {
	return fmt.Sprintf("has, as number %d of its keys in alphabetical order,", index+1)
}

// HasAliases reports whether there are any aliases.
func (id *Identity) HasAliases() bool {
	return id != nil && len(id.emails)+len(id.domains) > 0
}

// Email normalizes an address and replaces an alias with the address to use.
func (id *Identity) Email(text string) string {
	email := NormalizeEmail(text)
	if !id.HasAliases() {
		return email
	}
	target, ok := id.emails[email]
	if !ok {
		target = id.inDomain(email)
		if further, ok := id.emails[target]; ok {
			target = further
		}
	}
	return target
}

// Domain normalizes a domain and replaces an alias with the domain to use.
func (id *Identity) Domain(text string) string {
	domain := NormalizeDomain(text)
	if id == nil {
		return domain
	}
	if target, ok := id.domains[domain]; ok {
		return target
	}
	return domain
}

func (id *Identity) inDomain(email string) string {
	domain := EmailDomain(email)
	if target, ok := id.domains[domain]; ok {
		return strings.TrimSuffix(email, domain) + target
	}
	return email
}

// InAliasedDomain reports whether a domain alias, and no address alias, makes
// another address of a normalized one.
func (id *Identity) InAliasedDomain(email string) bool {
	if id == nil || has(id.emails, email) {
		return false
	}
	return has(id.domains, EmailDomain(email))
}

func has(m map[string]string, key string) bool {
	_, ok := m[key]
	return ok
}
