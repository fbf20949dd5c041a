package audit_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit"
)

func end(at time.Time) string {
	if at.IsZero() {
		return "never"
	}
	return at.Format(time.RFC3339)
}

func TestExemptions(t *testing.T) {
	for name, test := range map[string]struct {
		exemptions []audit.Exemption
		found      []string
		exempted   []string // each "email rule until reason"
		stale      []string // each "email until reason"
	}{
		"none":                {nil, []string{"external", "not_in_directory"}, nil, nil},
		"from one rule":       {[]audit.Exemption{exemption(eve, "never", "SOW-1", "external")}, []string{"not_in_directory"}, []string{eve + " external never SOW-1"}, nil},
		"from two rules":      {[]audit.Exemption{exemption(eve, "never", "", "external", "not_in_directory")}, []string{}, []string{eve + " external never ", eve + " not_in_directory never "}, nil},
		"from all":            {[]audit.Exemption{exemption("  EVE@Evil.Example", "never", "", "all")}, []string{}, []string{eve + " external never ", eve + " not_in_directory never "}, nil},
		"from another rule":   {[]audit.Exemption{exemption(eve, "never", "", "trial")}, []string{"external", "not_in_directory"}, nil, nil},
		"until a second more": {[]audit.Exemption{exemption(eve, "2026-11-21T12:00:01Z", "", "external")}, []string{"not_in_directory"}, []string{eve + " external 2026-11-21T12:00:01Z "}, nil},
		"until is exclusive":  {[]audit.Exemption{exemption(eve, "2026-11-21T12:00:00Z", "over", "external")}, []string{"external", "not_in_directory"}, nil, []string{eve + " 2026-11-21T12:00:00Z over"}},
		"in another offset":   {[]audit.Exemption{exemption(eve, "2026-11-22T01:00:00+14:00", "", "external")}, []string{"external", "not_in_directory"}, nil, []string{eve + " 2026-11-21T11:00:00Z "}},
		"of nobody":           {[]audit.Exemption{exemption("z@evil.example", "2027-01-01", "", "all"), exemption("gone@evil.example", "never", "", "all")}, []string{"external", "not_in_directory"}, nil, []string{"gone@evil.example never ", "z@evil.example 2027-01-01T00:00:00Z "}},
		"two people with the same end and reason": {
			[]audit.Exemption{exemption("a@evil.example", "never", "SOW-1", "all"), exemption("b@evil.example", "never", "SOW-1", "all")},
			[]string{"external", "not_in_directory"}, nil, []string{"a@evil.example never SOW-1", "b@evil.example never SOW-1"},
		},
		"the same twice is stale once": {
			[]audit.Exemption{exemption("gone@evil.example", "never", "", "all"), exemption("GONE@evil.example", "never", "", "trial"), exemption("gone@evil.example", "never", "why", "trial")},
			[]string{"external", "not_in_directory"}, nil, []string{"gone@evil.example never ", "gone@evil.example never why"},
		},
		"of several the one that ends last": {
			[]audit.Exemption{
				exemption(eve, "2026-12-01", "short", "external"), exemption(eve, "2027-12-01", "long", "external"), exemption(eve, "2026-12-02", "middle", "external"), exemption(eve, "2020-12-01", "over", "external"),
				exemption(eve, "2027-12-01", "first", "not_in_directory"), exemption(eve, "2027-12-01", "second", "not_in_directory"),
			}, []string{}, []string{eve + " external 2027-12-01T00:00:00Z long", eve + " not_in_directory 2027-12-01T00:00:00Z first"}, []string{eve + " 2020-12-01T00:00:00Z over"},
		},
		"never outlasts a date": {
			[]audit.Exemption{exemption(eve, "2027-12-01", "", "external"), exemption(eve, "never", "always", "external"), exemption(eve, "2030-12-01", "", "external"), exemption(eve, "never", "second", "external")},
			[]string{"not_in_directory"}, []string{eve + " external never always"}, nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := options(enable("external", "allowed_email_domains", []string{"acme.example"}), enable("not_in_directory", "directory_emails", []string{ada}), exempt(test.exemptions...))
			result := audited(t, o, company(license("A", "II", heldBy(ada)), license("B", "II", heldBy(eve))))
			found := []string{}
			for _, f := range result.Findings {
				found = append(found, string(f.Rule))
			}
			same(t, "found", found, test.found)
			var exempted, stale []string
			for _, e := range result.Exempted {
				exempted = append(exempted, fmt.Sprintf("%s %s %s %s", e.Email, e.Rule, end(e.Until), e.Reason.Value))
			}
			for _, e := range result.StaleExemptions {
				stale = append(stale, fmt.Sprintf("%s %s %s", e.Email, end(e.Until), e.Reason.Value))
			}
			same(t, "exempted", exempted, test.exempted)
			same(t, "stale", stale, test.stale)
			for rule, r := range result.Results {
				excused := 0
				for _, e := range result.Exempted {
					if e.Rule == rule {
						excused++
					}
				}
				if r.Excused != excused || r.OutOf+excused != 2 {
					t.Errorf("%s: %+v, with %d excused", rule, r, excused)
				}
			}
		})
	}
}

