package provider_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// accountReads are arguments for every data source of JetBrains Account.
var accountReads = map[string]object{
	"jetbrains_account": nil, "jetbrains_licenses": nil, "jetbrains_license": {"license_id": "A000000001"}, "jetbrains_licensed_users": nil, "jetbrains_licensed_user": {"email": "jane.doe@acme.example"},
	"jetbrains_ide_entitlements": nil, "jetbrains_seats": nil, "jetbrains_teams": nil, "jetbrains_product_catalog": nil, "jetbrains_license_audit": {"trial": object{}, "on_findings": "none"},
}

// readsLicenses tells which of them read licenses.
func readsLicenses(name string) bool {
	return name != "jetbrains_account" && name != "jetbrains_product_catalog"
}

func TestRequireScopeRefusesTheOtherKindOfToken(t *testing.T) {
	server := start(t, handmade())
	for _, name := range slices.Sorted(maps.Keys(newSession(t, nil).schemas.DataSourceSchemas)) {
		if _, ok := accountReads[name]; !ok && !strings.HasPrefix(name, "jetbrains_space_") {
			t.Errorf("%s is not tested here", name)
		}
	}
	refuse := func(required, want string) {
		for name, arguments := range accountReads {
			got := newSession(t, object{"require_scope": required}).read(t, name, arguments)
			got.fails(t, "ERROR: The token has the wrong scope: ", `require_scope is "`+required+`", but the token is for `+want)
		}
		newSession(t, object{"require_scope": required}).open(t, "jetbrains_license_audit", accountReads["jetbrains_license_audit"]).fails(t, "The token has the wrong scope")
	}
	accept := func(required string) {
		for name, arguments := range accountReads {
			newSession(t, object{"require_scope": required}).read(t, name, arguments).succeeds(t)
		}
	}
	accept(" organization ")
	refuse("team", "the organization")
	asTeam(t, server, "Mobile")
	accept("team")
	refuse("organization", "team Mobile (")
	for _, bad := range []string{"Team", "company", ""} {
		newSession(t, object{"require_scope": bad}).read(t, "jetbrains_account", nil).fails(t, `ERROR at AttributeName("require_scope")`, `is not one of "organization", "team"`)
	}
	newSession(t, object{"require_scope": unknown{}}).read(t, "jetbrains_account", nil).fails(t, `AttributeName("require_scope")`, "is not known yet")
}

// Terraform shows warnings with one summary once.
func TestEveryReadOfLicensesWithATeamsTokenWarnsWithOneSummary(t *testing.T) {
	o := handmade()
	_, mobile, _ := teamIDs(o)
	server := start(t, o)
	asTeam(t, server, "Mobile")
	for name, arguments := range accountReads {
		got := read(t, name, arguments)
		if !readsLicenses(name) {
			got.succeeds(t)
			continue
		}
		got.warns(t, "WARNING: The token sees only the licenses of team Mobile ("+mobile+"): ", `set require_scope = "team" in the provider block`)
	}
	opened := newSession(t, nil).open(t, "jetbrains_license_audit", accountReads["jetbrains_license_audit"])
	opened.warns(t, "WARNING: The token sees only the licenses of team Mobile ("+mobile+"): ")
	equal(t, "subject", opened.state["summary"].(object)["subject"], "Mobile ("+mobile+")")
	equal(t, "scope", opened.state["summary"].(object)["scope"], "team")
}

// With a team's token the rest of the company is not seen, so an exemption of
// somebody else is not stale.
func TestATeamsTokenCallsNoExemptionOfAnotherTeamStale(t *testing.T) {
	server := start(t, handmade())
	asTeam(t, server, "Mobile")
	s := newSession(t, object{"require_scope": "team"})
	state := s.read(t, "jetbrains_license_audit", object{"trial": object{}, "on_findings": "none", "exemptions": []any{
		object{"email": "bob@evil.example", "rules": []any{"all"}, "until": "never"}, object{"email": "ended@evil.example", "rules": []any{"all"}, "until": "2026-01-01"},
	}}).succeeds(t)
	equal(t, "stale exemptions", column(t, state["stale_exemptions"], "email"), []any{"ended@evil.example"})
}
