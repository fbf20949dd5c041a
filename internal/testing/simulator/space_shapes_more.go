package simulator

import "time"

// memberships writes a list of memberships by their indices.
func (e *spaceEncoder) memberships(indices []int, s *selection) {
	e.list(len(indices), func(i int) { e.object(&e.data.space.Memberships[indices[i]], s) })
}

// Fields that refer to somebody or something by id, null if there is no such.

func memberOf[T any](s *spaceShapes, name string, id func(*T) string) *spaceField {
	return nested(name, s.member, func(e *spaceEncoder, object *T, s *selection) {
		if member := e.data.members[id(object)]; member != nil {
			e.object(member, s)
			return
		}
		e.null()
	})
}

func teamOf[T any](s *spaceShapes, name string, id func(*T) string) *spaceField {
	return nested(name, s.team, func(e *spaceEncoder, object *T, s *selection) {
		if team := e.data.teams[id(object)]; team != nil {
			e.object(team, s)
			return
		}
		e.null()
	})
}

// open is a rule of reading: the token has the permission.
func open(permission string, fields ...*spaceField) []*spaceField {
	for _, field := range fields {
		field.readable = func(e *spaceEncoder, _ any) bool { return e.caller.has(permission) }
	}
	return fields
}

func (s *spaceShapes) defineTeam() {
	type team = SpaceTeam
	fields := []*spaceField{plain("id", func(e *spaceEncoder, t *team) { e.text(t.ID) })}
	fields = append(fields, open(PermissionViewTeams,
		plain("name", func(e *spaceEncoder, t *team) { e.text(t.Name) }),
		plain("description", func(e *spaceEncoder, t *team) { e.text(t.Description) }),
		teamOf(s, "parent", func(t *team) string { return t.ParentID }),
		plain("emails", func(e *spaceEncoder, t *team) {
			if t.Emails == nil {
				e.null()
				return
			}
			e.list(len(t.Emails), func(i int) { e.text(t.Emails[i]) })
		}),
		fixed("channelId", "null"),
		plain("archived", func(e *spaceEncoder, t *team) { e.flag(t.Archived) }),
		plain("disbanded", func(e *spaceEncoder, t *team) { e.flag(t.Disbanded) }),
		dateOf(s, "disbandedAt", func(t *team) *time.Time { return t.DisbandedAt }),
		plain("externalId", func(e *spaceEncoder, t *team) { e.textOrNull(t.ExternalID) }),
		memberOf(s, "defaultManager", func(t *team) string { return t.DefaultManagerID }),
		fixed("customFields", "{}").extended())...)
	fields = append(fields, open(PermissionViewMemberships,
		nested("memberships", s.membership, func(e *spaceEncoder, t *team, s *selection) { e.memberships(e.data.current.ofTeam[t.ID], s) }).extended())...)
	s.team.define(fields...)
}

func (s *spaceShapes) defineMembership() {
	type membership = SpaceMembership
	s.position.define(
		plain("id", func(e *spaceEncoder, p *SpacePosition) { e.text(p.ID) }),
		plain("name", func(e *spaceEncoder, p *SpacePosition) { e.text(p.Name) }),
		fixed("archived", "false"), fixed("parent", "null"),
	)
	fields := []*spaceField{plain("id", func(e *spaceEncoder, m *membership) { e.text(m.ID) })}
	s.membership.define(append(fields, open(PermissionViewMemberships,
		memberOf(s, "member", func(m *membership) string { return m.MemberID }),
		teamOf(s, "team", func(m *membership) string { return m.TeamID }),
		nested("role", s.position, func(e *spaceEncoder, m *membership, s *selection) {
			if position := e.data.positions[m.PositionID]; position != nil {
				e.object(position, s)
				return
			}
			e.null()
		}),
		plain("lead", func(e *spaceEncoder, m *membership) { e.flag(m.Lead) }),
		memberOf(s, "manager", func(m *membership) string { return m.ManagerID }),
		dateOf(s, "since", func(m *membership) *time.Time { return m.Since }),
		dateOf(s, "till", func(m *membership) *time.Time { return m.Till }),
		momentOf(s, "activeSince", func(m *membership) *time.Time { return m.Since }),
		momentOf(s, "activeTill", func(m *membership) *time.Time { return endOf(m.Till) }),
		plain("requiresApproval", func(e *spaceEncoder, m *membership) { e.flag(m.RequiresApproval) }),
		plain("archived", func(e *spaceEncoder, m *membership) { e.flag(m.Archived) }),
		fixed("customFields", "{}").extended(), fixed("editFor", "null").extended(),
		fixed("pendingEdit", "null").extended(), fixed("approver", "null").extended())...)...)
}

