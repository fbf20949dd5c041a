package spaceapi

import (
	"slices"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// batch is one page of a list.
type batch[T any] struct {
	Next       string `json:"next"`
	TotalCount *int   `json:"totalCount"`
	Data       []*T   `json:"data"`
}

type organization struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type profile struct {
	call   *call
	member *org.SpaceMember

	ID              string               `json:"id"`
	Username        string               `json:"username" space:"basic"`
	Name            *profileName         `json:"name" space:"basic"`
	Archived        bool                 `json:"archived" space:"contact"`
	NotAMember      bool                 `json:"notAMember" space:"contact"`
	Suspended       *bool                `json:"suspended" space:"contact"`
	Joined          any                  `json:"joined" space:"contact"`
	LeftAt          any                  `json:"leftAt" space:"contact"`
	External        *bool                `json:"external" space:"contact"`
	ExternalLight   *bool                `json:"externalLight" space:"contact"`
	AccessSuspended *bool                `json:"accessSuspended" space:"extension,contact"`
	ExternalID      *string              `json:"externalId" space:"extension,contact"`
	Status          *string              `json:"status" space:"extension,contact"`
	Emails          []*email             `json:"emails" space:"extension,contact"`
	Logins          []*login             `json:"logins" space:"extension,contact"`
	Managers        func() []*profile    `json:"managers" space:"extension,contact,reference"`
	Memberships     func() []*membership `json:"memberships" space:"extension,memberships,reference"`
}

type profileName struct {
	FirstName string `json:"firstName"`
	LastName  string `json:"lastName"`
}

type email struct {
	Email   string `json:"email"`
	Blocked bool   `json:"blocked"`
}

type login struct {
	Access *access `json:"access"`
}

type access struct {
	Time any `json:"time"`
}

type team struct {
	call *call

	ID          string       `json:"id"`
	Name        string       `json:"name" space:"teams"`
	Description string       `json:"description" space:"teams"`
	Parent      func() *team `json:"parent" space:"teams,reference"`
	Archived    bool         `json:"archived" space:"teams"`
	Disbanded   bool         `json:"disbanded" space:"teams"`
	ExternalID  *string      `json:"externalId" space:"teams"`
}

type membership struct {
	call *call

	ID       string          `json:"id"`
	Member   func() *profile `json:"member" space:"memberships,reference"`
	Team     func() *team    `json:"team" space:"memberships,reference"`
	Role     *position       `json:"role" space:"memberships,reference"`
	Lead     bool            `json:"lead" space:"memberships"`
	Since    any             `json:"since" space:"memberships"`
	Till     any             `json:"till" space:"memberships"`
	Archived bool            `json:"archived" space:"memberships"`
}

type position struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type role struct {
	ID   string  `json:"roleId"`
	Type string  `json:"type"`
	Code *string `json:"code"`
	Name string  `json:"name"`
}

type right struct {
	Code   any    `json:"rightCode"`
	Status string `json:"status"`
}

type application struct {
	Name string `json:"name"`
}

// text returns nil, which means null, for the empty string.
func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// date and moment return objects, or strings in the form that the OpenAPI
// export describes.
func (c *call) date(t *time.Time) any {
	if t == nil {
		return nil
	}
	iso := t.UTC().Format(time.DateOnly)
	if c.settings.BareDates {
		return iso
	}
	year, month, day := t.UTC().Date()
	return map[string]any{"iso": iso, "day": day, "month": int(month), "year": year}
}

func (c *call) moment(t *time.Time) any {
	if t == nil {
		return nil
	}
	iso := t.UTC().Format("2006-01-02T15:04:05.000Z")
	if c.settings.BareDates {
		return iso
	}
	return map[string]any{"iso": iso, "timestamp": t.UnixMilli()}
}

// mayRead reports whether the token can read the field. The token must have the
// permission for the field and access to the person, and its own list of
// unreadable fields must not include the field.
func (p *profile) mayRead(field string, tags []string) bool {
	c := p.call
	var allowed bool
	switch {
	case slices.Contains(tags, "basic"):
		allowed = c.has(org.PermissionViewProfiles) || c.has(org.PermissionViewProfileBasics)
	case slices.Contains(tags, "contact"):
		allowed = c.has(org.PermissionViewProfiles)
	case slices.Contains(tags, "memberships"):
		allowed = c.has(org.PermissionViewMemberships)
	default:
		return true // the field is the ID
	}
	return allowed && c.sees(p.member) && !slices.Contains(c.token.Unreadable, field)
}

func (t *team) mayRead(_ string, tags []string) bool {
	return !slices.Contains(tags, "teams") || t.call.has(org.PermissionViewTeams)
}

func (m *membership) mayRead(_ string, tags []string) bool {
	return !slices.Contains(tags, "memberships") || m.call.has(org.PermissionViewMemberships)
}

func (c *call) profile(m *org.SpaceMember) *profile {
	if m == nil {
		return nil
	}
	undecided := func(flag bool) *bool {
		if !flag && m.Nulls {
			return nil
		}
		return &flag
	}
	p := &profile{
		call: c, member: m,
		ID: m.ID, Username: m.Username, Name: &profileName{m.FirstName, m.LastName},
		Archived: m.Archived, NotAMember: m.NotAMember, Suspended: undecided(m.Suspended), AccessSuspended: undecided(m.AccessSuspended),
		External: undecided(m.External), ExternalLight: undecided(m.ExternalLight),
		Joined: c.date(m.Joined), LeftAt: c.moment(m.LeftAt), ExternalID: text(m.ExternalID), Status: text(m.TwoFactor),
		Emails: []*email{}, Logins: []*login{},
		Managers: func() []*profile { return each(m.ManagerIDs, c.index.members, c.profile) },
		Memberships: func() []*membership {
			current := make([]*membership, 0, 2)
			for _, membership := range c.index.current[m.ID] {
				current = append(current, c.membership(membership))
			}
			return current
		},
	}
	for _, e := range m.Emails {
		p.Emails = append(p.Emails, &email{e.Email, e.Blocked})
	}
	for _, l := range m.Logins {
		encoded := &login{}
		if l.LastUsed != nil {
			encoded.Access = &access{c.moment(l.LastUsed)}
		}
		p.Logins = append(p.Logins, encoded)
	}
	return p
}

func (c *call) team(t *org.SpaceTeam) *team {
	if t == nil {
		return nil
	}
	return &team{
		call: c, ID: t.ID, Name: t.Name, Description: t.Description, Archived: t.Archived, Disbanded: t.Disbanded, ExternalID: text(t.ExternalID),
		Parent: func() *team { return c.team(c.index.teams[t.ParentID]) },
	}
}

func (c *call) membership(m *org.SpaceMembership) *membership {
	encoded := &membership{
		call: c, ID: m.ID, Lead: m.Lead, Since: c.date(m.Since), Till: c.date(m.Till), Archived: m.Archived,
		Member: func() *profile { return c.profile(c.index.members[m.MemberID]) },
		Team:   func() *team { return c.team(c.index.teams[m.TeamID]) },
	}
	if p := c.index.positions[m.PositionID]; p != nil {
		encoded.Role = &position{p.ID, p.Name}
	}
	return encoded
}

// each encodes the existing objects with the given IDs.
func each[T, W any](ids []string, byID map[string]*T, encode func(*T) *W) []*W {
	found := make([]*W, 0, len(ids))
	for _, id := range ids {
		if object := byID[id]; object != nil {
			found = append(found, encode(object))
		}
	}
	return found
}
