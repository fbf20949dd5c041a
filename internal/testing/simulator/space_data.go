package simulator

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

// spaceData is what is looked up in a Space. It holds pointers into the
// organization and is used only while that cannot change.
type spaceData struct {
	version uint64
	space   *Space
	day     time.Time // the organization's day

	members    map[string]*SpaceMember
	byUsername map[string]*SpaceMember
	byExternal map[string]*SpaceMember
	byEmail    map[string][]*SpaceMember // by the address in lower case; people of today first
	teams      map[string]*SpaceTeam
	parents    map[string]string // of teams
	positions  map[string]*SpacePosition
	byID       map[string]*SpaceMembership
	roles      map[string]*SpaceRole
	callers    map[string]*spaceCaller

	current membershipIndex // memberships in force on the organization's day
	all     membershipIndex

	mu    sync.Mutex       // guards lists
	lists map[string][]any // what list requests have found, by what they asked for
}

// maxLists keeps a client that asks for ever different lists from filling the memory.
const maxLists = 64

// list is what find finds. It is looked for once, unless a request asks for
// something else or the organization changes.
func (c *spaceCall) list(find func() ([]any, *spaceError)) ([]any, *spaceError) {
	query := maps.Clone(c.query)
	for _, name := range []string{"$skip", "$top", "$fields"} {
		query.Del(name)
	}
	key := strings.Join([]string{c.path[1], c.caller.token.Token, query.Encode()}, "?")
	c.mu.Lock()
	defer c.mu.Unlock()
	if list, known := c.lists[key]; known {
		return list, nil
	}
	list, refusal := find()
	if refusal == nil {
		if len(c.lists) >= maxLists {
			clear(c.lists)
		}
		c.lists[key] = list
	}
	return list, refusal
}

// membershipIndex is indices in Space.Memberships.
type membershipIndex struct{ ofMember, ofTeam map[string][]int }

func newMembershipIndex() membershipIndex {
	return membershipIndex{ofMember: map[string][]int{}, ofTeam: map[string][]int{}}
}

func (x membershipIndex) add(i int, m *SpaceMembership) {
	x.ofMember[m.MemberID] = append(x.ofMember[m.MemberID], i)
	x.ofTeam[m.TeamID] = append(x.ofTeam[m.TeamID], i)
}

func newSpaceData(org *Organization, version uint64) *spaceData {
	s := org.Space
	d := &spaceData{
		version:    version,
		space:      s,
		day:        org.Now.UTC().Truncate(24 * time.Hour),
		members:    make(map[string]*SpaceMember, len(s.Members)),
		byUsername: make(map[string]*SpaceMember, len(s.Members)),
		byExternal: map[string]*SpaceMember{},
		byEmail:    make(map[string][]*SpaceMember, len(s.Members)),
		teams:      make(map[string]*SpaceTeam, len(s.Teams)),
		parents:    make(map[string]string, len(s.Teams)),
		positions:  map[string]*SpacePosition{},
		byID:       make(map[string]*SpaceMembership, len(s.Memberships)),
		roles:      map[string]*SpaceRole{},
		callers:    map[string]*spaceCaller{},
		current:    newMembershipIndex(),
		all:        newMembershipIndex(),
		lists:      map[string][]any{},
	}
	for i := range s.Members {
		d.addMember(&s.Members[i])
	}
	for i := range s.Teams {
		team := &s.Teams[i]
		if d.teams[team.ID] == nil {
			d.teams[team.ID] = team
			d.parents[team.ID] = team.ParentID
		}
	}
	for i := range s.Positions {
		d.positions[s.Positions[i].ID] = &s.Positions[i]
	}
	for i := range s.Memberships {
		membership := &s.Memberships[i]
		if d.byID[membership.ID] == nil {
			d.byID[membership.ID] = membership
		}
		d.all.add(i, membership)
		if d.inForce(membership) {
			d.current.add(i, membership)
		}
	}
	for i := range s.Roles {
		d.roles[s.Roles[i].ID] = &s.Roles[i]
	}
	for i := range s.Tokens {
		if token := &s.Tokens[i]; token.Token != "" {
			d.callers[token.Token] = newSpaceCaller(token)
		}
	}
	return d
}

// addMember takes the first of those who share an id or a name.
func (d *spaceData) addMember(m *SpaceMember) {
	if d.members[m.ID] == nil {
		d.members[m.ID] = m
	}
	if d.byUsername[m.Username] == nil {
		d.byUsername[m.Username] = m
	}
	if m.ExternalID != "" && d.byExternal[m.ExternalID] == nil {
		d.byExternal[m.ExternalID] = m
	}
	for _, email := range m.Emails {
		address := strings.ToLower(email.Email)
		if others := d.byEmail[address]; m.Archived || others == nil {
			d.byEmail[address] = append(others, m)
		} else {
			d.byEmail[address] = slices.Insert(others, 0, m)
		}
	}
}

// inForce tells whether the membership is current on the organization's day.
func (d *spaceData) inForce(m *SpaceMembership) bool {
	return !m.Archived &&
		(m.Since == nil || m.Since.Before(d.day.AddDate(0, 0, 1))) &&
		(m.Till == nil || !m.Till.Before(d.day))
}

// knownMembers are the members with these ids.
func (d *spaceData) knownMembers(ids []string) []*SpaceMember {
	known := make([]*SpaceMember, 0, len(ids))
	for _, id := range ids {
		if m := d.members[id]; m != nil {
			known = append(known, m)
		}
	}
	return known
}

// within tells whether a team is another or somewhere below it.
func (d *spaceData) within(team, other string) bool {
	for steps := 0; team != "" && steps <= len(d.parents); steps++ { // a tree edited into a circle ends too
		if team == other {
			return true
		}
		team = d.parents[team]
	}
	return false
}

// memberOfTeam tells whether somebody is in a team or one below it: now, or if
// deactivated ever.
func (d *spaceData) memberOfTeam(m *SpaceMember, team string) bool {
	index := d.current
	if m.Archived {
		index = d.all
	}
	for _, i := range index.ofMember[m.ID] {
		if d.within(d.space.Memberships[i].TeamID, team) {
			return true
		}
	}
	return false
}

// rightsBy divides the catalog, in its order.
func (d *spaceData) rightsBy(part func(*SpaceRight) string) []rightList {
	var lists []rightList
	index := map[string]int{}
	for i := range d.space.Rights {
		right := &d.space.Rights[i]
		title := part(right)
		at, known := index[title]
		if !known {
			at = len(lists)
			index[title] = at
			lists = append(lists, rightList{title: title})
		}
		lists[at].rights = append(lists[at].rights, right)
	}
	return lists
}

// spaceCaller is who asks.
type spaceCaller struct {
	token      *SpaceToken
	rights     map[string]bool
	unreadable []string
}

func newSpaceCaller(token *SpaceToken) *spaceCaller {
	caller := &spaceCaller{token: token, rights: map[string]bool{}, unreadable: token.Unreadable}
	for _, code := range token.Permissions {
		caller.rights[code] = true
	}
	return caller
}

func (c *spaceCaller) has(code string) bool { return c.rights[code] }

func (c *spaceCaller) hasAny(codes []string) bool {
	for _, code := range codes {
		if c.rights[code] {
			return true
		}
	}
	return false
}

// sees tells whether the token may see a person at all.
func (c *spaceCaller) sees(m *SpaceMember) bool {
	return !m.External && !m.ExternalLight || c.rights[PermissionViewExternals] || c.token.MemberID == m.ID
}
