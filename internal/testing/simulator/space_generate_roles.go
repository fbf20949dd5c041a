package simulator

import "slices"

// What a right is about.
const (
	aboutGlobal  = "Global"
	aboutProject = "Project"
	aboutTeam    = "Team"
	aboutProfile = "Profile"
)

// spaceRights is the catalog of rights. The codes that the API itself asks for
// are JetBrains'; the others are of the same making.
var spaceRights = []SpaceRight{
	{PermissionSuperadmin, "Grant permissions to other members", "Everything an administrator may do", "Administration", aboutGlobal},
	{PermissionViewPermissions, "View permissions granted to other members", "", "Permissions", aboutGlobal},
	{"Project.Create", "Create projects", "Start a project", "Projects", aboutGlobal},
	{"Application.Create", "Create applications", "", "Applications", aboutGlobal},
	{PermissionViewProfiles, "View member profiles", "See profiles with contact data", "Members", aboutProfile},
	{PermissionViewProfileBasics, "View member profile basic info", "See names", "Members", aboutProfile},
	{PermissionViewExternals, "View all external users", "See guests and external collaborators", "Members", aboutProfile},
	{"Profile.Edit", "Edit member profiles", "", "Members", aboutProfile},
	{PermissionViewMemberships, "View memberships", "See who is in which team", "Member Teams", aboutProfile},
	{"Profile.Memberships.Edit", "Edit memberships", "", "Member Teams", aboutProfile},
	{PermissionViewTeams, "View teams", "", "Teams", aboutTeam},
	{"Team.Edit", "Edit teams", "Change and disband teams", "Teams", aboutTeam},
	{PermissionViewProject, "View project details", "", "Projects", aboutProject},
	{"Project.Edit", "Manage project settings", "", "Projects", aboutProject},
	{"VcsRepository.Read", "Read Git repositories", "Clone and pull", "Git Repositories", aboutProject},
	{"VcsRepository.Write", "Write Git repositories", "Push", "Git Repositories", aboutProject},
	{"Project.Issues.View", "View issues", "", "Issues", aboutProject},
	{"Project.Issues.Create", "Create issues", "", "Issues", aboutProject},
}

// spaceProjects are the projects of every Space.
var spaceProjects = []SpaceProject{{Key: "CORE", Name: "Core Services"}, {Key: "MOB", Name: "Mobile Apps"}, {Key: "DATA", Name: "Data Lake"}}

func granted(codes ...string) []SpaceGrant {
	grants := make([]SpaceGrant, len(codes))
	for i, code := range codes {
		grants[i] = SpaceGrant{code, RightGranted}
	}
	return grants
}

