package oracle_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit/rules"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/licensingtest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// toGiveUp are the rules that, with overlapping, list licenses to give up.
var toGiveUp = []rules.Name{"unused", "unexpected_entitlement", "discontinued"}

// licensesOf returns the list of a rule; none if it is not enabled.
func licensesOf(result *audit.Result, rule rules.Name) []string {
	if r := result.Results[rule]; r != nil {
		return r.LicenseIDs
	}
	return nil
}

func TestOverlappingSharesNoLicenseWithOtherListsToGiveUp(t *testing.T) {
	t.Parallel()
	shared := 0
	forOddOrganizations(t, func(_ *rand.Rand, r *oddReading) {
		for _, rule := range toGiveUp {
			for _, id := range licensesOf(r.result, rule) {
				if shared++; contains(licensesOf(r.result, "overlapping"), id) {
					t.Errorf("%s is overlapping, and in %s", id, rule)
				}
			}
		}
	})
	if shared == 0 {
		t.Error("nothing is to be given up")
	}
}

// After all lists of one audit are given up at once, everybody may still use what
// they used and may keep, for as long.
func TestGivingUpAllListsAtOnceTakesNothingThatIsUsed(t *testing.T) {
	t.Parallel()
	forOddOrganizations(t, func(_ *rand.Rand, r *oddReading) {
		o := newOracle(r)
		gone := value.SetOf(licensesOf(r.result, "overlapping")...)
		for _, rule := range toGiveUp {
			for _, id := range licensesOf(r.result, rule) {
				gone.Add(id)
			}
		}
		mustStay(t, o, gone, o.givenUp)
	})
}

// The same is true of the seats' surplus, with any filter.
func TestGivingUpTheSurplusTakesNothingThatIsUsed(t *testing.T) {
	t.Parallel()
	surplus := 0
	forOddOrganizations(t, func(random *rand.Rand, r *oddReading) {
		options := oddSeats(random, r)
		options.InactiveDays = value.Some(90)
		gone := surplusOf(t, r, options)
		surplus += len(gone)
		o := newOracle(r)
		grace := licensing.DefaultGraceDays
		if options.GraceDays.Set {
			grace = options.GraceDays.Value
		}
		mustStay(t, o, gone, func(l *licensing.License) bool { return o.isUnused(l, 90, grace) })
	})
	if surplus == 0 {
		t.Error("there is no surplus")
	}
}

// surplusOf finds which seats are surplus: each is counted alone, by a product
// code of its own that nothing else of the organization has. The numbers of
// seats do not name licenses, so the teams do.
func surplusOf(t *testing.T, r *oddReading, options licensing.SeatOptions) value.Set[string] {
	t.Helper()
	licenses := slices.Clone(r.organization.Licenses)
	var chosen []string
	selector := options.Selection.Selector()
	for i := range licenses {
		if selector.Includes(&licenses[i]) {
			chosen = append(chosen, licenses[i].ID)
		}
		licenses[i].TeamID = licenses[i].ID
	}
	options.GroupBy, options.Selection = []licensing.GroupBy{licensing.ByTeam}, licensing.Selection{}
	report, err := licensing.Seats(licensingtest.Organization(r.organization.Account, licenses...), options)
	if err != nil {
		t.Fatal(err)
	}
	surplus := value.SetOf[string]()
	for _, row := range report.Groups {
		switch {
		case row.Surplus() > 1:
			t.Errorf("%s is surplus for several reasons: %+v", row.TeamID, row.SeatCounts)
		case row.Surplus() == 1 && contains(chosen, row.TeamID):
			surplus.Add(row.TeamID)
		}
	}
	return surplus
}

// mustStay checks that for every license that is in use, what it lets its holder
// use is still covered for as long once the licenses that are gone are given
// up.
func mustStay(t *testing.T, o *oracle, gone value.Set[string], mayGo func(*licensing.License) bool) {
	t.Helper()
	for i := range o.licenses {
		l := &o.licenses[i]
		if !isHeld(l) || !doesCover(l) || mayGo(l) {
			continue
		}
		for _, product := range o.gives(l.ProductCode) {
			if !slices.ContainsFunc(o.heldBy(l.Email), func(other *licensing.License) bool {
				return !gone.Has(other.ID) && doesCover(other) && compareEnds(other, l) >= 0 && contains(o.gives(other.ProductCode), product)
			}) {
				t.Errorf("%s loses %s, which license %s lets them use; given up: %v", l.Email, product, l.ID, value.SortedKeys(gone))
			}
		}
	}
}

