package audit

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit/rules"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// AllRules means, in an exemption, every rule about people and their licenses.
const AllRules rules.Name = "all"

// Exemption excuses one person from rules about people and their licenses.
type Exemption struct {
	Email  string
	Rules  []rules.Name // or AllRules; none is an error
	Until  time.Time    // exclusive; zero: never ends
	Reason value.Optional[string]

	index int // in the arguments
}

// Exempted is one exemption that had an effect: the rule would have found the
// person.
type Exempted struct {
	Email  string
	Rule   rules.Name
	Until  time.Time // exclusive; zero: never ends
	Reason value.Optional[string]
}

// StaleExemption is an exemption to clean up: it has ended, or it matches
// nobody.
type StaleExemption struct {
	Email  string
	Until  time.Time // exclusive; zero: never ends
	Reason value.Optional[string]

	index int  // in the arguments
	ended bool // at the audit's instant; otherwise nobody has the email address
	known bool // JetBrains names a person with this address
}

// sentence names the person only if JetBrains does so, too: the arguments may
// be marked as sensitive.
func (e *StaleExemption) sentence() string {
	subject := fmt.Sprintf("exemptions[%d]", e.index)
	if e.known {
		subject += ", for " + licensing.Display(e.Email) + ","
	}
	if e.ended {
		return subject + " ended on " + rules.Date(e.Until) + "."
	}
	return subject + " matches no license holder and no declared person."
}

// exemptions holds the exemptions of an audit by normalized email.
type exemptions map[string][]Exemption

func (a *Audit) readExemptions() error {
	a.exemptions = exemptions{}
	exemptable := map[rules.Name]bool{}
	for _, rule := range rules.All() {
		exemptable[rule.Name] = rule.Exemptable()
	}
	fail := func(i int, reason string) error {
		return &licensing.ArgumentError{Argument: "exemptions", Reason: fmt.Sprintf("has at index %d %s", i, reason)}
	}
	for i, e := range a.options.Exemptions {
		e.index, e.Email, e.Until = i, a.options.Identity.Email(e.Email), e.Until.UTC()
		switch {
		case e.Email == "":
			return fail(i, "no email address. Add the address of the person to exempt")
		case len(e.Rules) == 0:
			return fail(i, "an exemption that names no rule. Name rules, or write rules = [\"all\"]")
		}
		for _, name := range e.Rules {
			about, exists := exemptable[name]
			switch {
			case name == AllRules || about:
			case exists:
				return fail(i, fmt.Sprintf("an exemption from %s, which is never about a person. Remove this rule from the exemption", name))
			default:
				return &UnknownRuleError{i, name}
			}
		}
		a.exemptions[e.Email] = append(a.exemptions[e.Email], e)
	}
	return nil
}

// find returns the exemption that excuses a person from a rule at an instant.
// Of several, it is the one that ends last, or the first of those.
func (e exemptions) find(email string, rule rules.Name, asOf time.Time) *Exemption {
	var best *Exemption
	for i := range e[email] {
		candidate := &e[email][i]
		if candidate.ended(asOf) || !slices.Contains(candidate.Rules, rule) && !slices.Contains(candidate.Rules, AllRules) {
			continue
		}
		if best == nil || !best.Until.IsZero() && (candidate.Until.IsZero() || candidate.Until.After(best.Until)) {
			best = candidate
		}
	}
	return best
}

// ended: until is exclusive, so an exemption until as_of is over.
func (e *Exemption) ended(asOf time.Time) bool { return !e.Until.IsZero() && !e.Until.After(asOf) }

// staleExemptions lists the exemptions to clean up, sorted by email, end, and
// reason, without duplicates. An exemption for a person whom no rule finds is
// not stale: it takes effect on the day it is needed. It matches a person who
// holds a license anywhere in the whole reading, or who is declared. A team's
// token does not see the rest of the company, so with it only exemptions that
// have ended are stale.
func (a *Audit) staleExemptions(organization *licensing.Organization) []StaleExemption {
	stale := []StaleExemption{}
	for _, email := range value.SortedKeys(a.exemptions) {
		known := organization.Holder(email) != nil
		matched := known || a.declares(email) || organization.Account.Scope == licensing.ScopeTeam
		for i := range a.exemptions[email] {
			if e := &a.exemptions[email][i]; e.ended(a.options.AsOf) || !matched {
				stale = append(stale, StaleExemption{Email: email, Until: e.Until, Reason: e.Reason, index: e.index, ended: e.ended(a.options.AsOf), known: known})
			}
		}
	}
	slices.SortStableFunc(stale, func(a, b StaleExemption) int {
		return cmp.Or(cmp.Compare(a.Email, b.Email), a.Until.Compare(b.Until), cmp.Compare(a.Reason.Value, b.Reason.Value))
	})
	return slices.CompactFunc(stale, func(a, b StaleExemption) bool {
		return a.Email == b.Email && a.Until.Equal(b.Until) && a.Reason == b.Reason
	})
}

func (a *Audit) declares(email string) bool {
	for _, rule := range a.enabled {
		if declarer, ok := rule.check.(rules.Declarer); ok && declarer.Declares(email) {
			return true
		}
	}
	return false
}

// hasEndingExemptions reports whether an exemption ends: with an as_of in the
// past, it may still apply.
func (a *Audit) hasEndingExemptions() bool {
	return slices.ContainsFunc(a.options.Exemptions, func(e Exemption) bool { return !e.Until.IsZero() })
}
