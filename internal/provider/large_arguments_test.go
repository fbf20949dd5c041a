package provider_test

import (
	"fmt"
	"maps"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Large arguments bypass the framework. They must have the same meaning as
// small ones, both in the data source and in the ephemeral resource. askAudit
// compares these two.
func TestLargeArgumentsMeanTheSameAsSmallOnes(t *testing.T) {
	start(t, handmade())
	small := object{
		"directory_emails":      []any{"Jane.Doe@ACME.example", nil, " ", "bob@evil.example"},
		"expected_entitlements": object{" II ": []any{"zoe@dev.acme.example", nil, "new@acme.example"}, "WS": []any{}, "ALL": nil}, // null declares no one
	}
	want := askAudit(t, small).must(t)
	large := maps.Clone(small)
	directory := small["directory_emails"].([]any)
	entitlements := maps.Clone(small["expected_entitlements"].(object))
	for range 10_000 {
		directory = append(directory, "bob@evil.example")
		entitlements[" II "] = append(entitlements[" II "].([]any), " ZOE@dev.acme.example")
	}
	large["directory_emails"], large["expected_entitlements"] = directory, entitlements
	got := askAudit(t, large).must(t)
	equal(t, "the audit with large arguments", got, want)
	equal(t, "unexpected", want["unexpected_license_ids"], []any{"A000000001", "B000000002"})
	equal(t, "missing", fmt.Sprint(want["missing_entitlements"]), "[map[email:new@acme.example product_code:II]]")

	large["expected_entitlements"] = object{"II": append([]any{"jane"}, entitlements[" II "].([]any)...)}
	askAudit(t, large).fails(t, `AttributeName("expected_entitlements").ElementKeyString("II").ElementKeyInt(0)`, "not an email address")
	large["expected_entitlements"] = object{"II": entitlements[" II "], " II": []any{}}
	askAudit(t, large).fails(t, "expected_entitlements", "Duplicate key")
	large["expected_entitlements"], large["directory_emails"] = nil, append([]any{unknown{}}, directory...)
	s := newSession(t, nil)
	resp, err := s.server.ValidateDataResourceConfig(t.Context(), &tfprotov6.ValidateDataResourceConfigRequest{
		TypeName: "jetbrains_license_audit", Config: encode(t, s.schemas.DataSourceSchemas["jetbrains_license_audit"].ValueType(), large),
	})
	if err != nil || len(resp.Diagnostics) > 0 {
		t.Errorf("a list that is not known yet is refused: %v, %v", err, problems(resp.Diagnostics))
	}
}
