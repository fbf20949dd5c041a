package space

import (
	"slices"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// simulated starts a synthetic Space. It returns the server and a function that
// makes a client with a given token.
func simulated(t *testing.T, options ...simulator.Option) (server *simulator.Server, client func(env map[string]string) *Client) {
	t.Helper()
	now := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)
	server, err := simulator.Start(simulator.Generate(org.Options{Seed: 7, Now: now, SpaceMembers: 230, Nulls: true}), options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	return server, func(env map[string]string) *Client {
		return clientOf(t, server.URL(), func(c *Config) { c.Token = transport.NewSecret(env["JETBRAINS_SPACE_TOKEN"]) })
	}
}

func namedToken(t *testing.T, server *simulator.Server, name string) map[string]string {
	t.Helper()
	env, ok := server.SpaceEnvOf(name)
	if !ok {
		t.Fatalf("no token %q", name)
	}
	return env
}

// The simulator is a separate implementation of the same description of the
// API. If it and the client agree, neither has misread the description on its
// own.
func TestSyntheticSpaceIsReadInFull(t *testing.T) {
	t.Parallel()
	for name, options := range map[string][]simulator.Option{
		"as it comes":            nil,
		"opaque next":            {simulator.WithSpaceOpaqueNext()},
		"an end to next":         {simulator.WithSpaceEmptyLastNext()},
		"no total":               {simulator.WithSpaceNullTotal()},
		"dates as texts":         {simulator.WithSpaceBareDates()},
		"right codes as objects": {simulator.WithSpaceRightCodeObjects()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, clientOfToken := simulated(t, options...)
			c := clientOfToken(namedToken(t, server, org.SpaceAdministrator))
			members, err := c.Members(t.Context(), everybody)
			if err != nil {
				t.Fatal(err)
			}
			pages := len(server.Requests())
			memberships, err := c.Memberships(t.Context(), true)
			if err != nil {
				t.Fatal(err)
			}
			teams, err := c.Teams(t.Context(), true)
			if err != nil {
				t.Fatal(err)
			}
			roles, err := c.PermissionRoles(t.Context(), "")
			if err != nil {
				t.Fatal(err)
			}
			organization, err := c.Organization(t.Context())
			if err != nil || organization.Principal != directory.PrincipalUser || !organization.PrincipalName.Set {
				t.Errorf("organization is %+v, %v", organization, err)
			}
			server.View(func(organization *org.Organization) {
				s := organization.Space
				if want := (len(s.Members)-1)/100 + 1; len(members) != len(s.Members) || pages > 2*(want+2) { // one extra request confirms a full last page, and two confirm an empty last page; without a total, the list is read twice
					t.Errorf("read %d of %d members in %d requests", len(members), len(s.Members), pages)
				}
				if len(memberships) != len(s.Memberships) || len(teams) != len(s.Teams) {
					t.Errorf("read %d of %d memberships, %d of %d teams", len(memberships), len(s.Memberships), len(teams), len(s.Teams))
				}
				global := 0
				for _, r := range s.Roles {
					if r.ProjectID == "" {
						global++
					}
				}
				if len(roles) != global || global == 0 {
					t.Errorf("read %d of %d roles", len(roles), global)
				}
				compare(t, s, members)
			})
			if missing := directory.MissingOf(teams) | directory.MissingOf(memberships) | directory.MissingOf(roles); missing != 0 {
				t.Errorf("not readable: %v", missing.MissingPermissions())
			}
		})
	}
}

// compare checks the members that were read against everyone in the Space.
func compare(t *testing.T, s *org.Space, members []directory.Member) {
	t.Helper()
	byID := map[string]directory.Member{}
	for _, m := range members {
		byID[m.ID] = m
	}
	for i := range s.Members {
		want := &s.Members[i]
		got := byID[want.ID]
		var newest time.Time
		for _, l := range want.Logins {
			if l.LastUsed != nil && l.LastUsed.After(newest) {
				newest = *l.LastUsed
			}
		}
		status := directory.StatusActive
		switch {
		case want.Archived:
			status = directory.StatusDeactivated
		case want.Suspended || want.AccessSuspended:
			status = directory.StatusSuspended
		case want.NotAMember:
			status = directory.StatusNotAMember
		}
		if got.Username != want.Username || got.Status != status || got.TwoFactor != want.TwoFactor || got.ExternalID.Value != want.ExternalID ||
			got.External.Value != (want.External || want.ExternalLight) || got.Guest.Value != want.ExternalLight ||
			!got.LastLogin.Equal(newest.Truncate(time.Second)) || got.Unreadable&^directory.MemberLastLogin != 0 {
			t.Errorf("read %+v of %+v", got, *want)
		}
		if (want.LeftAt == nil) != got.LeftAt.IsZero() || want.Joined != nil && string(got.Joined) != want.Joined.UTC().Format(time.DateOnly) {
			t.Errorf("%s: joined %s, left %s", want.Username, got.Joined, got.LeftAt)
		}
		if len(want.Emails) == 0 && (got.Email != "" || got.Emails == nil || len(got.Emails) > 0) {
			t.Errorf("%s: emails are %#v", want.Username, got.Emails)
		}
	}
}

