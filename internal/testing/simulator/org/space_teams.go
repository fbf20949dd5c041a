package org

import (
	"fmt"
	"slices"
	"time"
)

// teamPlan is one team in the tree.
type teamPlan struct {
	name, parent                            string
	archived, disbanded, external, notClean bool
}

// teamPlans lists the teams of every Space, with parents first. Two teams have
// the name Tools.
var teamPlans = []teamPlan{
	{name: "Engineering", external: true},
	{name: "Core", parent: "Engineering", external: true},
	{name: "Mobile", parent: "Engineering", external: true},
	{name: "Data", parent: "Engineering", external: true},
	{name: "Core Platform", parent: "Core"},
	{name: "Android", parent: "Mobile"},
	{name: "Data Science", parent: "Data"},
	{name: "Design"},
	{name: "Tools", parent: "Core", notClean: true},
	{name: "Tools", parent: "Mobile", notClean: true},
	{name: "Legacy", parent: "Engineering", archived: true, notClean: true},
	{name: "Skunkworks", parent: "Legacy", archived: true, disbanded: true, notClean: true},
}

var positionNames = []string{"Developer", "Team Lead", "Designer", "QA Engineer", "Analyst"}

const positionLead = 1 // index in Space.Positions

// peoplePerSquad determines how many teams a large Space has.
const peoplePerSquad = 60

// teams makes the teams. In a Space with many people, it also makes squads
// below Core, Mobile, and Data.
func (g *spaceGenerator) teams() {
	for _, name := range positionNames {
		g.space.Positions = append(g.space.Positions, SpacePosition{ID: g.spaceID(), Name: name})
	}
	plans := slices.Clone(teamPlans)
	for i := range g.wanted / peoplePerSquad {
		parent := g.org.Teams[i%len(g.org.Teams)].Name
		plans = append(plans, teamPlan{name: fmt.Sprintf("%s Squad %d", parent, i/len(g.org.Teams)+1), parent: parent})
	}
	ids := map[string]string{}
	for _, plan := range plans {
		if plan.notClean && g.options.Clean {
			continue
		}
		team := SpaceTeam{ID: g.spaceID(), Name: plan.name, Description: plan.name + " at Acme", ParentID: ids[plan.parent],
			Archived: plan.archived, Disbanded: plan.disbanded}
		if plan.external {
			team.ExternalID = "team-" + plan.name
		}
		ids[plan.name] = team.ID
		g.space.Teams = append(g.space.Teams, team)
	}
}

// memberships puts people into teams.
func (g *spaceGenerator) memberships() {
	groups := g.teamGroups()
	hasLead := map[string]bool{}
	for i := range g.space.Members {
		m := &g.space.Members[i]
		home := groups[g.teamOf[i]]
		team := home[0]
		if g.chance(650) {
			team = pick(g.generator, home)
		}
		membership := SpaceMembership{MemberID: m.ID, TeamID: team, PositionID: pick(g.generator, g.space.Positions).ID, Since: m.Joined}
		switch {
		case m.NotAMember || m.ExternalLight:
			continue
		case m.Archived:
			day := m.LeftAt.Truncate(24 * time.Hour)
			membership.Till, membership.Archived = &day, g.chance(800)
		case m.External:
			membership.TeamID = home[0]
		case !hasLead[team] && !m.AccessSuspended && !m.Suspended:
			hasLead[team] = true
			membership.Lead, membership.PositionID = true, g.space.Positions[positionLead].ID
		case !g.options.Clean && g.chance(30):
			membership.PositionID = ""
		}
		g.join(membership)
		if !g.options.Clean && !m.Archived && !m.External {
			g.history(i, groups[(g.teamOf[i]+g.between(1, len(groups)-1))%len(groups)][0])
		}
	}
	for _, team := range g.space.Teams {
		if team.Archived && len(g.space.Members) > 1 {
			g.join(SpaceMembership{MemberID: g.space.Members[1].ID, TeamID: team.ID, PositionID: g.space.Positions[positionLead].ID, Lead: true,
				Since: g.date(-900), Till: g.date(-700), Archived: true})
		}
	}
}

// teamGroups returns, for each team of the organization, the matching team in
// the Space and the active teams below it.
func (g *spaceGenerator) teamGroups() [][]string {
	groups := make([][]string, len(g.org.Teams))
	for i, own := range g.org.Teams {
		for _, team := range g.space.Teams {
			if team.Name == own.Name || len(groups[i]) > 0 && team.ParentID == groups[i][0] && !team.Archived {
				groups[i] = append(groups[i], team.ID)
			}
		}
	}
	return groups
}

func (g *spaceGenerator) join(membership SpaceMembership) {
	membership.ID = g.spaceID()
	g.space.Memberships = append(g.space.Memberships, membership)
}

// history adds a membership in another team to a member: a second current
// membership, one that has ended, or one that has not started yet.
func (g *spaceGenerator) history(member int, other string) {
	more := SpaceMembership{MemberID: g.space.Members[member].ID, TeamID: other, PositionID: pick(g.generator, g.space.Positions).ID}
	kind := g.rng.IntN(40)
	if member < 30 { // even a small Space has every kind
		kind = member % 10
	}
	switch kind {
	case 0, 1, 2:
		more.Since = g.date(-g.between(10, 300))
	case 3: // has ended but is not archived
		more.Since, more.Till = g.date(-g.between(500, 900)), g.date(-g.between(40, 400))
	case 4:
		more.Since, more.Till, more.Archived = g.date(-g.between(500, 900)), g.date(-g.between(40, 400)), true
	case 5:
		more.Since = g.date(g.between(5, 60))
	case 6:
		more.Since, more.Till = g.date(-g.between(30, 90)), g.date(g.between(10, 90))
	case 7:
		more.Lead = true // has no known start
	default:
		return
	}
	g.join(more)
}

// managers makes the lead of a team the manager of most of its other members.
func (g *spaceGenerator) managers() {
	leads := map[string]string{}
	for _, m := range g.space.Memberships {
		if m.Lead && !m.Archived && leads[m.TeamID] == "" {
			leads[m.TeamID] = m.MemberID
		}
	}
	index := make(map[string]int, len(g.space.Members))
	for i := range g.space.Members {
		index[g.space.Members[i].ID] = i
	}
	for _, membership := range g.space.Memberships {
		member := &g.space.Members[index[membership.MemberID]]
		lead := leads[membership.TeamID]
		if !membership.Archived && lead != "" && lead != member.ID && !slices.Contains(member.ManagerIDs, lead) && !g.chance(100) {
			member.ManagerIDs = append(member.ManagerIDs, lead)
		}
	}
}
