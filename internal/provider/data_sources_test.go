package provider_test

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/fault"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// The tests in this file check the complete state of each data source against a
// handwritten organization. They use the protocol. acceptance_test.go shows
// that real Terraform accepts the same states.

func teamIDs(o *org.Organization) (core, mobile, data string) {
	return strconv.Itoa(o.Teams[0].ID), strconv.Itoa(o.Teams[1].ID), strconv.Itoa(o.Teams[2].ID)
}

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if difference := cmp.Diff(want, got); difference != "" {
		t.Errorf("%s: the difference, from what is wanted (-) to what there is (+):\n%s", what, difference)
	}
}

// column returns one attribute of all rows.
func column(t *testing.T, rows any, name string) []any {
	t.Helper()
	list, ok := rows.([]any)
	if !ok {
		t.Fatalf("no list but %v", rows)
	}
	values := make([]any, len(list))
	for i, row := range list {
		values[i] = row.(object)[name]
	}
	return values
}

func TestAccountTellsWhoseTokenItIs(t *testing.T) {
	o := handmade()
	core, mobile, data := teamIDs(o)
	server := start(t, o)

	state := read(t, "jetbrains_account", nil).succeeds(t)
	equal(t, "the organization's token", state, object{
		"scope": "organization", "customer_code": "1234567", "customer_name": "Acme", "role": "ADMIN", "read_only": false,
		"primary_licensee": false, "primary_technical_contact": false, "primary_billing_contact": false,
		"teams": []any{ // in byte order: 1042, 311, 98
			object{"id": core, "name": "Core", "role": "ADMIN"},
			object{"id": data, "name": "Data", "role": "VIEWER"},
			object{"id": mobile, "name": "Mobile", "role": "ADMIN"},
		},
	})
	if n := len(server.Requests()); n != 1 {
		t.Errorf("the connection test took %d requests", n)
	}

	asTeam(t, server, "Mobile")
	equal(t, "a team's token", read(t, "jetbrains_account", nil).succeeds(t), object{
		"scope": "team", "customer_code": "1234567", "customer_name": "Acme", "role": nil, "read_only": false,
		"primary_licensee": nil, "primary_technical_contact": nil, "primary_billing_contact": nil,
		"teams": []any{object{"id": mobile, "name": "Mobile", "role": "ADMIN"}},
	})
}

func asTeam(t *testing.T, server *simulator.Server, team string) {
	t.Helper()
	env, ok := server.TeamEnv(team)
	if !ok {
		t.Fatalf("no team %s", team)
	}
	for name, value := range env {
		t.Setenv(name, value)
	}
}