func TestSyntheticTokensSeeWhatTheyMay(t *testing.T) {
	t.Parallel()
	t.Run("without external people, who are counted", func(t *testing.T) {
		t.Parallel()
		server, clientOfToken := simulated(t)
		c := clientOfToken(server.SpaceTokenEnv("Profile.View", "Profile.Memberships.View", "Team.View"))
		_, err := c.Members(t.Context(), everybody)
		if e := clienttest.WantError[*IncompleteError](t, err); e.Suspect != directory.ViewExternalUsers {
			t.Errorf("suspect is %s", e.Suspect)
		}
	})
	t.Run("without memberships", func(t *testing.T) {
		t.Parallel()
		server, clientOfToken := simulated(t)
		c := clientOfToken(server.SpaceTokenEnv("Profile.View", "Profile.ViewAllGuests", "Team.View"))
		members, err := c.Members(t.Context(), everybody)
		if err != nil || !directory.MissingOf(members).Has(directory.MemberTeams) {
			t.Errorf("missing is %v, %v", directory.MissingOf(members).MissingPermissions(), err)
		}
		teams, err := c.Teams(t.Context(), false)
		if err != nil || directory.MissingOf(teams) != directory.TeamMembers {
			t.Errorf("missing is %v, %v", directory.MissingOf(teams).MissingPermissions(), err)
		}
		_, err = c.Memberships(t.Context(), false)
		if e := clienttest.WantError[*DeniedError](t, err); !slices.Equal(e.Permissions, []directory.Permission{directory.ViewMemberships}) {
			t.Errorf("error is %+v", e)
		}
	})
	t.Run("only the basics", func(t *testing.T) {
		t.Parallel()
		server, clientOfToken := simulated(t, simulator.WithSpaceBasicProfiles())
		c := clientOfToken(server.SpaceTokenEnv("Profile.View.Basic", "Profile.ViewAllGuests"))
		members, err := c.Members(t.Context(), MemberQuery{MemberFilter: directory.MemberFilter{IncludeExternal: true}})
		if err != nil || len(members) == 0 {
			t.Fatalf("%d members, %v", len(members), err)
		}
		if missing := directory.MissingOf(members); !missing.Has(directory.MemberEmails) || !missing.Has(directory.MemberStatus) || missing.Has(directory.MemberUsername) {
			t.Errorf("missing is %v", missing.MissingPermissions())
		}
		if directory.Emails(members) != nil || directory.Usernames(members) == nil {
			t.Error("emails are known, or usernames are not")
		}
	})
	t.Run("an application", func(t *testing.T) {
		t.Parallel()
		server, clientOfToken := simulated(t)
		c := clientOfToken(namedToken(t, server, org.SpaceApplication))
		organization, err := c.Organization(t.Context())
		if err != nil || organization.Principal != directory.PrincipalApplication || !organization.PrincipalName.Set {
			t.Errorf("organization is %+v, %v", organization, err)
		}
		members, err := c.Members(t.Context(), everybody)
		if err != nil || directory.MissingOf(members) != directory.MemberLastLogin {
			t.Errorf("missing is %v, %v", directory.MissingOf(members).MissingPermissions(), err)
		}
	})
	t.Run("the six permissions are not enough for roles", func(t *testing.T) {
		t.Parallel()
		server, clientOfToken := simulated(t)
		_, err := clientOfToken(server.SpaceEnv()).PermissionRoles(t.Context(), "")
		if e := clienttest.WantError[*DeniedError](t, err); e.Permissions[0] != directory.GrantPermissions {
			t.Errorf("error is %+v", e)
		}
	})
	t.Run("an expired one", func(t *testing.T) {
		t.Parallel()
		server, clientOfToken := simulated(t)
		_, err := clientOfToken(namedToken(t, server, org.SpaceExpired)).Organization(t.Context())
		if e := clienttest.WantError[*client.APIError](t, err); e.Class != client.ClassUnauthorized {
			t.Errorf("error is %+v", e)
		}
	})
}

func TestSyntheticPeopleAreFoundAndChecked(t *testing.T) {
	t.Parallel()
	server, clientOfToken := simulated(t)
	c := clientOfToken(server.SpaceEnv())
	var people []org.SpaceMember
	server.View(func(organization *org.Organization) { people = slices.Clone(organization.Space.Members[:40]) })
	for _, m := range people {
		got, err := c.FindMember(t.Context(), directory.MemberKey{Username: m.Username})
		if err != nil || got.ID != m.ID {
			t.Errorf("%s is %s, want %s: %v", m.Username, got.ID, m.ID, err)
		}
	}
	before := len(server.Requests())
	granted, err := c.CheckPermissions(t.Context(), people[0].Username, []string{"Profile.View", "Team.View"}, directory.PermissionTarget{})
	if err != nil || len(granted) != 2 || len(server.Requests()) != before+3 {
		t.Errorf("granted is %v after %d requests, %v", granted, len(server.Requests())-before, err)
	}
	var teamID, project string
	server.View(func(organization *org.Organization) {
		teamID, project = organization.Space.Teams[0].ID, organization.Space.Projects[0].Key
	})
	for _, target := range []directory.PermissionTarget{{TeamID: teamID}, {ProjectKey: project}} {
		if _, err := c.CheckPermissions(t.Context(), people[0].Username, []string{"Team.View"}, target); err != nil {
			t.Errorf("%+v: %v", target, err)
		}
	}
}
