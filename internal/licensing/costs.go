package licensing

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// CostOptions say which seats to price, and which of them count as waste. The
// meanings and the errors are those of AuditOptions.
type CostOptions struct {
	AsOf   time.Time // the instant of the evaluation; required
	ReadAt time.Time // when the organization was read, for warnings

	MonthlyPrices map[string]value.Decimal // by product code
	InactiveDays  value.Optional[int]      // for reclaimable
	GraceDays     value.Optional[int]
	PackContents  Packs // for overlapping
	Selection     Selection
	MinLicenses   value.Optional[int]
}

// Cost counts the billable seats of one product in one team, and what they cost
// a month. A seat that is both reclaimable and overlapping counts in both.
type Cost struct {
	TeamID       string // empty for seats without a team
	TeamName     value.Optional[string]
	ProductCode  string
	ProductName  value.Optional[string]
	MonthlyPrice value.Decimal // of one seat
	Billable     int           // with a subscription, neither expired nor trial
	Unassigned   int           // the billable seats that are not assigned
	Reclaimable  value.Optional[int]
	Overlapping  int
}

// CostTotal is the sum of costs.
type CostTotal struct {
	Billable, Unassigned, Overlapping value.Decimal
	Reclaimable                       *value.Decimal // nil without inactive_days
}

func newCostTotal(withReclaimable bool) CostTotal {
	if withReclaimable {
		return CostTotal{Reclaimable: &value.Decimal{}}
	}
	return CostTotal{}
}

func (t *CostTotal) add(c *Cost) {
	t.Billable = t.Billable.Plus(c.MonthlyPrice.Times(c.Billable))
	t.Unassigned = t.Unassigned.Plus(c.MonthlyPrice.Times(c.Unassigned))
	t.Overlapping = t.Overlapping.Plus(c.MonthlyPrice.Times(c.Overlapping))
	if t.Reclaimable != nil {
		sum := t.Reclaimable.Plus(c.MonthlyPrice.Times(c.Reclaimable.Value))
		t.Reclaimable = &sum
	}
}

func (t *CostTotal) plus(other *CostTotal) {
	t.Billable = t.Billable.Plus(other.Billable)
	t.Unassigned = t.Unassigned.Plus(other.Unassigned)
	t.Overlapping = t.Overlapping.Plus(other.Overlapping)
	if t.Reclaimable != nil {
		sum := t.Reclaimable.Plus(*other.Reclaimable)
		t.Reclaimable = &sum
	}
}

// TeamCost is the sum of the costs of one team.
type TeamCost struct {
	TeamID   string // empty for seats without a team
	TeamName value.Optional[string]
	CostTotal
}

// CostReport is what seats cost.
type CostReport struct {
	Costs    []Cost     // by team and product; seats without a team come last
	ByTeam   []TeamCost // in the order of Costs
	Total    CostTotal
	Warnings []AuditWarning
}

// MissingPricesError says that there are billable seats without a price: a sum
// that leaves them out would look like a saving.
type MissingPricesError struct {
	Products []string // codes with names, sorted
	Similar  []string // keys of monthly_prices that differ from these codes only in letter case, sorted
}

func (e *MissingPricesError) Error() string {
	have, add := "which has billable seats", "Add the price"
	if len(e.Products) > 1 {
		have, add = "which have billable seats", "Add the prices"
	}
	text := "monthly_prices has no price for " + listingOf(e.Products, 30, "more") + ", " + have + ". " + add
	if len(e.Similar) > 0 {
		text += ". Codes are case-sensitive, so the prices for " + listingOf(quotedAll(e.Similar), 10, "more") + " do not count"
	}
	return text
}

// Attribute names the argument at fault.
func (e *MissingPricesError) Attribute() string { return "monthly_prices" }

// Validate checks the options, before anything needs to be read. Its errors are
// those of NewAudit.
func (o CostOptions) Validate() error {
	_, err := o.audit()
	return err
}

// audit returns the audit whose definitions the costs use.
func (o CostOptions) audit() (*Audit, error) {
	rules := []Rule{RuleOverlapping}
	if o.InactiveDays.Set {
		rules = append(rules, RuleReclaimable)
	}
	return NewAudit(AuditOptions{
		AsOf: o.AsOf, InactiveDays: o.InactiveDays, GraceDays: o.GraceDays, PackContents: o.PackContents,
		Selection: o.Selection, MinLicenses: o.MinLicenses, Rules: rules,
	})
}