// endOf is the end of a day.
func endOf(day *time.Time) *time.Time {
	if day == nil {
		return nil
	}
	end := day.UTC().Truncate(24*time.Hour).AddDate(0, 0, 1)
	return &end
}

// spacePage is one page of a list.
type spacePage struct {
	next  string
	total int // below zero: null
	items []any
}

func (s *spaceShapes) definePages() {
	define := func(page, items *spaceShape) {
		page.define(
			plain("next", func(e *spaceEncoder, p *spacePage) { e.text(p.next) }),
			plain("totalCount", func(e *spaceEncoder, p *spacePage) {
				if p.total < 0 {
					e.null()
					return
				}
				e.number(int64(p.total))
			}),
			nested("data", items, func(e *spaceEncoder, p *spacePage, s *selection) {
				e.list(len(p.items), func(i int) { e.item(p.items[i], s) })
			}),
		)
		// The items of a page are its subject and come with their core fields.
		page.byName["data"].shape = &spaceShape{name: items.name, fields: items.fields, byName: items.byName}
	}
	define(s.members, s.member)
	define(s.teams, s.team)
	define(s.memberships, s.membership)
}

func (s *spaceShapes) defineOrganization() {
	s.organization.define(
		plain("id", func(e *spaceEncoder, o *Space) { e.text(o.ID) }),
		plain("orgId", func(e *spaceEncoder, o *Space) { e.text(o.OrgID) }),
		plain("name", func(e *spaceEncoder, o *Space) { e.text(o.Name) }),
		fixed("slogan", "null"), fixed("logoId", "null"), fixed("onboardingRequired", "null"), fixed("allowDomainsEdit", "null"),
		plain("createdAt", func(e *spaceEncoder, o *Space) { e.number(o.CreatedAt.UnixMilli()) }),
		fixed("createdWithNavigationV2", "null"), fixed("timezone", `{"id":"UTC"}`), fixed("orgSize", "null"), fixed("orgIndustry", "null"),
	)
	s.application.define(
		plain("id", func(e *spaceEncoder, t *SpaceToken) { e.text("app" + lettersOf(t.Application)) }),
		plain("name", func(e *spaceEncoder, t *SpaceToken) { e.text(t.Application) }),
		plain("clientId", func(e *spaceEncoder, t *SpaceToken) { e.text("client-" + lettersOf(t.Application)) }),
		fixed("archived", "false"), fixed("kind", "null"),
	)
}

// roleRight is a right as a role has it.
type roleRight struct {
	right  *SpaceRight
	status string
}

