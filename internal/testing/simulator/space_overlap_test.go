package simulator_test

import (
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

// overlap counts who is in the Account, in the Space, or in both.
func overlap(org *simulator.Organization) map[string]int {
	holders := map[string]bool{}
	for _, license := range org.Licenses {
		if a := license.Assignee; a != nil && a.Type == simulator.AssigneeUser {
			holders[strings.ToLower(a.Email)] = true
		}
	}
	count := map[string]int{}
	members := map[string]bool{}
	for i := range org.Space.Members {
		m := &org.Space.Members[i]
		holds := false
		for _, email := range m.Emails {
			address := strings.ToLower(email.Email)
			members[address] = true
			holds = holds || holders[address]
		}
		switch {
		case holds && isExternal(m):
			count["external with a license"]++
		case holds && m.Archived:
			count["deactivated with a license"]++
		case holds:
			count["member with a license"]++
		case isMember(m):
			count["member without a license"]++
		}
	}
	for address := range holders {
		if !members[address] {
			count["license without an account"]++
		}
	}
	return count
}

func TestLicenseHoldersAndMembersOverlap(t *testing.T) {
	for _, licenses := range []int{250, 3000} {
		count := overlap(generate(licenses))
		for _, name := range []string{
			"external with a license", "deactivated with a license", "member with a license", "member without a license", "license without an account",
		} {
			if count[name] == 0 {
				t.Errorf("%d licenses: no %s", licenses, name)
			}
		}
		if count["member with a license"] < 3*count["license without an account"] {
			t.Errorf("%d licenses: most holders should have an account: %v", licenses, count)
		}
	}
	if count := overlap(generate(10)); count["external with a license"] == 0 || count["member without a license"] == 0 {
		t.Errorf("10 licenses: %v", count)
	}
}

func TestTheOutsiderOfTheLicensesIsAnExternalUser(t *testing.T) {
	m := memberWho(t, generate(10), func(m *simulator.SpaceMember) bool { return m.Username == "contractor7" || m.Username == "Contractor7" })
	if !m.External || m.ExternalLight || m.Archived || len(m.Emails) == 0 || m.Emails[0].Email != "contractor7@evil.example" {
		t.Errorf("%+v", m)
	}
}

func TestACleanSpaceHasNothingToFind(t *testing.T) {
	org := simulator.Generate(simulator.Options{Seed: 4, Licenses: 500, Now: now, Clean: true})
	for _, m := range org.Space.Members {
		if m.Archived || m.Suspended || m.AccessSuspended || m.NotAMember || m.External || m.ExternalLight || m.TwoFactor != simulator.TwoFactorActive ||
			len(m.Emails) != 1 || m.Emails[0].Blocked || !m.Emails[0].Verified || len(m.Logins) == 0 || m.Joined.After(now) ||
			m.Logins[0].Access == nil || m.Logins[0].Access.Time.Before(now.AddDate(0, 0, -25)) {
			t.Errorf("%+v", m)
		}
		if domain(m.Emails[0].Email) != "acme.example" {
			t.Errorf("member at %s", m.Emails[0].Email)
		}
	}
	for _, team := range org.Space.Teams {
		if team.Archived || team.Disbanded {
			t.Errorf("%+v", team)
		}
	}
	for _, m := range org.Space.Memberships {
		if m.Archived || m.Till != nil || m.RequiresApproval || m.Since == nil || m.Since.After(now) || m.PositionID == "" {
			t.Errorf("%+v", m)
		}
	}
	for _, role := range org.Space.Roles {
		for _, grant := range role.Grants {
			if grant.Status != simulator.RightGranted {
				t.Errorf("role %s: %+v", role.Name, grant)
			}
		}
	}
	count := overlap(org)
	if len(count) != 1 || count["member with a license"] != len(org.Space.Members) {
		t.Errorf("%d members: %v", len(org.Space.Members), count)
	}
}