func TestLicensesShowEveryAttributeOfEverySeat(t *testing.T) {
	o := handmade()
	core, mobile, _ := teamIDs(o)
	start(t, o)

	seat := func(changes object) object {
		row := object{
			"license_id": nil, "product_code": "II", "product_name": "IntelliJ IDEA Ultimate", "team_id": core, "team_name": "Core",
			"assignee_type": nil, "email": nil, "account_email": nil, "name": nil, "server_uid": nil, "server_type": nil, "status": nil,
			"suspended": false, "trial": false, "available": false, "transferable": false,
			"valid_until": nil, "valid_until_date": nil, "expired": false, "auto_renewed": nil, "renewal_stopped": false, "renews": false, "subscription_pack": nil,
			"perpetual": false, "perpetual_outdated": nil, "upgrade_due": nil, "upgrade_due_date": nil, "domain": nil, "last_seen": nil, "last_assigned": nil, "offline_code": false,
		}
		maps.Copy(row, changes)
		if row["account_email"] == nil { // no alias is configured
			row["account_email"] = row["email"]
		}
		return row
	}
	state := read(t, "jetbrains_licenses", nil).succeeds(t)
	want := []any{
		seat(object{"license_id": "A000000001", "product_code": "WS", "product_name": "WebStorm", "team_id": mobile, "team_name": "Mobile",
			"assignee_type": "USER", "email": "jane.doe@acme.example", "name": "Jane Doe", "status": "suspended", "suspended": true,
			"valid_until": "2026-12-30T21:00:00Z", "valid_until_date": "2026-12-31", "auto_renewed": false, "renewal_stopped": true, "domain": "acme",
			"last_assigned": "2026-10-31T21:00:00Z", "offline_code": true}),
		seat(object{"license_id": "B000000002", "assignee_type": "USER", "email": "jane.doe@acme.example", "name": "J*** D**", "status": "active", "transferable": true,
			"valid_until": "2027-05-19T21:00:00Z", "valid_until_date": "2027-05-20", "auto_renewed": true, "renews": true, "subscription_pack": "1215/1JGQR",
			"last_seen": "2026-11-21T04:30:00Z", "last_assigned": "2026-01-02T00:04:05Z"}),
		seat(object{"license_id": "C000000003", "team_id": mobile, "team_name": "Mobile", "assignee_type": "USER", "email": "zoe@dev.acme.example", "name": "Zoe", "status": "active", "trial": true,
			"valid_until": "2026-11-30T21:00:00Z", "valid_until_date": "2026-12-01", "auto_renewed": true, "renewal_stopped": true}),
		seat(object{"license_id": "D000000004", "product_code": "ALL", "product_name": "All Products Pack", "assignee_type": "USER", "email": "bob@evil.example", "name": nil, "status": "expired", "expired": true,
			"valid_until": "2026-09-30T21:00:00Z", "valid_until_date": "2026-10-01", "auto_renewed": false, "subscription_pack": "99/XYZ", "last_seen": "2024-12-31T23:00:00Z"}),
		seat(object{"license_id": "E000000005", "assignee_type": "SERVER", "server_uid": "srv-1", "server_type": "LICENSE_VAULT", "status": "active"}),
		seat(object{"license_id": "F000000006", "product_code": "WS", "product_name": "WebStorm", "team_id": nil, "team_name": nil, "assignee_type": "LICENSE_KEY", "name": "Acme Build", "status": "active",
			"perpetual": true, "perpetual_outdated": true, "upgrade_due": "2026-12-31T23:00:00Z", "upgrade_due_date": "2027-01-01"}),
		seat(object{"license_id": "G000000007", "status": "available", "available": true,
			"valid_until": "2027-05-19T21:00:00Z", "valid_until_date": "2027-05-20", "auto_renewed": true, "renews": true, "subscription_pack": "1215/1JGQR"}),
		seat(object{"license_id": "H000000008", "status": "expired", "expired": true,
			"valid_until": "2026-09-30T21:00:00Z", "valid_until_date": "2026-10-01", "auto_renewed": false, "subscription_pack": "99/XYZ"}),
	}
	rows := state["licenses"].([]any)
	if len(rows) != len(want) {
		t.Fatalf("%d licenses, want %d", len(rows), len(want))
	}
	for i := range want {
		equal(t, "license "+strconv.Itoa(i), rows[i], want[i])
	}
	equal(t, "total_count", state["total_count"], 8)
	for _, argument := range []string{"product_codes", "team_ids", "assignee_emails", "assignee_types", "assigned", "suspended", "trial"} {
		equal(t, "left-out argument "+argument, state[argument], nil)
	}
}

func TestLicensesFilters(t *testing.T) {
	o := handmade()
	core, mobile, data := teamIDs(o)
	start(t, o)
	for name, test := range map[string]struct {
		arguments object
		want      []any
	}{
		"by product":                      {object{"product_codes": []any{"WS", "ALL"}}, []any{"A000000001", "D000000004", "F000000006"}},
		"by team":                         {object{"team_ids": []any{mobile}}, []any{"A000000001", "C000000003"}},
		"by a team without licenses":      {object{"team_ids": []any{data}}, []any{}},
		"of no team":                      {object{"team_ids": []any{"none"}}, []any{"F000000006"}},
		"of a team or none":               {object{"team_ids": []any{mobile, "none"}}, []any{"A000000001", "C000000003", "F000000006"}},
		"by product and team":             {object{"team_ids": []any{core, mobile}, "product_codes": []any{"WS"}}, []any{"A000000001"}},
		"by email in any spelling":        {object{"assignee_emails": []any{" JANE.doe@acme.example ", nil, "  "}}, []any{"A000000001", "B000000002"}},
		"by assignee type":                {object{"assignee_types": []any{"SERVER", " LICENSE_KEY"}}, []any{"E000000005", "F000000006"}},
		"by assigned":                     {object{"assigned": false}, []any{"G000000007", "H000000008"}},
		"by suspended":                    {object{"suspended": true}, []any{"A000000001"}},
		"by not suspended and not a seat": {object{"suspended": false, "assigned": false}, []any{"G000000007", "H000000008"}},
		"by trial":                        {object{"trial": true}, []any{"C000000003"}},
	} {
		t.Run(name, func(t *testing.T) {
			state := read(t, "jetbrains_licenses", test.arguments).succeeds(t)
			equal(t, "license IDs", column(t, state["licenses"], "license_id"), test.want)
			equal(t, "total_count", state["total_count"], len(test.want))
		})
	}
}

