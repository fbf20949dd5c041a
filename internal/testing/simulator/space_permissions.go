package simulator

import (
	"encoding/json"
	"slices"
	"strings"
)

// grants tells whether the role gives a right.
func (r *SpaceRole) grants(code string) bool {
	return slices.Contains(r.Grants, SpaceGrant{code, RightGranted})
}

// holds tells whether somebody has the role, alone or as a member of a team.
func (d *spaceData) holds(role *SpaceRole, m *SpaceMember) bool {
	if slices.Contains(role.MemberIDs, m.ID) {
		return true
	}
	for _, i := range d.current.ofMember[m.ID] {
		if slices.Contains(role.TeamIDs, d.space.Memberships[i].TeamID) {
			return true
		}
	}
	return false
}

// allows tells whether somebody has a right: globally, which counts everywhere,
// or by a role of the project. Whoever leads a team may do everything with it,
// everybody may view the own profile, and nobody who is deactivated or suspended
// may do anything.
func (d *spaceData) allows(m *SpaceMember, code string, target permissionTarget) bool {
	if m.Archived || m.AccessSuspended || m.Suspended {
		return false
	}
	for i := range d.space.Roles {
		role := &d.space.Roles[i]
		if (role.ProjectID == "" || role.ProjectID == target.project) && role.grants(code) && d.holds(role, m) {
			return true
		}
	}
	if target.team != "" && strings.HasPrefix(code, "Team.") {
		return slices.ContainsFunc(d.current.ofMember[m.ID], func(i int) bool {
			return d.space.Memberships[i].Lead && d.space.Memberships[i].TeamID == target.team
		})
	}
	return target.profile == m.ID && slices.Contains([]string{PermissionViewProfiles, PermissionViewProfileBasics, PermissionViewMemberships}, code)
}

// permissionTarget is what a right is asked about: ids, all empty for everything.
type permissionTarget struct{ project, team, profile string }

// checkPermission answers whether somebody has a right, as true or false.
func (c *spaceCall) checkPermission() ([]byte, *spaceError) {
	var body struct {
		Principal       json.RawMessage `json:"principal"`
		UniqueRightCode json.RawMessage `json:"uniqueRightCode"`
		Target          json.RawMessage `json:"target"`
	}
	if refusal := c.decodeBody(&body); refusal != nil {
		return nil, refusal
	}
	member, refusal := c.principal(body.Principal)
	if refusal != nil {
		return nil, refusal
	}
	var code string
	if json.Unmarshal(body.UniqueRightCode, &code) != nil ||
		!slices.ContainsFunc(c.space.Rights, func(r SpaceRight) bool { return r.Code == code }) {
		return nil, spaceRefusal(spaceInvalid, "uniqueRightCode is not the code of a right")
	}
	target, refusal := c.target(body.Target)
	if refusal != nil {
		return nil, refusal
	}
	if c.allows(member, code, target) {
		return []byte("true"), nil
	}
	return []byte("false"), nil
}

// principal reads who a right is asked of: profile: and a profile, or the same
// as an object.
func (c *spaceCall) principal(text json.RawMessage) (*SpaceMember, *spaceError) {
	var compact string
	if json.Unmarshal(text, &compact) == nil {
		if profile, ok := strings.CutPrefix(compact, "profile:"); ok {
			return c.member(profile)
		}
	}
	var object struct{ ClassName, Profile string }
	if json.Unmarshal(text, &object) == nil && object.ClassName == "PrincipalIn.Profile" {
		return c.member(object.Profile)
	}
	return nil, spaceRefusal(spaceInvalid, "principal is not a profile")
}

// target reads what a right is asked about.
func (c *spaceCall) target(text json.RawMessage) (t permissionTarget, refusal *spaceError) {
	var body struct {
		ClassName              string
		Project, Team, Profile *string
	}
	if json.Unmarshal(text, &body) != nil {
		return t, spaceRefusal(spaceInvalid, "target is not an object with className")
	}
	missing := spaceRefusal(spaceInvalid, "%s lacks what it is about", body.ClassName)
	switch body.ClassName {
	case "GlobalPermissionTarget":
		return t, nil
	case "ProjectPermissionTarget":
		if body.Project == nil {
			return t, missing
		}
		project, refusal := c.project(*body.Project)
		if refusal != nil {
			return t, refusal
		}
		t.project = project.ID
		return t, nil
	case "TeamPermissionTarget":
		if body.Team == nil {
			return t, missing
		}
		if t.team = strings.TrimPrefix(*body.Team, "id:"); c.teams[t.team] == nil {
			return t, spaceRefusal(spaceNotFound, "There is no team %q", t.team)
		}
		return t, nil
	case "ProfilePermissionTarget":
		if body.Profile == nil {
			return t, missing
		}
		member, refusal := c.member(*body.Profile)
		if refusal != nil {
			return t, refusal
		}
		t.profile = member.ID
		return t, nil
	default:
		return t, spaceRefusal(spaceInvalid, "%q is no target", body.ClassName)
	}
}

