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

// UnlistedCodes returns the codes of the arguments that neither the licenses,
// nor the built-in table, nor pack_contents know, sorted. Only those that
// JetBrains' catalog knows may be passed to Run.
func (a *Audit) UnlistedCodes(organization *licensing.Organization) []string {
	var codes []string
	for _, rule := range a.enabled {
		if lister, ok := rule.check.(rules.CodeLister); ok {
			_, listed := lister.Codes()
			codes = append(codes, listed...)
		}
	}
	return organization.UnlistedCodes(codes, a.options.PackContents)
}

// Run judges an organization that was read at an instant. catalog holds those of
// the UnlistedCodes that JetBrains sells. Its errors are *licensing.NotHeldError,
// *licensing.TooFewLicensesError, *licensing.MissingEmailError,
// *licensing.UnknownCodeError, and *licensing.ArgumentError.
func (a *Audit) Run(organization *licensing.Organization, readAt time.Time, catalog value.Set[string]) (*Result, error) {
	if err := organization.CheckHeld(a.options.Selection); err != nil {
		return nil, err
	}
	reading := a.reading(organization, readAt)
	if n := len(reading.Licenses); n < a.minLicenses {
		return nil, &licensing.TooFewLicensesError{Read: n, Required: a.minLicenses}
	}
	if err := licensing.CheckEmails(organization.Licenses); err != nil {
		return nil, err
	}
	if err := a.validate(reading, catalog); err != nil {
		return nil, err
	}
	e := &evaluation{
		audit: a, reading: reading,
		writer: &writer{reading: reading, byLicense: a.options.IdentifyByLicense, names: map[string]string{}},
		result: &Result{Passed: true, Findings: []Finding{}, Results: map[rules.Name]*RuleResult{}, Exempted: []Exempted{}},
	}
	return e.run(), nil
}

// reading prepares what the rules look at.
func (a *Audit) reading(organization *licensing.Organization, readAt time.Time) *rules.Reading {
	r := rules.NewReading(organization, a.options.AsOf, readAt, a.packs)
	selection := a.options.Selection.Selector()
	r.Licenses = make([]*licensing.License, 0, len(organization.Licenses))
	for i := range organization.Licenses {
		if l := &organization.Licenses[i]; selection.Includes(l) {
			r.Licenses = append(r.Licenses, l)
		}
	}
	narrowed := len(r.Licenses) < len(organization.Licenses)
	for _, group := range organization.Holders() {
		judged := group
		if narrowed {
			judged.Licenses = nil
			for _, l := range group.Licenses {
				if selection.Includes(l) {
					judged.Licenses = append(judged.Licenses, l)
				}
			}
		}
		if len(judged.Licenses) > 0 {
			r.People = append(r.People, rules.NewPerson(judged, group.Licenses, readAt))
		}
	}
	for _, rule := range a.enabled {
		if check, ok := rule.check.(rules.GivenUp); ok {
			r.GivenUp = append(r.GivenUp, check)
		}
		r.Overlapping = r.Overlapping || rule.Name == "overlapping"
	}
	return r
}

// validate checks the arguments against the reading.
func (a *Audit) validate(reading *rules.Reading, catalog value.Set[string]) error {
	for _, rule := range a.enabled {
		if lister, ok := rule.check.(rules.CodeLister); ok {
			argument, codes := lister.Codes()
			unknown := slices.DeleteFunc(reading.Organization.UnlistedCodes(codes, a.options.PackContents), catalog.Has)
			if len(unknown) > 0 {
				return licensing.NewUnknownCodeError(argument, unknown, reading.Organization)
			}
		}
		if validator, ok := rule.check.(rules.Validator); ok {
			if err := validator.Validate(reading); err != nil {
				return err
			}
		}
	}
	return nil
}

// evaluation is one run of an audit.
type evaluation struct {
	audit   *Audit
	reading *rules.Reading
	writer  *writer
	result  *Result
}

