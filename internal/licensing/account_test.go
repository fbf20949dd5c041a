package licensing

import (
	"errors"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func TestHeldByReturnsAPersonsLicensesInOrder(t *testing.T) {
	licenses := []License{seat("C", "II", heldBy("jane@acme.example")), seat("A", "WS", heldBy("jane@acme.example")), seat("B", "II", heldBy("joe@acme.example")), seat("D", "II")}
	sortLicenses(licenses)
	o := NewOrganization(Account{}, licenses)
	for email, want := range map[string]string{"jane@acme.example": "AC", "joe@acme.example": "B", "other@acme.example": "", "": ""} {
		got := ""
		for _, l := range o.HeldBy(email) {
			got += l.ID
		}
		if got != want {
			t.Errorf("%q holds %q, want %q", email, got, want)
		}
	}
}

func TestReadOnlyFollowsTheRole(t *testing.T) {
	role := value.Some[string]
	team := func(role value.Optional[string]) []TeamRole { return []TeamRole{{ID: "1", Role: role}} }
	for name, test := range map[string]struct {
		account Account
		want    value.Optional[bool]
	}{
		"an administrator":              {Account{Scope: ScopeOrganization, Role: role(RoleAdmin), Teams: team(role(RoleViewer))}, value.Some(false)},
		"a viewer":                      {Account{Scope: ScopeOrganization, Role: role(RoleViewer)}, value.Some(true)},
		"a primary contact":             {Account{Scope: ScopeOrganization, Role: role(RolePrimaryContact)}, value.Some(true)},
		"a role unknown to us":          {Account{Scope: ScopeOrganization, Role: role("OWNER")}, value.Some(false)},
		"no role":                       {Account{Scope: ScopeOrganization}, value.Optional[bool]{}},
		"a team's viewer":               {Account{Scope: ScopeTeam, Teams: team(role(RoleViewer))}, value.Some(true)},
		"a team's administrator":        {Account{Scope: ScopeTeam, Teams: team(role(RoleAdmin))}, value.Some(false)},
		"a team's primary contact":      {Account{Scope: ScopeTeam, Teams: team(role(RolePrimaryContact))}, value.Some(false)},
		"a team's token without a team": {Account{Scope: ScopeTeam, Role: role(RoleViewer)}, value.Optional[bool]{}},
		"no role in the token's team":   {Account{Scope: ScopeTeam, Teams: team(value.Optional[string]{})}, value.Optional[bool]{}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := test.account.ReadOnly(); got != test.want {
				t.Errorf("%v, want %v", got, test.want)
			}
		})
	}
}

func TestAHolderWithoutAnAddressIsAnErrorForPeopleOnly(t *testing.T) {
	licenses := []License{
		seat("A", "II", heldBy(jane)), seat("B", "WS", heldBy(""), inTeam("7", "Core")), seat("C", "WS", onServer), seat("D", "WS"), seat("E", "II", heldBy("")),
	}
	err := CheckEmails(licenses)
	if e, ok := errors.AsType[*MissingEmailError](err); !ok || *e != (MissingEmailError{"B", "WS", 2}) {
		t.Fatalf("error %v", err)
	}
	if want := "license B for WS is assigned to a person without an email address, and so is 1 more license"; err.Error() != want {
		t.Errorf("%q, want %q", err, want)
	}
	if err := CheckEmails(licenses[:1]); err != nil {
		t.Errorf("refused: %v", err)
	}
	organization := NewOrganization(Account{}, licenses)
	report, err := Seats(organization, SeatOptions{AsOf: day("2026-11-21"), ReadAt: day("2026-11-21"), GroupBy: []GroupBy{ByProduct}})
	if seats := report.Groups; err != nil || seats[1].Assigned != 2 || seats[1].Floating != 1 || seats[1].People != 0 || seats[0].People != 1 {
		t.Errorf("seats %+v, %v", seats, err)
	}
	if teams := Teams(organization); teams[0].Assigned != 1 || teams[0].People != 0 {
		t.Errorf("teams %+v", teams)
	}
	if held := organization.HeldBy(""); len(held) != 0 {
		t.Errorf("held by no address: %+v", held)
	}
}

func TestOneProductHasOneName(t *testing.T) {
	calledX := func(name string) func(*License) { return func(l *License) { l.ProductName = value.Some(name) } }
	organization := NewOrganization(Account{}, []License{
		seat("A", "X", unnamed), seat("B", "X", calledX("")), seat("C", "X", calledX("X1"), heldBy(jane)), seat("D", "X", calledX("X2"), validTo("2026-12-01")), seat("E", "Y", unnamed),
	})
	for _, l := range organization.Licenses {
		want := value.Some("X1")
		if l.ProductCode == "Y" {
			want = value.Optional[string]{}
		}
		if l.ProductName != want {
			t.Errorf("license %s: %v, want %v", l.ID, l.ProductName, want)
		}
	}
}
