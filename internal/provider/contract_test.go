package provider_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// These are the public names and types. New ones must be added here. Renaming
// one, or changing its type, breaks every configuration that uses it.
const (
	licenseObject = "license_id product_code product_name team_id team_name assignee_type email name server_uid server_type status " +
		"suspended:bool trial:bool available:bool transferable:bool valid_until expired:bool auto_renewed:bool renewal_stopped:bool subscription_pack perpetual:bool perpetual_outdated:bool upgrade_due domain last_seen last_assigned offline_code:bool"
	personObject = "email name status product_codes:list license_ids:list suspended_product_codes:list team_ids:list last_seen never_seen:bool last_assigned offline_code:bool"
	memberObject = "id username first_name last_name email emails:list status external:bool guest:bool two_factor joined left_at external_id manager_usernames:list team_ids:list last_login"
	auditObject  = "as_of inactive_days:number grace_days:number expiring_days:number allowed_email_domains:list directory_emails:list exempt_emails:list exemptions:objects min_available:map(number) " +
		"min_licenses:number require_scope product_codes:list team_ids:list rules:list warn_rules:list max_findings:map(number) max_percent:map(number) on_findings identify_people_by pack_contents:map(list) " +
		"passed:bool report findings:objects rule_counts:map(number) inactive_emails:list never_seen_emails:list suspended_emails:list external_emails:list unmatched_emails:list overlapping_emails:list " +
		"offline_code_emails:list trial_emails:list reclaimable_license_ids:list overlapping_license_ids:list expiring_license_ids:list exhausted_product_codes:list reclaimable_by_product:map(number) " +
		"exempted:objects stale_exemptions:objects summary:object expected_entitlements:map(list) unexpected_license_ids:list missing_entitlements:objects"
)

var publicNames = map[string]map[string]string{ // maps a data source to its objects ("" for the data source itself) and their attributes
	"jetbrains_account":        {"": "scope customer_code customer_name role read_only:bool primary_licensee:bool primary_technical_contact:bool primary_billing_contact:bool teams:objects", "teams": "id name role"},
	"jetbrains_licenses":       {"": "product_codes:list team_ids:list assignee_emails:list assignee_types:list assigned:bool suspended:bool trial:bool licenses:objects total_count:number", "licenses": licenseObject},
	"jetbrains_license":        {"": licenseObject},
	"jetbrains_licensed_users": {"": "product_codes:list team_ids:list assignee_emails:list email_domains:list status users:objects emails:list active_emails:list suspended_emails:list total_count:number", "users": personObject},
	"jetbrains_licensed_user":  {"": personObject + " licenses:objects", "licenses": licenseObject},
	"jetbrains_ide_entitlements": {
		"":             "product_codes:list team_ids:list assignee_emails:list status expand_packs:bool pack_contents:map(list) entitlements:objects emails_by_product:map(list) total_count:number",
		"entitlements": "email product_code product_name license_id via team_id team_name status trial:bool valid_until last_seen last_assigned offline_code:bool",
	},
	"jetbrains_products": {
		"":         "product_codes:list team_ids:list products:objects total_count:number",
		"products": "code name total:number assigned:number available:number unassigned:number suspended:number trial:number expired:number floating:number billable:number unassigned_billable:number perpetual:number people:number next_expiry",
	},
	"jetbrains_product_catalog": {"": "products:objects total_count:number", "products": "code name kind covers:list"},
	"jetbrains_teams":           {"": "teams:objects", "teams": "id name total:number assigned:number available:number people:number"},
	"jetbrains_renewals": {
		"":         "product_codes:list team_ids:list renewals:objects",
		"renewals": "valid_until product_code product_name subscription_pack auto_renewed:bool renewal_stopped:bool expired:bool renews:bool total:number assigned:number available:number",
	},
	"jetbrains_license_audit": {
		"": auditObject, "exemptions": "email rules:list until reason", "findings": "rule severity email license_id product_code covered_by_license_id message", "missing_entitlements": "email product_code",
		"exempted": "email rule until reason", "stale_exemptions": "email until reason",
		"summary": "scope customer_code licenses:number assigned:number available:number suspended:number people:number products:number directory_size:number aliased:number",
	},
	"jetbrains_license_costs": {
		"":               "monthly_prices:map(number) inactive_days:number grace_days:number as_of product_codes:list team_ids:list pack_contents:map(list) min_licenses:number costs:objects totals_by_team:objects total:object",
		"costs":          "team_id team_name product_code product_name monthly_price:number billable:number billable_cost:number unassigned:number unassigned_cost:number reclaimable:number reclaimable_cost:number overlapping:number overlapping_cost:number",
		"totals_by_team": "team_id team_name billable_cost:number unassigned_cost:number reclaimable_cost:number overlapping_cost:number",
		"total":          "billable_cost:number unassigned_cost:number reclaimable_cost:number overlapping_cost:number",
	},
	"jetbrains_space_organization": {"": "id name url principal principal_name"},
	"jetbrains_space_members": {
		"":        "include_external:bool include_deactivated:bool team_id query members:objects emails:list active_emails:list usernames:list external_usernames:list suspended_usernames:list without_two_factor_usernames:list total_count:number",
		"members": memberObject,
	},
	"jetbrains_space_member": {"": memberObject},
	"jetbrains_space_teams":  {"": "include_archived:bool teams:objects total_count:number", "teams": "id name description parent_id archived:bool external_id member_usernames:list lead_usernames:list"},
	"jetbrains_space_memberships": {
		"":            "team_ids:list usernames:list include_archived:bool memberships:objects total_count:number",
		"memberships": "id username member_id team_id team_name role lead:bool since till archived:bool",
	},
	"jetbrains_space_member_permissions": {"": "username permissions:list project_key team_id granted:map(bool)"},
	"jetbrains_space_permission_roles":   {"": "project_key roles:objects total_count:number", "roles": "id code name type permissions:list usernames:list team_ids:list"},
}

