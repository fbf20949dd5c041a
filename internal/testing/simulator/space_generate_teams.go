package simulator

import (
	"fmt"
	"slices"
)

// teamPlan is one team of the tree.
type teamPlan struct {
	name, parent      string
	archived, messy   bool // messy: not in a clean organization
	disbanded, listed bool // listed: has an external id and an address
}

// teamPlans are the teams of every Space, parents first. Two are called Tools.
var teamPlans = []teamPlan{
	{name: "Engineering", listed: true},
	{name: "Core", parent: "Engineering", listed: true},
	{name: "Mobile", parent: "Engineering", listed: true},
	{name: "Data", parent: "Engineering", listed: true},
	{name: "Core Platform", parent: "Core"},
	{name: "Android", parent: "Mobile"},
	{name: "Data Science", parent: "Data"},
	{name: "Design"},
	{name: "Tools", parent: "Core", messy: true},
	{name: "Tools", parent: "Mobile", messy: true},
	{name: "Legacy", parent: "Engineering", archived: true, messy: true},
	{name: "Skunkworks", parent: "Legacy", archived: true, disbanded: true, messy: true},
}

var positionNames = []string{"Developer", "Team Lead", "Designer", "QA Engineer", "Analyst"}

// Indices in Space.Positions.
const (
	positionDeveloper = iota
	positionLead
)

// peoplePerSquad decides how many teams a large Space has.
const peoplePerSquad = 60

// teamTree makes the teams, and below Core, Mobile and Data squads for many people.
func (g *spaceGenerator) teamTree() {
	for _, name := range positionNames {
		g.space.Positions = append(g.space.Positions, SpacePosition{ID: g.id(), Name: name})
	}
	plans := slices.Clone(teamPlans)
	for i := range g.wanted / peoplePerSquad {
		parent := g.org.Teams[i%len(g.org.Teams)].Name
		plans = append(plans, teamPlan{name: fmt.Sprintf("%s Squad %d", parent, i/len(g.org.Teams)+1), parent: parent})
	}
	byName := map[string]string{}
	for _, plan := range plans {
		if plan.messy && g.options.Clean {
			continue
		}
		team := SpaceTeam{ID: g.id(), Name: plan.name, Description: plan.name + " at Acme", ParentID: byName[plan.parent],
			Archived: plan.archived, Disbanded: plan.disbanded}
		if plan.disbanded {
			team.DisbandedAt = g.date(-g.between(100, 600))
		}
		if plan.listed {
			team.ExternalID = "team-" + plan.name
			team.Emails = []string{"team-" + plan.name + "@" + companyDomain}
		}
		byName[plan.name] = team.ID
		g.space.Teams = append(g.space.Teams, team)
	}
}

// memberships puts people into teams.
func (g *spaceGenerator) memberships() {
	within := g.subteams()
	led := map[string]bool{}
	for i := range g.entries {
		e := &g.entries[i]
		g.space.Members = append(g.space.Members, e.member)
		m := &g.space.Members[len(g.space.Members)-1]
		home := within[e.team%len(within)]
		team := home[0]
		if g.chance(650) {
			team = pick(g.generator, home)
		}
		switch {
		case m.Archived:
			g.formerMembership(m, team)
		case e.staff:
			g.staffMembership(m, team, led)
			if !g.options.Clean {
				g.moreMemberships(m, within[(e.team+g.between(1, len(within)-1))%len(within)][0])
			}
		case m.External && !m.ExternalLight:
			g.join(SpaceMembership{MemberID: m.ID, TeamID: home[0], PositionID: g.space.Positions[positionDeveloper].ID, Since: m.Joined})
		}
	}
	g.leftTeams()
}

// subteams are, for each team of the organization, its team here and the active
// teams below it.
func (g *spaceGenerator) subteams() [][]string {
	groups := make([][]string, len(g.org.Teams))
	index := map[string]int{}
	for _, team := range g.space.Teams {
		for i := range g.org.Teams {
			if team.Name == g.org.Teams[i].Name {
				groups[i] = append(groups[i], team.ID)
				index[team.ID] = i
			}
		}
		if i, below := index[team.ParentID]; below && !team.Archived {
			groups[i] = append(groups[i], team.ID)
		}
	}
	return groups
}

func (g *spaceGenerator) join(membership SpaceMembership) {
	membership.ID = g.id()
	g.space.Memberships = append(g.space.Memberships, membership)
}

