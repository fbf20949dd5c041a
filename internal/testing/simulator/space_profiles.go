package simulator

import (
	"slices"
	"strings"
)

// profileGroup is a part of the people that a list may be of.
type profileGroup struct {
	past, current, future bool
	relation              string // MEMBER, GUEST or ANY
	sorted                bool   // by name
}

// Relations of people to the organization.
const (
	relationMember = "MEMBER"
	relationGuest  = "GUEST"
	relationAny    = "ANY"
)

// maxProfiles is how many profiles a list may be asked for by name.
const maxProfiles = 100

// groupParameter reads which group a list request is about.
func (c *spaceCall) groupParameter() (g profileGroup, refusal *spaceError) {
	for _, flag := range []struct {
		name      string
		byDefault bool
		value     *bool
	}{
		{"reportPastMembers", false, &g.past}, {"reportCurrentMembers", true, &g.current}, {"reportFutureMembers", false, &g.future},
	} {
		if *flag.value, refusal = c.flagParameter(flag.name, flag.byDefault); refusal != nil {
			return g, refusal
		}
	}
	g.relation = relationMember
	if c.query.Has("orgRelation") {
		g.relation = c.query.Get("orgRelation")
	}
	if !slices.Contains([]string{relationMember, relationGuest, relationAny}, g.relation) {
		return g, spaceRefusal(spaceInvalid, "orgRelation must be MEMBER, GUEST or ANY")
	}
	switch c.query.Get("order") {
	case "", "DEFAULT":
	case "FULL_NAME":
		g.sorted = true
	default:
		return g, spaceRefusal(spaceInvalid, "order must be DEFAULT or FULL_NAME")
	}
	return g, nil
}

// accepts tells whether somebody belongs to the group.
func (d *spaceData) accepts(g profileGroup, m *SpaceMember) bool {
	outside := m.External || m.ExternalLight
	if g.relation == relationMember && outside || g.relation == relationGuest && !outside {
		return false
	}
	switch {
	case m.Archived || m.LeftAt != nil && m.LeftAt.Before(d.day):
		return g.past
	case m.Joined != nil && m.Joined.After(d.day):
		return g.future
	default:
		return g.current
	}
}

// profileList answers a page of the profiles.
func (c *spaceCall) profileList() ([]byte, *spaceError) {
	list, refusal := c.list(c.profiles)
	if refusal != nil {
		return nil, refusal
	}
	return c.page(shapesOfSpace.members, list, func(item any) bool { return c.caller.sees(of[SpaceMember](item)) })
}

// profiles are the profiles that a list request is about.
func (c *spaceCall) profiles() ([]any, *spaceError) {
	group, refusal := c.groupParameter()
	if refusal != nil {
		return nil, refusal
	}
	keep, refusal := c.profileFilters()
	if refusal != nil {
		return nil, refusal
	}
	if c.settings.visibleTotal {
		keep = append(keep, c.caller.sees)
	}
	list := []any{}
	for i := range c.space.Members {
		m := &c.space.Members[i]
		if c.accepts(group, m) && !slices.ContainsFunc(keep, func(wanted func(*SpaceMember) bool) bool { return !wanted(m) }) {
			list = append(list, m)
		}
	}
	if group.sorted {
		slices.SortStableFunc(list, func(a, b any) int {
			x, y := of[SpaceMember](a), of[SpaceMember](b)
			return strings.Compare(x.FirstName+" "+x.LastName, y.FirstName+" "+y.LastName)
		})
	}
	return list, nil
}

// profileFilters are what narrows a list of profiles down beyond its group. A
// location is accepted and nobody is there.
func (c *spaceCall) profileFilters() (keep []func(*SpaceMember) bool, refusal *spaceError) {
	if _, refusal := c.flagParameter("meOnTop", false); refusal != nil {
		return nil, refusal
	}
	if query := strings.ToLower(c.query.Get("query")); query != "" {
		keep = append(keep, func(m *SpaceMember) bool { return mentions(m, query) })
	}
	if team := c.query.Get("teamId"); team != "" {
		keep = append(keep, func(m *SpaceMember) bool { return c.memberOfTeam(m, team) })
	}
	if position := c.query.Get("roleId"); position != "" {
		keep = append(keep, func(m *SpaceMember) bool {
			return slices.ContainsFunc(c.current.ofMember[m.ID], func(i int) bool { return c.space.Memberships[i].PositionID == position })
		})
	}
	if c.query.Get("locationId") != "" {
		keep = append(keep, func(*SpaceMember) bool { return false })
	}
	if profiles := c.query["profiles"]; len(profiles) > 0 {
		if len(profiles) > maxProfiles {
			return nil, spaceRefusal(spaceInvalid, "profiles holds more than %d", maxProfiles)
		}
		wanted := map[*SpaceMember]bool{}
		for _, profile := range profiles {
			m, refusal := c.member(profile)
			if refusal != nil && refusal.code != spaceNotFound {
				return nil, refusal
			}
			wanted[m] = true
		}
		keep = append(keep, func(m *SpaceMember) bool { return wanted[m] })
	}
	return keep, nil
}