func (e *evaluation) run() *Result {
	a, result := e.audit, e.result
	result.Summary = e.summarize()
	// Rules that find licenses to give up come first, because the others depend
	// on what they report.
	first, rest := []enabledRule{}, []enabledRule{}
	for _, rule := range a.enabled {
		if _, ok := rule.check.(rules.GivenUp); ok {
			first = append(first, rule)
		} else {
			rest = append(rest, rule)
		}
	}
	findings := map[rules.Name][]Finding{}
	for _, rule := range append(first, rest...) {
		findings[rule.Name] = e.apply(rule)
	}
	total := 0
	for _, rule := range a.enabled {
		total += len(findings[rule.Name])
	}
	result.Findings = slices.Grow(result.Findings, total)
	for _, rule := range a.enabled {
		result.Findings = append(result.Findings, findings[rule.Name]...)
	}
	slices.SortFunc(result.Exempted, func(x, y Exempted) int {
		return cmp.Or(cmp.Compare(x.Email, y.Email), cmp.Compare(x.Rule, y.Rule))
	})
	result.StaleExemptions = a.staleExemptions(e.reading.Organization)
	result.StaleCount = len(result.StaleExemptions)
	result.Warnings = a.warnings(e.reading, result)
	if a.options.IdentifyByLicense {
		result.Exempted, result.StaleExemptions = nil, nil
	}
	return result
}

// apply evaluates one rule, and returns its findings.
func (e *evaluation) apply(rule enabledRule) []Finding {
	c := collector{evaluation: e, rule: rule, result: &RuleResult{
		Severity: cmp.Or(rule.options.Severity, SeverityError), MaxFindings: rule.options.MaxFindings, MaxPercent: rule.options.MaxPercent,
	}}
	switch check := rule.check.(type) {
	case rules.PersonCheck:
		for _, p := range e.reading.People {
			c.person(check, p)
		}
	case rules.HeldCheck:
		for _, p := range e.reading.People {
			c.held(check, p)
		}
	case rules.PairCheck:
		for _, email := range check.People() {
			c.pairs(check, email)
		}
	case rules.LicenseCheck:
		for _, l := range e.reading.Licenses {
			c.result.OutOf++
			if found, ok := check.License(e.reading, l); ok {
				c.license(l.Email, &found)
			}
		}
	case rules.ProductCheck:
		found, outOf := check.Products(e.reading)
		c.result.OutOf = outOf
		for i := range found {
			c.add("", &found[i], e.writer.aboutProduct(&found[i]))
			c.products = append(c.products, found[i].Product)
		}
		c.result.Count = len(found)
	}
	return c.finish()
}

// collector gathers what one rule finds.
type collector struct {
	*evaluation
	rule     enabledRule
	result   *RuleResult
	findings []Finding
	buffer   []rules.Found
	emails   []string
	licenses []string
	products []string
}

// exempt reports whether a person is excused from the rule. If the rule finds
// the person, the exemption has an effect.
func (c *collector) exempt(email string, found func() bool) bool {
	exemption := c.audit.exemptions.find(email, c.rule.Name, c.audit.options.AsOf)
	if exemption == nil {
		return false
	}
	if found() {
		c.result.Excused++
		c.evaluation.result.Exempted = append(c.evaluation.result.Exempted, Exempted{email, c.rule.Name, exemption.Until, exemption.Reason})
	}
	return true
}

func (c *collector) person(check rules.PersonCheck, p *rules.Person) {
	if c.exempt(p.Email, func() bool { _, ok := check.Person(c.reading, p); return ok }) {
		return
	}
	c.result.OutOf++
	found, ok := check.Person(c.reading, p)
	if !ok {
		return
	}
	c.result.Count++
	c.emails = append(c.emails, p.Email)
	if !c.writer.byLicense {
		c.add(p.Email, &found, c.writer.about(p, &found))
		return
	}
	for _, l := range p.Licenses {
		one := found
		one.License = l
		c.add("", &one, c.writer.aboutHolder(l, &found))
		if found.Product != "" { // the product that the finding is about, not the license's
			c.findings[len(c.findings)-1].ProductCode = found.Product
		}
	}
}

