package simulator

import (
	"encoding/base64"
	"encoding/binary"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// maxSpacePage is the largest $top; the live limit is not known.
const maxSpacePage = 1000

// flagParameter reads true or false, in lower case.
func (c *spaceCall) flagParameter(name string, byDefault bool) (bool, *spaceError) {
	if !c.query.Has(name) {
		return byDefault, nil
	}
	switch c.query.Get(name) {
	case "true":
		return true, nil
	case "false":
		return false, nil
	default:
		return false, spaceRefusal(spaceInvalid, "%s must be true or false", name)
	}
}

// The page tokens that say nothing: an offset, shuffled and spelled in base64.
const opaqueKey = 0x5deece66d2b4c9a7

func opaqueToken(offset int) string {
	return base64.RawURLEncoding.EncodeToString(binary.BigEndian.AppendUint64([]byte("b1"), uint64(offset)^opaqueKey)) //nolint:gosec // an offset is not negative
}

// offsetOf is the offset that a page token of either kind stands for.
func offsetOf(token string) (offset int, opaque, ok bool) {
	if n, err := strconv.Atoi(token); err == nil {
		return n, false, n >= 0
	}
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(raw) != 10 || string(raw[:2]) != "b1" {
		return 0, false, false
	}
	value := binary.BigEndian.Uint64(raw[2:]) ^ opaqueKey
	return int(value & math.MaxInt), true, value <= math.MaxInt32
}

// page answers a page of a list. Items that are not visible leave it shorter.
func (c *spaceCall) page(shape *spaceShape, list []any, visible func(item any) bool) ([]byte, *spaceError) {
	count := len(list)
	from, size := 0, 100
	if c.query.Has("$skip") {
		offset, opaque, ok := offsetOf(c.query.Get("$skip"))
		if !ok || opaque != c.settings.opaqueNext && !c.anySkip {
			return nil, spaceRefusal(spaceInvalid, "$skip is not a position in this list")
		}
		from = offset
	}
	if c.query.Has("$top") {
		top, err := strconv.Atoi(c.query.Get("$top"))
		if err != nil || top < 1 || top > maxSpacePage {
			return nil, spaceRefusal(spaceInvalid, "$top must be from 1 to %d", maxSpacePage)
		}
		size = top
	}
	if c.top > 0 {
		size = min(size, c.top)
	}
	page := &spacePage{total: count, items: make([]any, 0, min(size, count))}
	to := min(from+size, count)
	for i := from; i < to; i++ {
		if visible(list[i]) {
			page.items = append(page.items, list[i])
		}
	}
	if c.settings.nullTotal {
		page.total = -1
	}
	switch {
	case to >= count && c.settings.emptyLastNext:
	case c.settings.opaqueNext:
		page.next = opaqueToken(max(from, to))
	default:
		page.next = strconv.Itoa(max(from, to))
	}
	return c.encode(shape, func(e *spaceEncoder, s *selection) { e.object(page, s) })
}

func everything(any) bool { return true }

// teamList answers a page of the teams.
func (c *spaceCall) teamList() ([]byte, *spaceError) {
	list, refusal := c.list(c.teamsAsked)
	if refusal != nil {
		return nil, refusal
	}
	return c.page(shapesOfSpace.teams, list, everything)
}

func (c *spaceCall) teamsAsked() ([]any, *spaceError) {
	archived, refusal := c.flagParameter("withArchived", false)
	if refusal != nil {
		return nil, refusal
	}
	query := strings.ToLower(c.query.Get("query"))
	list := []any{}
	for i := range c.space.Teams {
		team := &c.space.Teams[i]
		if (archived || !team.Archived) && strings.Contains(strings.ToLower(team.Name), query) {
			list = append(list, team)
		}
	}
	return list, nil
}

// team answers one team, null if there is no such.
func (c *spaceCall) team() ([]byte, *spaceError) {
	kind, value, _ := strings.Cut(c.path[2], ":")
	var found *SpaceTeam
	switch kind {
	case "id":
		found = c.teams[value]
	case "name", "externalId":
		for i := range c.space.Teams {
			team := &c.space.Teams[i]
			if found == nil && (kind == "name" && team.Name == value || kind == "externalId" && team.ExternalID == value && value != "") {
				found = team
			}
		}
	default:
		return nil, spaceRefusal(spaceInvalid, "%q is not id:, name: or externalId: and a value", c.path[2])
	}
	return c.encode(shapesOfSpace.team, func(e *spaceEncoder, s *selection) {
		if found == nil {
			e.null()
			return
		}
		e.item(found, s)
	})
}

// membershipList answers a page of the memberships, those of people whom the
// token may not see included: such a person is nothing but an id there.
func (c *spaceCall) membershipList() ([]byte, *spaceError) {
	list, refusal := c.list(c.membershipsAsked)
	if refusal != nil {
		return nil, refusal
	}
	return c.page(shapesOfSpace.memberships, list, everything)
}

func (c *spaceCall) membershipsAsked() ([]any, *spaceError) {
	archived, refusal := c.flagParameter("withArchived", false)
	if refusal != nil {
		return nil, refusal
	}
	direct, refusal := c.flagParameter("directTeams", false)
	if refusal != nil {
		return nil, refusal
	}
	since, refusal := c.dateParameter("since")
	if refusal != nil {
		return nil, refusal
	}
	till, refusal := c.dateParameter("till")
	if refusal != nil {
		return nil, refusal
	}
	members, teams, roles := c.query["profiles"], c.query["teams"], c.query["roles"]
	list := []any{}
	for i := range c.space.Memberships {
		m := &c.space.Memberships[i]
		switch {
		case m.Archived && !archived,
			since != nil && m.Till != nil && m.Till.Before(*since),
			till != nil && m.Since != nil && m.Since.After(*till),
			members != nil && !slices.Contains(members, m.MemberID),
			roles != nil && !slices.Contains(roles, m.PositionID),
			teams != nil && !c.inTeams(m.TeamID, teams, direct):
		default:
			list = append(list, m)
		}
	}
	return list, nil
}

func (c *spaceCall) inTeams(team string, teams []string, direct bool) bool {
	for _, other := range teams {
		if team == other || !direct && c.within(team, other) {
			return true
		}
	}
	return false
}

// dateParameter reads a day like 2026-11-21.
func (c *spaceCall) dateParameter(name string) (*time.Time, *spaceError) {
	if !c.query.Has(name) {
		return nil, nil //nolint:nilnil // absent and no mistake
	}
	day, err := time.Parse(spaceDate, c.query.Get(name))
	if err != nil {
		return nil, spaceRefusal(spaceInvalid, "%s must be a date like 2026-11-21", name)
	}
	return &day, nil
}

func (c *spaceCall) membership() ([]byte, *spaceError) {
	m := c.byID[c.path[2]]
	if m == nil {
		return nil, spaceRefusal(spaceNotFound, "There is no membership %q", c.path[2])
	}
	return c.one(shapesOfSpace.membership, m)
}
