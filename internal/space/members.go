package space

import (
	"context"
	"errors"
	"net/url"
	"strconv"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
)

// MemberQuery chooses people.
type MemberQuery struct {
	directory.MemberFilter
	// Text is what Space's own search looks for in the profiles. Blank for all.
	Text string
}

// profileList identifies one of the lists of profiles that Space can return.
type profileList struct {
	text string
	past bool // including people who have left
}

// Members returns the people of a query, sorted by username.
//
// What is read depends only on the text and on whether people who have left are
// included. Everything else is filtered afterward, so that queries share the
// data. External people are always requested, because otherwise Space leaves
// them out. People who have not started yet are also requested, because they
// already have a profile. The team is chosen by the memberships that profiles
// show. It is looked up only when it has no members: a team that does not exist
// is a *directory.NotFoundError.
func (c *Client) Members(ctx context.Context, query MemberQuery) ([]directory.Member, error) {
	ctx, cancel := c.limits.WithTimeout(ctx, profilesPath)
	defer cancel()
	list, err := c.profiles(ctx, profileList{text: strings.TrimSpace(query.Text), past: query.IncludeDeactivated})
	if err != nil {
		return nil, err
	}
	members, err := query.Choose(list)
	if err == nil && len(members) == 0 && query.TeamID != "" {
		_, err = c.Team(ctx, query.TeamID)
	}
	return members, err
}

// FindMember looks up one person, including external, suspended, and former
// people.
//
// It searches the complete list instead of using the API's own lookup.
// JetBrains does not document whether that lookup is case-sensitive, covers
// addresses other than the first, and finds people who have left. All lookups
// share the list with Members. The longer list, with people who have left, is
// read only for a person who is not in the shorter one.
func (c *Client) FindMember(ctx context.Context, key directory.MemberKey) (directory.Member, error) {
	key.Email = c.identity.Email(key.Email)
	ctx, cancel := c.limits.WithTimeout(ctx, profilesPath)
	defer cancel()
	member, err := c.findIn(ctx, profileList{}, key)
	_, missing := errors.AsType[*directory.NotFoundError](err)
	_, unreadable := errors.AsType[*directory.UnreadableError](err)
	if missing || unreadable {
		return c.findIn(ctx, profileList{past: true}, key)
	}
	return member, err
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