func TestFilterValuesThatTheAccountDoesNotHoldWarn(t *testing.T) {
	start(t, handmade())
	for _, name := range []string{"jetbrains_licenses", "jetbrains_licensed_users", "jetbrains_ide_entitlements"} {
		read(t, name, object{"product_codes": []any{"ws", "II"}}).warns(t, `WARNING at AttributeName("product_codes"): product_codes names "ws", which the account does not have: `,
			`The account has WS (WebStorm), ALL (All Products Pack), II`, "matches nothing")
		read(t, name, object{"team_ids": []any{"Mobile"}}).warns(t, `WARNING at AttributeName("team_ids")`, `names "Mobile"`, "The account has ")
		read(t, name, object{"assignee_emails": []any{"jane.doe@acme.example", "NOBODY@acme.example"}}).warns(t, `WARNING at AttributeName("assignee_emails"): assignee_emails contains addresses that no license holder has: 1 of 2: The first one is assignee_emails[1]. `, "matches nothing")
		for _, wildcard := range []string{"*@acme.example", "acme.example", "Ada <ada@acme.example>"} {
			got := read(t, name, object{"assignee_emails": []any{nil, wildcard}})
			got.fails(t, `ERROR at AttributeName("assignee_emails").ElementKeyInt(1): Not an email address: assignee_emails[1]: The value is not an email address`)
			if all := strings.Join(got.problems, "\n"); strings.Contains(all, wildcard+`"`) {
				t.Errorf("the message repeats %q, which may be marked as sensitive: %s", wildcard, all)
			}
		}
	}
	read(t, "jetbrains_licensed_users", object{"email_domains": []any{"acme.example", "nobody.example", "*.nobody.example"}}).
		warns(t, `WARNING at AttributeName("email_domains"): email_domains names "*.nobody.example", "nobody.example", which no license holder has: `, "matches nothing")
	read(t, "jetbrains_licensed_users", object{"email_domains": []any{"*@acme.example"}}).fails(t, `ERROR at AttributeName("email_domains").ElementKeyInt(0): Not an email domain`)
	read(t, "jetbrains_seats", object{"product_codes": []any{"ws", "II"}}).fails(t, `ERROR at AttributeName("product_codes"): The seats cannot be counted because of product_codes: product_codes names "ws", which the account does not have. The account has WS (WebStorm)`)
	read(t, "jetbrains_seats", object{"team_ids": []any{"Mobile"}}).fails(t, `ERROR at AttributeName("team_ids")`, `names "Mobile"`, "The account has ")
	read(t, "jetbrains_ide_entitlements", object{"expand_packs": true, "product_codes": []any{"RR"}}).succeeds(t)
	read(t, "jetbrains_ide_entitlements", object{"product_codes": []any{"RR"}}).warns(t, "product_codes")
	read(t, "jetbrains_ide_entitlements", object{"pack_contents": object{"all": []any{"II"}}}).warns(t, `WARNING at AttributeName("pack_contents")`, `"all"`)
}

func TestLicenseIsFoundByID(t *testing.T) {
	o := handmade()
	server := start(t, o)
	state := read(t, "jetbrains_license", object{"license_id": "B000000002"}).succeeds(t)
	equal(t, "license_id", state["license_id"], "B000000002")
	equal(t, "email of one with space around", read(t, "jetbrains_license", object{"license_id": " B000000002\n"}).succeeds(t)["email"], "jane.doe@acme.example")
	equal(t, "email", state["email"], "jane.doe@acme.example")
	equal(t, "status", state["status"], "active")
	for _, r := range server.Requests() {
		if r.Path == "/api/v1/customer/licenses/B000000002" {
			t.Error("a license of the shared list was requested again")
		}
	}

	read(t, "jetbrains_license", object{"license_id": "b000000002"}).fails(t, "ERROR at", "license_id", "in a different letter case", "but there is B000000002")
	read(t, "jetbrains_license", object{"license_id": "X1"}).fails(t, "ERROR at", "license_id", "No such license", "Customer 1234567 has 8 licenses")
	read(t, "jetbrains_license", object{"license_id": "B 2"}).fails(t, "license_id", "Not a license ID")

	asTeam(t, server, "Mobile")
	newSession(t, object{"require_scope": "team"}).read(t, "jetbrains_license", object{"license_id": "B000000002"}).fails(t, "No such license", "has 2 licenses", "use a token for that team or for the organization")
}

