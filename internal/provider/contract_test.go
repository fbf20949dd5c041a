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
	licenseObject = "license_id product_code product_name team_id team_name assignee_type email account_email name server_uid server_type status " +
		"suspended:bool trial:bool available:bool transferable:bool valid_until valid_until_date expired:bool auto_renewed:bool renewal_stopped:bool renews:bool subscription_pack " +
		"perpetual:bool perpetual_outdated:bool upgrade_due upgrade_due_date domain last_seen last_assigned offline_code:bool"
	personObject = "email account_emails:list(string) name status product_codes:list(string) license_ids:list(string) suspended_product_codes:list(string) team_ids:list(string) last_seen never_seen:bool last_assigned offline_code:bool"
	memberObject = "id username first_name last_name email emails:list(string) status external:bool guest:bool two_factor joined left_at external_id manager_usernames:list(string) team_ids:list(string) last_login"
	seatNumbers  = "total:number assigned:number unassigned:number available:number available_trial:number suspended:number trial:number expired:number floating:number perpetual:number people:number " +
		"billable:number unassigned_billable:number unused:number use_unknown:number overlapping:number surplus:number next_expiry next_expiry_date " +
		"cost:number unassigned_cost:number unused_cost:number overlapping_cost:number surplus_cost:number"
	seatGroups = "product_code product_name team_id team_name cost_center valid_until valid_until_date subscription_pack auto_renewed:bool renewal_stopped:bool renews:bool ends:bool"

	// everyRule is what the object of each rule takes.
	everyRule = "severity max_findings:number max_percent:number "
	// resultObject is a plain object, and not one of nested attributes, so that
	// terraform test can mock it.
	resultObject = "map(object(count:number emails:list(string) excused:number license_ids:list(string) max_findings:number max_percent:number out_of:number passed:bool product_codes:list(string) severity:string))"
)

// ruleObjects are the own attributes of each rule, with a star after the name of
// a required one.
var ruleObjects = map[string]string{
	"cheaper_pack":           "prices*:map(number)",
	"departed":               "leaving_dates*:map(string) days:number",
	"discontinued":           "product_codes*:list(string)",
	"expiring":               "days*:number",
	"external":               "allowed_email_domains*:list(string)",
	"inactive":               "days*:number grace_days:number",
	"low_availability":       "min_available*:map(number)",
	"missing_entitlement":    "expected*:map(list(string))",
	"never_seen":             "grace_days:number",
	"not_in_directory":       "directory_emails*:list(string)",
	"offline_code":           "",
	"overlapping":            "",
	"suspended":              "",
	"trial":                  "",
	"unexpected_entitlement": "expected*:map(list(string))",
	"unused":                 "days*:number grace_days:number",
	"use_unknown":            "",
}

