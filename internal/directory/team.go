package directory

import (
	"slices"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// Team is a team of the directory; teams form a tree.
type Team struct {
	Partial

	ID          string
	Name        value.Optional[string]
	Description value.Optional[string]
	ParentID    string               // empty at the top
	Archived    value.Optional[bool] // or disbanded
	ExternalID  value.Optional[string]

	MemberUsernames []string // of direct memberships that are not archived; sorted, without duplicates
	LeadUsernames   []string // those who lead
}

// Membership is the membership of one person in one team.
type Membership struct {
	Partial

	ID       string
	MemberID string
	Username string
	TeamID   string
	TeamName value.Optional[string]
	Role     value.Optional[string] // the position, such as Developer
	Lead     value.Optional[bool]
	Since    Date
	Till     Date
	Archived value.Optional[bool] // ended
}

// teamPeople is what the memberships of a team say. A list that would need a
// field that the token cannot read is not known.
type teamPeople struct {
	members, leads               []string
	membersUnknown, leadsUnknown bool
	unreadable                   Fields
}

// add adds a membership that has not ended.
func (p *teamPeople) add(m *Membership) {
	lead := m.Lead.Value || !m.Lead.Set
	switch {
	case m.Username == "":
		p.unreadable |= TeamMembersNames
		p.membersUnknown = true
		p.leadsUnknown = p.leadsUnknown || lead
	case !m.Lead.Set:
		p.unreadable |= TeamMembers
		p.leadsUnknown = true
		p.members = append(p.members, m.Username)
	default:
		p.members = append(p.members, m.Username)
		if lead {
			p.leads = append(p.leads, m.Username)
		}
	}
}

// peopleByTeam returns what memberships that have not ended say of each team,
// and what is unknown of every team, because the team of a membership is, or
// whether one has ended.
func peopleByTeam(memberships []Membership) (byTeam map[string]*teamPeople, everywhere Fields) {
	byTeam = map[string]*teamPeople{}
	for i := range memberships {
		m := &memberships[i]
		if m.Archived.Value {
			continue
		}
		if m.TeamID == "" || !m.Archived.Set {
			everywhere |= TeamMembers
			continue
		}
		if byTeam[m.TeamID] == nil {
			byTeam[m.TeamID] = &teamPeople{}
		}
		byTeam[m.TeamID].add(m)
	}
	return byTeam, everywhere
}

// WithMembers returns the teams with the usernames of their direct members and
// leads, taken from memberships that are not archived. A list that would need a
// field that the token cannot read is nil.
func WithMembers(teams []Team, memberships []Membership) []Team {
	byTeam, everywhere := peopleByTeam(memberships)
	joined := slices.Clone(teams)
	for i := range joined {
		t := &joined[i]
		p := byTeam[t.ID]
		if p == nil {
			p = &teamPeople{}
		}
		t.MemberUsernames, t.LeadUsernames = nil, nil
		if t.Unreadable |= p.unreadable | everywhere; everywhere != 0 {
			continue
		}
		if !p.membersUnknown {
			t.MemberUsernames = value.SortedUnique(append([]string{}, p.members...))
		}
		if !p.leadsUnknown {
			t.LeadUsernames = value.SortedUnique(append([]string{}, p.leads...))
		}
	}
	return joined
}

// WithoutMembers returns the teams for a token that cannot read memberships:
// their members are unknown.
func WithoutMembers(teams []Team) []Team {
	unknown := slices.Clone(teams)
	for i := range unknown {
		t := &unknown[i]
		t.MemberUsernames, t.LeadUsernames = nil, nil
		t.Unreadable |= TeamMembers
	}
	return unknown
}

// MembershipFilter chooses memberships. Nil lists choose all.
type MembershipFilter struct {
	TeamIDs   []string // the teams themselves, without their subteams
	Usernames []string // exact
}

// Choose returns the memberships that pass both parts of the filter, in their
// order. It fails with *UnreadableError when a part cannot be evaluated.
func (f MembershipFilter) Choose(memberships []Membership) ([]Membership, error) {
	teams, usernames := value.FilterOf(f.TeamIDs), value.FilterOf(f.Usernames)
	chosen := make([]Membership, 0, len(memberships))
	for i := range memberships {
		m := &memberships[i]
		if teams != nil {
			if m.TeamID == "" {
				return nil, &UnreadableError{Operation: "filter memberships by team_ids", Fields: MembershipTeam}
			}
			if !teams.Allows(m.TeamID) {
				continue
			}
		}
		if usernames != nil {
			if m.Username == "" {
				return nil, &UnreadableError{Operation: "filter memberships by usernames", Fields: MembershipMember}
			}
			if !usernames.Allows(m.Username) {
				continue
			}
		}
		chosen = append(chosen, *m)
	}
	return chosen, nil
}
