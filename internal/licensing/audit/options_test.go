package audit_test

import (
	"errors"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func TestObjectsOfRules(t *testing.T) {
	minimum := func(seats map[string]int) change { return enable("low_availability", "min_available", seats) }
	prices := func(ii int) change {
		return enable("cheaper_pack", "prices", map[string]value.Decimal{"ALL": value.DecimalOf(0), "II": value.DecimalOf(ii)})
	}
	inactive := enable("inactive", "days", 0)
	for name, test := range map[string]struct {
		changes   []change
		err, key  string // empty: accepted
		attribute string
	}{
		"days of 0":                 {[]change{inactive}, "", "", ""},
		"negative days":             {[]change{enable("inactive", "days", -1)}, "inactive.days is -1, but must be 0 or more", "", "inactive.days"},
		"negative days that may be": {[]change{enable("inactive", "days", 1, "grace_days", -2)}, "inactive.grace_days is -2, but must be 0 or more", "", "inactive.grace_days"},
		"no days":                   {[]change{enable("inactive", "grace_days", 1)}, "inactive.days is missing. The rule needs it", "", "inactive.days"},
		"days as text":              {[]change{enable("inactive", "days", "90")}, "inactive.days has a value of the wrong type: string", "", "inactive.days"},
		"a null":                    {[]change{enable("inactive", "days", nil)}, "inactive.days has a value of the wrong type: <nil>", "", "inactive.days"},
		"one seat of 0":             {[]change{minimum(map[string]int{"II": 1, "WS": 0})}, "", "", ""},
		"a negative seat":           {[]change{minimum(map[string]int{"AA": 1, "II": -1, "WS": -2})}, "low_availability.min_available has the number -1, but it must be 0 or more", "II", "low_availability.min_available"},
		"a price of 0":              {[]change{prices(0)}, "", "", ""},
		"a negative price":          {[]change{prices(-5)}, "cheaper_pack.prices has the number -5, but it must be 0 or more", "II", "cheaper_pack.prices"},
		"an unknown attribute":      {[]change{enable("trial", "days", 1)}, "trial.days is not an argument of this rule", "", "trial.days"},
		"an unknown one of two":     {[]change{enable("unused", "days", 1, "zeal", 1)}, "unused.zeal is not an argument of this rule", "", "unused.zeal"},
		"severity error":            {[]change{inactive, limit("inactive", "error", -1, "")}, "", "", ""},
		"severity warning":          {[]change{inactive, limit("inactive", "warning", -1, "")}, "", "", ""},
		"another severity":          {[]change{inactive, limit("inactive", "Warning", -1, "")}, `inactive.severity is "Warning", but must be error or warning`, "", "inactive.severity"},
		"no findings":               {[]change{inactive, limit("inactive", "", 0, "")}, "", "", ""},
		"negative findings": {[]change{inactive, func(o *audit.Options) {
			r := o.Rules["inactive"]
			r.MaxFindings = value.Some(-3)
			o.Rules["inactive"] = r
		}}, "inactive.max_findings is -3, but must be 0 or more", "", "inactive.max_findings"},
		"0 percent":                  {[]change{inactive, limit("inactive", "", -1, "0")}, "", "", ""},
		"100 percent":                {[]change{inactive, limit("inactive", "", -1, "100")}, "", "", ""},
		"over 100 percent":           {[]change{inactive, limit("inactive", "", -1, "100.5")}, "inactive.max_percent is 100.5, but must be from 0 to 100", "", "inactive.max_percent"},
		"under 0 percent":            {[]change{inactive, limit("inactive", "", -1, "-0.5")}, "inactive.max_percent is -0.5, but must be from 0 to 100", "", "inactive.max_percent"},
		"what the rule itself sees":  {[]change{enable("discontinued", "product_codes", []string{""})}, "discontinued.product_codes names no product, so the rule would find nothing. Name a product", "", "discontinued.product_codes"},
		"by the filter of the audit": {[]change{enable("discontinued", "product_codes", []string{"AC"}), products("II")}, "discontinued.product_codes names only products that the audit's product_codes leaves out, so the rule would find nothing. Add one of them there, or remove the rule", "", "discontinued.product_codes"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := audit.New(options(test.changes...))
			if test.err == "" {
				if err != nil {
					t.Errorf("error %v", err)
				}
				return
			}
			var argument *licensing.ArgumentError
			if !errors.As(err, &argument) || err.Error() != test.err || argument.Attribute() != test.attribute || argument.Key() != test.key {
				t.Errorf("error %v, want %q", err, test.err)
			}
		})
	}
}

