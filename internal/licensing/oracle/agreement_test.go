package oracle_test

import (
	"fmt"
	"maps"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit/rules"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/licensingtest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// rounds is how many odd organizations each property is tried on.
const rounds = 300

var oddPeople = []string{"ada@acme.example", "bo@acme.example", "cy@sub.acme.example", "dee@evil.example", "eve@old.example", "new@acme.example"}

// oddAudit returns the arguments of an audit in which each rule is enabled or
// not, with parameters at the edges of the dates in odd organizations.
func oddAudit(t *testing.T, random *rand.Rand, organization *licensing.Organization) audit.Options {
	t.Helper()
	some := func(list []string) []string {
		var chosen []string
		for _, v := range list {
			if random.IntN(3) > 0 {
				chosen = append(chosen, v)
			}
		}
		return chosen
	}
	few := func(n int) []string {
		var codes []string
		for range random.IntN(n + 1) {
			codes = append(codes, licensingtest.OddCodes[random.IntN(len(licensingtest.OddCodes))])
		}
		return codes
	}
	oneOrMore := func(list []string) []string { return append(some(list), list[random.IntN(len(list))]) }
	days := func() int { return []int{0, 1, 30, 90, 203, 300}[random.IntN(6)] }
	identity, err := value.NewIdentity(map[string]string{"private.ada@gmail.example": "ada@acme.example"}, map[string]string{"old.example": "acme.example"})
	if err != nil {
		t.Fatal(err)
	}
	options := audit.Options{Identity: identity, Rules: map[rules.Name]audit.RuleOptions{}, MinLicenses: value.Some(0), PackContents: licensingtest.OddPacks(random)}
	options.AsOf = []time.Time{licensingtest.OddRead, licensingtest.OddRead.AddDate(0, 0, -3), licensingtest.OddRead.AddDate(0, 0, 40)}[random.IntN(3)]
	if random.IntN(3) == 0 {
		options.Selection.ProductCodes = oneOrMore(slices.Sorted(maps.Keys(organization.ProductNames())))
	}
	if random.IntN(3) == 0 {
		options.Selection.TeamIDs = oneOrMore(append(slices.Sorted(maps.Keys(organization.TeamNames())), "none"))
	}
	judged := options.Selection.ProductCodes
	if judged == nil {
		judged = licensingtest.OddCodes
	}
	expected := func() map[string][]string {
		declared := map[string][]string{judged[random.IntN(len(judged))]: some(oddPeople)}
		for _, code := range few(3) {
			declared[code] = some(oddPeople)
		}
		return declared
	}
	prices := map[string]value.Decimal{"KNOWN": value.DecimalOf(35)}
	minimum := map[string]int{}
	for _, code := range some(judged) {
		minimum[code] = random.IntN(3)
	}
	minimum[judged[0]] = 1
	for _, code := range some(licensingtest.OddCodes) {
		prices[code] = value.DecimalOf(random.IntN(30))
	}
	leaving := map[string]string{}
	for _, email := range oneOrMore(oddPeople) {
		leaving[email] = []string{"2026-11-20", "2026-11-21", "2026-11-21T12:00:00Z", "2026-11-21T15:00:01+03:00", "2026-08-01", "2027-01-01"}[random.IntN(6)]
	}
	values := map[rules.Name]map[string]any{
		"inactive": {"days": days()}, "never_seen": {}, "unused": {"days": days()}, "expiring": {"days": days()},
		"external":               {"allowed_email_domains": oneOrMore([]string{"acme.example", "*.acme.example", "old.example"})},
		"not_in_directory":       {"directory_emails": oneOrMore(oddPeople)},
		"departed":               {"leaving_dates": leaving},
		"missing_entitlement":    {"expected": expected()},
		"unexpected_entitlement": {"expected": expected()},
		"discontinued":           {"product_codes": append(few(2), judged[0])},
		"low_availability":       {"min_available": minimum},
		"cheaper_pack":           {"prices": prices},
		"overlapping":            {}, "suspended": {}, "trial": {}, "offline_code": {}, "use_unknown": {},
	}
	for _, name := range []rules.Name{"inactive", "never_seen", "unused"} {
		if random.IntN(2) == 0 {
			values[name]["grace_days"] = days()
		}
	}
	if random.IntN(2) == 0 {
		values["departed"]["days"] = days()
	}
	// Codes must be known to the reading, the built-in table, or pack_contents.
	if options.PackContents == nil {
		options.PackContents = licensing.Packs{}
	}
	options.PackContents["KNOWN"] = licensingtest.OddCodes
	for name, v := range values {
		if random.IntN(4) > 0 {
			options.Rules[name] = audit.RuleOptions{Values: v}
		}
	}
	options.Rules["overlapping"] = audit.RuleOptions{}
	for range random.IntN(4) {
		e := audit.Exemption{Email: oddPeople[random.IntN(len(oddPeople))], Rules: []rules.Name{"all"}}
		if random.IntN(2) == 0 {
			e.Rules = []rules.Name{"unused", "inactive", "missing_entitlement"}[random.IntN(3):]
		}
		if random.IntN(2) == 0 {
			e.Until = options.AsOf.Add(time.Duration(random.IntN(3)-1) * time.Second)
		}
		options.Exemptions = append(options.Exemptions, e)
	}
	return options
}

// oddReading returns an odd organization, with an audit and its result.
type oddReading struct {
	organization *licensing.Organization
	options      audit.Options
	result       *audit.Result
}

func forOddOrganizations(t *testing.T, check func(random *rand.Rand, r *oddReading)) {
	t.Helper()
	for seed := range uint64(rounds) {
		random := rand.New(rand.NewPCG(seed, 20))
		r := &oddReading{organization: licensingtest.Organization(licensing.Account{Scope: licensing.ScopeOrganization}, licensingtest.OddLicenses(random, 1+random.IntN(45))...)}
		r.options = oddAudit(t, random, r.organization)
		a, err := audit.New(r.options)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if r.result, err = a.Run(r.organization, licensingtest.OddRead, nil); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		check(random, r)
		if t.Failed() {
			t.Fatalf("seed %d: options %+v", seed, r.options)
		}
	}
}

func newOracle(r *oddReading) *oracle {
	return &oracle{
		licenses: r.organization.Licenses, asOf: r.options.AsOf, readAt: licensingtest.OddRead, packs: licensing.BuiltInPacks().WithOverrides(r.options.PackContents),
		products: r.options.Selection.ProductCodes, teams: r.options.Selection.TeamIDs, rules: r.options.Rules, exemptions: r.options.Exemptions, identity: r.options.Identity,
	}
}

func foundBy(result *audit.Result, rule *rules.Rule) map[string]string {
	found := map[string]string{}
	for _, f := range result.Findings {
		if f.Rule != rule.Name {
			continue
		}
		key := f.LicenseID
		switch rule.About {
		case rules.AboutPerson:
			key = f.Email
		case rules.AboutProduct:
			key = f.ProductCode
		case rules.AboutPersonProduct:
			key = f.Email + " " + f.ProductCode
		default: // a license
		}
		found[key] = f.CoveredByLicenseID
	}
	return found
}

// The audit and a second, simple implementation of its description agree on
// every rule that the oracle knows: what it finds, what covers that, and its
// numbers. A later rule may do without the oracle, but not without a test file
// of its own.
func TestTheAuditAgreesWithTheOracle(t *testing.T) {
	t.Parallel()
	found := map[rules.Name]int{}
	forOddOrganizations(t, func(_ *rand.Rand, r *oddReading) {
		o := newOracle(r)
		for _, rule := range rules.All() {
			got, enabled := r.result.Results[rule.Name]
			if _, want := r.options.Rules[rule.Name]; enabled != want {
				t.Errorf("%s: enabled %t, want %t", rule.Name, enabled, want)
			}
			if !enabled {
				continue
			}
			want := o.judge(rule.Name)
			found[rule.Name] += want.count
			if diff := cmp.Diff(want.found, foundBy(r.result, rule), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s finds other things (-oracle +audit):\n%s", rule.Name, diff)
			}
			if is, should := [3]int{got.Count, got.OutOf, got.Excused}, [3]int{want.count, want.outOf, want.excused}; is != should {
				t.Errorf("%s: count, out_of, excused %v, want %v", rule.Name, is, should)
			}
		}
	})
	for rule, n := range found {
		if n < rounds/10 {
			t.Errorf("%s: only %d findings in all organizations", rule, n)
		}
	}
}

var oddPrices, oddRationals = func() (map[string]value.Decimal, map[string]*big.Rat) {
	decimals, rationals := map[string]value.Decimal{}, map[string]*big.Rat{}
	for i, code := range licensingtest.OddCodes {
		text := fmt.Sprintf("%d.%02d9", 10*i, 7*i)
		decimals[code] = licensingtest.Decimal(text)
		rationals[code], _ = new(big.Rat).SetString(text)
	}
	return decimals, rationals
}()

func oddSeats(random *rand.Rand, r *oddReading) licensing.SeatOptions {
	groups := licensing.GroupsBy()
	random.Shuffle(len(groups), func(i, j int) { groups[i], groups[j] = groups[j], groups[i] })
	options := licensing.SeatOptions{
		AsOf: r.options.AsOf, ReadAt: licensingtest.OddRead, GroupBy: groups[:1+random.IntN(4)], Prices: oddPrices, PackContents: r.options.PackContents,
		Selection: r.options.Selection, CostCenters: map[string]string{"ada@acme.example": "R&D", "bo@acme.example": "Sales", "dee@evil.example": "R&D", "gone@acme.example": "Gone"},
	}
	if random.IntN(4) > 0 {
		options.InactiveDays = value.Some([]int{0, 30, 90, 203}[random.IntN(4)])
		if random.IntN(2) == 0 {
			options.GraceDays = value.Some([]int{0, 1, 90}[random.IntN(3)])
		}
	}
	return options
}

// The seats and the second implementation agree on every number of every row.
func TestTheSeatsAgreeWithTheOracle(t *testing.T) {
	t.Parallel()
	sum := seatRow{}
	forOddOrganizations(t, func(random *rand.Rand, r *oddReading) {
		options := oddSeats(random, r)
		licenses := slices.Clone(r.organization.Licenses)
		for i := range licenses { // seats can be counted without addresses
			if l := &licenses[i]; l.Email == "malformed@@acme.example" {
				l.Email, l.AccountEmail = "", ""
			}
		}
		r.organization = licensingtest.Organization(r.organization.Account, licenses...)
		report, err := licensing.Seats(r.organization, options)
		if err != nil {
			t.Fatal(err)
		}
		want := newOracle(r).seats(&options, oddRationals)
		got := map[string]licensing.SeatGroup{"total": report.Total}
		for _, row := range report.Groups {
			got[groupText(&row, options.GroupBy)] = row
		}
		if diff := cmp.Diff(slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(got))); diff != "" || len(report.Groups) != len(want)-1 {
			t.Errorf("%d rows, want %d (-oracle +seats):\n%s", len(report.Groups), len(want)-1, diff)
		}
		for key, row := range got {
			w := want[key]
			numbers := []int{
				w.total, w.assigned, w.unassigned, w.available, w.availableTrial, w.suspended, w.trial, w.expired, w.floating, w.perpetual, w.people,
				w.billable, w.unassignedBillable, w.unused, w.useUnknown, w.overlapping, w.unassignedBillable + w.unused + w.overlapping,
			}
			if diff := cmp.Diff(numbers, numbersOf(&row)); diff != "" || !row.NextExpiry.Equal(w.nextExpiry) {
				t.Errorf("%s: the next expiry is %s, want %s, and the numbers differ (-oracle +seats):\n%s", key, row.NextExpiry, w.nextExpiry, diff)
			}
			surplus := new(big.Rat).Add(w.unassignedCost, new(big.Rat).Add(w.unusedCost, w.overlappingCost))
			costs := []value.Decimal{row.Costs.Billable, row.Costs.Unassigned, row.Costs.Unused, row.Costs.Overlapping, row.Costs.Surplus()}
			for i, cost := range []*big.Rat{w.cost, w.unassignedCost, w.unusedCost, w.overlappingCost, surplus} {
				if exact := licensingtest.Decimal(cost.FloatString(3)); costs[i].Compare(exact) != 0 {
					t.Errorf("%s: cost %d is %s, want %s", key, i, costs[i], exact)
				}
			}
		}
		w := want["total"]
		sum.unused, sum.overlapping, sum.useUnknown, sum.availableTrial = sum.unused+w.unused, sum.overlapping+w.overlapping, sum.useUnknown+w.useUnknown, sum.availableTrial+w.availableTrial
	})
	if min(sum.unused, sum.overlapping, sum.useUnknown, sum.availableTrial) < rounds/10 {
		t.Errorf("the organizations have too little to count: %+v", sum)
	}
}

func numbersOf(row *licensing.SeatGroup) []int {
	return []int{
		row.Total, row.Assigned, row.Unassigned, row.Available, row.AvailableTrial, row.Suspended, row.Trial, row.Expired, row.Floating, row.Perpetual, row.People,
		row.Billable, row.UnassignedBillable, row.Unused, row.UseUnknown, row.Overlapping, row.Surplus(),
	}
}

func groupText(row *licensing.SeatGroup, groups []licensing.GroupBy) string {
	var parts []string
	for _, by := range groups {
		switch by {
		case licensing.ByProduct:
			parts = append(parts, row.ProductCode)
		case licensing.ByTeam:
			parts = append(parts, row.TeamID)
		case licensing.ByCostCenter:
			parts = append(parts, row.CostCenter)
		case licensing.ByRenewal:
			r := row.Renewal
			parts = append(parts, renewalText(r.ValidUntil, r.ValidUntilDate, r.SubscriptionPack, r.AutoRenewed, r.RenewalStopped, r.Renews, r.Ends))
		}
	}
	return strings.Join(parts, " | ")
}
