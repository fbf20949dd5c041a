package licensing

import (
	"cmp"
	"slices"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// holder is a person under audit.
type holder struct {
	Group
	lastSeen     time.Time // newest over the licenses; zero if never
	lastAssigned time.Time // newest; zero if not known
	offline      bool      // an offline code on any license
	text         string    // the name of the person in sentences
}

func (h *holder) where(condition func(*License) bool) []*License {
	var found []*License
	for _, l := range h.Licenses {
		if condition(l) {
			found = append(found, l)
		}
	}
	return found
}

// auditInput is what an audit looks at.
type auditInput struct {
	organization *Organization
	selection    selector
	narrowed     bool      // the selection leaves licenses out
	licenses     []License // of the selection
	holders      []holder
	held         int            // licenses of the selection that people hold
	available    map[string]int // per product that has a license
	products     productTexts
	coverage     *coverage
	matches      []match // a buffer that all rules reuse
}

// match is what a rule found about one person, one declared pair, one product,
// or a list of seats.
type match struct {
	holder    *holder    // nil for rules about seats and products
	licenses  []*License // none for a product and a declared pair
	causes    []*License // as long as licenses, or empty
	code      string     // of a product or a declared pair
	available int        // seats of the product
	dead      *License   // of a declared pair: a seat that would provide the product if it were active
}

// Run audits an organization. Its errors are *ScopeError, *NotHeldError,
// *TooFewLicensesError and *MissingEmailError.
func (a *Audit) Run(organization *Organization) (AuditResult, error) {
	if err := a.validateScope(organization); err != nil {
		return AuditResult{}, err
	}
	in := auditInput{
		organization: organization,
		selection:    a.options.Selection.selector(),
		licenses:     a.options.Selection.Choose(organization.Licenses),
		coverage:     newCoverage(a.packs),
	}
	in.narrowed = len(in.licenses) < len(organization.Licenses)
	if n := len(in.licenses); n < a.minLicenses {
		return AuditResult{}, &TooFewLicensesError{n, a.minLicenses}
	}
	if err := CheckEmails(organization.Licenses); err != nil {
		return AuditResult{}, err
	}
	result := AuditResult{
		Passed:       true,
		Findings:     []Finding{},
		RuleCounts:   map[Rule]int{},
		Emails:       map[Rule][]string{},
		LicenseIDs:   map[Rule][]string{},
		ProductCodes: map[Rule][]string{},
		Exempted:     []Exempted{},
	}
	result.Summary = a.summarize(&in, organization.Account)
	for i := range ruleTable {
		if r := &ruleTable[i]; r.given(&a.options) {
			a.apply(r, &in, &result)
		}
	}
	slices.SortFunc(result.Exempted, func(x, y Exempted) int {
		return cmp.Or(cmp.Compare(x.Email, y.Email), cmp.Compare(x.Rule, y.Rule))
	})
	result.StaleExemptions = a.staleExemptions(organization)
	result.StaleCount = len(result.StaleExemptions)
	if a.options.IdentifyByLicense {
		result.Emails, result.Exempted, result.StaleExemptions, result.MissingEntitlements = nil, nil, nil, nil
	}
	return result, nil
}

// validateScope checks that the token has the required scope, and that the
// selected products and teams exist. A product or team exists if it occurs in
// the complete list, regardless of the rest of the selection.
func (a *Audit) validateScope(organization *Organization) error {
	if want, have := a.options.RequireScope, organization.Account.Scope; want != "" && want != have {
		return &ScopeError{want, have}
	}
	if err := organization.UnknownProducts(a.options.Selection.ProductCodes, nil); err != nil {
		return err
	}
	if err := organization.UnknownTeams(a.options.Selection.TeamIDs); err != nil {
		return err
	}
	return nil
}

func (a *Audit) summarize(in *auditInput, account Account) AuditSummary {
	summary := AuditSummary{Scope: account.Scope, CustomerCode: account.CustomerCode, Licenses: len(in.licenses)}
	in.available = map[string]int{}
	for i := range in.licenses {
		l := &in.licenses[i]
		free := 0
		if l.Status() == StatusAvailable {
			free = 1
		}
		in.available[l.ProductCode] += free
		summary.Available += free
		if l.Assigned() {
			summary.Assigned++
		}
		if l.Suspended {
			summary.Suspended++
		}
	}
	groups := GroupByPerson(in.licenses)
	in.holders = make([]holder, len(groups))
	for i, group := range groups {
		h := holder{Group: group}
		for _, l := range group.Licenses {
			h.lastSeen = later(h.lastSeen, l.LastSeen)
			h.lastAssigned = later(h.lastAssigned, l.LastAssigned)
			h.offline = h.offline || l.OfflineCode
		}
		in.holders[i] = h
	}
	in.products = productTexts{names: ProductNames(in.organization.Licenses), texts: map[string]string{}}
	summary.People, summary.Products = len(in.holders), len(in.available)
	for i := range in.holders {
		h := &in.holders[i]
		in.held += len(h.Licenses)
		if slices.ContainsFunc(h.Licenses, func(l *License) bool { return l.Aliased() }) {
			summary.Aliased++
		}
	}
	if a.options.Directory != nil {
		summary.DirectorySize = value.Some(len(a.directory))
	}
	return summary
}

// apply evaluates one rule, in force or not, and adds what it found.
func (a *Audit) apply(r *ruleSpec, in *auditInput, result *AuditResult) {
	matches := a.match(r, in, result)
	count := result.list(r, matches)
	result.RuleCounts[r.name] = count
	if r.name == RuleReclaimable {
		result.ReclaimableByProduct = map[string]int{}
		for _, h := range matches {
			for _, l := range h.licenses {
				result.ReclaimableByProduct[l.ProductCode]++
			}
		}
	}
	if !a.inForce.has(string(r.name)) {
		return
	}
	severity := SeverityWarning
	if !a.warns.has(string(r.name)) && a.overLimit(r, count, in) {
		severity, result.Passed = SeverityError, false
	}
	result.Findings = a.addFindings(result.Findings, r, severity, in, matches, count)
}

func (a *Audit) match(r *ruleSpec, in *auditInput, result *AuditResult) []match {
	matches := in.matches[:0]
	switch {
	case r.ofPerson != nil:
		for i := range in.holders {
			h := &in.holders[i]
			found, causes := r.ofPerson(a, in, h)
			if len(found) == 0 {
				continue
			}
			if exemption := a.exemptions.find(h.Email, r.name, a.options.AsOf); exemption != nil {
				result.Exempted = append(result.Exempted, Exempted{h.Email, r.name, exemption.Until, exemption.Reason})
				continue
			}
			matches = append(matches, match{holder: h, licenses: found, causes: causes})
		}
	case r.ofDeclared != nil:
		matches = a.matchDeclared(r, in, result, matches)
	case r.ofSeat != nil:
		var found []*License
		for i := range in.licenses {
			if l := &in.licenses[i]; r.ofSeat(a, l) {
				found = append(found, l)
			}
		}
		matches = append(matches, match{licenses: found})
	default:
		for _, code := range sortedKeys(a.options.MinAvailable) {
			if n := in.available[code]; r.ofProduct(a, code, n) {
				matches = append(matches, match{code: code, available: n})
			}
		}
	}
	in.matches = matches
	return matches
}

// matchDeclared evaluates the declared pairs, which are sorted by email. A
// person is listed as exempted once, no matter how many products are missing.
func (a *Audit) matchDeclared(r *ruleSpec, in *auditInput, result *AuditResult, matches []match) []match {
	exempt := ""
	for i := range a.declared {
		d := &a.declared[i]
		missing, dead := r.ofDeclared(a, in, d)
		if !missing || d.Email == exempt {
			continue
		}
		if exemption := a.exemptions.find(d.Email, r.name, a.options.AsOf); exemption != nil {
			exempt = d.Email
			result.Exempted = append(result.Exempted, Exempted{d.Email, r.name, exemption.Until, exemption.Reason})
			continue
		}
		matches = append(matches, match{holder: in.holderOf(d.Email), code: d.ProductCode, dead: dead})
	}
	return matches
}

// holderOf returns the person with all their licenses from the complete list.
func (in *auditInput) holderOf(email string) *holder {
	h := &holder{Group: Group{Email: email}}
	for _, at := range in.organization.places()[email] {
		h.Licenses = append(h.Licenses, &in.organization.Licenses[at])
	}
	return h
}

// list adds what a rule found to the lists, and returns the count.
func (result *AuditResult) list(r *ruleSpec, matches []match) int {
	if r.ofProduct != nil {
		codes := make([]string, len(matches))
		for i, h := range matches {
			codes[i] = h.code
		}
		result.ProductCodes[r.name] = codes
		return len(codes)
	}
	if r.ofDeclared != nil {
		result.MissingEntitlements = make([]DeclaredEntitlement, len(matches))
		for i, h := range matches {
			result.MissingEntitlements[i] = DeclaredEntitlement{h.holder.Email, h.code}
		}
		return len(matches)
	}
	if r.ofPerson != nil {
		emails := make([]string, len(matches))
		for i, h := range matches {
			emails[i] = h.holder.Email
		}
		result.Emails[r.name] = emails
	}
	if r.perPerson {
		return len(matches)
	}
	count := 0
	for _, h := range matches {
		count += len(h.licenses)
	}
	ids := make([]string, 0, count)
	for _, h := range matches {
		for _, l := range h.licenses {
			ids = append(ids, l.ID)
		}
	}
	slices.Sort(ids)
	result.LicenseIDs[r.name] = ids
	return len(ids)
}

// overLimit: without a limit, one finding is too many. With two limits, both
// must hold. If the rule covers nothing, a single finding exceeds any limit.
func (a *Audit) overLimit(r *ruleSpec, count int, in *auditInput) bool {
	most, limited := a.options.MaxFindings[r.name]
	percent, share := a.options.MaxPercent[r.name]
	whole := r.whole(a, in)
	switch {
	case count == 0:
		return false
	case whole == 0 || limited && count > most:
		return true
	case share:
		const rounding = 1e-9 // 0.57 times 10,000 is a little under 5,700, and 57 of 10,000 are within 0.57 percent
		return float64(count)*100 > percent*float64(whole)+rounding
	default:
		return !limited
	}
}

// addFindings adds those of one rule, sorted by email, product code, license;
// the rules come in the order of their names.
func (a *Audit) addFindings(findings []Finding, r *ruleSpec, severity Severity, in *auditInput, matches []match, expected int) []Finding {
	first := len(findings)
	findings = slices.Grow(findings, expected)
	add := func(email string, s subject) {
		if a.options.IdentifyByLicense {
			email = ""
		}
		f := Finding{Rule: r.name, Severity: severity, Email: email, ProductCode: s.code, Message: r.sentence(a, &s)}
		if s.cause != nil {
			f.CoveredByLicenseID = s.cause.ID
		}
		if s.license != nil {
			f.LicenseID, f.ProductCode = s.license.ID, s.license.ProductCode
		}
		findings = append(findings, f)
	}
	for i := range matches {
		h := &matches[i]
		s := subject{holder: h.holder, code: h.code, available: h.available, narrowed: in.narrowed, oneTeam: in.organization.Account.Scope == ScopeTeam, dead: h.dead, products: &in.products}
		switch {
		case r.ofDeclared != nil:
			add(h.holder.Email, s)
		case r.ofProduct != nil:
			add("", s)
		case r.perPerson && !a.options.IdentifyByLicense:
			add(h.holder.Email, s)
		default:
			for k, l := range h.licenses {
				s.license = l
				if len(h.causes) > 0 {
					s.cause = h.causes[k]
				}
				add(l.Email, s)
			}
		}
	}
	slices.SortFunc(findings[first:], func(x, y Finding) int {
		if order := cmp.Compare(x.Email, y.Email); order != 0 {
			return order
		}
		if order := cmp.Compare(x.ProductCode, y.ProductCode); order != 0 {
			return order
		}
		return cmp.Compare(x.LicenseID, y.LicenseID)
	})
	return findings
}