// staffMembership is an employee's place at work. The first in a team leads it.
func (g *spaceGenerator) staffMembership(m *SpaceMember, team string, led map[string]bool) {
	membership := SpaceMembership{MemberID: m.ID, TeamID: team, PositionID: pick(g.generator, g.space.Positions).ID, Since: m.Joined}
	if !led[team] && !m.AccessSuspended && !m.Suspended {
		led[team] = true
		membership.Lead, membership.PositionID = true, g.space.Positions[positionLead].ID
	} else if !g.options.Clean && g.chance(30) {
		membership.PositionID = ""
	}
	g.join(membership)
}

// everyHistory picks each case of moreMemberships once.
var everyHistory = []int{0, 80, 120, 160, 190, 210, 220}

// moreMemberships are what else a person's history in another team may hold: a
// move to come, a place left long ago, one that somebody has to approve.
func (g *spaceGenerator) moreMemberships(m *SpaceMember, other string) {
	more := SpaceMembership{MemberID: m.ID, TeamID: other, PositionID: pick(g.generator, g.space.Positions).ID}
	kind := g.rng.IntN(1000)
	if g.histories < len(everyHistory) { // every kind in a small Space too
		kind = everyHistory[g.histories]
		g.histories++
	}
	switch {
	case kind < 80:
		more.Since = g.date(-g.between(10, 300))
	case kind < 120:
		more.Since, more.Till = g.date(-g.between(500, 900)), g.date(-g.between(40, 400)) // over, not archived
	case kind < 160:
		more.Since, more.Till, more.Archived = g.date(-g.between(500, 900)), g.date(-g.between(40, 400)), true
	case kind < 190:
		more.Since = g.date(g.between(5, 60)) // to come
	case kind < 210:
		more.Since, more.Till = g.date(-g.between(30, 90)), g.date(g.between(10, 90)) // for a time
	case kind < 220:
		more.Since, more.RequiresApproval = g.date(-1), true
	case kind < 230:
		more.Lead = true // since always
	default:
		return
	}
	g.join(more)
}

// formerMembership ended when its member left.
func (g *spaceGenerator) formerMembership(m *SpaceMember, team string) {
	membership := SpaceMembership{MemberID: m.ID, TeamID: team, PositionID: pick(g.generator, g.space.Positions).ID, Since: m.Joined, Archived: g.chance(800)}
	if m.LeftAt != nil {
		day := m.LeftAt.Truncate(24 * 3600 * 1e9)
		membership.Till = &day
	}
	g.join(membership)
}

// leftTeams are memberships of teams that are no more.
func (g *spaceGenerator) leftTeams() {
	for _, team := range g.space.Teams {
		if team.Archived && len(g.space.Members) > 1 {
			m := &g.space.Members[1%len(g.space.Members)]
			g.join(SpaceMembership{MemberID: m.ID, TeamID: team.ID, PositionID: g.space.Positions[positionLead].ID, Lead: true,
				Since: g.date(-900), Till: g.date(-700), Archived: true})
		}
	}
}

// managers gives members in a team with a lead that lead, and somebody two.
func (g *spaceGenerator) managers() {
	leads := map[string]string{}
	var anyLead string
	for _, m := range g.space.Memberships {
		if m.Lead && !m.Archived && leads[m.TeamID] == "" {
			leads[m.TeamID] = m.MemberID
			anyLead = m.MemberID
		}
	}
	index := make(map[string]int, len(g.space.Members))
	for i := range g.space.Members {
		index[g.space.Members[i].ID] = i
	}
	for i := range g.space.Memberships {
		membership := &g.space.Memberships[i]
		lead := leads[membership.TeamID]
		if membership.Archived || lead == "" || lead == membership.MemberID || g.chance(100) {
			continue
		}
		membership.ManagerID = lead
		member := &g.space.Members[index[membership.MemberID]]
		if !slices.Contains(member.ManagerIDs, lead) {
			member.ManagerIDs = append(member.ManagerIDs, lead)
		}
		if anyLead != member.ID && !slices.Contains(member.ManagerIDs, anyLead) && g.chance(20) {
			member.ManagerIDs = append(member.ManagerIDs, anyLead)
		}
	}
	for i := range g.space.Teams {
		g.space.Teams[i].DefaultManagerID = leads[g.space.Teams[i].ID]
	}
}
