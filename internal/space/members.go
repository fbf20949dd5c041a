package space

import (
	"context"
	"errors"
	"net/url"
	"strconv"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
)

const profilesPath = "/team-directory/profiles"

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
// show, and asked for only when nobody is in it: a team that does not exist is
// a *NotFoundError.
func (c *Client) Members(ctx context.Context, query MemberQuery) ([]directory.Member, error) {
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

// FindMember looks one person up: whether external, suspended or gone.
//
// The complete list is searched, not the API's own look-up, of which JetBrains
// does not document whether it minds the case of an address, knows addresses
// other than the first, and finds people who left. All look-ups share the list
// with Members; the longer one with people who left is read only for somebody
// who is not in the shorter.
func (c *Client) FindMember(ctx context.Context, key directory.MemberKey) (directory.Member, error) {
	member, err := c.findIn(ctx, profileList{}, key)
	var (
		missing    *directory.NotFoundError
		unreadable *directory.UnreadableError
	)
	if errors.As(err, &missing) || errors.As(err, &unreadable) {
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
	var ambiguous *directory.AmbiguousError
	if errors.As(err, &ambiguous) {
		for i, name := range ambiguous.Usernames {
			ambiguous.Usernames[i] = c.transport.Clean(name)
		}
	}
	return member, err
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
		profiles := paged[directory.Member]{
			path:   profilesPath,
			query:  query,
			fields: profileFields,
			decode: decodePage((*wireProfile).member),
			id:     func(m *directory.Member) string { return m.ID },
			order:  directory.CompareMembers,
		}
		return profiles.all(ctx, c)
	})
}