// project finds a project by key: or id:.
func (c *spaceCall) project(identifier string) (*SpaceProject, *spaceError) {
	kind, value, _ := strings.Cut(identifier, ":")
	if kind != "key" && kind != "id" {
		return nil, spaceRefusal(spaceInvalid, "%q is not key: or id: and a value", identifier)
	}
	for i := range c.space.Projects {
		project := &c.space.Projects[i]
		if kind == "key" && project.Key == value || kind == "id" && project.ID == value {
			return project, nil
		}
	}
	return nil, spaceRefusal(spaceNotFound, "There is no project %q", identifier)
}

// roleList answers the permission roles of a context.
func (c *spaceCall) roleList() ([]byte, *spaceError) {
	var body struct {
		ContextIdentifier json.RawMessage `json:"contextIdentifier"`
	}
	if refusal := c.decodeBody(&body); refusal != nil {
		return nil, refusal
	}
	project, refusal := c.context(body.ContextIdentifier)
	if refusal != nil {
		return nil, refusal
	}
	if refusal := c.mayReadRoles(project); refusal != nil {
		return nil, refusal
	}
	var roles []*SpaceRole
	for i := range c.space.Roles {
		if c.space.Roles[i].ProjectID == project {
			roles = append(roles, &c.space.Roles[i])
		}
	}
	return spaceArray(c, shapesOfSpace.role, roles)
}

// context reads which roles are asked for: global, project: and a project, or
// the same as an object. It is the id of the project, empty for global.
func (c *spaceCall) context(text json.RawMessage) (project string, refusal *spaceError) {
	var compact string
	var object struct{ ClassName, Project string }
	switch {
	case json.Unmarshal(text, &compact) == nil:
	case json.Unmarshal(text, &object) == nil && object.ClassName == "GlobalPermissionContextIdentifier":
		compact = "global"
	case object.ClassName == "ProjectPermissionContextIdentifier":
		compact = "project:" + object.Project
	}
	if compact == "global" {
		return "", nil
	}
	identifier, ok := strings.CutPrefix(compact, "project:")
	if !ok {
		return "", spaceRefusal(spaceInvalid, "contextIdentifier is neither global nor a project")
	}
	found, refusal := c.project(identifier)
	if refusal != nil {
		return "", refusal
	}
	return found.ID, nil
}

// mayReadRoles tells whether the token may read the roles of a context.
func (c *spaceCall) mayReadRoles(project string) *spaceError {
	if c.caller.has(PermissionSuperadmin) || project != "" && c.caller.has(PermissionViewProject) {
		return nil
	}
	if project != "" {
		return spaceRefusal(spaceDenied, "The permission %s is required", PermissionViewProject)
	}
	return spaceRefusal(spaceDenied, "The permission %s is required", PermissionSuperadmin)
}

// role is the role of the path, if the token may read it.
func (c *spaceCall) role() (*SpaceRole, *spaceError) {
	role := c.roles[c.path[1]]
	if role == nil {
		if refusal := c.mayReadRoles(""); refusal != nil {
			return nil, refusal // whether there is such a role is nobody's business
		}
		return nil, spaceRefusal(spaceNotFound, "There is no role %q", c.path[1])
	}
	return role, c.mayReadRoles(role.ProjectID)
}

// roleRights answers every right of the role's context with its status.
func (c *spaceCall) roleRights() ([]byte, *spaceError) {
	role, refusal := c.role()
	if refusal != nil {
		return nil, refusal
	}
	var rights []*roleRight
	for i := range c.space.Rights {
		right := &c.space.Rights[i]
		status := RightNone
		named := false
		for _, grant := range role.Grants {
			if grant.Code == right.Code {
				status, named = grant.Status, true
			}
		}
		if named || role.ProjectID == "" || right.Target == aboutProject {
			rights = append(rights, &roleRight{right, status})
		}
	}
	return spaceArray(c, shapesOfSpace.right, rights)
}

func (c *spaceCall) roleProfiles() ([]byte, *spaceError) {
	role, refusal := c.role()
	if refusal != nil {
		return nil, refusal
	}
	return spaceArray(c, shapesOfSpace.member, c.knownMembers(role.MemberIDs))
}

func (c *spaceCall) roleTeams() ([]byte, *spaceError) {
	role, refusal := c.role()
	if refusal != nil {
		return nil, refusal
	}
	var teams []*SpaceTeam
	for _, id := range role.TeamIDs {
		if team := c.teams[id]; team != nil {
			teams = append(teams, team)
		}
	}
	return spaceArray(c, shapesOfSpace.team, teams)
}