// publicNames maps a data source to its objects ("" for the data source itself)
// and their attributes.
var publicNames = map[string]map[string]string{
	"jetbrains_account":        {"": "scope customer_code customer_name role read_only:bool primary_licensee:bool primary_technical_contact:bool primary_billing_contact:bool teams:objects", "teams": "id name role"},
	"jetbrains_licenses":       {"": "product_codes:list(string) team_ids:list(string) assignee_emails:list(string) assignee_types:list(string) assigned:bool suspended:bool trial:bool licenses:objects total_count:number", "licenses": licenseObject},
	"jetbrains_license":        {"": strings.Replace(licenseObject, "license_id", "license_id*", 1)},
	"jetbrains_licensed_users": {"": "product_codes:list(string) team_ids:list(string) assignee_emails:list(string) email_domains:list(string) status users:objects emails:list(string) active_emails:list(string) suspended_emails:list(string) total_count:number", "users": personObject},
	"jetbrains_licensed_user":  {"": strings.Replace(personObject, "email", "email*", 1) + " licenses:objects", "licenses": licenseObject},
	"jetbrains_ide_entitlements": {
		"":             "product_codes:list(string) team_ids:list(string) assignee_emails:list(string) status expand_packs:bool pack_contents:map(list(string)) entitlements:objects emails_by_product:map(list(string)) total_count:number",
		"entitlements": "email name product_code product_name license_id via team_id team_name status trial:bool valid_until valid_until_date last_seen last_assigned offline_code:bool",
	},
	"jetbrains_seats": {
		"": "group_by:list(string) product_codes:list(string) team_ids:list(string) prices:map(number) inactive_days:number grace_days:number as_of pack_contents:map(list(string)) cost_centers:map(string) min_licenses:number " +
			"seats:objects total:object total_count:number",
		"seats": seatGroups + " " + seatNumbers, "total": seatNumbers,
	},
	"jetbrains_product_catalog": {"": "products:objects total_count:number", "products": "code name kind covers:list(string)"},
	"jetbrains_teams":           {"": "teams:objects total_count:number", "teams": "id name total:number assigned:number available:number people:number"},
	"jetbrains_license_audit":   auditNames(),

	"jetbrains_space_organization": {"": "id name url principal principal_name"},
	"jetbrains_space_members": {
		"":        "include_external:bool include_deactivated:bool team_id query members:objects emails:list(string) active_emails:list(string) active_internal_emails:list(string) usernames:list(string) external_usernames:list(string) suspended_usernames:list(string) without_two_factor_usernames:list(string) two_factor_unknown_usernames:list(string) total_count:number",
		"members": memberObject,
	},
	"jetbrains_space_member": {"": memberObject},
	"jetbrains_space_teams":  {"": "include_archived:bool teams:objects total_count:number", "teams": "id name description parent_id archived:bool external_id member_usernames:list(string) lead_usernames:list(string)"},
	"jetbrains_space_memberships": {
		"":            "team_ids:list(string) usernames:list(string) include_archived:bool memberships:objects total_count:number",
		"memberships": "id username member_id team_id team_name role lead:bool since till archived:bool",
	},
	"jetbrains_space_member_permissions": {"": "username* permissions*:list(string) project_key team_id granted:map(bool)"},
	"jetbrains_space_permission_roles":   {"": "project_key roles:objects total_count:number", "roles": "id code name type permissions:list(string) usernames:list(string) team_ids:list(string)"},
}

func auditNames() map[string]string {
	names := map[string]string{
		"": "as_of exemptions:objects min_licenses:number product_codes:list(string) team_ids:list(string) on_findings identify_people_by pack_contents:map(list(string)) " +
			"passed:bool report findings:objects results:" + strings.ReplaceAll(resultObject, " ", "_") + " exempted:objects stale_exemptions:objects summary:object",
		"exemptions": "email* rules*:list(string) until* reason", "findings": "rule severity email license_id product_code team_id team_name covered_by_license_id message",
		"exempted": "email rule until reason", "stale_exemptions": "email until reason",
		"summary": "subject scope customer_code customer_name licenses:number not_judged:number assigned:number available:number suspended:number people:number products:number aliased:number",
	}
	for rule, own := range ruleObjects {
		names[""] += " " + rule + ":object"
		names[rule] = everyRule + own
	}
	return names
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

	provider := map[string]string{"": "customer_code token require_scope account_url space_subdomain space_url space_token max_concurrent_requests:number max_retries:number request_timeout email_aliases:map(string) domain_aliases:map(string)"}
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
		got[i] = a.Name
		if a.Required {
			got[i] += "*"
		}
		if kind := kindOf(a); kind != "string" {
			got[i] += ":" + strings.ReplaceAll(kind, " ", "_")
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
		return "list(" + typeName(t.ElementType) + ")"
	case tftypes.Map:
		return "map(" + typeName(t.ElementType) + ")"
	case tftypes.Object:
		var attributes []string
		for _, name := range slices.Sorted(maps.Keys(t.AttributeTypes)) {
			attributes = append(attributes, name+":"+typeName(t.AttributeTypes[name]))
		}
		return "object(" + strings.Join(attributes, " ") + ")"
	}
	for name, simple := range map[string]tftypes.Type{"bool": tftypes.Bool, "number": tftypes.Number, "string": tftypes.String} {
		if typ.Is(simple) {
			return name
		}
	}
	return "unknown type " + typ.String()
}
