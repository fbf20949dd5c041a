//go:build !race

package provider_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/fault"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// nullReads returns arguments for the data sources of both APIs that make the
// results as complete as possible. The test reads each data source from a
// generated and a handwritten organization.
func nullReads(o *org.Organization) map[string][]object {
	email := ""
	for _, l := range o.Licenses {
		if l.Assignee != nil && l.Assignee.Type == org.AssigneeUser && l.Assignee.Email != "" {
			email = l.Assignee.Email
		}
	}
	username := o.Space.Members[0].Username
	everything := with(everyRuleOf(), object{
		"not_in_directory": object{"directory_emails": []any{email}}, "expiring": object{"days": 400}, "on_findings": "none",
		"missing_entitlement": object{"expected": object{"RR": []any{email}}}, "unexpected_entitlement": object{"expected": object{"II": []any{email}}},
		"exemptions": []any{object{"email": "gone@evil.example", "rules": []any{"all"}, "until": "never"}, object{"email": email, "rules": []any{"all"}, "until": "never"}},
	})
	byLicense := with(everything, object{"identify_people_by": "license_id"})
	groups := []any{"product", "team", "renewal", "cost_center"}
	prices := object{}
	for _, l := range o.Licenses {
		prices[l.Product.Code] = 1
	}
	reads := map[string][]object{
		"jetbrains_account": {nil}, "jetbrains_licenses": {nil}, "jetbrains_license": {}, "jetbrains_licensed_users": {nil}, "jetbrains_licensed_user": {{"email": email}},
		"jetbrains_ide_entitlements": {{"expand_packs": true}, {"expand_packs": true, "pack_contents": object{"ALL": []any{"ZZ"}, "II": []any{"ZZ"}}}}, "jetbrains_teams": {nil},
		"jetbrains_product_catalog":    {nil},
		"jetbrains_license_audit":      {everything, byLicense},
		"jetbrains_seats":              {nil, {"prices": prices}, {"prices": prices, "inactive_days": 1, "group_by": groups, "cost_centers": object{email: "R&D"}}},
		"jetbrains_space_organization": {nil}, "jetbrains_space_members": {{"include_deactivated": true}}, "jetbrains_space_member": {{"username": username}},
		"jetbrains_space_teams": {{"include_archived": true}}, "jetbrains_space_memberships": {{"include_archived": true}}, "jetbrains_space_permission_roles": {nil},
		"jetbrains_space_member_permissions": {{"username": username, "permissions": []any{"Superadmin"}}},
	}
	for i := range o.Licenses {
		reads["jetbrains_license"] = append(reads["jetbrains_license"], object{"license_id": o.Licenses[i].ID})
	}
	for _, m := range o.Space.Members {
		reads["jetbrains_space_member"] = append(reads["jetbrains_space_member"], object{"id": m.ID})
	}
	return reads
}

// nullsWithin are outputs that are never null themselves, and whose descriptions
// say what may be null in them.
var nullsWithin = []string{"jetbrains_license_audit.results", "jetbrains_seats.seats"}