func TestLicensedUsersSumUpEachPerson(t *testing.T) {
	o := handmade()
	core, mobile, _ := teamIDs(o)
	start(t, o)
	state := read(t, "jetbrains_licensed_users", nil).succeeds(t)
	equal(t, "users", state["users"], []any{
		object{"email": "bob@evil.example", "account_emails": []any{"bob@evil.example"}, "name": nil, "status": "expired", "product_codes": []any{"ALL"}, "license_ids": []any{"D000000004"},
			"suspended_product_codes": []any{}, "team_ids": []any{core}, "last_seen": "2024-12-31T23:00:00Z", "never_seen": false, "last_assigned": nil, "offline_code": false},
		object{"email": "jane.doe@acme.example", "account_emails": []any{"jane.doe@acme.example"}, "name": "Jane Doe", "status": "active", "product_codes": []any{"II", "WS"}, "license_ids": []any{"A000000001", "B000000002"},
			"suspended_product_codes": []any{"WS"}, "team_ids": sortedTexts(core, mobile), "last_seen": "2026-11-21T04:30:00Z", "never_seen": false, "last_assigned": "2026-10-31T21:00:00Z", "offline_code": true},
		object{"email": "zoe@dev.acme.example", "account_emails": []any{"zoe@dev.acme.example"}, "name": "Zoe", "status": "active", "product_codes": []any{"II"}, "license_ids": []any{"C000000003"},
			"suspended_product_codes": []any{}, "team_ids": []any{mobile}, "last_seen": nil, "never_seen": true, "last_assigned": nil, "offline_code": false},
	})
	equal(t, "emails", state["emails"], []any{"bob@evil.example", "jane.doe@acme.example", "zoe@dev.acme.example"})
	equal(t, "active_emails", state["active_emails"], []any{"jane.doe@acme.example", "zoe@dev.acme.example"})
	equal(t, "suspended_emails", state["suspended_emails"], []any{})
	equal(t, "total_count", state["total_count"], 3)
}

func sortedTexts(a, b string) []any {
	if a > b {
		a, b = b, a
	}
	return []any{a, b}
}

func TestLicensedUsersFilters(t *testing.T) {
	o := handmade()
	_, mobile, _ := teamIDs(o)
	start(t, o)
	for name, test := range map[string]struct {
		arguments object
		want      []any
	}{
		"by domain, which leaves out subdomains":  {object{"email_domains": []any{"@ACME.example"}}, []any{"jane.doe@acme.example"}},
		"by subdomain, which leaves out the apex": {object{"email_domains": []any{"*.acme.example"}}, []any{"zoe@dev.acme.example"}},
		"by status":                            {object{"status": "expired"}, []any{"bob@evil.example"}},
		"by email":                             {object{"assignee_emails": []any{"ZOE@dev.acme.example", " "}}, []any{"zoe@dev.acme.example"}},
		"status speaks of the chosen licenses": {object{"product_codes": []any{"WS"}, "status": "suspended"}, []any{"jane.doe@acme.example"}},
		"by team":                              {object{"team_ids": []any{mobile}}, []any{"jane.doe@acme.example", "zoe@dev.acme.example"}},
	} {
		t.Run(name, func(t *testing.T) {
			state := read(t, "jetbrains_licensed_users", test.arguments).succeeds(t)
			equal(t, "emails", state["emails"], test.want)
			equal(t, "total_count", state["total_count"], len(test.want))
		})
	}
}

