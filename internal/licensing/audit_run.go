package licensing

import (
	"cmp"
	"fmt"
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
	text         string    // how sentences call the person
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

// judged is what an audit looks at.
type auditInput struct {
	licenses  []License
	holders   []holder
	available map[string]int // per product that has a license
	products  productTexts
	matches   []match // a buffer that each rule uses anew
}

// match is what a rule found about one person, or about seats, or a product.
type match struct {
	holder    *holder    // nil for rules about seats and products
	licenses  []*License // none for a product
	causes    []*License // as long as licenses, or empty
	code      string     // of a product
	available int        // seats of the product
}

// Run judges an organization. Its errors are *ScopeError, *NotHeldError and
// *TooFewLicensesError. The licenses must be sorted by id, each once.
func (a *Audit) Run(organization Organization) (AuditResult, error) {
	if err := a.validateScope(organization); err != nil {
		return AuditResult{}, err
	}
	j := auditInput{licenses: a.options.Selection.Choose(organization.Licenses)}
	if n := len(j.licenses); n < a.options.MinLicenses {
		return AuditResult{}, &TooFewLicensesError{n, a.options.MinLicenses}
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
	result.Summary = a.summarize(&j, organization.Account)
	for i := range ruleTable {
		if r := &ruleTable[i]; r.given(&a.options) {
			a.apply(r, &j, &result)
		}
	}
	slices.SortFunc(result.Exempted, func(x, y Exempted) int {
		return cmp.Or(cmp.Compare(x.Email, y.Email), cmp.Compare(x.Rule, y.Rule))
	})
	result.StaleExemptions = a.exemptions.stale(a.options.AsOf, j.holders)
	if a.options.IdentifyByLicense {
		result.Emails, result.Exempted, result.StaleExemptions = nil, nil, nil
	}
	return result, nil
}

// validateScope checks that the organization is the one the audit is about. A
// product or team is held if the complete list knows it, whatever the rest of
// the selection leaves of it.
func (a *Audit) validateScope(organization Organization) error {
	if want, have := a.options.RequireScope, organization.Account.Scope; want != "" && want != have {
		return &ScopeError{want, have}
	}
	wanted := a.options.Selection
	if wanted.ProductCodes != nil {
		held, names := map[string]value.Optional[string]{}, ProductNames(organization.Licenses)
		for i := range organization.Licenses {
			code := organization.Licenses[i].ProductCode
			held[code] = names[code]
		}
		if missing := missingFrom(wanted.ProductCodes, held); len(missing) > 0 {
			return &NotHeldError{"product_codes", missing, texts(held)}
		}
	}
	if wanted.TeamIDs != nil {
		held := map[string]value.Optional[string]{}
		for _, team := range Teams(organization) {
			held[team.ID] = team.Name
		}
		if missing := missingFrom(wanted.TeamIDs, held); len(missing) > 0 {
			return &NotHeldError{"team_ids", missing, texts(held)}
		}
	}
	return nil
}

// texts writes ids with their names for people to read, sorted by id.
func texts(names map[string]value.Optional[string]) []string {
	list := make([]string, 0, len(names))
	for _, id := range sortedKeys(names) {
		text := display(id)
		if name := display(names[id].Value); name != "" {
			text = fmt.Sprintf("%s (%s)", text, name)
		}
		list = append(list, text)
	}
	return list
}

func (a *Audit) summarize(j *auditInput, account Account) AuditSummary {
	summary := AuditSummary{Scope: account.Scope, CustomerCode: account.CustomerCode, Licenses: len(j.licenses)}
	j.available = map[string]int{}
	for i := range j.licenses {
		l := &j.licenses[i]
		free := 0
		if l.Status() == StatusAvailable {
			free = 1
		}
		j.available[l.ProductCode] += free
		summary.Available += free
		if l.Assigned() {
			summary.Assigned++
		}
		if l.Suspended {
			summary.Suspended++
		}
	}
	groups := GroupByPerson(j.licenses)
	j.holders = make([]holder, len(groups))
	for i, group := range groups {
		h := holder{Group: group}
		for _, l := range group.Licenses {
			h.lastSeen = later(h.lastSeen, l.LastSeen)
			h.lastAssigned = later(h.lastAssigned, l.LastAssigned)
			h.offline = h.offline || l.OfflineCode
		}
		j.holders[i] = h
	}
	j.products = productTexts{names: ProductNames(j.licenses), texts: map[string]string{}}
	summary.People, summary.Products = len(j.holders), len(j.available)
	if a.options.Directory != nil {
		summary.DirectorySize = value.Some(len(a.directory))
	}
	return summary
}

// apply judges one rule, in force or not, and adds what it found.
func (a *Audit) apply(r *ruleSpec, j *auditInput, result *AuditResult) {
	matches := a.match(r, j, result)
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
	if !a.warns.has(string(r.name)) && a.overLimit(r, count, &result.Summary) {
		severity, result.Passed = SeverityError, false
	}
	result.Findings = a.addFindings(result.Findings, r, severity, j, matches, count)
}

func (a *Audit) match(r *ruleSpec, j *auditInput, result *AuditResult) []match {
	matches := j.matches[:0]
	switch {
	case r.ofPerson != nil:
		for i := range j.holders {
			h := &j.holders[i]
			found, causes := r.ofPerson(a, h)
			if len(found) == 0 {
				continue
			}
			if exemption := a.exemptions.find(h.Email, r.name, a.options.AsOf); exemption != nil {
				result.Exempted = append(result.Exempted, Exempted{h.Email, r.name, exemption.Until, exemption.Reason})
				continue
			}
			matches = append(matches, match{holder: h, licenses: found, causes: causes})
		}
	case r.ofSeat != nil:
		var found []*License
		for i := range j.licenses {
			if l := &j.licenses[i]; r.ofSeat(a, l) {
				found = append(found, l)
			}
		}
		matches = append(matches, match{licenses: found})
	default:
		for _, code := range sortedKeys(a.options.MinAvailable) {
			if n := j.available[code]; r.ofProduct(a, code, n) {
				matches = append(matches, match{code: code, available: n})
			}
		}
	}
	j.matches = matches
	return matches
}

// list enters what a rule found in the lists, and counts it.
func (result *AuditResult) list(r *ruleSpec, matches []match) int {
	if r.ofProduct != nil {
		codes := make([]string, len(matches))
		for i, h := range matches {
			codes[i] = h.code
		}
		result.ProductCodes[r.name] = codes
		return len(codes)
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

// overLimit: without a limit one finding is too many; with two limits each
// must hold. The percentage of none is 0.
func (a *Audit) overLimit(r *ruleSpec, count int, summary *AuditSummary) bool {
	most, limited := a.options.MaxFindings[r.name]
	percent, share := a.options.MaxPercent[r.name]
	whole := summary.Assigned
	if r.perPerson {
		whole = summary.People
	}
	switch {
	case limited && count > most:
		return true
	case share:
		const rounding = 1e-9 // 0.57 times 10,000 is a little under 5,700, and 57 of 10,000 are within 0.57 percent
		return whole > 0 && float64(count)*100 > percent*float64(whole)+rounding
	default:
		return !limited && count > 0
	}
}

// addFindings adds those of one rule, sorted by e-mail, product code, license;
// the rules come in the order of their names.
func (a *Audit) addFindings(findings []Finding, r *ruleSpec, severity Severity, j *auditInput, matches []match, expected int) []Finding {
	first := len(findings)
	findings = slices.Grow(findings, expected)
	add := func(email string, s subject) {
		if a.options.IdentifyByLicense {
			email = ""
		}
		f := Finding{Rule: r.name, Severity: severity, Email: email, ProductCode: s.code, Message: r.sentence(a, &s)}
		if s.license != nil {
			f.LicenseID, f.ProductCode = s.license.ID, s.license.ProductCode
		}
		findings = append(findings, f)
	}
	for i := range matches {
		h := &matches[i]
		s := subject{holder: h.holder, code: h.code, available: h.available, products: &j.products}
		switch {
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
