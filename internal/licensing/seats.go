package licensing

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// GroupBy says what the seats of one row have in common.
type GroupBy string

// The groups of seats. Any of them can be combined.
const (
	ByProduct    GroupBy = "product"
	ByTeam       GroupBy = "team"
	ByRenewal    GroupBy = "renewal"
	ByCostCenter GroupBy = "cost_center"
)

// GroupsBy lists all groups.
func GroupsBy() []GroupBy { return []GroupBy{ByProduct, ByTeam, ByRenewal, ByCostCenter} }

// SeatCounts counts licenses. It has the one meaning of each number: every
// result that has a number of the same name takes it from here.
type SeatCounts struct {
	Total          int
	Assigned       int // to a person, a server, or a license key
	Unassigned     int // Total - Assigned
	Available      int // can be assigned now; see License.Assignable
	AvailableTrial int // the same of trials
	Suspended      int
	Trial          int
	Expired        int
	Floating       int // assigned to a server or a license key
	Perpetual      int // with a perpetual fallback
	People         int // distinct holders, by their address

	Billable           int // see License.Billable
	UnassignedBillable int
	Unused             int // billable and unused
	UseUnknown         int // billable, held by a person, and its use cannot be seen
	Overlapping        int // billable and overlapping

	NextExpiry     time.Time // the earliest end of what is not expired; zero if nothing has one
	NextExpiryDate value.Date
}

// Surplus counts the seats that can be given up at once, without taking from
// anybody a product that they use. The three numbers share no seat.
func (c *SeatCounts) Surplus() int { return c.UnassignedBillable + c.Unused + c.Overlapping }

// SeatCosts is what seats cost, for the period that the prices are for.
type SeatCosts struct {
	Billable, Unassigned, Unused, Overlapping value.Decimal
}

// Surplus is what the seats cost that can be given up.
func (c *SeatCosts) Surplus() value.Decimal {
	return c.Unassigned.Plus(c.Unused).Plus(c.Overlapping)
}

func (c *SeatCosts) plus(o *SeatCosts) {
	c.Billable = c.Billable.Plus(o.Billable)
	c.Unassigned = c.Unassigned.Plus(o.Unassigned)
	c.Unused = c.Unused.Plus(o.Unused)
	c.Overlapping = c.Overlapping.Plus(o.Overlapping)
}

// Renewal is what the licenses of a row have in common about their renewal.
type Renewal struct {
	ValidUntil       time.Time // zero: no end is known
	ValidUntilDate   value.Date
	SubscriptionPack value.Optional[string]
	AutoRenewed      value.Optional[bool] // absent without a subscription
	RenewalStopped   bool
	Renews           bool
	Ends             bool // with a subscription, not expired, does not renew
}

func renewalOf(l *License) Renewal {
	return Renewal{l.ValidUntil, l.ValidUntilDate, l.SubscriptionPack, l.AutoRenewed, l.RenewalStopped, l.Renews(), l.Subscription && !l.Expired && !l.Renews()}
}

func compareRenewals(a, b *Renewal) int {
	return cmp.Or(
		trueFirst(!a.ValidUntil.IsZero(), !b.ValidUntil.IsZero()),
		a.ValidUntil.Compare(b.ValidUntil),
		cmp.Compare(a.ValidUntilDate, b.ValidUntilDate),
		trueFirst(a.SubscriptionPack.Set, b.SubscriptionPack.Set),
		cmp.Compare(a.SubscriptionPack.Value, b.SubscriptionPack.Value),
		trueFirst(a.AutoRenewed.Set, b.AutoRenewed.Set),
		trueFirst(!a.AutoRenewed.Value, !b.AutoRenewed.Value),
		trueFirst(!a.RenewalStopped, !b.RenewalStopped),
		trueFirst(!a.Renews, !b.Renews),
		trueFirst(!a.Ends, !b.Ends),
	)
}

// SeatGroup is one row: what its licenses have in common, and their numbers. The
// zero value of a group that was not asked for means nothing.
type SeatGroup struct {
	ProductCode string
	ProductName value.Optional[string]
	TeamID      string // empty: without a team
	TeamName    value.Optional[string]
	Renewal     Renewal
	CostCenter  string // empty: none

	SeatCounts
	Costs SeatCosts
}