func (c *collector) held(check rules.HeldCheck, p *rules.Person) {
	if c.exempt(p.Email, func() bool { return len(check.Held(c.reading, p, nil)) > 0 }) {
		return
	}
	c.result.OutOf += c.counted(check, p)
	c.buffer = check.Held(c.reading, p, c.buffer[:0])
	if len(c.buffer) > 0 {
		c.emails = append(c.emails, p.Email)
	}
	for i := range c.buffer {
		c.license(p.Email, &c.buffer[i])
	}
}

// counted is how many licenses of a person the rule looks at.
func (c *collector) counted(check rules.HeldCheck, p *rules.Person) int {
	counter, ok := check.(rules.Counter)
	if !ok {
		return len(p.Licenses)
	}
	n := 0
	for _, l := range p.Licenses {
		if counter.Counts(l) {
			n++
		}
	}
	return n
}

func (c *collector) pairs(check rules.PairCheck, email string) {
	if c.exempt(email, func() bool { found, _ := check.Pair(c.reading, email, nil); return len(found) > 0 }) {
		return
	}
	found, pairs := check.Pair(c.reading, email, c.buffer[:0])
	c.buffer = found
	c.result.OutOf += pairs
	c.result.Count += len(found)
	if len(found) > 0 {
		c.emails = append(c.emails, email)
	}
	for i := range found {
		c.add(email, &found[i], c.writer.aboutPair(email, &found[i]))
	}
}

func (c *collector) license(email string, found *rules.Found) {
	c.result.Count++
	c.licenses = append(c.licenses, found.License.ID)
	if _, ok := c.rule.check.(rules.GivenUp); ok {
		c.reading.Reported.Add(found.License)
	}
	c.add(email, found, c.writer.aboutLicense(found.License, found, c.rule.ToRevoke))
}

func (c *collector) add(email string, found *rules.Found, message string) {
	f := Finding{Rule: c.rule.Name, Email: email, ProductCode: found.Product, Message: message}
	if c.writer.byLicense {
		f.Email = ""
	}
	if l := found.License; l != nil {
		f.LicenseID, f.ProductCode, f.TeamID, f.TeamName = l.ID, l.ProductCode, l.TeamID, l.TeamName
	}
	if found.CoveredBy != nil {
		f.CoveredByLicenseID = found.CoveredBy.ID
	}
	c.findings = append(c.findings, f)
}

// finish judges the rule by its limits, and sorts what it found.
func (c *collector) finish() []Finding {
	r := c.result
	r.Passed = withinLimits(r)
	c.evaluation.result.Results[c.rule.Name] = r
	severity := SeverityWarning
	if r.Fails() {
		severity, c.evaluation.result.Passed = SeverityError, false
	}
	for i := range c.findings {
		c.findings[i].Severity = severity
	}
	if c.rule.Exemptable() && !c.writer.byLicense {
		r.Emails = sortedList(c.emails)
	}
	if c.rule.ListsLicenses() {
		r.LicenseIDs = sortedList(c.licenses)
	}
	if c.rule.About == rules.AboutProduct {
		r.ProductCodes = sortedList(c.products)
	}
	slices.SortFunc(c.findings, func(x, y Finding) int {
		return cmp.Or(cmp.Compare(x.Email, y.Email), cmp.Compare(x.ProductCode, y.ProductCode), cmp.Compare(x.LicenseID, y.LicenseID))
	})
	return c.findings
}

// sortedList never returns nil: an empty list is known to be empty.
func sortedList(values []string) []string {
	if values == nil {
		return []string{}
	}
	return value.SortedUnique(values)
}

