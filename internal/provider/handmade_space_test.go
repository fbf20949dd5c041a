package provider_test

import (
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// handmadeSpace is the handwritten organization with a Space that has one
// member of each kind. It is small enough to write down the expected states in
// full.
func handmadeSpace() *org.Organization {
	o := handmade()
	generated := simulator.Generate(org.Options{Seed: 7, Licenses: 10, Now: today}).Space
	o.Space = &org.Space{
		ID: "org1", Name: "Acme",
		Token: generated.Token, Tokens: generated.Tokens, Rights: generated.Rights,
		Members: []org.SpaceMember{
			{ID: "m2", Username: "Jane.Doe", FirstName: "Jane", LastName: "Doe", TwoFactor: "ACTIVE", ExternalID: "okta-1", Joined: at("2020-10-21T00:00:00Z"), ManagerIDs: []string{"m3"},
				Emails: []org.SpaceEmail{{Email: "old@acme.example", Blocked: true}, {Email: "Jane.Doe@Acme.Example"}, {Email: "jane@acme.example"}},
				Logins: []org.SpaceLogin{
					{LastUsed: at("2026-11-01T10:00:00Z")},
					{LastUsed: at("2026-11-20T10:00:00.500Z")},
				}},
			{ID: "m3", Username: "boss", FirstName: "Bea", LastName: "Boss", TwoFactor: "NOT_SETUP", Emails: []org.SpaceEmail{{Email: "boss@acme.example"}}},
			{ID: "m4", Username: "contractor", FirstName: "Con", LastName: "Tractor", External: true, TwoFactor: "INACTIVE", Emails: []org.SpaceEmail{{Email: "con@evil.example"}}},
			{ID: "m5", Username: "guest", FirstName: "Gus", LastName: "Guest", External: true, ExternalLight: true, Emails: []org.SpaceEmail{{Email: "gus@other.example"}}},
			{ID: "m6", Username: "locked", FirstName: "Lo", LastName: "Cked", AccessSuspended: true, TwoFactor: "ACTIVE", Emails: []org.SpaceEmail{{Email: "locked@acme.example"}}},
			{ID: "m7", Username: "left", FirstName: "Le", LastName: "Ft", Archived: true, LeftAt: at("2026-01-31T12:00:00+01:00")},
		},
		Teams: []org.SpaceTeam{
			{ID: "t1", Name: "Core", Description: "The core", ExternalID: "okta-core"},
			{ID: "t2", Name: "Editor", ParentID: "t1"},
			{ID: "t3", Name: "Old", Archived: true},
		},
		Positions: []org.SpacePosition{{ID: "p1", Name: "Developer"}},
		Memberships: []org.SpaceMembership{
			{ID: "s1", MemberID: "m3", TeamID: "t1", Lead: true, Since: at("2019-01-01T00:00:00Z")},
			{ID: "s2", MemberID: "m2", TeamID: "t2", PositionID: "p1", Since: at("2020-10-21T00:00:00Z"), Till: at("2027-10-21T00:00:00Z")},
			{ID: "s3", MemberID: "m2", TeamID: "t1"},
			{ID: "s4", MemberID: "m4", TeamID: "t1", Archived: true, Since: at("2021-01-01T00:00:00Z"), Till: at("2022-01-01T00:00:00Z")},
		},
		Projects: []org.SpaceProject{{ID: "pr1", Key: "APP", Name: "App"}},
		Roles: []org.SpaceRole{
			{ID: "r1", Type: "PREDEFINED", Code: "superAdmin", Name: "System Administrator", Grants: []org.SpaceGrant{{Code: "Superadmin", Status: "GRANTED"}}, MemberIDs: []string{"m3"}},
			{ID: "r2", Type: "CUSTOM", Name: "Auditor", Grants: []org.SpaceGrant{{Code: "Profile.View", Status: "GRANTED"}, {Code: "Team.View", Status: "REJECTED"}}, TeamIDs: []string{"t2"}},
			{ID: "r3", Type: "CUSTOM", Name: "Project Lead", ProjectID: "pr1", MemberIDs: []string{"m2"}},
		},
	}
	for i := range o.Space.Tokens {
		if o.Space.Tokens[i].MemberID != "" {
			o.Space.Tokens[i].MemberID = "m2"
		}
	}
	return o
}

// startSpace serves the organization. Only the provider's Space arguments are
// configured.
func startSpace(t *testing.T, o *org.Organization, options ...simulator.Option) *simulator.Server {
	t.Helper()
	server := start(t, o, options...)
	for _, name := range []string{"JETBRAINS_CUSTOMER_CODE", "JETBRAINS_TOKEN", "JETBRAINS_ACCOUNT_URL"} {
		t.Setenv(name, "")
	}
	for name, value := range server.SpaceEnv() {
		t.Setenv(name, value)
	}
	return server
}

func asSpaceToken(t *testing.T, server *simulator.Server, permissions ...string) {
	t.Helper()
	for name, value := range server.SpaceTokenEnv(permissions...) {
		t.Setenv(name, value)
	}
}

func without(permission string) []string {
	var rest []string
	for _, p := range org.SpacePermissions() {
		if p != permission {
			rest = append(rest, p)
		}
	}
	return rest
}
