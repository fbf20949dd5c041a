package space

import (
	"context"
	"errors"
	"net/url"
	"strconv"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
)

// MemberQuery chooses people.
type MemberQuery struct {
	directory.MemberFilter
	// Text is searched by Space itself, in its own way, in the profiles. Blank
	// for all.
	Text string
}

// profileList names one of the lists of profiles that Space can give.
type profileList struct {
	text string
	past bool // also people who left
}

// Members returns the people of a query, sorted by username.
//
// What is read depends only on the text and on whether people who left are
// asked for; everything else is chosen from that, so that queries share what
// is read. External people are always read: Space leaves them out unless asked
// for. People whose first day is still to come are read as well, since they
// have a profile already. The team is chosen by the memberships that profiles
// show. It is looked up only when it has no members: a team that does not exist
// is a *directory.NotFoundError.
func (c *Client) Members(ctx context.Context, query MemberQuery) ([]directory.Member, error) {
	return paging.Within(ctx, c.limits, profilesPath, func(ctx context.Context) ([]directory.Member, error) {
		list, err := c.profiles(ctx, profileList{text: strings.TrimSpace(query.Text), past: query.IncludeDeactivated})
		if err != nil {
			return nil, err
		}
		members, err := query.Choose(list)
		if err == nil && len(members) == 0 && query.TeamID != "" {
			_, err = c.Team(ctx, query.TeamID)
		}
		return members, err
	})
}

// FindMember looks one person up, also an external, suspended or former one.
//
// The complete list is searched, not the API's own look-up, of which JetBrains
// does not document whether it minds the case of an address, knows addresses
// other than the first, and finds people who left. All look-ups share the list
// with Members; the longer one with people who left is read only for a person
// who is not in the shorter.
func (c *Client) FindMember(ctx context.Context, key directory.MemberKey) (directory.Member, error) {
	if key.Email != "" {
		key.Email = c.identity.Email(key.Email)
	}
	return paging.Within(ctx, c.limits, profilesPath, func(ctx context.Context) (directory.Member, error) {
		member, err := c.findIn(ctx, profileList{}, key)
		_, missing := errors.AsType[*directory.NotFoundError](err)
		_, unreadable := errors.AsType[*directory.UnreadableError](err)
		if missing || unreadable {
			return c.findIn(ctx, profileList{past: true}, key)
		}
		return member, err
	})
}

func (c *Client) findIn(ctx context.Context, list profileList, key directory.MemberKey) (directory.Member, error) {
	members, err := c.profiles(ctx, list)
	if err != nil {
		return directory.Member{}, err
	}
	member, err := key.Find(members)
	if ambiguous, ok := errors.AsType[*directory.AmbiguousError](err); ok {
		for i, name := range ambiguous.Usernames {
			ambiguous.Usernames[i] = c.api.Clean(name)
		}
	}
	return member, err
}

func (c *Client) convertProfile(w *wireProfile) (directory.Member, error) {
	m, err := w.member()
	m.ResolveAliases(c.identity)
	return m, err
}

func (c *Client) profiles(ctx context.Context, list profileList) ([]directory.Member, error) {
	return c.members.Get(ctx, list, func(ctx context.Context) ([]directory.Member, error) {
		query := url.Values{
			"orgRelation":         {"ANY"},
			"reportPastMembers":   {strconv.FormatBool(list.past)},
			"reportFutureMembers": {"true"},
		}
		if list.text != "" {
			query.Set("query", list.text)
		}
		return readList(ctx, c, listQuery[wireProfile, directory.Member]{
			path:    profilesPath,
			query:   query,
			fields:  profileFields,
			convert: c.convertProfile,
			id:      func(m *directory.Member) string { return m.ID },
			sortKey: func(m *directory.Member) string { return m.Username },
		})
	})
}
