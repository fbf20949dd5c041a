package simulator

// spaceRoute is an endpoint. The permission is the one that it declares.
type spaceRoute struct {
	pattern    []string
	permission string
	parameters []string // of the query, $fields aside
	answer     func(*spaceCall) ([]byte, *spaceError)
}

// listParameters may be repeated.
var listParameters = []string{"profiles", "teams", "roles"}

var (
	profileListParameters = []string{"$skip", "$top", "query", "reportPastMembers", "reportCurrentMembers", "reportFutureMembers",
		"teamId", "locationId", "roleId", "meOnTop", "order", "orgRelation", "profiles"}
	membershipListParameters = []string{"$skip", "$top", "profiles", "teams", "directTeams", "roles", "since", "till", "withArchived"}
)

// spaceRoutes are all endpoints, those with fixed segments before those that
// would swallow them.
var spaceRoutes = []spaceRoute{
	{[]string{"organization"}, "", nil, (*spaceCall).organization},
	{[]string{"applications", "me"}, "", nil, (*spaceCall).application},
	{[]string{"permissions"}, "", nil, (*spaceCall).catalog},
	{[]string{"permissions", "check-permission"}, PermissionViewPermissions, nil, (*spaceCall).checkPermission},
	{[]string{"permission-roles", "get"}, "", nil, (*spaceCall).roleList},
	{[]string{"permission-roles", "*", "permissions"}, "", nil, (*spaceCall).roleRights},
	{[]string{"permission-roles", "*", "profiles"}, "", nil, (*spaceCall).roleProfiles},
	{[]string{"permission-roles", "*", "teams"}, "", nil, (*spaceCall).roleTeams},
	{[]string{"team-directory", "profiles"}, PermissionViewProfiles, profileListParameters, (*spaceCall).profileList},
	{[]string{"team-directory", "profiles", "*"}, PermissionViewProfiles, []string{"verified"}, (*spaceCall).profile},
	{[]string{"team-directory", "profiles", "*", "2-fa", "status"}, PermissionViewProfiles, nil, (*spaceCall).twoFactorStatus},
	{[]string{"team-directory", "profiles", "*", "2-fa", "requirements"}, PermissionViewProfiles, nil, (*spaceCall).twoFactorRequirements},
	{[]string{"team-directory", "teams"}, PermissionViewTeams, []string{"$skip", "$top", "query", "withArchived"}, (*spaceCall).teamList},
	{[]string{"team-directory", "teams", "*"}, PermissionViewTeams, nil, (*spaceCall).team},
	{[]string{"team-directory", "memberships"}, PermissionViewMemberships, membershipListParameters, (*spaceCall).membershipList},
	{[]string{"team-directory", "memberships", "*"}, PermissionViewMemberships, nil, (*spaceCall).membership},
}

func (c *spaceCall) organization() ([]byte, *spaceError) {
	return c.one(shapesOfSpace.organization, c.space)
}

// application says which application the token is of.
func (c *spaceCall) application() ([]byte, *spaceError) {
	if c.caller.token.MemberID != "" {
		return nil, spaceRefusal(spaceDenied, "The token is not an application's")
	}
	return c.one(shapesOfSpace.application, c.caller.token)
}

func (c *spaceCall) catalog() ([]byte, *spaceError) {
	return c.one(shapesOfSpace.catalog, c.space)
}