// SeatOptions say what to count, and what counts as unused.
type SeatOptions struct {
	AsOf, ReadAt time.Time // the instant of the evaluation, and of the read; required

	GroupBy      []GroupBy                // at least one, each once
	Prices       map[string]value.Decimal // of a seat, by product code; nil: no costs
	InactiveDays value.Optional[int]      // absent: unused seats are not counted
	GraceDays    value.Optional[int]      // absent: DefaultGraceDays
	PackContents Packs                    // replaces the built-in packs with the same code
	CostCenters  map[string]string        // by normalized email; required to group by cost center
	Selection    Selection
	MinLicenses  int
}

// SeatReport is what there is.
type SeatReport struct {
	Groups   []SeatGroup // sorted by the groups in the order of GroupBy
	Total    SeatGroup   // over everything counted; only its numbers have a meaning
	Warnings []Warning
}

// Validate checks the options, before anything needs to be read. Its errors are
// *ArgumentError.
func (o *SeatOptions) Validate() error {
	if err := CheckSelection(o.Selection); err != nil {
		return err
	}
	seen := value.SetOf[GroupBy]()
	for _, group := range o.GroupBy {
		switch {
		case !slices.Contains(GroupsBy(), group):
			return &ArgumentError{Argument: "group_by", Reason: fmt.Sprintf("names %s, but the groups are product, team, renewal, and cost_center", value.Quoted(string(group), MaxQuoted))}
		case seen.Has(group):
			return &ArgumentError{Argument: "group_by", Reason: fmt.Sprintf("names %s twice. Name each group once", group)}
		}
		seen.Add(group)
	}
	if len(o.GroupBy) == 0 {
		return &ArgumentError{Argument: "group_by", Reason: "is empty. Name at least one of product, team, renewal, and cost_center, or leave the argument out to group by product"}
	}
	if seen.Has(ByCostCenter) && len(o.CostCenters) == 0 {
		return &ArgumentError{Argument: "cost_centers", Reason: "names no one, but group_by names cost_center. Map the address of each person to their cost center"}
	}
	return nil
}

// MissingPricesError says that there are billable seats without a price: a sum
// that leaves them out would look like a saving.
type MissingPricesError struct {
	Products []string // codes with names, sorted
	Similar  []string // keys of prices that differ from these codes only in letter case, sorted
}

func (e *MissingPricesError) Error() string {
	have, add := "which has billable seats", "Add the price"
	if len(e.Products) > 1 {
		have, add = "which have billable seats", "Add the prices"
	}
	text := "prices has no price for " + value.Listing(e.Products, 30, "more") + ", " + have + ". " + add
	if len(e.Similar) > 0 {
		text += ". Codes are case-sensitive, so the prices for " + value.Listing(value.QuotedAll(e.Similar, MaxQuoted), 10, "more") + " do not count"
	}
	return text
}

// Attribute names the argument at fault.
func (e *MissingPricesError) Attribute() string { return "prices" }

// Seats counts the licenses of an organization in groups. Its errors are those
// of Validate, *NotHeldError, *TooFewLicensesError, and *MissingPricesError. It
// needs no addresses, so that seats can be counted without knowing who holds
// them.
func Seats(organization *Organization, options SeatOptions) (SeatReport, error) {
	if err := options.Validate(); err != nil {
		return SeatReport{}, err
	}
	if err := organization.CheckHeld(options.Selection); err != nil {
		return SeatReport{}, err
	}
	counter := newSeatCounter(organization, options)
	counter.overlapping = counter.overlaps(organization)
	counter.countAll(organization)
	if n := counter.total.Total; n < options.MinLicenses {
		return SeatReport{}, &TooFewLicensesError{n, options.MinLicenses}
	}
	if err := counter.missingPrices(); err != nil {
		return SeatReport{}, err
	}
	warnings := CheckAsOf(options.AsOf, options.ReadAt, false)
	warnings = append(warnings, CheckDates(organization.Licenses, options.ReadAt)...)
	warnings = append(warnings, UnknownPackContents(options.PackContents, organization)...)
	if options.GraceDays.Set && !options.InactiveDays.Set {
		warnings = append(warnings, Warning{
			"grace_days", "grace_days has no effect without inactive_days",
			"The grace period applies only to unused seats, which are not counted without inactive_days. Set inactive_days, or leave grace_days out.",
		})
	}
	groups := counter.sorted()
	return SeatReport{Groups: groups, Total: counter.total, Warnings: warnings}, nil
}

// seatKey tells the rows apart. Parts that are not asked for stay zero.
type seatKey struct {
	product, team, center string
	renewal               Renewal
}