func TestTheSchemasAreThePublicContract(t *testing.T) {
	schemas, err := newTestServer().GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil || len(schemas.Diagnostics) > 0 {
		t.Fatal(err, problems(schemas.Diagnostics))
	}
	equal(t, "data sources", slices.Sorted(maps.Keys(schemas.DataSourceSchemas)), slices.Sorted(maps.Keys(publicNames)))
	for name, objects := range publicNames {
		checkSchema(t, name, schemas.DataSourceSchemas[name].Block.Attributes, objects)
	}
	equal(t, "ephemeral resources", slices.Sorted(maps.Keys(schemas.EphemeralResourceSchemas)), []string{"jetbrains_license_audit"})
	checkSchema(t, "ephemeral jetbrains_license_audit", schemas.EphemeralResourceSchemas["jetbrains_license_audit"].Block.Attributes, publicNames["jetbrains_license_audit"])
	equal(t, "resources", len(schemas.ResourceSchemas), 0)
	equal(t, "functions", slices.Sorted(maps.Keys(schemas.Functions)), []string{"csvencode", "days_between", "findings_junit", "findings_markdown", "product_covers"})

	provider := map[string]string{"": "customer_code token account_url space_subdomain space_url space_token max_concurrent_requests:number max_retries:number request_timeout email_aliases:map() domain_aliases:map()"}
	checkSchema(t, "provider", schemas.Provider.Block.Attributes, provider)
	for _, a := range schemas.Provider.Block.Attributes {
		if want := strings.HasSuffix(a.Name, "token"); a.Sensitive != want {
			t.Errorf("provider attribute %s: sensitive is %t", a.Name, a.Sensitive)
		}
	}
}

func checkSchema(t *testing.T, where string, attributes []*tfprotov6.SchemaAttribute, objects map[string]string) {
	t.Helper()
	checkAttributes(t, where, attributes, objects[""])
	for _, a := range attributes {
		if a.NestedType != nil {
			checkAttributes(t, where+"."+a.Name, a.NestedType.Attributes, objects[a.Name])
		}
	}
}

func checkAttributes(t *testing.T, where string, attributes []*tfprotov6.SchemaAttribute, want string) {
	t.Helper()
	got := make([]string, len(attributes))
	for i, a := range attributes {
		if got[i] = a.Name; kindOf(a) != "" {
			got[i] += ":" + kindOf(a)
		}
		if a.Description == "" || !strings.HasSuffix(strings.TrimSpace(a.Description), ".") {
			t.Errorf("%s.%s is not described in sentences: %q", where, a.Name, a.Description)
		}
	}
	slices.Sort(got)
	expected := strings.Fields(want)
	slices.Sort(expected)
	equal(t, where, got, expected)
}

func kindOf(a *tfprotov6.SchemaAttribute) string {
	if a.NestedType != nil {
		if a.NestedType.Nesting == tfprotov6.SchemaObjectNestingModeSingle {
			return "object"
		}
		return "objects"
	}
	return typeName(a.Type)
}

func typeName(typ tftypes.Type) string {
	switch t := typ.(type) {
	case tftypes.List:
		return "list"
	case tftypes.Map:
		return "map(" + typeName(t.ElementType) + ")"
	}
	switch {
	case typ.Is(tftypes.Bool):
		return "bool"
	case typ.Is(tftypes.Number):
		return "number"
	}
	return ""
}