func TestLicensedUserIsFoundInAnySpelling(t *testing.T) {
	o := handmade()
	start(t, o)
	state := read(t, "jetbrains_licensed_user", object{"email": "  Jane.DOE@acme.example "}).succeeds(t)
	equal(t, "email", state["email"], "jane.doe@acme.example")
	equal(t, "license_ids", state["license_ids"], []any{"A000000001", "B000000002"})
	equal(t, "licenses", column(t, state["licenses"], "license_id"), []any{"A000000001", "B000000002"})
	equal(t, "name", state["name"], "Jane Doe")

	read(t, "jetbrains_licensed_user", object{"email": "nobody@acme.example"}).fails(t, `ERROR at AttributeName("email")`,
		"No license holder with this email address", "The person holds none of the 8 licenses",
		"People who use only free or Community products, or who have no assigned license, are not part of the commercial account")
	read(t, "jetbrains_licensed_user", object{"email": "jane"}).fails(t, "Not an email address", "identifies people by email")
}

func TestEntitlementsAreOneRowPerLicenseOfAPerson(t *testing.T) {
	o := handmade()
	core, _, _ := teamIDs(o)
	start(t, o)
	state := read(t, "jetbrains_ide_entitlements", nil).succeeds(t)
	equal(t, "license IDs", column(t, state["entitlements"], "license_id"), []any{"D000000004", "B000000002", "A000000001", "C000000003"})
	equal(t, "first row", state["entitlements"].([]any)[0], object{
		"email": "bob@evil.example", "name": nil, "product_code": "ALL", "product_name": "All Products Pack", "license_id": "D000000004", "via": nil,
		"team_id": core, "team_name": "Core", "status": "expired", "trial": false, "valid_until": "2026-09-30T21:00:00Z", "valid_until_date": "2026-10-01",
		"last_seen": "2024-12-31T23:00:00Z", "last_assigned": nil, "offline_code": false,
	})
	equal(t, "names", column(t, state["entitlements"], "name"), []any{nil, "Jane Doe", "Jane Doe", "Zoe"})
	equal(t, "emails_by_product", state["emails_by_product"], object{
		"ALL": []any{}, "II": []any{"jane.doe@acme.example", "zoe@dev.acme.example"}, "WS": []any{},
	})
	equal(t, "total_count", state["total_count"], 4)
}

func TestEntitlementsExpandPacks(t *testing.T) {
	server := start(t, handmade())
	state := read(t, "jetbrains_ide_entitlements", object{"expand_packs": true, "product_codes": []any{"WS", "RR"}}).succeeds(t)
	equal(t, "emails", column(t, state["entitlements"], "email"), []any{"bob@evil.example", "bob@evil.example", "jane.doe@acme.example"})
	equal(t, "products", column(t, state["entitlements"], "product_code"), []any{"RR", "WS", "WS"})
	equal(t, "names", column(t, state["entitlements"], "product_name"), []any{"RustRover", "WebStorm", "WebStorm"})
	equal(t, "via", column(t, state["entitlements"], "via"), []any{"ALL", "ALL", nil})
	dictionary := 0
	for _, r := range server.Requests() {
		if r.Path == "/api/v1/products" {
			dictionary++
		}
	}
	equal(t, "requests for the dictionary", dictionary, 1)

	state = read(t, "jetbrains_ide_entitlements", object{"expand_packs": true, "pack_contents": object{"ALL": []any{"WS"}}}).succeeds(t)
	equal(t, "products of a pack that the user describes", column(t, state["entitlements"], "product_code"), []any{"ALL", "WS", "II", "WS", "II"})
}

func TestTeamsAreThoseOfTheTokenAndOfTheLicenses(t *testing.T) {
	o := handmade()
	core, mobile, data := teamIDs(o)
	o.Licenses[0].Team = org.TeamRef{ID: 99, Name: "Unlisted"}
	start(t, o)
	state := read(t, "jetbrains_teams", nil).succeeds(t)
	equal(t, "teams, sorted by ID, those without a team last", state["teams"], []any{
		object{"id": core, "name": "Core", "total": 4, "assigned": 2, "available": 1, "people": 1},
		object{"id": data, "name": "Data", "total": 0, "assigned": 0, "available": 0, "people": 0},
		object{"id": mobile, "name": "Mobile", "total": 2, "assigned": 2, "available": 0, "people": 2},
		object{"id": "99", "name": "Unlisted", "total": 1, "assigned": 1, "available": 0, "people": 1},
		object{"id": nil, "name": nil, "total": 1, "assigned": 1, "available": 0, "people": 0},
	})
	equal(t, "total_count", state["total_count"], 5)

	o.Licenses[5].Team = org.TeamRef{ID: o.Teams[0].ID, Name: "Core"}
	start(t, o)
	state = read(t, "jetbrains_teams", nil).succeeds(t)
	equal(t, "IDs, if every license has a team", column(t, state["teams"], "id"), []any{core, data, mobile, "99"})
	equal(t, "total_count", state["total_count"], 4)
}