// permissionRoles makes the projects and the roles, global and per project.
func (g *spaceGenerator) permissionRoles() {
	var everybody, visitors, few []string
	for i := range g.space.Members {
		m := &g.space.Members[i]
		switch {
		case m.Archived || m.NotAMember:
		case m.External || m.ExternalLight:
			visitors = append(visitors, m.ID)
		default:
			everybody = append(everybody, m.ID)
			if i%97 == 3 {
				few = append(few, m.ID)
			}
		}
	}
	owner := g.space.Members[0].ID
	g.role(SpaceRole{Type: RolePredefined, Code: "SystemAdmin", Name: "System Administrator", Description: "May do everything",
		Grants:    granted(slices.Concat(SpacePermissions(), []string{PermissionSuperadmin, "Project.Create", "Application.Create", "Profile.Edit", "Profile.Memberships.Edit", "Team.Edit", PermissionViewProject})...),
		MemberIDs: []string{owner}})
	g.role(SpaceRole{Type: RolePredefined, Code: "Member", Name: "Member", Description: "Every member of the organization",
		Grants: granted(PermissionViewProfiles, PermissionViewProfileBasics, PermissionViewTeams, PermissionViewMemberships, "Project.Create"), MemberIDs: everybody})
	if !g.options.Clean {
		g.role(SpaceRole{Type: RolePredefined, Code: "Guest", Name: "External user", Grants: granted(PermissionViewProfileBasics), MemberIDs: visitors})
		g.role(SpaceRole{Type: RoleCustom, Name: "Auditor", Description: "Looks and does not touch",
			Grants:    append(granted(SpacePermissions()...), SpaceGrant{"Profile.Edit", RightRejected}, SpaceGrant{"Team.Edit", RightRequested}),
			MemberIDs: few, TeamIDs: g.teamsCalled("Data Science")})
		g.role(SpaceRole{Type: RoleAuthorizable, Code: "Application", Name: "Example CI", Description: "An application's rights",
			Grants: append(granted(PermissionViewProfileBasics), SpaceGrant{PermissionViewProfiles, RightRequested})})
		g.role(SpaceRole{Type: RoleAnonymous, Code: "Anonymous", Name: "Anonymous"})
	}
	for i, project := range spaceProjects {
		project.ID = g.id()
		g.space.Projects = append(g.space.Projects, project)
		team := g.teamsCalled(g.org.Teams[i%len(g.org.Teams)].Name)
		g.role(SpaceRole{ProjectID: project.ID, Type: RolePredefined, Code: "ProjectAdmin", Name: "Project Admin", Description: "Runs the project",
			Grants:    granted(PermissionViewProject, "Project.Edit", "VcsRepository.Read", "VcsRepository.Write", "Project.Issues.View", "Project.Issues.Create"),
			MemberIDs: []string{everybody[i%len(everybody)]}})
		g.role(SpaceRole{ProjectID: project.ID, Type: RolePredefined, Code: "ProjectMember", Name: "Project Member",
			Grants: granted(PermissionViewProject, "VcsRepository.Read", "VcsRepository.Write", "Project.Issues.View", "Project.Issues.Create"), TeamIDs: team})
		if !g.options.Clean {
			g.role(SpaceRole{ProjectID: project.ID, Type: RoleCustom, Name: "Contractors",
				Grants:    append(granted(PermissionViewProject, "VcsRepository.Read"), SpaceGrant{"VcsRepository.Write", RightRequested}, SpaceGrant{"Project.Edit", RightNone}),
				MemberIDs: visitors})
		}
	}
}

func (g *spaceGenerator) role(role SpaceRole) {
	role.ID = g.id()
	g.space.Roles = append(g.space.Roles, role)
}

func (g *spaceGenerator) teamsCalled(name string) (ids []string) {
	for _, team := range g.space.Teams {
		if team.Name == name {
			ids = append(ids, team.ID)
		}
	}
	return ids
}

// Names of the tokens that every Space has; see [Server.SpaceEnvOf].
const (
	SpaceReader        = "reader"        // personal, with the six permissions
	SpaceAdministrator = "administrator" // personal, with Superadmin besides
	SpaceApplication   = "application"   // an application's, with the six permissions; may not read logins
	SpaceExpired       = "expired"       // a personal one of the past
)

// tokens makes the tokens. All personal ones belong to the first member.
func (g *spaceGenerator) tokens() {
	owner := g.space.Members[0].ID
	g.space.Tokens = []SpaceToken{
		{Name: SpaceReader, Token: g.spaceToken("fakespace"), MemberID: owner, Permissions: SpacePermissions()},
		{Name: SpaceAdministrator, Token: g.spaceToken("fakespaceadmin"), MemberID: owner,
			Permissions: append(SpacePermissions(), PermissionSuperadmin, PermissionViewProject)},
		{Name: SpaceApplication, Token: g.spaceToken("fakespaceapp"), Application: "License audit",
			Permissions: SpacePermissions(), Unreadable: []string{"logins"}},
		{Name: SpaceExpired, Token: g.spaceToken("fakespaceold"), MemberID: owner, Permissions: SpacePermissions(), Expired: true},
	}
	g.space.Token = g.space.Tokens[0].Token
}

// spaceToken is longer than a token of the Account API and has a dot, as tokens
// of Space do.
func (g *spaceGenerator) spaceToken(prefix string) string {
	return g.token(prefix) + "." + g.token("fakesignature")
}