func TestAnExemptionOfADeclaredPersonIsNotStale(t *testing.T) {
	for name, test := range map[string]struct {
		enabled change
		stale   int
	}{
		"declared by missing_entitlement":    {enable("missing_entitlement", "expected", map[string][]string{"II": {cy}}), 0},
		"declared by unexpected_entitlement": {enable("unexpected_entitlement", "expected", map[string][]string{"II": {"CY@acme.example"}}), 0},
		"declared for another product": {func(o *audit.Options) {
			enable("unexpected_entitlement", "expected", map[string][]string{"WS": {cy}, "II": {}})(o)
			products("II")(o)
		}, 0},
		"declared with others": {enable("missing_entitlement", "expected", map[string][]string{"II": {ada, bo, cy, eve}}), 0},
		"declared by one of two rules": {func(o *audit.Options) {
			enable("missing_entitlement", "expected", map[string][]string{"II": {ada}})(o)
			enable("unexpected_entitlement", "expected", map[string][]string{"II": {cy}})(o)
		}, 0},
		"declared by the other one": {func(o *audit.Options) {
			enable("missing_entitlement", "expected", map[string][]string{"II": {cy}})(o)
			enable("unexpected_entitlement", "expected", map[string][]string{"II": {ada}})(o)
		}, 0},
		"not declared":   {enable("missing_entitlement", "expected", map[string][]string{"II": {ada}}), 1},
		"no declaration": {enable("trial"), 1},
	} {
		t.Run(name, func(t *testing.T) {
			result := audited(t, options(test.enabled, exempt(exemption(cy, "never", "", "all"))), company(license("A", "II", heldBy(ada)), license("B", "WS")))
			if len(result.StaleExemptions) != test.stale || result.StaleCount != test.stale {
				t.Errorf("stale %+v", result.StaleExemptions)
			}
		})
	}
}

func TestAnExemptionMatchesInTheWholeReading(t *testing.T) {
	result := audited(t, options(enable("trial"), products("II"), exempt(exemption(cy, "never", "", "all"))), company(license("A", "II"), license("B", "WS", heldBy(cy))))
	if len(result.StaleExemptions) != 0 {
		t.Errorf("%s holds a license that is not judged, and is stale", cy)
	}
}

func TestWithATeamsTokenOnlyEndedExemptionsAreStale(t *testing.T) {
	o := options(enable("trial"), exempt(exemption("gone@acme.example", "never", "", "all"), exemption("over@acme.example", "2026-01-01", "", "all")))
	result := audited(t, o, team(license("A", "II", heldBy(ada))))
	if len(result.StaleExemptions) != 1 || result.StaleExemptions[0].Email != "over@acme.example" {
		t.Errorf("stale %+v", result.StaleExemptions)
	}
}

// Arguments may be sensitive, so a person is named only if JetBrains does so.
func TestTheReportOfStaleExemptions(t *testing.T) {
	o := options(enable("trial"), exempt(exemption("gone@acme.example", "never", "", "all"), exemption("over@acme.example", "2026-01-01", "", "all"), exemption(ada, "2026-02-01", "", "all")))
	result := audited(t, o, company(license("A", "II", heldBy(ada))))
	want := []string{
		"exemptions[2], for ada@acme.example, ended on 2026-02-01.", "exemptions[0] matches no license holder and no declared person.", "exemptions[1] ended on 2026-01-01.",
	}
	same(t, "all", strings.Split(result.StaleReport(3), "\n"), want)
	same(t, "capped", strings.Split(result.StaleReport(1), "\n"), append(want[:1:1], "and 2 more exemptions."))

	byLicense(&o)
	result = audited(t, o, company(license("A", "II", heldBy(ada))))
	if got := result.StaleReport(9); got != "Exemptions that have ended or match nobody: 3. Set identify_people_by to email to see which ones." || result.StaleExemptions != nil {
		t.Errorf("by license: %q", got)
	}
}

// An exempt person is in no list, and in no number of the rule, but a license of
// theirs may still expire.
func TestExemptPeopleAreInNoListAndNoCount(t *testing.T) {
	result := audited(t, options(everyRule, exempt(exemption(eve, "never", "", "all"))), company(
		license("A", "ALL", heldBy(eve), isOut), license("B", "II", heldBy(eve), validTo("2026-12-01")), license("C", "WS", heldBy(bo)), license("D", "II", heldBy(eve), isTrial), license("E", "GO", heldBy(eve), expired),
	))
	for name, r := range result.Results {
		if slices.Contains(r.Emails, eve) {
			t.Errorf("%s lists an exempt person", name)
		}
		if name != "expiring" && name != "discontinued" && name != "low_availability" && name != "missing_entitlement" && r.OutOf != 1 && r.OutOf != 0 {
			t.Errorf("%s is out of %d", name, r.OutOf)
		}
	}
	same(t, "expiring", result.Results["expiring"].LicenseIDs, []string{"B", "E"})
	if result.Summary.People != 2 {
		t.Errorf("people %d: the summary speaks of all", result.Summary.People)
	}
	if !slices.IsSortedFunc(result.Exempted, func(a, b audit.Exempted) int { return strings.Compare(string(a.Rule), string(b.Rule)) }) || len(result.Exempted) < 5 {
		t.Errorf("exempted %+v", result.Exempted)
	}
}