// Costs prices the billable seats of an organization. Its errors are
// *MissingPricesError and those of NewAudit and Run, except *MissingEmailError:
// seats can be priced without knowing who holds them.
func Costs(organization *Organization, options CostOptions) (CostReport, error) {
	audit, err := options.audit()
	if err != nil {
		return CostReport{}, err
	}
	if err := audit.validateScope(organization); err != nil {
		return CostReport{}, err
	}
	report := CostReport{ByTeam: []TeamCost{}, Warnings: audit.costWarnings(organization, options.ReadAt)}
	if report.Costs, err = audit.costs(organization, options.MonthlyPrices); err != nil {
		return CostReport{}, err
	}
	report.Total = newCostTotal(options.InactiveDays.Set)
	for i := range report.Costs {
		c := &report.Costs[i]
		if n := len(report.ByTeam); n == 0 || report.ByTeam[n-1].TeamID != c.TeamID {
			report.ByTeam = append(report.ByTeam, TeamCost{c.TeamID, c.TeamName, newCostTotal(options.InactiveDays.Set)})
		}
		report.ByTeam[len(report.ByTeam)-1].add(c)
	}
	for i := range report.ByTeam {
		report.Total.plus(&report.ByTeam[i].CostTotal)
	}
	return report, nil
}

func (a *Audit) costWarnings(organization *Organization, readAt time.Time) []AuditWarning {
	warnings := append(a.asOfWarnings(readAt.UTC()), UnknownPackContents(a.options.PackContents, organization)...)
	if a.options.GraceDays.Set && !a.options.InactiveDays.Set {
		warnings = append(warnings, AuditWarning{
			"grace_days", "grace_days has no effect without inactive_days",
			"The grace period applies only to reclaimable seats, which are not counted without inactive_days. Set inactive_days, or leave grace_days out.",
		})
	}
	return warnings
}

// costs makes a row for each team and product with a billable seat.
func (a *Audit) costs(organization *Organization, prices map[string]value.Decimal) ([]Cost, error) {
	type key struct{ team, product string }
	var (
		selection = a.options.Selection.selector()
		redundant = a.redundantSeats(organization)
		teams     = organization.TeamNames()
		index     = map[key]int{}
		costs     = []Cost{}
		unpriced  = map[string]value.Optional[string]{}
		audited   = 0
	)
	for i := range organization.Licenses {
		l := &organization.Licenses[i]
		if !selection.includes(l) {
			continue
		}
		audited++
		if !l.Billable() {
			continue
		}
		price, ok := prices[l.ProductCode]
		if !ok {
			unpriced[l.ProductCode] = l.ProductName
			continue
		}
		k := key{l.TeamID, l.ProductCode}
		at, ok := index[k]
		if !ok {
			at = len(costs)
			index[k] = at
			costs = append(costs, Cost{
				TeamID: l.TeamID, TeamName: teams[l.TeamID], ProductCode: l.ProductCode, ProductName: l.ProductName, MonthlyPrice: price,
				Reclaimable: value.Optional[int]{Set: a.options.InactiveDays.Set},
			})
		}
		c := &costs[at]
		c.Billable++
		if !l.Assigned() {
			c.Unassigned++
		}
		if c.Reclaimable.Set && a.isReclaimable(l) {
			c.Reclaimable.Value++
		}
		if redundant[l] {
			c.Overlapping++
		}
	}
	if audited < a.minLicenses {
		return nil, &TooFewLicensesError{audited, a.minLicenses}
	}
	if len(unpriced) > 0 {
		similar := slices.DeleteFunc(sortedKeys(prices), func(code string) bool {
			return !slices.ContainsFunc(sortedKeys(unpriced), func(missing string) bool { return strings.EqualFold(code, missing) })
		})
		return nil, &MissingPricesError{nearestFirst(unpriced, nil), similar}
	}
	slices.SortFunc(costs, func(x, y Cost) int {
		return cmp.Or(falseFirst(x.TeamID == "", y.TeamID == ""), cmp.Compare(x.TeamID, y.TeamID), cmp.Compare(x.ProductCode, y.ProductCode))
	})
	return costs, nil
}

func (a *Audit) redundantSeats(organization *Organization) map[*License]bool {
	c, redundant := newCoverage(a.packs), map[*License]bool{}
	for _, group := range GroupByPerson(organization.Licenses) {
		found, _ := c.overlapping(group.Licenses)
		for _, l := range found {
			redundant[l] = true
		}
	}
	return redundant
}
