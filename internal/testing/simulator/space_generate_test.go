package simulator_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

func spaceJSON(t *testing.T, options simulator.Options) string {
	t.Helper()
	text, err := json.Marshal(simulator.Generate(options).Space)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestTheSameOptionsMakeTheSameSpace(t *testing.T) {
	base := simulator.Options{Seed: 5, Licenses: 300, Now: now}
	first := spaceJSON(t, base)
	if spaceJSON(t, base) != first {
		t.Error("the same options differ")
	}
	seed, clean, members := base, base, base
	seed.Seed++
	clean.Clean = true
	members.SpaceMembers = 77
	for name, other := range map[string]simulator.Options{"seed": seed, "clean": clean, "members": members} {
		if spaceJSON(t, other) == first {
			t.Errorf("another %s makes the same", name)
		}
	}
}

func TestASpaceChangesNothingOfTheAccount(t *testing.T) {
	for _, clean := range []bool{false, true} {
		with := simulator.Options{Seed: 3, Licenses: 300, Now: now, Clean: clean}
		without, large := with, with
		without.SpaceMembers = -1
		large.SpaceMembers = 900
		if first := served(t, with); served(t, without) != first || served(t, large) != first {
			t.Errorf("clean %v: the size of the Space changes what the Account API serves", clean)
		}
		if simulator.Generate(without).Space != nil {
			t.Error("a Space that nobody wanted")
		}
	}
}

func TestASpaceHasExactlyAsManyMembersAsAskedFor(t *testing.T) {
	for _, clean := range []bool{false, true} {
		for _, n := range []int{1, 2, 10, 25, 26, 1000, 50_000} {
			org := simulator.Generate(simulator.Options{Seed: 3, Licenses: 100, Now: now, Clean: clean, SpaceMembers: n})
			if len(org.Space.Members) != n {
				t.Errorf("%d members, want %d", len(org.Space.Members), n)
			}
		}
	}
	if got := len(generate(0).Space.Members); got != 1 {
		t.Errorf("without licenses: %d members, want the owner of the token", got)
	}
}

// What holds for a Space of any size and seed.
func TestSpacesKeepTheirPromises(t *testing.T) {
	id := regexp.MustCompile(`^[0-9A-Za-z]{12}$`)
	for _, options := range []simulator.Options{
		{Seed: 1}, {Seed: 2, Licenses: 10}, {Seed: 1, Licenses: 250}, {Seed: 1, Licenses: 3000},
		{Seed: 1, Licenses: 250, Clean: true}, {Seed: 9, SpaceMembers: 500}, {Seed: 9, SpaceMembers: 500, Clean: true},
	} {
		t.Run(fmt.Sprintf("%+v", options), func(t *testing.T) {
			options.Now = now
			s := simulator.Generate(options).Space
			seen := map[string]bool{}
			unique := func(kind, value string) {
				if seen[kind+value] || value == "" {
					t.Errorf("%s %q is empty or there twice", kind, value)
				}
				seen[kind+value] = true
				if kind == "id" && !id.MatchString(value) {
					t.Errorf("id %q", value)
				}
			}
			for _, m := range s.Members {
				unique("id", m.ID)
				unique("username", m.Username)
				own := map[string]bool{}
				for _, email := range m.Emails {
					unique("id", email.ID)
					address := strings.ToLower(email.Email)
					if !own[address] { // two spellings of one's own address are one
						unique("address", address)
					}
					own[address] = true
				}
				if m.Archived != (m.LeftAt != nil) || m.LeftAt != nil && (!m.LeftAt.Before(now) || m.Joined.After(*m.LeftAt)) {
					t.Errorf("%s left %v, joined %v, archived %v", m.Username, m.LeftAt, m.Joined, m.Archived)
				}
				if m.AccessSuspendedAt != nil && !m.AccessSuspended {
					t.Errorf("%s was suspended at %v and is not", m.Username, m.AccessSuspendedAt)
				}
				for _, login := range m.Logins {
					if login.Access != nil && !login.Access.Time.Before(now) {
						t.Errorf("%s signs in in the future", m.Username)
					}
				}
			}
			var names []string
			for _, team := range s.Teams {
				unique("id", team.ID)
				names = append(names, team.Name)
			}
			for _, name := range []string{"Core", "Mobile", "Data"} {
				if !slices.Contains(names, name) {
					t.Errorf("no team %s in %v", name, names)
				}
			}
			for _, team := range s.Teams {
				if team.ParentID != "" && !seen["id"+team.ParentID] || team.DefaultManagerID != "" && !seen["id"+team.DefaultManagerID] {
					t.Errorf("team %s refers to nothing", team.Name)
				}
			}
			for _, position := range s.Positions {
				unique("id", position.ID)
			}
			for _, m := range s.Memberships {
				unique("id", m.ID)
				for _, reference := range []string{m.MemberID, m.TeamID} {
					if !seen["id"+reference] {
						t.Errorf("a membership refers to nothing: %+v", m)
					}
				}
				if m.Since != nil && m.Till != nil && m.Till.Before(*m.Since) {
					t.Errorf("a membership ends before it begins: %v %v", m.Since, m.Till)
				}
			}
			for _, role := range s.Roles {
				unique("id", role.ID)
				for _, reference := range slices.Concat(role.MemberIDs, role.TeamIDs) {
					if !seen["id"+reference] {
						t.Errorf("role %s is held by nothing", role.Name)
					}
				}
				for _, grant := range role.Grants {
					if !slices.ContainsFunc(s.Rights, func(r simulator.SpaceRight) bool { return r.Code == grant.Code }) {
						t.Errorf("role %s grants %s, which is no right", role.Name, grant.Code)
					}
				}
			}
			for _, token := range s.Tokens {
				unique("token", token.Token)
				if !strings.HasPrefix(token.Token, "fakespace") {
					t.Errorf("token %q does not look made up", token.Token)
				}
			}
			if s.Token != s.Tokens[0].Token || !slices.Equal(s.Tokens[0].Permissions, simulator.SpacePermissions()) {
				t.Errorf("the usual token: %+v", s.Tokens[0])
			}
		})
	}
}

// kindsOfMembers are the kinds that a client must cope with.
var kindsOfMembers = map[string]func(*simulator.SpaceMember) bool{
	"active":             func(m *simulator.SpaceMember) bool { return isMember(m) && !m.NotAMember },
	"guest":              func(m *simulator.SpaceMember) bool { return m.ExternalLight && !m.External },
	"guest and external": func(m *simulator.SpaceMember) bool { return m.ExternalLight && m.External },
	"external":           func(m *simulator.SpaceMember) bool { return m.External && !m.ExternalLight },
	"external, gone":     func(m *simulator.SpaceMember) bool { return m.External && m.Archived },
	"suspended": func(m *simulator.SpaceMember) bool {
		return m.AccessSuspended && m.AccessSuspendedAt != nil && !m.Archived
	},
	"suspended, old flag":  func(m *simulator.SpaceMember) bool { return m.Suspended && !m.AccessSuspended },
	"suspended and gone":   func(m *simulator.SpaceMember) bool { return m.AccessSuspended && m.Archived },
	"deactivated":          func(m *simulator.SpaceMember) bool { return m.Archived && len(m.Emails) > 0 },
	"deactivated, no mail": func(m *simulator.SpaceMember) bool { return m.Archived && len(m.Emails) == 0 },
	"no mail":              func(m *simulator.SpaceMember) bool { return !m.Archived && len(m.Emails) == 0 },
	"not a member":         func(m *simulator.SpaceMember) bool { return m.NotAMember },
	"yet to come":          func(m *simulator.SpaceMember) bool { return m.Joined.After(now) },
	"no two-factor":        func(m *simulator.SpaceMember) bool { return m.TwoFactor == simulator.TwoFactorNotSetUp && isMember(m) },
	"two-factor off":       func(m *simulator.SpaceMember) bool { return m.TwoFactor == simulator.TwoFactorInactive },
	"two-factor on":        func(m *simulator.SpaceMember) bool { return m.TwoFactor == simulator.TwoFactorActive },
	"two-factor unknown":   func(m *simulator.SpaceMember) bool { return m.TwoFactor == "" },
	"first address blocked": func(m *simulator.SpaceMember) bool {
		return len(m.Emails) > 1 && m.Emails[0].Blocked && !m.Emails[1].Blocked
	},
	"all addresses blocked": func(m *simulator.SpaceMember) bool { return len(m.Emails) == 1 && m.Emails[0].Blocked },
	"two spellings": func(m *simulator.SpaceMember) bool {
		return len(m.Emails) > 2 && strings.EqualFold(m.Emails[0].Email, m.Emails[1].Email)
	},
	"other letter case": func(m *simulator.SpaceMember) bool {
		return len(m.Emails) > 0 && m.Emails[0].Email != strings.ToLower(m.Emails[0].Email)
	},
	"never signed in": func(m *simulator.SpaceMember) bool { return isMember(m) && len(m.Logins) == 0 },
	"newer login later": func(m *simulator.SpaceMember) bool {
		return len(m.Logins) == 3 && m.Logins[0].Access.Time.Before(m.Logins[1].Access.Time) && m.Logins[2].Access == nil
	},
	"external id":      func(m *simulator.SpaceMember) bool { return m.ExternalID != "" },
	"no external id":   func(m *simulator.SpaceMember) bool { return m.ExternalID == "" },
	"a manager":        func(m *simulator.SpaceMember) bool { return len(m.ManagerIDs) == 1 },
	"no manager":       func(m *simulator.SpaceMember) bool { return len(m.ManagerIDs) == 0 },
	"undecided flags":  func(m *simulator.SpaceMember) bool { return m.Nulls },
	"decided flags":    func(m *simulator.SpaceMember) bool { return !m.Nulls },
	"lower-case login": func(m *simulator.SpaceMember) bool { return m.Username == strings.ToLower(m.Username) },
}

func TestTwentyFiveMembersShowEveryKind(t *testing.T) {
	for seed := range uint64(10) {
		org := simulator.Generate(simulator.Options{Seed: seed, Licenses: 50, Now: now, SpaceMembers: 25})
		for name, is := range kindsOfMembers {
			if seed > 0 && slices.Contains([]string{"other letter case", "lower-case login", "external id", "no external id", "a manager"}, name) {
				continue // by chance
			}
			if countMembers(org, is) == 0 {
				t.Errorf("seed %d: no member is: %s", seed, name)
			}
		}
	}
}

func TestTeamsAndMembershipsAreOfEveryKind(t *testing.T) {
	for seed := range uint64(5) {
		s := simulator.Generate(simulator.Options{Seed: seed, Licenses: 50, Now: now}).Space
		found := map[string]int{}
		count := func(name string, is bool) {
			if is {
				found[name]++
			}
		}
		names, archived := map[string]int{}, map[string]bool{}
		for _, team := range s.Teams {
			names[team.Name]++
			archived[team.ID] = team.Archived
			count("root", team.ParentID == "")
			count("child", team.ParentID != "")
			count("archived", team.Archived && !team.Disbanded)
			count("disbanded", team.Disbanded && team.DisbandedAt != nil)
			count("external id", team.ExternalID != "")
			count("mail", len(team.Emails) > 0)
			count("manager", team.DefaultManagerID != "")
		}
		count("two teams of one name", names["Tools"] == 2)
		teamsOf := map[string]map[string]bool{}
		for _, m := range s.Memberships {
			count("over", m.Till != nil && m.Till.Before(now) && !m.Archived)
			count("over and archived", m.Till != nil && m.Till.Before(now) && m.Archived)
			count("to come", m.Since != nil && m.Since.After(now))
			count("for a time", m.Till != nil && m.Till.After(now))
			count("since always", m.Since == nil)
			count("lead", m.Lead && !m.Archived)
			count("approval", m.RequiresApproval)
			count("of a team that is no more", archived[m.TeamID])
			count("no position", m.PositionID == "")
			count("managed", m.ManagerID != "")
			if !m.Archived && m.Till == nil && (m.Since == nil || m.Since.Before(now)) {
				if teamsOf[m.MemberID] == nil {
					teamsOf[m.MemberID] = map[string]bool{}
				}
				teamsOf[m.MemberID][m.TeamID] = true
			}
		}
		for _, teams := range teamsOf {
			count("two teams at once", len(teams) > 1)
		}
		for _, role := range s.Roles {
			count("role "+role.Type, true)
			count("role of a project", role.ProjectID != "")
			count("role without code", role.Code == "")
			count("role held by a team", len(role.TeamIDs) > 0)
			for _, grant := range role.Grants {
				count("right "+grant.Status, true)
			}
		}
		for _, name := range []string{
			"root", "child", "archived", "disbanded", "external id", "mail", "manager", "two teams of one name", "over", "over and archived",
			"to come", "for a time", "since always", "lead", "approval", "of a team that is no more", "managed", "two teams at once",
			"role PREDEFINED", "role CUSTOM", "role AUTHORIZABLE", "role ANONYMOUS", "role of a project", "role without code",
			"role held by a team", "right NONE", "right REQUESTED", "right GRANTED", "right REJECTED",
		} {
			if found[name] == 0 {
				t.Errorf("seed %d: there is no %s", seed, name)
			}
		}
	}
}