// A rule may reject its arguments for what the account has.
func TestARuleValidatesAReading(t *testing.T) {
	o := options(enable("external", "allowed_email_domains", []string{"intranet"}))
	_, err := tryAudit(o, company(license("A", "II", heldBy(ada))))
	var argument *licensing.ArgumentError
	if !errors.As(err, &argument) || argument.Argument != "external.allowed_email_domains" {
		t.Errorf("error %v", err)
	}
	if _, err := tryAudit(o, company(license("A", "II", heldBy("x@intranet")))); err != nil {
		t.Errorf("error %v", err)
	}
}

func TestErrorsOfAnAuditListTheRules(t *testing.T) {
	_, err := audit.New(options())
	want := "No rule is enabled, so the audit would pass regardless of the licenses. Enable a rule by writing its object, such as inactive = { days = 90 } or overlapping = {}. The rules are cheaper_pack, departed, discontinued, expiring, "
	if err == nil || len(err.Error()) < len(want) || err.Error()[:len(want)] != want {
		t.Errorf("error %v, want %s", err, want)
	}
	_, err = audit.New(options(enable("trial"), exempt(exemption(ada, "never", "", "trial"), exemption(ada, "never", "", "expired"))))
	want = `exemptions[1] names the rule "expired", which does not exist. The rules about people and their licenses are `
	if err == nil || len(err.Error()) < len(want) || err.Error()[:len(want)] != want {
		t.Errorf("error %v, want %s", err, want)
	}
	var unknown *audit.UnknownRuleError
	if !errors.As(err, &unknown) || unknown.Exemption != 1 || unknown.Attribute() != "exemptions" {
		t.Errorf("error %+v", unknown)
	}
}

// Instants are compared, and written, in UTC, whatever the offset they come in.
func TestInstantsInOtherOffsets(t *testing.T) {
	east := time.FixedZone("east", 5*3600)
	o := options(enable("inactive", "days", 1), exempt(exemption("gone@acme.example", "2027-01-01", "", "all")))
	o.AsOf = o.AsOf.AddDate(0, 0, 1).In(east)
	o.Exemptions[0].Until = o.Exemptions[0].Until.In(east)
	a, err := audit.New(o)
	if err != nil {
		t.Fatal(err)
	}
	organization := company(license("A", "II", heldBy(ada), seen("2026-11-21T23:00:00Z")), license("B", "II", heldBy(bo), seen("2028-01-01")))
	result, err := a.Run(organization, read.In(east), nil)
	if err != nil {
		t.Fatal(err)
	}
	// A date up to a day after the read is the read.
	want := "ada@acme.example holds IntelliJ IDEA Ultimate (II) and is inactive: last seen 2026-11-21, limit 1 day."
	if len(result.Findings) != 1 || result.Findings[0].Message != want {
		t.Errorf("findings %+v", result.Findings)
	}
	if e := result.StaleExemptions; len(e) != 1 || e[0].Until.Location() != time.UTC {
		t.Errorf("stale %+v", e)
	}
	if w := result.Warnings; len(w) != 2 || w[0].Detail[:39] != "The result is as of 2026-11-22T12:00:00" {
		t.Errorf("warnings %+v", w)
	}
}

// The arguments are the caller's, so an audit leaves them as they are.
func TestArgumentsAreNotChanged(t *testing.T) {
	o := options(enable("trial"), teams("8", "7", "7"), products("WS", "II"))
	audited(t, o, company(license("A", "II", inTeam("7", "Core")), license("B", "WS", inTeam("8", "Web"))))
	same(t, "teams", o.Selection.TeamIDs, []string{"8", "7", "7"})
	same(t, "products", o.Selection.ProductCodes, []string{"WS", "II"})
}
