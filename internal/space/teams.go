package space

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"strconv"

	"golang.org/x/sync/errgroup"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/panics"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
)

const (
	teamFields       = "id,name,description,parent(id),archived,disbanded,externalId"
	membershipFields = "id,member(id,username),team(id,name),role(name),lead,since,till,archived"
)

// withArchived says whether a list includes archived entries.
type withArchived bool

func (w withArchived) query() url.Values {
	return url.Values{"withArchived": {strconv.FormatBool(bool(w))}}
}

// Teams returns all teams, sorted by ID, with their current members. Teams and
// memberships are read in parallel. If the token cannot read memberships, the
// members are unknown.
func (c *Client) Teams(ctx context.Context, includeArchived bool) ([]directory.Team, error) {
	var (
		teams       []directory.Team
		memberships []directory.Membership
		denied      bool
	)
	group, ctx := errgroup.WithContext(ctx)
	group.Go(panics.Guard(ctx, func() (err error) {
		teams, err = c.teamList(ctx, withArchived(includeArchived))
		return err
	}))
	group.Go(panics.Guard(ctx, func() (err error) {
		memberships, err = c.Memberships(ctx, false)
		if _, denied = errors.AsType[*DeniedError](err); denied {
			return nil
		}
		return err
	}))
	switch err := group.Wait(); {
	case err != nil:
		return nil, err
	case denied:
		return directory.WithoutMembers(teams), nil
	default:
		return directory.WithMembers(teams, memberships), nil
	}
}

func (c *Client) teamList(ctx context.Context, archived withArchived) ([]directory.Team, error) {
	return c.teams.Get(ctx, archived, func(ctx context.Context) ([]directory.Team, error) {
		teams, err := readList(ctx, c, listQuery[wireTeam, directory.Team]{
			path:    teamsPath,
			query:   archived.query(),
			fields:  teamFields,
			convert: (*wireTeam).team,
			id:      func(t *directory.Team) string { return t.ID },
		})
		if err != nil || bool(archived) {
			return teams, err
		}
		return withoutArchived(teams, func(t *directory.Team) bool { return t.Archived.Value }), nil
	})
}

// Memberships returns all memberships, sorted by ID. With includeArchived, that
// includes those that have ended.
func (c *Client) Memberships(ctx context.Context, includeArchived bool) ([]directory.Membership, error) {
	archived := withArchived(includeArchived)
	return c.memberships.Get(ctx, archived, func(ctx context.Context) ([]directory.Membership, error) {
		memberships, err := readList(ctx, c, listQuery[wireMembership, directory.Membership]{
			path:    membershipsPath,
			query:   archived.query(),
			fields:  membershipFields,
			convert: (*wireMembership).membership,
			id:      func(m *directory.Membership) string { return m.ID },
		})
		if err != nil || includeArchived {
			return memberships, err
		}
		return withoutArchived(memberships, func(m *directory.Membership) bool { return m.Archived.Value }), nil
	})
}

func withoutArchived[T any](rows []T, archived func(*T) bool) []T {
	kept := make([]T, 0, len(rows))
	for i := range rows {
		if !archived(&rows[i]) {
			kept = append(kept, rows[i])
		}
	}
	return kept
}

// Team returns one team by its ID, even if it is archived, without its members.
// If the team does not exist, it returns a *directory.NotFoundError, whether
// Space says so with an error or with null.
func (c *Client) Team(ctx context.Context, id string) (directory.Team, error) {
	return c.team.Get(ctx, id, func(ctx context.Context) (directory.Team, error) {
		path := teamsPath + "/id:" + url.PathEscape(id)
		ctx, cancel := c.limits.WithTimeout(ctx, path)
		defer cancel()
		resp, err := c.get(ctx, path, nil, teamFields)
		defer resp.Release()
		if noSuchThing(resp, err) {
			return directory.Team{}, &directory.NotFoundError{Key: directory.LookupTeamByID, Value: id}
		}
		if err != nil {
			return directory.Team{}, err
		}
		team, err := object(resp, (*wireTeam).team)
		if err != nil {
			return directory.Team{}, err
		}
		if team.ID != id {
			return directory.Team{}, resp.Mismatch("team", id, team.ID)
		}
		return team, c.memory.Share().Take(int64(len(resp.Body))) // for as long as the client lives
	})
}

type wireTeam struct {
	ID          *string     `json:"id"`
	Name        *string     `json:"name"`
	Description *string     `json:"description"`
	Parent      *wireTeamID `json:"parent"`
	Archived    *bool       `json:"archived"`
	Disbanded   *bool       `json:"disbanded"`
	ExternalID  *string     `json:"externalId"`
	Errors      fieldErrors `json:"$errors"`
}

