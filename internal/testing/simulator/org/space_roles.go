package org

import "slices"

// rights lists what roles can grant. The codes that the API itself requires are
// JetBrains' own. The other codes have the same form.
var rights = []SpaceRight{
	{Code: PermissionSuperadmin}, {Code: PermissionViewPermissions}, {Code: "Project.Create"}, {Code: "Application.Create"},
	{Code: PermissionViewProfiles}, {Code: PermissionViewProfileBasics}, {Code: PermissionViewExternals}, {Code: "Profile.Edit"},
	{Code: PermissionViewMemberships}, {Code: "Profile.Memberships.Edit"}, {Code: PermissionViewTeams}, {Code: "Team.Edit"},
	{PermissionViewProject, true}, {"Project.Edit", true}, {"VcsRepository.Read", true}, {"VcsRepository.Write", true},
	{"Project.Issues.View", true}, {"Project.Issues.Create", true},
}

var projects = []SpaceProject{{Key: "CORE", Name: "Core Services"}, {Key: "MOB", Name: "Mobile Apps"}, {Key: "DATA", Name: "Data Lake"}}

func granted(codes ...string) []SpaceGrant {
	grants := make([]SpaceGrant, len(codes))
	for i, code := range codes {
		grants[i] = SpaceGrant{code, RightGranted}
	}
	return grants
}

// roles makes the projects and the permission roles, global and per project.
func (g *spaceGenerator) roles() {
	var members, visitors, few []string
	for i := range g.space.Members {
		m := &g.space.Members[i]
		switch {
		case m.Archived || m.NotAMember:
		case m.External || m.ExternalLight:
			visitors = append(visitors, m.ID)
		default:
			members = append(members, m.ID)
			if len(members) == 2 || g.drafts[i].chance("auditor", 10) { // even a small Space has an auditor
				few = append(few, m.ID)
			}
		}
	}
	add := func(notClean bool, role SpaceRole) {
		if !notClean || !g.options.Clean {
			role.ID = g.of("role "+role.Name+" of "+role.ProjectID, 0).spaceID()
			g.space.Roles = append(g.space.Roles, role)
		}
	}
	add(false, SpaceRole{Type: RolePredefined, Code: "SystemAdmin", Name: "System Administrator", MemberIDs: members[:1],
		Grants: granted(append(AllSpacePermissions(), "Project.Create", "Application.Create", "Profile.Edit", "Profile.Memberships.Edit", "Team.Edit")...)})
	add(false, SpaceRole{Type: RolePredefined, Code: "Member", Name: "Member", MemberIDs: members,
		Grants: granted(PermissionViewProfiles, PermissionViewProfileBasics, PermissionViewTeams, PermissionViewMemberships, "Project.Create")})
	add(true, SpaceRole{Type: RolePredefined, Code: "Guest", Name: "External user", MemberIDs: visitors, Grants: granted(PermissionViewProfileBasics)})
	add(true, SpaceRole{Type: RoleCustom, Name: "Auditor", MemberIDs: few, TeamIDs: g.teamsCalled("Data Science"),
		Grants: append(granted(SpacePermissions()...), SpaceGrant{"Profile.Edit", RightRejected}, SpaceGrant{"Team.Edit", RightRequested})})
	add(true, SpaceRole{Type: RoleAuthorizable, Code: "Application", Name: "Example CI",
		Grants: append(granted(PermissionViewProfileBasics), SpaceGrant{PermissionViewProfiles, RightRequested})})
	add(true, SpaceRole{Type: RoleAnonymous, Code: "Anonymous", Name: "Anonymous"})
	for i, project := range projects {
		project.ID = g.of("project "+project.Key, 0).spaceID()
		g.space.Projects = append(g.space.Projects, project)
		add(false, SpaceRole{ProjectID: project.ID, Type: RolePredefined, Code: "ProjectAdmin", Name: "Project Admin", MemberIDs: []string{members[i%len(members)]},
			Grants: granted(PermissionViewProject, "Project.Edit", "VcsRepository.Read", "VcsRepository.Write", "Project.Issues.View", "Project.Issues.Create")})
		add(false, SpaceRole{ProjectID: project.ID, Type: RolePredefined, Code: "ProjectMember", Name: "Project Member",
			TeamIDs: g.teamsCalled(g.org.Teams[i%len(g.org.Teams)].Name),
			Grants:  granted(PermissionViewProject, "VcsRepository.Read", "VcsRepository.Write", "Project.Issues.View", "Project.Issues.Create")})
		add(true, SpaceRole{ProjectID: project.ID, Type: RoleCustom, Name: "Contractors", MemberIDs: visitors,
			Grants: append(granted(PermissionViewProject, "VcsRepository.Read"), SpaceGrant{"VcsRepository.Write", RightRequested}, SpaceGrant{"Project.Edit", RightNone})})
	}
}

func (g *spaceGenerator) teamsCalled(name string) (ids []string) {
	for _, team := range g.space.Teams {
		if team.Name == name {
			ids = append(ids, team.ID)
		}
	}
	return ids
}

// tokens makes the tokens. All personal tokens belong to the first member.
func (g *spaceGenerator) tokens() {
	owner := g.space.Members[0].ID
	// A Space token is longer than an Account API token and contains a dot.
	token := func(prefix string) string { return g.token(prefix) + "." + g.of(prefix, 0).token("fakesignature") }
	g.space.Tokens = []SpaceToken{
		{Name: SpaceReader, Token: token("fakespace"), MemberID: owner, Permissions: SpacePermissions()},
		{Name: SpaceAdministrator, Token: token("fakespaceadmin"), MemberID: owner, Permissions: AllSpacePermissions()},
		{Name: SpaceApplication, Token: token("fakespaceapp"), Application: "License audit", Permissions: SpacePermissions(), Unreadable: []string{"logins"}},
		{Name: SpaceExpired, Token: token("fakespaceold"), MemberID: owner, Permissions: SpacePermissions(), Expired: true},
	}
	g.space.Token = g.space.Tokens[0].Token
}

// NewSpaceToken adds a personal token with only the given permissions. If a
// token was already added for these permissions, it returns that token.
func (s *Space) NewSpaceToken(name, token string, permissions []string) SpaceToken {
	if i := slices.IndexFunc(s.Tokens, func(t SpaceToken) bool { return t.Name == name }); i >= 0 {
		return s.Tokens[i]
	}
	added := SpaceToken{Name: name, Token: token, Permissions: permissions}
	for _, other := range s.Tokens {
		if other.Token == s.Token {
			added.MemberID = other.MemberID
		}
	}
	s.Tokens = append(s.Tokens, added)
	return added
}
