package audit_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit/rules"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/licensingtest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

const (
	ada = "ada@acme.example"
	bo  = "bo@acme.example"
	cy  = "cy@acme.example"
	eve = "eve@evil.example"
)

// read is when all organizations of these tests are read, and audited unless a
// test says otherwise.
var read = licensingtest.Day("2026-11-21T12:00:00Z")

var (
	license  = licensingtest.License
	heldBy   = licensingtest.HeldBy
	account  = licensingtest.Account
	named    = licensingtest.Named
	inTeam   = licensingtest.InTeam
	seen     = licensingtest.Seen
	assigned = licensingtest.Assigned
	validTo  = licensingtest.ValidTo
	expired  = licensingtest.Expired
	isTrial  = licensingtest.Trial
	isOut    = licensingtest.Suspended
	onServer = licensingtest.OnServer
	onKey    = licensingtest.OnKey
)

// change changes the options of an audit.
type change func(*audit.Options)

// enable enables a rule; parameters are pairs of a name and a value.
func enable(rule rules.Name, parameters ...any) change {
	return func(o *audit.Options) {
		values := map[string]any{}
		for i := 0; i < len(parameters); i += 2 {
			name, _ := parameters[i].(string)
			values[name] = parameters[i+1]
		}
		r := o.Rules[rule]
		r.Values = values
		o.Rules[rule] = r
	}
}

// limit sets what every rule's object has in common. A negative number of
// findings, or an empty percentage, is no limit.
func limit(rule rules.Name, severity audit.Severity, findings int, percent string) change {
	return func(o *audit.Options) {
		r := o.Rules[rule]
		r.Severity = severity
		if findings >= 0 {
			r.MaxFindings = value.Some(findings)
		}
		if percent != "" {
			p := licensingtest.Decimal(percent)
			r.MaxPercent = &p
		}
		o.Rules[rule] = r
	}
}

func exempt(e ...audit.Exemption) change {
	return func(o *audit.Options) { o.Exemptions = append(o.Exemptions, e...) }
}

func exemption(email string, until string, reason string, from ...rules.Name) audit.Exemption {
	e := audit.Exemption{Email: email, Rules: from}
	if until != "never" {
		e.Until = licensingtest.Day(until)
	}
	if reason != "" {
		e.Reason = value.Some(reason)
	}
	return e
}

func products(codes ...string) change {
	return func(o *audit.Options) { o.Selection.ProductCodes = codes }
}

func teams(ids ...string) change { return func(o *audit.Options) { o.Selection.TeamIDs = ids } }

func byLicense(o *audit.Options) { o.IdentifyByLicense = true }

func aliases(t *testing.T, emails, domains map[string]string) change {
	t.Helper()
	identity, err := value.NewIdentity(emails, domains)
	if err != nil {
		t.Fatal(err)
	}
	return func(o *audit.Options) { o.Identity = identity }
}

func options(changes ...change) audit.Options {
	o := audit.Options{AsOf: read, Rules: map[rules.Name]audit.RuleOptions{}}
	for _, c := range changes {
		c(&o)
	}
	return o
}

func company(licenses ...licensing.License) *licensing.Organization {
	return licensingtest.Organization(licensing.Account{Scope: licensing.ScopeOrganization, CustomerCode: "123", CustomerName: value.Some("Acme")}, licenses...)
}

// team is what a team's token reads.
func team(licenses ...licensing.License) *licensing.Organization {
	return licensingtest.Organization(licensing.Account{Scope: licensing.ScopeTeam, Teams: []licensing.TeamRole{{ID: "7", Name: value.Some("Core")}}}, licenses...)
}

func tryAudit(o audit.Options, organization *licensing.Organization, catalog ...string) (*audit.Result, error) {
	a, err := audit.New(o)
	if err != nil {
		return nil, err
	}
	return a.Run(organization, read, value.SetOf(catalog...))
}

func audited(t testing.TB, o audit.Options, organization *licensing.Organization) *audit.Result {
	t.Helper()
	result, err := tryAudit(o, organization)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// lines writes each finding as "severity rule email license product".
func lines(findings []audit.Finding) []string {
	list := []string{}
	for _, f := range findings {
		list = append(list, fmt.Sprintf("%s %s %s %s %s", f.Severity, f.Rule, f.Email, f.LicenseID, f.ProductCode))
	}
	return list
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the %s differ (-want +got):\n%s", what, diff)
	}
}