// A declaration written from who may use what today is green.
func TestADeclarationOfTodaysHoldersIsGreen(t *testing.T) {
	t.Parallel()
	held := 0
	forOddOrganizations(t, func(random *rand.Rand, r *oddReading) {
		packs := licensing.BuiltInPacks().WithOverrides(r.options.PackContents)
		var licenses []licensing.License
		for i := range r.organization.Licenses { // a declaration cannot hold what is no address
			if l := r.organization.Licenses[i]; l.Email != "malformed@@acme.example" {
				licenses = append(licenses, l)
			}
		}
		organization := licensingtest.Organization(r.organization.Account, licenses...)
		var codes []string
		if random.IntN(2) == 0 {
			codes = []string{"II", "ALL", "X1"}
		}
		declared := licensing.EmailsByProduct(licensing.Entitlements(licenses, licensing.EntitlementFilter{ProductCodes: codes, ExpandPacks: true, Packs: packs}), codes)
		if len(declared) == 0 {
			return
		}
		values := map[string]any{"expected": declared}
		a, err := audit.New(audit.Options{
			AsOf: licensingtest.OddRead, PackContents: r.options.PackContents, MinLicenses: value.Some(0),
			Rules: map[rules.Name]audit.RuleOptions{"missing_entitlement": {Values: values}, "unexpected_entitlement": {Values: values}},
		})
		if err != nil {
			t.Fatal(err)
		}
		result, err := a.Run(organization, licensingtest.OddRead, value.SetOf("X1"))
		if err != nil {
			t.Fatal(err)
		}
		held += result.Results["missing_entitlement"].OutOf
		if !result.Passed {
			t.Errorf("%v is not green: %s", declared, result.Report(10))
		}
	})
	if held == 0 {
		t.Error("nobody is declared")
	}
}

// A number of the seats is the audit's of the same name, over the same licenses.
func TestSeatsAndAuditCountTheSame(t *testing.T) {
	t.Parallel()
	forOddOrganizations(t, func(random *rand.Rand, r *oddReading) {
		r.options.Exemptions = nil
		r.options.Rules = map[rules.Name]audit.RuleOptions{"unused": {Values: map[string]any{"days": 90}}}
		for _, rule := range []rules.Name{"overlapping", "use_unknown", "suspended", "trial"} {
			r.options.Rules[rule] = audit.RuleOptions{}
		}
		a, err := audit.New(r.options)
		if err != nil {
			t.Fatal(err)
		}
		if r.result, err = a.Run(r.organization, licensingtest.OddRead, nil); err != nil {
			t.Fatal(err)
		}
		options := oddSeats(random, r)
		options.InactiveDays, options.GraceDays = value.Some(90), value.Optional[int]{}
		report, err := licensing.Seats(r.organization, options)
		if err != nil {
			t.Fatal(err)
		}
		// The seats count use of what is billable, and suspended and trial seats
		// whoever holds them; the audit finds licenses of people.
		held := func(rule rules.Name, also func(*licensing.License) bool) int {
			n := 0
			for _, id := range licensesOf(r.result, rule) {
				if l, _ := r.organization.License(id); also(&l) {
					n++
				}
			}
			return n
		}
		anyway := func(*licensing.License) bool { return true }
		notHeld := func(is func(*licensing.License) bool) int {
			n := 0
			for _, l := range options.Selection.Choose(r.organization.Licenses) {
				if !l.Held() && is(&l) {
					n++
				}
			}
			return n
		}
		got := []int{report.Total.Unused, report.Total.Overlapping, report.Total.UseUnknown, report.Total.Suspended, report.Total.Trial}
		want := []int{
			held("unused", anyway), held("overlapping", anyway), held("use_unknown", (*licensing.License).Billable),
			held("suspended", anyway) + notHeld(func(l *licensing.License) bool { return l.Suspended }), held("trial", anyway) + notHeld(func(l *licensing.License) bool { return l.Trial }),
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("unused, overlapping, use_unknown, suspended, trial differ (-audit +seats):\n%s", diff)
		}
		summary, total := r.result.Summary, report.Total
		if diff := cmp.Diff(
			[]int{summary.Licenses, summary.Assigned, summary.Available, summary.Suspended, summary.People},
			[]int{total.Total, total.Assigned, total.Available, total.Suspended, total.People},
		); diff != "" {
			t.Errorf("licenses, assigned, available, suspended, people differ (-audit's summary +seats):\n%s", diff)
		}
	})
}

