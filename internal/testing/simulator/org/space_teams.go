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
		g.space.Positions = append(g.space.Positions, SpacePosition{ID: g.of("position "+name, 0).spaceID(), Name: name})
	}
	plans := slices.Clone(teamPlans)
	for i := range g.size / peoplePerSquad {
		parent := g.org.Teams[i%len(g.org.Teams)].Name
		plans = append(plans, teamPlan{name: fmt.Sprintf("%s Squad %d", parent, i/len(g.org.Teams)+1), parent: parent})
	}
	ids := map[string]string{}
	for _, plan := range plans {
		if plan.notClean && g.options.Clean {
			continue
		}
		team := SpaceTeam{ID: g.of("team "+plan.name+" of "+plan.parent, 0).spaceID(), Name: plan.name, Description: plan.name + " at Acme", ParentID: ids[plan.parent],
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
	homes := make([]string, len(g.drafts)) // the team of each member
	for i, draft := range g.drafts {
		home := groups[draft.team]
		homes[i] = home[0]
		if !g.space.Members[i].External && draft.chance("in a team below", 650) {
			homes[i] = pick(draft.draws, "team", home)
		}
	}
	leads := g.leads(homes)
	for i := range g.space.Members {
		m, draft := &g.space.Members[i], g.drafts[i]
		membership := SpaceMembership{MemberID: m.ID, TeamID: homes[i], PositionID: pick(draft.draws, "position", g.space.Positions).ID, Since: m.Joined}
		switch {
		case m.NotAMember || m.ExternalLight:
			continue
		case m.Archived:
			day := m.LeftAt.Truncate(24 * time.Hour)
			membership.Till, membership.Archived = &day, draft.chance("membership archived", 800)
		case leads[homes[i]] == i:
			membership.Lead, membership.PositionID = true, g.space.Positions[positionLead].ID
		case !g.options.Clean && !m.External && draft.chance("without a position", 30):
			membership.PositionID = ""
		}
		g.join(draft.draws, membership)
		if !g.options.Clean && !m.Archived && !m.External {
			g.history(i, groups[(draft.team+draft.between("other team", 1, len(groups)-1))%len(groups)][0])
		}
	}
	for _, team := range g.space.Teams {
		if team.Archived && len(g.space.Members) > 1 {
			g.join(g.drafts[1].draws, SpaceMembership{MemberID: g.space.Members[1].ID, TeamID: team.ID, PositionID: g.space.Positions[positionLead].ID, Lead: true,
				Since: g.date("", -900, -900), Till: g.date("", -700, -700), Archived: true})
		}
	}
}

// leads returns the index of the member who leads each team.
func (g *spaceGenerator) leads(homes []string) map[string]int {
	leads := map[string]int{}
	for i := range g.space.Members {
		m := &g.space.Members[i]
		if m.NotAMember || m.ExternalLight || m.External || m.Archived || m.Suspended || m.AccessSuspended {
			continue
		}
		if lead, found := leads[homes[i]]; !found || g.drafts[i].weight("lead") < g.drafts[lead].weight("lead") {
			leads[homes[i]] = i
		}
	}
	return leads
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

func (g *spaceGenerator) join(member draws, membership SpaceMembership) {
	membership.ID = member.of("membership", 0).of(membership.TeamID, 0).spaceID()
	g.space.Memberships = append(g.space.Memberships, membership)
}

// history adds a membership in another team to a member: a second current
// membership, one that has ended, or one that has not started yet.
func (g *spaceGenerator) history(member int, other string) {
	d := g.drafts[member].of("history", 0)
	more := SpaceMembership{MemberID: g.space.Members[member].ID, TeamID: other, PositionID: pick(d, "position", g.space.Positions).ID}
	kind := d.between("kind", 0, 39)
	if number := g.drafts[member].number; number >= 0 { // even a small Space has every kind
		kind = number % 10
	}
	switch kind {
	case 0, 1, 2:
		more.Since = d.date("since", -300, -10)
	case 3: // has ended but is not archived
		more.Since, more.Till = d.date("since", -900, -500), d.date("till", -400, -40)
	case 4:
		more.Since, more.Till, more.Archived = d.date("since", -900, -500), d.date("till", -400, -40), true
	case 5:
		more.Since = d.date("since", 5, 60)
	case 6:
		more.Since, more.Till = d.date("since", -90, -30), d.date("till", 10, 90)
	case 7:
		more.Lead = true // has no known start
	default:
		return
	}
	g.join(d, more)
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
		i := index[membership.MemberID]
		member := &g.space.Members[i]
		lead := leads[membership.TeamID]
		if !membership.Archived && lead != "" && lead != member.ID && !slices.Contains(member.ManagerIDs, lead) && !g.drafts[i].of(membership.TeamID, 0).chance("without a manager", 100) {
			member.ManagerIDs = append(member.ManagerIDs, lead)
		}
	}
}