func TestAnEmptyOrganizationGivesEmptyLists(t *testing.T) {
	start(t, generated(0))
	for name, outputs := range map[string]object{
		"jetbrains_licenses":         {"licenses": []any{}, "total_count": 0},
		"jetbrains_licensed_users":   {"users": []any{}, "emails": []any{}, "active_emails": []any{}, "suspended_emails": []any{}, "total_count": 0},
		"jetbrains_ide_entitlements": {"entitlements": []any{}, "emails_by_product": object{}, "total_count": 0},
		"jetbrains_seats":            {"seats": []any{}, "total_count": 0},
	} {
		state := read(t, name, nil).succeeds(t)
		for output, want := range outputs {
			equal(t, name+"."+output, state[output], want)
		}
	}
}

func TestAFilterThatNamesNothingIsAnError(t *testing.T) {
	start(t, generated(10))
	for _, name := range []string{"jetbrains_licenses", "jetbrains_licensed_users", "jetbrains_ide_entitlements"} {
		for _, list := range [][]any{{}, {nil}, {"", "  "}} {
			read(t, name, object{"product_codes": list}).fails(t, `ERROR at AttributeName("product_codes")`, "The filter is empty", "a check of an empty result always passes")
		}
	}
	read(t, "jetbrains_licensed_users", object{"email_domains": []any{"jane@acme.example"}}).fails(t, "email_domains", "Keep only the part after the @")
	read(t, "jetbrains_licensed_users", object{"assignee_emails": []any{"jane doe"}}).fails(t, "assignee_emails", "not an email address")
	read(t, "jetbrains_licensed_users", object{"status": "idle"}).fails(t, "status", `"idle" is not one of "active", "suspended", "expired"`)
}

// If a license was added after the shared read, the provider requests it by its
// ID.
func TestALicenseThatJoinedSinceIsFound(t *testing.T) {
	server := start(t, handmade())
	s := newSession(t, nil)
	s.read(t, "jetbrains_licenses", nil).succeeds(t)
	server.Update(func(o *org.Organization) {
		o.Licenses = append(o.Licenses, org.License{ID: "Z000000009", Product: org.Product{Code: "WS"}, AvailableToAssign: true})
	})
	state := s.read(t, "jetbrains_license", object{"license_id": "Z000000009"}).succeeds(t)
	equal(t, "status", state["status"], "available")
	equal(t, "product_name, which only the dictionary knows", state["product_name"], "WebStorm")
}

func TestTheDictionaryIsAskedOnlyForWhatNoLicenseNames(t *testing.T) {
	o := handmade()
	o.Licenses[2].Product.Name = "" // another license has the name of II
	o.Licenses[3].Team = o.Licenses[0].Team
	core, _, _ := teamIDs(o)
	server := start(t, o)
	s := newSession(t, nil)
	for _, row := range s.read(t, "jetbrains_licenses", object{"product_codes": []any{"II"}}).succeeds(t)["licenses"].([]any) {
		equal(t, "product_name", row.(object)["product_name"], "IntelliJ IDEA Ultimate")
	}
	// A license of another team has the name of WebStorm.
	state := s.read(t, "jetbrains_ide_entitlements", object{"team_ids": []any{core}, "expand_packs": true, "product_codes": []any{"WS"}}).succeeds(t)
	equal(t, "names", column(t, state["entitlements"], "product_name"), []any{"WebStorm"})
	for _, r := range server.Requests() {
		if r.Path == "/api/v1/products" {
			t.Error("the dictionary was asked")
		}
	}
}

func TestADeniedCatalogOnlyLosesProductNames(t *testing.T) {
	o := handmade()
	for i := range o.Licenses {
		o.Licenses[i].Product.Name = ""
	}
	o.Licenses[3].Product.Code = "NEW"
	server := start(t, o)
	server.Fail(fault.APIError("INSUFFICIENT_PERMISSIONS").OnPath("/api/v1/products"))
	state := read(t, "jetbrains_seats", nil).succeeds(t)
	equal(t, "names", column(t, state["seats"], "product_name"), []any{"IntelliJ IDEA Ultimate", nil, "WebStorm"})
	server.Fail(fault.ServerError().OnPath("/api/v1/products"))
	newSession(t, impatient).read(t, "jetbrains_seats", nil).fails(t, "returned a server error", "GET /products")
}