// mentions tells whether a text in lower case is in a name or an address.
func mentions(m *SpaceMember, query string) bool {
	if strings.Contains(strings.ToLower(m.FirstName+" "+m.LastName), query) || strings.Contains(strings.ToLower(m.Username), query) {
		return true
	}
	return slices.ContainsFunc(m.Emails, func(e SpaceEmail) bool { return strings.Contains(strings.ToLower(e.Email), query) })
}

// member finds a profile by id:, username:, externalId: or me.
func (c *spaceCall) member(identifier string) (*SpaceMember, *spaceError) {
	kind, value, _ := strings.Cut(identifier, ":")
	var found *SpaceMember
	switch {
	case identifier == "me":
		if c.caller.token.MemberID == "" {
			return nil, spaceRefusal(spaceDenied, "An application is not a member")
		}
		found = c.members[c.caller.token.MemberID]
	case kind == "id":
		found = c.members[value]
	case kind == "username":
		found = c.byUsername[value]
	case kind == "externalId":
		found = c.byExternal[value]
	default:
		return nil, spaceRefusal(spaceInvalid, "%q is not me, or id:, username: or externalId: and a value", identifier)
	}
	if found == nil || !c.caller.sees(found) {
		return nil, spaceRefusal(spaceNotFound, "There is no profile %q", identifier)
	}
	return found, nil
}

// memberByEmail finds a profile by address, of today before of the past.
func (c *spaceCall) memberByEmail(address string) (*SpaceMember, *spaceError) {
	verified, refusal := c.flagParameter("verified", true)
	if refusal != nil {
		return nil, refusal
	}
	for _, m := range c.byEmail[strings.ToLower(address)] {
		for _, email := range m.Emails {
			same := strings.EqualFold(email.Email, address)
			if c.settings.exactEmails {
				same = email.Email == address
			}
			if same && (email.Verified || !verified) && c.caller.sees(m) {
				return m, nil
			}
		}
	}
	return nil, spaceRefusal(spaceNotFound, "There is no profile with this address")
}

// profile answers one profile.
func (c *spaceCall) profile() ([]byte, *spaceError) {
	var found *SpaceMember
	var refusal *spaceError
	if address, byEmail := strings.CutPrefix(c.path[2], "email:"); byEmail {
		found, refusal = c.memberByEmail(address)
	} else if c.query.Has("verified") {
		return nil, spaceRefusal(spaceInvalid, "There is no parameter %q", "verified")
	} else {
		found, refusal = c.member(c.path[2])
	}
	if refusal != nil {
		return nil, refusal
	}
	return c.one(shapesOfSpace.member, found)
}

// twoFactorStatus answers a status as a bare string.
func (c *spaceCall) twoFactorStatus() ([]byte, *spaceError) {
	m, refusal := c.member(c.path[2])
	switch {
	case refusal != nil:
		return nil, refusal
	case slices.Contains(c.caller.unreadable, "status"):
		return nil, spaceRefusal(spaceDenied, "The status may not be read")
	case m.TwoFactor == "":
		return []byte("null"), nil
	}
	return appendText(nil, m.TwoFactor), nil
}

// twoFactorRequirements answers the roles that demand two-factor authentication
// of somebody: those that may grant everything.
func (c *spaceCall) twoFactorRequirements() ([]byte, *spaceError) {
	m, refusal := c.member(c.path[2])
	if refusal != nil {
		return nil, refusal
	}
	var roles []*SpaceRole
	for i := range c.space.Roles {
		role := &c.space.Roles[i]
		if role.ProjectID == "" && role.grants(PermissionSuperadmin) && c.holds(role, m) {
			roles = append(roles, role)
		}
	}
	return spaceArray(c, shapesOfSpace.requirement, roles)
}