// If an output can be null, its description must say when. No other description
// may mention null.
func TestDescriptionsSayWhatMayBeNull(t *testing.T) {
	wide := simulator.Generate(org.Options{Seed: 1, Licenses: 200, Now: today, Wide: true, Nulls: true})
	small := handmadeSpace()
	for _, i := range []int{0, 3, 4, 6} {
		small.Licenses[i].Team = org.TeamRef{}
	}
	small.Licenses[1].Team = org.TeamRef{ID: 77}
	small.Licenses[5].Assignee, small.Licenses[6].Product = user("", "eve@acme.example"), org.Product{Code: "ZZ"}
	observed := map[string]map[string]bool{} // maps a data source to the attributes that were null
	read := func(s *session, name string, arguments object) {
		if observed[name] == nil {
			observed[name] = map[string]bool{}
		}
		state, problems := s.readContext(t.Context(), t, name, arguments)
		if state == nil {
			t.Fatalf("%s: %v", name, problems)
		}
		collectNulls(observed[name], s.schemas.DataSourceSchemas[name].Block.Attributes, state, "")
	}
	for _, o := range []*org.Organization{wide, small} {
		server := start(t, o)
		asSpaceToken(t, server, append(org.SpacePermissions(), org.PermissionSuperadmin)...)
		s := newSession(t, nil)
		reads := nullReads(o)
		for name, list := range reads {
			if _, ok := s.schemas.DataSourceSchemas[name]; !ok {
				continue
			}
			for _, arguments := range list {
				read(s, name, arguments)
			}
		}
		o.Role, o.CustomerName, o.Teams[0].Role, o.Teams[1].Name = "", "", "", ""
		read(newSession(t, nil), "jetbrains_account", nil)
		asTeam(t, server, o.Teams[0].Name)
		read(newSession(t, nil), "jetbrains_account", nil)
		spaceReads := []string{"jetbrains_space_organization", "jetbrains_space_members", "jetbrains_space_member", "jetbrains_space_teams", "jetbrains_space_memberships"}
		readSpace := func(into func(name string) map[string]bool) {
			s := newSession(t, nil)
			for _, name := range spaceReads {
				if state, _ := s.readContext(t.Context(), t, name, reads[name][0]); state != nil {
					collectNulls(into(name), s.schemas.DataSourceSchemas[name].Block.Attributes, state, "")
				}
			}
		}
		usual := map[string]map[string]bool{}
		readSpace(func(name string) map[string]bool {
			usual[name] = map[string]bool{}
			return usual[name]
		})
		for _, field := range []string{"username", "name", "archived", "accessSuspended", "notAMember", "external", "externalLight", "emails", "memberships", "logins", "managers", "joined", "description", "team", "member", "lead"} {
			withheld := map[string]map[string]bool{}
			for _, name := range spaceReads {
				withheld[name] = map[string]bool{}
			}
			server.Fail(fault.SpaceUnreadable(field))
			readSpace(func(name string) map[string]bool { return withheld[name] })
			server.Fail()
			more := false
			for name, attributes := range withheld {
				for attribute := range attributes {
					more = more || !usual[name][attribute]
				}
				maps.Copy(observed[name], attributes)
			}
			if !more {
				t.Errorf("nothing else was null without the field %s", field)
			}
		}
		for _, denied := range org.SpacePermissions() {
			asSpaceToken(t, server, slices.DeleteFunc(org.SpacePermissions(), func(p string) bool { return p == denied })...)
			readSpace(func(name string) map[string]bool { return observed[name] })
		}
	}
	var (
		described = map[string]map[string]string{}
		seen      = map[string]bool{} // the descriptions of attributes that were null; data sources that share a field also share its description
		schemas   = newSession(t, nil).schemas.DataSourceSchemas
	)
	for name, schema := range schemas {
		if observed[name] == nil {
			t.Errorf("%s was not read", name)
			continue
		}
		described[name] = map[string]string{}
		collectDescribed(described[name], schema.Block.Attributes, "")
		for _, attribute := range slices.Sorted(maps.Keys(observed[name])) {
			text := described[name][attribute]
			seen[text] = true
			if !strings.Contains(strings.ToLower(text), "null") {
				t.Errorf("%s.%s was null, and its description does not say when", name, attribute)
			}
		}
	}
	for name, attributes := range described {
		if strings.HasPrefix(name, "jetbrains_space_") {
			continue // the tests of the clients cover single fields that a token cannot read
		}
		for _, attribute := range slices.Sorted(maps.Keys(attributes)) {
			if slices.Contains(nullsWithin, name+"."+attribute) {
				continue
			}
			if text := attributes[attribute]; strings.Contains(strings.ToLower(text), "null") && !seen[text] {
				t.Errorf("%s.%s is described as null at times, and never was: %s", name, attribute, text)
			}
		}
	}
}

// outputsOf returns the computed attributes.
func outputsOf(attributes []*tfprotov6.SchemaAttribute) []*tfprotov6.SchemaAttribute {
	return slices.DeleteFunc(slices.Clone(attributes), func(a *tfprotov6.SchemaAttribute) bool { return !a.Computed })
}

func collectNulls(into map[string]bool, attributes []*tfprotov6.SchemaAttribute, values object, prefix string) {
	for _, a := range outputsOf(attributes) {
		v := values[a.Name]
		if v == nil {
			into[prefix+a.Name] = true
			continue
		}
		if a.NestedType == nil {
			continue
		}
		rows, ok := v.([]any)
		if !ok {
			rows = []any{v}
		}
		for _, row := range rows {
			fields, _ := row.(object)
			collectNulls(into, a.NestedType.Attributes, fields, fmt.Sprintf("%s%s.", prefix, a.Name))
		}
	}
}

func collectDescribed(into map[string]string, attributes []*tfprotov6.SchemaAttribute, prefix string) {
	for _, a := range outputsOf(attributes) {
		into[prefix+a.Name] = a.Description
		if a.NestedType != nil {
			collectDescribed(into, a.NestedType.Attributes, fmt.Sprintf("%s%s.", prefix, a.Name))
		}
	}
}