// allRows stands, as the number of a row, for everything that is counted.
const allRows = -1

// pricedKey tells apart the licenses of a row that have one price.
type pricedKey struct {
	row     int
	product string
}

type seatCounter struct {
	options     SeatOptions
	selection   Selector
	by          value.Set[GroupBy]
	limit       UseLimit
	overlapping value.Set[*License]

	index  map[seatKey]int
	rows   []SeatGroup
	total  SeatGroup
	last   []int                     // by row: the last person who was counted, as an index into the holders
	priced map[pricedKey]*SeatCounts // rows of one product have no entry: their own numbers do
	names  map[string]value.Optional[string]
}

func newSeatCounter(organization *Organization, options SeatOptions) *seatCounter {
	grace := DefaultGraceDays
	if options.GraceDays.Set {
		grace = options.GraceDays.Value
	}
	return &seatCounter{
		options: options, selection: options.Selection.Selector(), by: value.SetOf(options.GroupBy...),
		limit: NewUseLimit(options.AsOf, options.InactiveDays.Value, grace),
		index: map[seatKey]int{}, priced: map[pricedKey]*SeatCounts{},
		names: organization.ProductNames(),
	}
}

// overlaps finds the overlapping licenses of all people. They are judged by all
// that a person holds, whatever the selection counts. An unused license covers
// nothing and is not overlapping, so that both can be given up.
func (c *seatCounter) overlaps(organization *Organization) value.Set[*License] {
	coverage := NewCoverage(BuiltInPacks().WithOverrides(c.options.PackContents))
	overlapping := value.SetOf[*License]()
	var licenses []Weighed
	for _, group := range organization.Holders() {
		if len(group.Licenses) < 2 {
			continue
		}
		licenses = licenses[:0]
		for _, l := range group.Licenses {
			w := Weighed{License: l, Use: l.Use(c.options.ReadAt)}
			w.GivenUp = c.unused(l, w.Use)
			w.Reported = w.GivenUp
			licenses = append(licenses, w)
		}
		coverage.Weigh(licenses)
		for i := range licenses {
			if licenses[i].Overlapping {
				overlapping.Add(licenses[i].License)
			}
		}
	}
	return overlapping
}

func (c *seatCounter) unused(l *License, u Use) bool {
	return c.options.InactiveDays.Set && c.limit.Unused(l, u)
}

// countAll counts the chosen licenses, person by person, so that the people of a
// row need no set.
func (c *seatCounter) countAll(organization *Organization) {
	for person, group := range organization.Holders() {
		counted := false
		for _, l := range group.Licenses {
			if !c.selection.Includes(l) {
				continue
			}
			counted = true
			if row := c.add(l); c.last[row] != person {
				c.last[row] = person
				c.rows[row].People++
			}
		}
		c.total.People += one(counted)
	}
	for i := range organization.Licenses {
		if l := &organization.Licenses[i]; l.Email == "" && c.selection.Includes(l) {
			c.add(l)
		}
	}
}

// add counts a license, and returns the index of its row.
func (c *seatCounter) add(l *License) (row int) {
	row = c.row(l)
	u := l.Use(c.options.ReadAt)
	facts := seatFacts{unused: c.unused(l, u), useUnknown: l.Held() && l.UseUnknown(u), overlapping: c.overlapping.Has(l)}
	c.rows[row].count(l, facts)
	c.total.count(l, facts)
	if c.options.Prices != nil && l.Billable() {
		c.price(allRows, l, facts)
		if !c.by.Has(ByProduct) {
			c.price(row, l, facts)
		}
	}
	return row
}

func (c *seatCounter) price(row int, l *License, facts seatFacts) {
	key := pricedKey{row, l.ProductCode}
	counts := c.priced[key]
	if counts == nil {
		counts = &SeatCounts{}
		c.priced[key] = counts
	}
	counts.count(l, facts)
}

// row returns the index of the row that a license belongs to.
func (c *seatCounter) row(l *License) int {
	var key seatKey
	if c.by.Has(ByProduct) {
		key.product = l.ProductCode
	}
	if c.by.Has(ByTeam) {
		key.team = l.TeamID
	}
	if c.by.Has(ByRenewal) {
		key.renewal = renewalOf(l)
	}
	if c.by.Has(ByCostCenter) {
		key.center = c.options.CostCenters[l.Email]
	}
	at, ok := c.index[key]
	if !ok {
		at = len(c.rows)
		c.index[key] = at
		row := SeatGroup{ProductCode: key.product, TeamID: key.team, Renewal: key.renewal, CostCenter: key.center}
		if key.product != "" {
			row.ProductName = l.ProductName
		}
		if key.team != "" {
			row.TeamName = l.TeamName
		}
		c.rows = append(c.rows, row)
		c.last = append(c.last, -1)
	}
	return at
}