// withinLimits: without a limit, one finding is too many. With two limits, both
// must hold.
func withinLimits(r *RuleResult) bool {
	if r.Count == 0 {
		return true
	}
	if !r.MaxFindings.Set && r.MaxPercent == nil {
		return false
	}
	if r.MaxFindings.Set && r.Count > r.MaxFindings.Value {
		return false
	}
	return r.MaxPercent == nil || value.DecimalOf(100*r.Count).Compare(r.MaxPercent.Times(r.OutOf)) <= 0
}

func (e *evaluation) summarize() Summary {
	organization := e.reading.Organization
	account := &organization.Account
	s := Summary{
		Subject: subjectOf(organization, e.audit.options.Selection), Scope: account.Scope,
		CustomerCode: account.CustomerCode, CustomerName: account.CustomerName,
		Licenses: len(e.reading.Licenses), NotJudged: len(organization.Licenses) - len(e.reading.Licenses), People: len(e.reading.People),
	}
	var counts licensing.SeatCounts
	products := value.SetOf[string]()
	for _, l := range e.reading.Licenses {
		counts.Count(l)
		products.Add(l.ProductCode)
	}
	s.Assigned, s.Available, s.Suspended, s.Products = counts.Assigned, counts.Available, counts.Suspended, len(products)
	for _, p := range e.reading.People {
		if slices.ContainsFunc(p.All, (*licensing.License).Aliased) {
			s.Aliased++
		}
	}
	return s
}

// warnings says how the result could be misread, in a fixed order.
func (a *Audit) warnings(reading *rules.Reading, result *Result) []licensing.Warning {
	organization := reading.Organization
	warnings := licensing.CheckAsOf(a.options.AsOf, reading.ReadAt, a.hasEndingExemptions())
	warnings = append(warnings, licensing.CheckDates(organization.Licenses, reading.ReadAt)...)
	warnings = append(warnings, licensing.CheckAddresses(organization.Licenses)...)
	warnings = append(warnings, a.joinedByDomain(reading)...)
	for _, rule := range a.enabled {
		if warner, ok := rule.check.(rules.Warner); ok {
			r := result.Results[rule.Name]
			warnings = append(warnings, warner.Warnings(reading, rules.Outcome{Count: r.Count, OutOf: r.OutOf})...)
		}
	}
	return append(warnings, licensing.UnknownPackContents(a.options.PackContents, organization)...)
}

// joinedByDomain warns about people whom a domain alias made of two addresses
// that both hold licenses: they may be two people.
func (a *Audit) joinedByDomain(reading *rules.Reading) []licensing.Warning {
	if !a.options.Identity.HasAliases() {
		return nil
	}
	var first [2]string
	count := 0
	for _, group := range reading.Organization.Holders() {
		addresses := value.SetOf[string]()
		for _, l := range group.Licenses {
			addresses.Add(l.AccountEmail)
		}
		if len(addresses) < 2 {
			continue
		}
		sorted := value.SortedKeys(addresses)
		joined := slices.IndexFunc(sorted, a.options.Identity.InAliasedDomain)
		if joined < 0 {
			continue
		}
		if count++; count == 1 {
			other := 0
			if joined == 0 {
				other = 1
			}
			first = [2]string{sorted[other], sorted[joined]}
		}
	}
	if count == 0 {
		return nil
	}
	w := licensing.Warning{
		Summary: "A domain alias joins addresses that both hold licenses: " + value.Counted(count, "person"),
		Detail:  "They count as one person, but may be two people. If so, map each address of one of them in the provider's email_aliases, or remove the domain alias.",
	}
	if !a.options.IdentifyByLicense {
		w.Detail = fmt.Sprintf("The first are %s and %s. %s", licensing.Display(first[0]), licensing.Display(first[1]), w.Detail)
	}
	return []licensing.Warning{w}
}