// With a team's token, only exemptions that have ended are stale.
func TestATeamsTokenCallsOnlyEndedExemptionsStale(t *testing.T) {
	t.Parallel()
	ended := 0
	forOddOrganizations(t, func(_ *rand.Rand, r *oddReading) {
		r.options.Exemptions = append(r.options.Exemptions, audit.Exemption{Email: "other@acme.example", Rules: []rules.Name{"all"}}, audit.Exemption{Email: "other@acme.example", Rules: []rules.Name{"all"}, Until: r.options.AsOf})
		a, err := audit.New(r.options)
		if err != nil {
			t.Fatal(err)
		}
		one := licensingtest.Organization(licensing.Account{Scope: licensing.ScopeTeam, Teams: []licensing.TeamRole{{ID: "1"}}}, r.organization.Licenses...)
		result, err := a.Run(one, licensingtest.OddRead, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(result.StaleExemptions) != result.StaleCount {
			t.Errorf("%d stale exemptions, the number is %d", len(result.StaleExemptions), result.StaleCount)
		}
		for _, e := range result.StaleExemptions {
			if ended++; e.Until.IsZero() || e.Until.After(r.options.AsOf) {
				t.Errorf("%+v is stale", e)
			}
		}
	})
	if ended < rounds {
		t.Errorf("only %d have ended", ended)
	}
}

// Identified by license, no address and no name of a holder is in any part of the
// result, and the numbers stay the same.
func TestByLicenseNothingNamesAPerson(t *testing.T) {
	t.Parallel()
	warned := 0
	forOddOrganizations(t, func(_ *rand.Rand, r *oddReading) {
		licenses := slices.Clone(r.organization.Licenses)
		mark := func(email string) string {
			name, domain, _ := strings.Cut(email, "@")
			return "mark-" + name + "@" + domain
		}
		for i := range licenses {
			if l := &licenses[i]; l.Held() {
				l.Email, l.AccountEmail, l.Name = mark(l.Email), mark(l.AccountEmail), value.Some("mark "+l.Name.Value)
			}
		}
		for i := range r.options.Exemptions {
			r.options.Exemptions[i].Email, r.options.Exemptions[i].Reason = mark(r.options.Exemptions[i].Email), value.Some("mark of a reason")
		}
		named, err := audit.New(r.options)
		if err != nil {
			t.Fatal(err)
		}
		r.options.IdentifyByLicense = true
		a, err := audit.New(r.options)
		if err != nil {
			t.Fatal(err)
		}
		organization := licensingtest.Organization(r.organization.Account, licenses...)
		result, err := a.Run(organization, licensingtest.OddRead, nil)
		if err != nil {
			t.Fatal(err)
		}
		with, err := named.Run(organization, licensingtest.OddRead, nil)
		if err != nil {
			t.Fatal(err)
		}
		warned += len(result.Warnings)
		text := fmt.Sprintf("%+v %s %s", *result, result.Report(1000), result.StaleReport(1000))
		for name, of := range result.Results {
			text += fmt.Sprintf("%+v", *of)
			if w := with.Results[name]; of.Count != w.Count || of.OutOf != w.OutOf || of.Passed != w.Passed || !slices.Equal(of.LicenseIDs, w.LicenseIDs) {
				t.Errorf("%s differs with addresses (-without +with):\n%s", name, cmp.Diff(of, w, everyField))
			}
		}
		if at := strings.Index(text, "mark"); at >= 0 {
			t.Errorf("a person is named: %s", text[max(at-200, 0):min(at+60, len(text))])
		}
		if len(result.Warnings) != len(with.Warnings) || result.StaleCount != with.StaleCount || result.StaleExemptions != nil || result.Exempted != nil {
			t.Errorf("%d warnings, %d stale exemptions, with addresses %d, %d", len(result.Warnings), result.StaleCount, len(with.Warnings), with.StaleCount)
		}
	})
	if warned == 0 {
		t.Error("nothing warns")
	}
}

// everyField lets a difference show private fields.
var everyField = cmp.Exporter(func(reflect.Type) bool { return true })

// The order in which the server lists licenses changes nothing, and neither does
// another evaluation of the same audit.
func TestTheSameLicensesGiveTheSameResult(t *testing.T) {
	t.Parallel()
	forOddOrganizations(t, func(random *rand.Rand, r *oddReading) {
		licenses := slices.Clone(r.organization.Licenses)
		random.Shuffle(len(licenses), func(i, j int) { licenses[i], licenses[j] = licenses[j], licenses[i] })
		a, err := audit.New(r.options)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			result, err := a.Run(licensingtest.Organization(r.organization.Account, licenses...), licensingtest.OddRead, nil)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(result, r.result) {
				t.Errorf("the result differs (-want +got):\n%s", cmp.Diff(r.result, result, everyField))
			}
		}
	})
}
