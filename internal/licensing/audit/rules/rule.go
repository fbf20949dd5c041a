package rules

import (
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// Name is the name of a rule: of its object in the arguments, and of its result.
type Name string

// Subject says what the findings of a rule are about.
type Subject string

// What findings can be about.
const (
	AboutPerson        Subject = "person"
	AboutHeldLicense   Subject = "license that a person holds"
	AboutPersonProduct Subject = "person and product"
	AboutLicense       Subject = "license"
	AboutProduct       Subject = "product"
)

// Rule declares one rule of the audit.
type Rule struct {
	Name  Name
	About Subject
	Finds string // what it finds, for descriptions: "licenses that nobody used"
	// OutOf is what max_percent is taken of, for descriptions. Empty: what the
	// subject says.
	OutOf      string
	Parameters []Parameter
	// ToRevoke says that a finding is a license to revoke, so that its message
	// mentions the period in which JetBrains' API cannot revoke it.
	ToRevoke bool
	// Prepare checks the arguments, before anything is read, and returns the
	// check: one of PersonCheck, HeldCheck, PairCheck, LicenseCheck, and
	// ProductCheck, as About says. Its errors are *licensing.ArgumentError.
	Prepare func(*Arguments, *Context) (Check, error)
}

// All lists every rule, sorted by name.
func All() []*Rule {
	return []*Rule{
		&cheaperPack, &departed, &discontinued, &expiring, &external, &inactive, &lowAvailability, &missingEntitlement, &neverSeen,
		&notInDirectory, &offlineCode, &overlapping, &suspended, &trial, &unexpectedEntitlement, &unused, &useUnknown,
	}
}

// Exemptable reports whether a person can be exempt from the rule: it is about
// people, or about licenses that people hold.
func (r *Rule) Exemptable() bool {
	return r.About == AboutPerson || r.About == AboutHeldLicense || r.About == AboutPersonProduct
}

// ListsLicenses reports whether the rule finds licenses.
func (r *Rule) ListsLicenses() bool { return r.About == AboutHeldLicense || r.About == AboutLicense }

// Base describes what max_percent is taken of.
func (r *Rule) Base() string {
	if r.OutOf != "" {
		return r.OutOf
	}
	switch r.About {
	case AboutPerson:
		return "people who hold judged licenses"
	case AboutHeldLicense:
		return "judged licenses that people hold"
	default:
		return "judged licenses"
	}
}

// Kind is the type of a parameter's value.
type Kind int

// The kinds of parameters, with the Go type of their values. Texts are trimmed.
const (
	Count      Kind = iota // int, 0 or more
	Texts                  // []string; null and blank elements are empty, so that messages can name a position
	EmailDates             // map[string]string: email to date, without null and blank values
	CodeEmails             // map[string][]string: product code to emails, without null lists
	CodeCounts             // map[string]int: product code to number, without null values
	CodePrices             // map[string]value.Decimal: product code to price, without null values
)

// Accepts reports whether a value has the Go type of the kind.
func (k Kind) Accepts(v any) bool {
	ok := false
	switch k {
	case Count:
		_, ok = v.(int)
	case Texts:
		_, ok = v.([]string)
	case EmailDates:
		_, ok = v.(map[string]string)
	case CodeEmails:
		_, ok = v.(map[string][]string)
	case CodeCounts:
		_, ok = v.(map[string]int)
	case CodePrices:
		_, ok = v.(map[string]value.Decimal)
	}
	return ok
}

// Parameter is an attribute of a rule's object.
type Parameter struct {
	Name        string
	Kind        Kind
	Required    bool
	Description string // for the docs
	// Personal values hold addresses that are not ours to keep: they are null in
	// the state. They may have tens of thousands of entries.
	Personal bool
}

// Arguments is the object of a rule as it is configured, without what every
// rule's object has in common. A value that is null is absent.
type Arguments struct {
	Rule   Name
	Values map[string]any // by the name of the parameter, in the type of its kind
}

// argument returns the value of a parameter, or its zero value if it is absent.
func argument[T any](a *Arguments, name string) (v T, set bool) {
	v, set = a.Values[name].(T)
	return v, set
}

// fail returns an error about one argument of the rule.
func (a *Arguments) fail(argument, reason string) error {
	return &licensing.ArgumentError{Argument: a.path(argument), Reason: reason}
}

// failAt returns an error about the value of one key.
func (a *Arguments) failAt(argument, key, reason string) error {
	return &licensing.ArgumentError{Argument: a.path(argument), MapKey: key, Reason: reason}
}

func (a *Arguments) path(argument string) string { return string(a.Rule) + "." + argument }

// Context is what an audit knows before it reads anything.
type Context struct {
	AsOf      time.Time       // the instant of the evaluation
	Identity  *value.Identity // which addresses are one person; nil: no aliases
	Packs     licensing.Packs
	Selection licensing.Selection
	ByLicense bool // nothing may name a person
}

// Person holds at least one judged license.
type Person struct {
	licensing.Group                      // the judged licenses, sorted by ID
	All             []*licensing.License // all that the person holds, in the whole reading, sorted by ID

	// Over all licenses:
	LastSeen     time.Time // newest; zero: never
	LastAssigned time.Time // newest; zero: not known
	Offline      bool      // an offline code on any of them
	Working      bool      // at least one is active and no trial
	Future       bool      // a date lies in the future, so nobody knows

	weighed []licensing.Weighed // of All; computed on first use
}

// NewPerson summarizes what a person holds. The judged licenses are among all.
func NewPerson(judged licensing.Group, all []*licensing.License, readAt time.Time) *Person {
	p := &Person{Group: judged, All: all}
	for _, l := range all {
		u := l.Use(readAt)
		p.LastSeen, p.LastAssigned = licensing.Later(p.LastSeen, u.Seen), licensing.Later(p.LastAssigned, u.Assigned)
		p.Offline = p.Offline || l.OfflineCode
		p.Future = p.Future || u.Future
		p.Working = p.Working || l.Status() == licensing.StatusActive && !l.Trial
	}
	return p
}

// Reading is what an audit looks at.
type Reading struct {
	Organization *licensing.Organization
	AsOf, ReadAt time.Time
	Licenses     []*licensing.License // the judged ones, sorted by ID
	People       []*Person            // who hold them, sorted by email
	Packs        licensing.Packs

	// GivenUp are the enabled rules that find licenses to give up.
	GivenUp []GivenUp
	// Reported are the licenses that these rules report.
	Reported value.Set[*licensing.License]
	// Overlapping says that this rule is enabled.
	Overlapping bool

	coverage *licensing.Coverage
	products map[string]string // texts by code
}

// NewReading returns a Reading without people.
func NewReading(organization *licensing.Organization, asOf, readAt time.Time, packs licensing.Packs) *Reading {
	return &Reading{
		Organization: organization, AsOf: asOf, ReadAt: readAt, Packs: packs, Reported: value.SetOf[*licensing.License](),
		coverage: licensing.NewCoverage(packs), products: map[string]string{},
	}
}

// oneTeam reports whether the token sees only one team.
func (r *Reading) oneTeam() bool { return r.Organization.Account.Scope == licensing.ScopeTeam }

// Product names a product in a message, with its code.
func (r *Reading) Product(code string) string {
	text, ok := r.products[code]
	if !ok {
		name := r.Organization.ProductNames()[code]
		if !name.Set {
			name = licensing.FallbackProductName(code)
		}
		text = licensing.NameWithID(name.Value, code)
		r.products[code] = text
	}
	return text
}

// weigh determines which of a person's licenses overlap. A license that another
// enabled rule calls one to give up covers nothing, whether that rule reports it
// or not.
func (r *Reading) weigh(p *Person) []licensing.Weighed {
	if p.weighed == nil {
		p.weighed = make([]licensing.Weighed, len(p.All))
		for i, l := range p.All {
			w := licensing.Weighed{License: l, Use: l.Use(r.ReadAt), Reported: r.Reported.Has(l)}
			for _, rule := range r.GivenUp {
				w.GivenUp = w.GivenUp || rule.GivesUp(r, l)
			}
			p.weighed[i] = w
		}
		r.coverage.Weigh(p.weighed)
	}
	return p.weighed
}

// Found is one thing that a rule finds.
type Found struct {
	License   *licensing.License // nil: about a person or a product
	Product   string             // without a license: a product code, or empty
	CoveredBy *licensing.License // of overlapping: the license to keep
	// Clause continues a sentence that begins with the subject: "is suspended".
	Clause string
	// Note is a sentence of its own after it, or empty.
	Note string
}

// Check is a rule with its arguments. It can evaluate several readings, even
// concurrently.
type Check interface{ check() }

// PersonCheck evaluates a rule about people.
type PersonCheck interface {
	Check
	// Person reports whether the rule finds a person, and why.
	Person(*Reading, *Person) (Found, bool)
}

// HeldCheck evaluates a rule about licenses that people hold.
type HeldCheck interface {
	Check
	// Held appends what the rule finds among the judged licenses of a person.
	Held(*Reading, *Person, []Found) []Found
}

// Counter is a HeldCheck that looks at some of the licenses only: those are
// what max_percent is taken of.
type Counter interface {
	Counts(*licensing.License) bool
}

// PairCheck evaluates a rule about declared people and products.
type PairCheck interface {
	Check
	// People lists the declared people, sorted.
	People() []string
	// Pair appends what the rule finds about a declared person, who may hold
	// nothing, and returns how many pairs it looked at.
	Pair(r *Reading, email string, found []Found) ([]Found, int)
}

// LicenseCheck evaluates a rule about all judged licenses.
type LicenseCheck interface {
	Check
	License(*Reading, *licensing.License) (Found, bool)
}

// ProductCheck evaluates a rule about products.
type ProductCheck interface {
	Check
	// Products returns what the rule finds, and how many products it looked at.
	Products(*Reading) ([]Found, int)
}

// GivenUp is a check that finds licenses to give up.
type GivenUp interface {
	// GivesUp reports whether a license is one to give up, by the whole
	// declaration: whatever the filters choose, and whoever is exempt.
	GivesUp(*Reading, *licensing.License) bool
}

// CodeLister is a check whose product codes must be known to JetBrains: a typo
// would find nothing.
type CodeLister interface {
	// Codes returns the argument that lists codes, and the codes.
	Codes() (argument string, codes []string)
}

// Validator is a check that can reject its arguments for a reading.
type Validator interface {
	Validate(*Reading) error
}

// Outcome is the number of findings of a rule, and what it was taken of.
type Outcome struct{ Count, OutOf int }

// Warner is a check that knows how its result could be misread.
type Warner interface {
	Warnings(*Reading, Outcome) []licensing.Warning
}

// checked implements Check.
type checked struct{}

func (checked) check() {}