func (w *wireTeam) team() (directory.Team, error) {
	id, err := strictjson.ID("/id", w.ID)
	if err != nil {
		return directory.Team{}, err
	}
	r := &row{}
	t := directory.Team{
		ID:          id,
		Name:        r.text(w.Errors, "name", w.Name, directory.TeamName),
		Description: r.text(w.Errors, "description", w.Description, directory.TeamDescription),
		ExternalID:  r.text(w.Errors, "externalId", w.ExternalID, directory.TeamExternalID),
		Archived: either(
			r.flag(w.Errors, "archived", w.Archived, directory.TeamArchived),
			r.flag(w.Errors, "disbanded", w.Disbanded, directory.TeamArchived)),
	}
	if r.optional(w.Errors, "parent", w.Parent == nil, directory.TeamParent) && w.Parent != nil {
		if t.ParentID, err = r.id(w.Parent.Errors, w.Parent.ID, directory.TeamParent); err != nil {
			return directory.Team{}, strictjson.At("/parent", err)
		}
	}
	t.Unreadable = r.unreadable
	return t, nil
}

type wireMembership struct {
	ID       *string      `json:"id"`
	Member   *wirePerson  `json:"member"`
	Team     *wireTeamRef `json:"team"`
	Role     *wireRole    `json:"role"`
	Lead     *bool        `json:"lead"`
	Since    *isoText     `json:"since"`
	Till     *isoText     `json:"till"`
	Archived *bool        `json:"archived"`
	Errors   fieldErrors  `json:"$errors"`
}

// wireTeamID and wireTeamRef are teams that another object refers to.
type wireTeamID struct {
	ID     *string     `json:"id"`
	Errors fieldErrors `json:"$errors"`
}

type wireTeamRef struct {
	ID     *string     `json:"id"`
	Name   *string     `json:"name"`
	Errors fieldErrors `json:"$errors"`
}

type wireRole struct {
	Name   *string     `json:"name"`
	Errors fieldErrors `json:"$errors"`
}

func (w *wireMembership) membership() (directory.Membership, error) {
	id, err := strictjson.ID("/id", w.ID)
	if err != nil {
		return directory.Membership{}, err
	}
	m, r := directory.Membership{ID: id}, &row{}
	w.position(&m, r)
	if err := cmp.Or(w.member(&m, r), w.team(&m, r), w.dates(&m, r)); err != nil {
		return directory.Membership{}, err
	}
	m.Lead = r.flag(w.Errors, "lead", w.Lead, directory.MembershipLead)
	m.Archived = r.flag(w.Errors, "archived", w.Archived, directory.MembershipArchived)
	m.Unreadable = r.unreadable
	return m, nil
}

func (w *wireMembership) member(m *directory.Membership, r *row) (err error) {
	if !r.optional(w.Errors, "member", w.Member == nil, directory.MembershipMember) {
		return nil
	}
	if w.Member == nil {
		return &strictjson.Problem{Pointer: "/member", Reason: "missing or null"}
	}
	if m.MemberID, err = r.id(w.Member.Errors, w.Member.ID, directory.MembershipMember); err != nil {
		return strictjson.At("/member", err)
	}
	if m.Username, err = r.username(w.Member.Errors, w.Member.Username, directory.MembershipMember); err != nil {
		return strictjson.At("/member", err)
	}
	return nil
}

func (w *wireMembership) team(m *directory.Membership, r *row) (err error) {
	if !r.optional(w.Errors, "team", w.Team == nil, directory.MembershipTeam) {
		return nil
	}
	if w.Team == nil {
		return &strictjson.Problem{Pointer: "/team", Reason: "missing or null"}
	}
	if m.TeamID, err = r.id(w.Team.Errors, w.Team.ID, directory.MembershipTeam); err != nil {
		return strictjson.At("/team", err)
	}
	m.TeamName = r.text(w.Team.Errors, "name", w.Team.Name, directory.MembershipTeam)
	return nil
}

func (w *wireMembership) position(m *directory.Membership, r *row) {
	if r.optional(w.Errors, "role", w.Role == nil, directory.MembershipRole) && w.Role != nil {
		m.Role = r.text(w.Role.Errors, "name", w.Role.Name, directory.MembershipRole)
	}
}

func (w *wireMembership) dates(m *directory.Membership, r *row) error {
	for _, date := range []struct {
		name string
		wire *isoText
		into *directory.Date
	}{{"since", w.Since, &m.Since}, {"till", w.Till, &m.Till}} {
		if !r.optional(w.Errors, date.name, date.wire == nil, directory.MembershipDates) {
			continue
		}
		text, err := strictjson.Date("/"+date.name, (*string)(date.wire))
		if err != nil {
			return err
		}
		*date.into = directory.Date(text)
	}
	return nil
}
