package licensing

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// Exempted is one exemption that had an effect: the rule would have found the
// person.
type Exempted struct {
	Email  string
	Rule   Rule
	Until  time.Time // exclusive; zero: permanent
	Reason value.Optional[string]
}

// StaleExemption is an exemption to clean up: it has expired, or no license
// holder in the organization has its email address.
type StaleExemption struct {
	Email   string
	Until   time.Time
	Reason  value.Optional[string]
	Expired bool // at the audit's instant; otherwise no license holder has the email address
	OneTeam bool // only the license holders of one team are known
}

func (e *StaleExemption) sentence() string {
	text := "The exemption for " + display(e.Email)
	if e.Reason.Set {
		text += " (" + display(e.Reason.Value) + ")"
	}
	if e.Expired {
		return text + " expired on " + date(e.Until) + "."
	}
	if e.OneTeam {
		return text + " matches no license holder in the token's team. Keep it if the person holds a license in another team."
	}
	return text + " matches no license holder."
}

// exemptions holds the exemptions of an audit by normalized email.
type exemptions map[string][]Exemption

// readExemptions treats exempt_emails as permanent exemptions without a reason.
func (a *Audit) readExemptions() error {
	a.exemptions = exemptions{}
	for i, e := range a.options.Exemptions {
		e.Email, e.Until = a.options.Identity.Email(e.Email), e.Until.UTC()
		switch {
		case e.Email == "":
			return &ArgumentError{"exemptions", fmt.Sprintf("has no email address in entry %d. Add the address of the person to exempt", i+1)}
		case len(e.Rules) == 0:
			return &ArgumentError{"exemptions", fmt.Sprintf("contains an entry for %q that names no rule. Name rules, or write rules = [\"all\"]", e.Email)}
		}
		for _, name := range e.Rules {
			if name == RuleAll {
				continue
			}
			r := findRule(name)
			if r == nil {
				return &UnknownRuleError{"exemptions", name}
			}
			if !r.aboutPeople() {
				return &ArgumentError{"exemptions", fmt.Sprintf("exempts %q from %s, which is not a rule about people. Remove this rule from the exemption", e.Email, name)}
			}
		}
		a.exemptions[e.Email] = append(a.exemptions[e.Email], e)
	}
	for _, text := range a.options.ExemptEmails {
		if email := a.options.Identity.Email(text); email != "" {
			a.exemptions[email] = append(a.exemptions[email], Exemption{Email: email, Rules: []Rule{RuleAll}})
		}
	}
	return nil
}

// find returns the exemption that exempts a person from a rule at an instant.
// If there are several, it returns the one that lasts longest, or the first of
// those.
func (e exemptions) find(email string, rule Rule, asOf time.Time) *Exemption {
	var best *Exemption
	for i := range e[email] {
		candidate := &e[email][i]
		if candidate.expired(asOf) || !slices.Contains(candidate.Rules, rule) && !slices.Contains(candidate.Rules, RuleAll) {
			continue
		}
		if best == nil || !best.Until.IsZero() && (candidate.Until.IsZero() || candidate.Until.After(best.Until)) {
			best = candidate
		}
	}
	return best
}

// expired: until is exclusive, so an exemption until as_of is over.
func (e *Exemption) expired(asOf time.Time) bool { return !e.Until.IsZero() && !e.Until.After(asOf) }

// staleExemptions lists the exemptions to clean up, sorted by email, end, and
// reason, without duplicates. An exemption for a person whom no rule finds is
// not stale: it takes effect on the day it is needed.
//
// An exemption matches a person who holds a license anywhere in the complete
// list, regardless of the selection, or who is listed in expected_entitlements.
func (a *Audit) staleExemptions(organization *Organization) []StaleExemption {
	stale := []StaleExemption{}
	if len(a.exemptions) == 0 {
		return stale
	}
	e, asOf, places := a.exemptions, a.options.AsOf, organization.places()
	for _, email := range sortedKeys(e) {
		matched := len(places[email]) > 0 || a.declaredPeople.has(email)
		for i := range e[email] {
			if one := &e[email][i]; one.expired(asOf) || !matched {
				stale = append(stale, StaleExemption{Email: email, Until: one.Until, Reason: one.Reason, Expired: one.expired(asOf), OneTeam: organization.Account.Scope == ScopeTeam})
			}
		}
	}
	slices.SortStableFunc(stale, func(a, b StaleExemption) int {
		return cmp.Or(cmp.Compare(a.Email, b.Email), a.Until.Compare(b.Until), cmp.Compare(a.Reason.Value, b.Reason.Value))
	})
	return slices.Compact(stale)
}