// seatFacts is what is known of one license beyond its fields.
type seatFacts struct{ unused, useUnknown, overlapping bool }

// Count counts a license, without what depends on its use and on the other
// licenses of its holder.
func (c *SeatCounts) Count(l *License) { c.count(l, seatFacts{}) }

func (c *SeatCounts) count(l *License, facts seatFacts) {
	c.Total++
	if l.Assigned() {
		c.Assigned++
		c.Floating += one(!l.Held())
	} else {
		c.Unassigned++
	}
	c.Available += one(l.Assignable() && !l.Trial)
	c.AvailableTrial += one(l.Assignable() && l.Trial)
	c.Suspended += one(l.Suspended)
	c.Trial += one(l.Trial)
	c.Expired += one(l.Expired)
	c.Perpetual += one(l.Perpetual)
	if l.Billable() {
		c.Billable++
		c.UnassignedBillable += one(!l.Assigned())
		c.Unused += one(facts.unused)
		c.UseUnknown += one(facts.useUnknown)
		c.Overlapping += one(facts.overlapping)
	}
	if !l.Expired && !l.ValidUntil.IsZero() && (c.NextExpiry.IsZero() || l.expiresBefore(c)) {
		c.NextExpiry, c.NextExpiryDate = l.ValidUntil, l.ValidUntilDate
	}
}

// expiresBefore compares dates of the same instant as the server wrote them, so
// that the result does not depend on the order of the licenses.
func (l *License) expiresBefore(c *SeatCounts) bool {
	return l.ValidUntil.Before(c.NextExpiry) || l.ValidUntil.Equal(c.NextExpiry) && l.ValidUntilDate < c.NextExpiryDate
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// missingPrices lists the products with billable seats that have no price.
func (c *seatCounter) missingPrices() error {
	unpriced := map[string]value.Optional[string]{}
	for key := range c.priced {
		if _, ok := c.options.Prices[key.product]; !ok {
			unpriced[key.product] = c.names[key.product]
		}
	}
	if len(unpriced) == 0 {
		return nil
	}
	codes := slices.Collect(maps.Keys(unpriced))
	similar := slices.DeleteFunc(value.SortedKeys(c.options.Prices), func(code string) bool {
		return !slices.ContainsFunc(codes, func(missing string) bool { return strings.EqualFold(code, missing) })
	})
	return &MissingPricesError{nearestFirst(unpriced, nil), similar}
}

// sorted returns the rows with their costs, in the order of the groups.
func (c *seatCounter) sorted() []SeatGroup {
	for key, counts := range c.priced { // sums are exact, so their order does not matter
		row := &c.total
		if key.row != allRows {
			row = &c.rows[key.row]
		}
		costs := counts.costs(c.options.Prices[key.product])
		row.Costs.plus(&costs)
	}
	if c.by.Has(ByProduct) {
		for i := range c.rows {
			c.rows[i].Costs = c.rows[i].costs(c.options.Prices[c.rows[i].ProductCode])
		}
	}
	slices.SortFunc(c.rows, func(a, b SeatGroup) int {
		for _, group := range c.options.GroupBy {
			if order := compareGroups(group, &a, &b); order != 0 {
				return order
			}
		}
		return 0
	})
	return c.rows
}

func compareGroups(by GroupBy, a, b *SeatGroup) int {
	switch by {
	case ByProduct:
		return cmp.Compare(a.ProductCode, b.ProductCode)
	case ByTeam:
		return cmp.Or(trueFirst(a.TeamID != "", b.TeamID != ""), cmp.Compare(a.TeamID, b.TeamID))
	case ByCostCenter:
		return cmp.Or(trueFirst(a.CostCenter != "", b.CostCenter != ""), cmp.Compare(a.CostCenter, b.CostCenter))
	default: // ByRenewal
		return compareRenewals(&a.Renewal, &b.Renewal)
	}
}

// costs prices the seats of one product.
func (c *SeatCounts) costs(price value.Decimal) SeatCosts {
	return SeatCosts{price.Times(c.Billable), price.Times(c.UnassignedBillable), price.Times(c.Unused), price.Times(c.Overlapping)}
}