// The map has a key for each code that the reading knows, so that a gate over it
// can name a product that nobody may use.
func TestEmailsByProductHasAKeyForEveryProduct(t *testing.T) {
	start(t, handmade())
	byProduct := func(arguments object) any {
		return read(t, "jetbrains_ide_entitlements", arguments).state["emails_by_product"]
	}
	for name, test := range map[string]struct{ arguments, want object }{
		"named by product_codes, used by nobody": {object{"product_codes": []any{"WS", "ALL"}}, object{"WS": []any{}, "ALL": []any{}}},
		"known only by an expanded pack":         {object{"product_codes": []any{"RR", "II"}, "expand_packs": true}, object{"RR": []any{}, "II": []any{"jane.doe@acme.example", "zoe@dev.acme.example"}}},
		"not known":                              {object{"product_codes": []any{"RR", "II"}}, object{"II": []any{"jane.doe@acme.example", "zoe@dev.acme.example"}}},
		"of the rows of a status":                {object{"status": "suspended"}, object{"WS": []any{}}},
		"of the rows of a person":                {object{"assignee_emails": []any{"bob@evil.example"}}, object{"ALL": []any{}}},
	} {
		equal(t, name, byProduct(test.arguments), test.want)
	}
}

func TestPeopleWhoseLicensesHaveNoTeam(t *testing.T) {
	o := handmade()
	_, mobile, _ := teamIDs(o)
	o.Licenses[3].Team = org.TeamRef{} // of bob
	start(t, o)
	noTeam, either := object{"team_ids": []any{" none "}}, object{"team_ids": []any{"none", mobile}}
	equal(t, "users", read(t, "jetbrains_licensed_users", noTeam).succeeds(t)["emails"], []any{"bob@evil.example"})
	equal(t, "users of a team or none", read(t, "jetbrains_licensed_users", either).succeeds(t)["emails"], []any{"bob@evil.example", "jane.doe@acme.example", "zoe@dev.acme.example"})
	equal(t, "entitlements", column(t, read(t, "jetbrains_ide_entitlements", noTeam).succeeds(t)["entitlements"], "team_id"), []any{nil})
	equal(t, "seats", read(t, "jetbrains_seats", noTeam).succeeds(t)["total"].(object)["total"], 2)
}

func TestEntitlementsFilters(t *testing.T) {
	o := handmade()
	core, _, _ := teamIDs(o)
	start(t, o)
	for name, test := range map[string]struct {
		arguments object
		want      []any
	}{
		"of a team":   {object{"team_ids": []any{core}}, []any{"D000000004", "B000000002"}},
		"of a person": {object{"assignee_emails": []any{"ZOE@dev.acme.example"}}, []any{"C000000003"}},
		"by status":   {object{"status": "suspended"}, []any{"A000000001"}},
		"of products": {object{"product_codes": []any{" WS "}}, []any{"A000000001"}},
	} {
		equal(t, "entitlements "+name, column(t, read(t, "jetbrains_ide_entitlements", test.arguments).succeeds(t)["entitlements"], "license_id"), test.want)
	}
}

func TestProductCatalogListsProductsAndPlugins(t *testing.T) {
	o := handmade()
	o.Products = []org.Product{webStorm, pack}
	o.Plugins = []org.Product{{Code: "PMINE", Name: "Minesweeper"}}
	server := start(t, o)
	state := read(t, "jetbrains_product_catalog", nil).succeeds(t)
	rows := state["products"].([]any)
	equal(t, "codes", column(t, rows, "code"), []any{"ALL", "PMINE", "WS"})
	equal(t, "kinds", column(t, rows, "kind"), []any{"product", "plugin", "product"})
	equal(t, "what the pack covers", slices.Contains(rows[0].(object)["covers"].([]any), "WS"), true)
	equal(t, "a product that is no pack", rows[2], object{"code": "WS", "name": "WebStorm", "kind": "product", "covers": []any{}})
	equal(t, "total_count", state["total_count"], 3)
	equal(t, "requests", len(server.Requests()), 2)
}
