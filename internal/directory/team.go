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

// WithMembers returns the teams with the usernames of their direct members and
// leads, taken from memberships that are not archived. A list that would need a
// field that the token cannot read is nil.
func WithMembers(teams []Team, memberships []Membership) []Team {
	type people struct {
		members, leads   []string
		unknown          Fields
		anonymousMembers bool
		anonymousLeads   bool
	}
	byTeam := make(map[string]*people, len(teams))
	var everywhere Fields // something is unknown about a membership whose team is unknown
	for i := range memberships {
		m := &memberships[i]
		if m.Archived.Value {
			continue
		}
		if m.TeamID == "" || !m.Archived.Set {
			everywhere |= TeamMembers
			continue
		}
		p := byTeam[m.TeamID]
		if p == nil {
			p = &people{}
			byTeam[m.TeamID] = p
		}
		lead := m.Lead.Value || !m.Lead.Set
		switch {
		case m.Username == "":
			p.unknown |= TeamMembersNames
			p.anonymousMembers = true
			p.anonymousLeads = p.anonymousLeads || lead
		case !m.Lead.Set:
			p.unknown |= TeamMembers
			p.anonymousLeads = true
			p.members = append(p.members, m.Username)
		default:
			p.members = append(p.members, m.Username)
			if lead {
				p.leads = append(p.leads, m.Username)
			}
		}
	}

	joined := slices.Clone(teams)
	for i := range joined {
		t := &joined[i]
		p := byTeam[t.ID]
		if p == nil {
			p = &people{}
		}
		t.MemberUsernames, t.LeadUsernames = nil, nil
		if t.Unreadable |= p.unknown | everywhere; everywhere != 0 {
			continue
		}
		if !p.anonymousMembers {
			t.MemberUsernames = SortedUnique(append([]string{}, p.members...))
		}
		if !p.anonymousLeads {
			t.LeadUsernames = SortedUnique(append([]string{}, p.leads...))
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
	teams, usernames := setOf(f.TeamIDs), setOf(f.Usernames)
	chosen := make([]Membership, 0, len(memberships))
	for i := range memberships {
		m := &memberships[i]
		if teams != nil {
			if m.TeamID == "" {
				return nil, &UnreadableError{Question: "filter memberships by team_ids", Fields: MembershipTeam}
			}
			if !teams.has(m.TeamID) {
				continue
			}
		}
		if usernames != nil {
			if m.Username == "" {
				return nil, &UnreadableError{Question: "filter memberships by usernames", Fields: MembershipMember}
			}
			if !usernames.has(m.Username) {
				continue
			}
		}
		chosen = append(chosen, *m)
	}
	return chosen, nil
}
