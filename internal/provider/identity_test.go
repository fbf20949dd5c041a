package provider_test

import (
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// A person with several addresses must be one person everywhere: in licenses,
// in Space, and in every argument.
func TestAliasesMakeOnePersonEverywhere(t *testing.T) {
	o := handmadeSpace()
	o.Licenses[2].Assignee.Email = "JD@gmail.example"           // zoe's seat
	o.Licenses[3].Assignee.Email = "jane.doe@o\u0308ld.example" // bob's seat
	o.Space.Members[0].Emails = []org.SpaceEmail{{Email: "jane.doe@öld.example.", Blocked: true}, {Email: "jd@GMAIL.example"}, {Email: "jane.doe@acme.example", Blocked: true}}
	start(t, o)
	s := newSession(t, object{
		"email_aliases":  object{"jd@gmail.example": "Jane.Doe@acme.example"},
		"domain_aliases": object{"Öld.example": "acme.example"},
	})
	const jane = "jane.doe@acme.example"
	for _, address := range []string{jane, " JD@gmail.example ", "Jane.Doe@xn--ld-eka.example", "jane.doe@ÖLD.example."} {
		arguments := object{"assignee_emails": []any{address}}
		equal(t, "licenses of "+address, s.read(t, "jetbrains_licenses", arguments).succeeds(t)["total_count"], 4)
		equal(t, "users", s.read(t, "jetbrains_licensed_users", arguments).succeeds(t)["emails"], []any{jane})
		equal(t, "entitlements", s.read(t, "jetbrains_ide_entitlements", arguments).succeeds(t)["total_count"], 4)
		user := s.read(t, "jetbrains_licensed_user", object{"email": address}).succeeds(t)
		equal(t, "the user's address", user["email"], jane)
		equal(t, "addresses that JetBrains has", user["account_emails"], []any{jane, "jane.doe@xn--ld-eka.example", "jd@gmail.example"})
		equal(t, "addresses of the licenses", column(t, user["licenses"], "email"), []any{jane, jane, jane, jane})
		equal(t, "addresses of the licenses that JetBrains has", column(t, user["licenses"], "account_email"), []any{jane, jane, "jd@gmail.example", "jane.doe@xn--ld-eka.example"})
		member := s.read(t, "jetbrains_space_member", object{"email": address}).succeeds(t)
		equal(t, "the member", []any{member["username"], member["email"], member["emails"]}, []any{"Jane.Doe", jane, []any{jane}})
		audit := s.read(t, "jetbrains_license_audit", object{
			"not_in_directory": object{"directory_emails": []any{address}}, "missing_entitlement": object{"expected": object{"II": []any{address}}},
			"departed": object{"leaving_dates": object{address: "2026-11-01"}}, "exemptions": []any{object{"email": address, "rules": []any{"departed"}, "until": "never"}},
			"on_findings": "none",
		}).state
		equal(t, "people excused, and who left", []any{resultOf(t, audit, "departed")["excused"], resultOf(t, audit, "departed")["count"]}, []any{1, 0})
		equal(t, "the audit", []any{audit["passed"], audit["stale_exemptions"]}, []any{true, []any{}})
		equal(t, "people known under another address", audit["summary"].(object)["aliased"], 1)
	}
	// A private mailbox does not pass as internal by an alias, and a former domain
	// does.
	external := s.read(t, "jetbrains_license_audit", object{"external": object{"allowed_email_domains": []any{"acme.example"}}, "on_findings": "none"}).state
	equal(t, "external people", resultOf(t, external, "external")["emails"], []any{jane})
	if message := external["findings"].([]any)[0].(object)["message"].(string); !strings.Contains(message, "jd@gmail.example") || strings.Contains(message, "xn--ld-eka") {
		t.Errorf("want the private mailbox only in %q", message)
	}
	equal(t, "active emails in Space", s.read(t, "jetbrains_space_members", object{"include_external": false}).succeeds(t)["active_emails"], []any{"boss@acme.example", jane})
	equal(t, "users of a former domain", s.read(t, "jetbrains_licensed_users", object{"email_domains": []any{"öld.example"}}).succeeds(t)["emails"], []any{jane})
}
