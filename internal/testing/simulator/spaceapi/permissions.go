package spaceapi

import (
	"slices"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// grants reports whether the role gives a right to the member, either directly
// or because the member is a current member of a team.
func (c *call) grants(role *org.SpaceRole, code string, m *org.SpaceMember) bool {
	return slices.Contains(role.Grants, org.SpaceGrant{Code: code, Status: org.RightGranted}) &&
		(slices.Contains(role.MemberIDs, m.ID) || slices.ContainsFunc(c.index.current[m.ID], func(membership *org.SpaceMembership) bool {
			return slices.Contains(role.TeamIDs, membership.TeamID)
		}))
}

// allows reports whether a member has a right. The member can have the right
// globally, which applies everywhere, or through a role of the project. A lead
// has all rights in the lead's team. Deactivated and suspended members have no
// rights.
func (c *call) allows(m *org.SpaceMember, code, project, team string) bool {
	if m.Archived || m.AccessSuspended || m.Suspended {
		return false
	}
	for i := range c.space.Roles {
		role := &c.space.Roles[i]
		if (role.ProjectID == "" || role.ProjectID == project) && c.grants(role, code, m) {
			return true
		}
	}
	return team != "" && strings.HasPrefix(code, "Team.") && slices.ContainsFunc(c.index.current[m.ID], func(membership *org.SpaceMembership) bool {
		return membership.Lead && membership.TeamID == team
	})
}

// checkPermission returns whether a member has a right.
func (c *call) checkPermission() (any, error) {
	var body struct {
		Principal string `json:"principal"`
		Code      string `json:"uniqueRightCode"`
		Target    struct {
			ClassName string `json:"className"`
			Project   string `json:"project"`
			Team      string `json:"team"`
		} `json:"target"`
	}
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	profile, ok := strings.CutPrefix(body.Principal, "profile:")
	if !ok {
		return nil, NewError(codeInvalid, "principal is not a profile")
	}
	member, err := c.member(profile)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(c.space.Rights, func(r org.SpaceRight) bool { return r.Code == body.Code }) {
		return nil, NewError(codeInvalid, "uniqueRightCode is not the code of a right")
	}
	switch target := body.Target; target.ClassName {
	case "GlobalPermissionTarget":
		return c.allows(member, body.Code, "", ""), nil
	case "ProjectPermissionTarget":
		project, err := c.project(target.Project)
		if err != nil {
			return nil, err
		}
		return c.allows(member, body.Code, project, ""), nil
	case "TeamPermissionTarget":
		team := strings.TrimPrefix(target.Team, "id:")
		if c.index.teams[team] == nil {
			return nil, NewError(codeNotFound, "There is no team %q", team)
		}
		return c.allows(member, body.Code, "", team), nil
	default:
		return nil, NewError(codeInvalid, "%q is no target", target.ClassName)
	}
}

// project finds the ID of a project by key:.
func (c *call) project(identifier string) (string, error) {
	key, ok := strings.CutPrefix(identifier, "key:")
	if !ok {
		return "", NewError(codeInvalid, "%q is not key: and a value", identifier)
	}
	i := slices.IndexFunc(c.space.Projects, func(p org.SpaceProject) bool { return p.Key == key })
	if i < 0 {
		return "", NewError(codeNotFound, "There is no project %q", identifier)
	}
	return c.space.Projects[i].ID, nil
}

// roles returns the permission roles of the organization or of a project.
func (c *call) roles() (any, error) {
	var body struct {
		Context string `json:"contextIdentifier"`
	}
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	project := ""
	if body.Context != "global" {
		identifier, ok := strings.CutPrefix(body.Context, "project:")
		if !ok {
			return nil, NewError(codeInvalid, "contextIdentifier is neither global nor a project")
		}
		var err error
		if project, err = c.project(identifier); err != nil {
			return nil, err
		}
	}
	if err := c.mayReadRoles(project); err != nil {
		return nil, err
	}
	roles := []*role{}
	for _, r := range c.space.Roles {
		if r.ProjectID == project {
			roles = append(roles, &role{r.ID, r.Type, text(r.Code), r.Name})
		}
	}
	return roles, nil
}

// mayReadRoles returns an error if the token cannot read the roles of the
// project. An empty project means the organization's roles.
func (c *call) mayReadRoles(project string) error {
	switch {
	case c.has(org.PermissionSuperadmin) || project != "" && c.has(org.PermissionViewProject):
		return nil
	case project != "":
		return denied(org.PermissionViewProject)
	default:
		return denied(org.PermissionSuperadmin)
	}
}

// role returns the role in the path. Without the permission, the error does not
// reveal whether the role exists.
func (c *call) role() (*org.SpaceRole, error) {
	i := slices.IndexFunc(c.space.Roles, func(r org.SpaceRole) bool { return r.ID == c.PathValue("role") })
	if i >= 0 {
		return &c.space.Roles[i], c.mayReadRoles(c.space.Roles[i].ProjectID)
	}
	if err := c.mayReadRoles(""); err != nil {
		return nil, err
	}
	return nil, NewError(codeNotFound, "There is no role %q", c.PathValue("role"))
}

// roleRights returns every right in the role's context with its status.
func (c *call) roleRights() (any, error) {
	of, err := c.role()
	if err != nil {
		return nil, err
	}
	rights := []*right{}
	for _, r := range c.space.Rights {
		encoded := &right{Code: r.Code, Status: org.RightNone}
		if c.settings.RightCodeObjects {
			encoded.Code = map[string]string{"className": "PermissionIdentifier", "code": r.Code}
		}
		i := slices.IndexFunc(of.Grants, func(g org.SpaceGrant) bool { return g.Code == r.Code })
		if i >= 0 {
			encoded.Status = of.Grants[i].Status
		}
		if i >= 0 || of.ProjectID == "" || r.OfProject {
			rights = append(rights, encoded)
		}
	}
	return rights, nil
}

func (c *call) roleProfiles() (any, error) {
	of, err := c.role()
	if err != nil {
		return nil, err
	}
	return each(of.MemberIDs, c.index.members, c.profile), nil
}

func (c *call) roleTeams() (any, error) {
	of, err := c.role()
	if err != nil {
		return nil, err
	}
	return each(of.TeamIDs, c.index.teams, c.team), nil
}