func (s *spaceShapes) definePermissions() {
	s.role.define(
		plain("roleId", func(e *spaceEncoder, r *SpaceRole) { e.text(r.ID) }),
		plain("type", func(e *spaceEncoder, r *SpaceRole) { e.text(r.Type) }),
		plain("code", func(e *spaceEncoder, r *SpaceRole) { e.textOrNull(r.Code) }),
		plain("name", func(e *spaceEncoder, r *SpaceRole) { e.text(r.Name) }),
		plain("description", func(e *spaceEncoder, r *SpaceRole) { e.text(r.Description) }),
		plain("membersEditable", func(e *spaceEncoder, r *SpaceRole) { e.flag(r.Type == RoleCustom) }),
		plain("rightsEditable", func(e *spaceEncoder, r *SpaceRole) { e.flag(r.Type == RoleCustom) }),
	)
	s.right.define(
		plain("rightCode", func(e *spaceEncoder, r *roleRight) {
			if e.coded {
				e.raw(`{"className":"PermissionIdentifier","code":`)
				e.text(r.right.Code)
				e.raw("}")
				return
			}
			e.text(r.right.Code)
		}),
		plain("name", func(e *spaceEncoder, r *roleRight) { e.text(r.right.Title) }),
		plain("group", func(e *spaceEncoder, r *roleRight) { e.text(r.right.Group) }),
		plain("description", func(e *spaceEncoder, r *roleRight) { e.text(r.right.Description) }),
		plain("targetName", func(e *spaceEncoder, r *roleRight) { e.text(r.right.Target) }),
		fixed("editable", "false"),
		plain("status", func(e *spaceEncoder, r *roleRight) { e.text(r.status) }),
		fixed("modificationAuthor", "null"), fixed("modificationTimestamp", "null"), fixed("dependencies", "[]"), fixed("optionalFeature", "null"),
	)
	s.requirement.define(
		plain("roleId", func(e *spaceEncoder, r *SpaceRole) { e.text(r.ID) }),
		plain("roleCode", func(e *spaceEncoder, r *SpaceRole) { e.text(r.Code) }),
		plain("roleName", func(e *spaceEncoder, r *SpaceRole) { e.text(r.Name) }),
	)
	s.defineCatalog()
}

// rightList is a part of the catalog: the rights about something, or of a group.
type rightList struct {
	title  string
	rights []*SpaceRight
}

func (s *spaceShapes) defineCatalog() {
	s.rightType.define(
		plain("typeCode", func(e *spaceEncoder, l *rightList) { e.text(l.title) }),
		plain("title", func(e *spaceEncoder, l *rightList) { e.text(l.title) }),
	)
	s.catalogRight.define(
		plain("code", func(e *spaceEncoder, r *SpaceRight) { e.text(r.Code) }),
		plain("title", func(e *spaceEncoder, r *SpaceRight) { e.text(r.Title) }),
		plain("description", func(e *spaceEncoder, r *SpaceRight) { e.textOrNull(r.Description) }),
		fixed("grantedForUsers", "false"), fixed("featureFlag", "null"),
	)
	s.groupRight.define(
		plain("typeCode", func(e *spaceEncoder, r *SpaceRight) { e.text(r.Target) }),
		plain("code", func(e *spaceEncoder, r *SpaceRight) { e.text(r.Code) }),
	)
	rights := func(e *spaceEncoder, l *rightList, s *selection) {
		e.list(len(l.rights), func(i int) { e.object(l.rights[i], s) })
	}
	s.rightsOfType.define(
		nested("rightType", s.rightType, func(e *spaceEncoder, l *rightList, s *selection) { e.object(l, s) }),
		nested("rights", s.catalogRight, rights),
	)
	s.group.define(
		plain("title", func(e *spaceEncoder, l *rightList) { e.text(l.title) }),
		fixed("priority", "0"),
		nested("rights", s.groupRight, rights),
	)
	lists := func(e *spaceEncoder, part func(*SpaceRight) string, s *selection) {
		parts := e.data.rightsBy(part)
		e.list(len(parts), func(i int) { e.object(&parts[i], s) })
	}
	s.catalog.define(
		nested("rights", s.rightsOfType, func(e *spaceEncoder, _ *Space, s *selection) {
			lists(e, func(r *SpaceRight) string { return r.Target }, s)
		}),
		nested("rightsGroups", s.group, func(e *spaceEncoder, _ *Space, s *selection) {
			lists(e, func(r *SpaceRight) string { return r.Group }, s)
		}),
		fixed("deps", "[]"),
	)
}
