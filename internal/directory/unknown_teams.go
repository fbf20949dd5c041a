package directory

import (
	"fmt"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// UnknownTeamsError says that team_ids names teams that Space does not have:
// most likely a typo, and a check of an empty result would pass.
type UnknownTeamsError struct {
	IDs   []string // sorted
	Known []string // the teams that exist, formatted for a message; the nearest to an id first
}

const (
	maxListed = 30 // teams that a message lists
	maxName   = 60 // characters of an ID or a name in a message
)

func (e *UnknownTeamsError) Error() string { return e.Summary() + ". " + e.Existing() }

// Summary is the error without the teams that exist.
func (e *UnknownTeamsError) Summary() string {
	return fmt.Sprintf("team_ids names %s, which this Space does not have", value.Listing(value.QuotedAll(e.IDs, maxName), maxListed, "more"))
}

// Existing states the teams that exist.
func (e *UnknownTeamsError) Existing() string {
	if len(e.Known) == 0 {
		return "It has no teams"
	}
	return "It has " + value.Listing(e.Known, maxListed, "more")
}

// UnknownTeams returns an error if an ID occurs neither in the teams nor in the
// memberships. It needs both, because a token might see only one of them.
func UnknownTeams(ids []string, teams []Team, memberships []Membership) *UnknownTeamsError {
	names := make(map[string]value.Optional[string], len(teams))
	for i := range teams {
		names[teams[i].ID] = teams[i].Name
	}
	for i := range memberships {
		if m := &memberships[i]; m.TeamID != "" && !names[m.TeamID].Set {
			names[m.TeamID] = m.TeamName
		}
	}
	var unknown []string
	for _, id := range ids {
		if _, ok := names[id]; !ok {
			unknown = append(unknown, id)
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	unknown = value.SortedUnique(unknown)
	known := value.NearestFirst(names, unknown)
	for i, id := range known {
		if name := value.Printable(names[id].Value, maxName); name != "" {
			known[i] = fmt.Sprintf("%s (%s)", value.Printable(id, maxName), name)
		}
	}
	return &UnknownTeamsError{IDs: unknown, Known: known}
}
