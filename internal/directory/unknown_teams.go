package directory

import (
	"fmt"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// UnknownTeamsError says that team_ids names teams that Space does not have:
// most likely a typo, and a check of an empty result would pass.
type UnknownTeamsError struct {
	IDs   []string // sorted
	Known []string // the teams that exist, formatted for a message; the nearest to an id first
}

// maxListed is how many teams a message lists.
const maxListed = 30

func (e *UnknownTeamsError) Error() string { return e.Summary() + ". " + e.Existing() }

// Summary is the error without the teams that exist.
func (e *UnknownTeamsError) Summary() string {
	quoted := make([]string, len(e.IDs))
	for i, id := range e.IDs {
		quoted[i] = fmt.Sprintf("%q", value.Printable(id, 60))
	}
	return fmt.Sprintf("team_ids names %s, which this Space does not have", value.Listing(quoted, maxListed, "more"))
}

// Existing states the teams that exist.
func (e *UnknownTeamsError) Existing() string {
	known := "no teams"
	if len(e.Known) > 0 {
		known = strings.Join(e.Known[:min(len(e.Known), maxListed)], ", ")
	}
	if more := len(e.Known) - maxListed; more > 0 {
		known += fmt.Sprintf(", and %d more", more)
	}
	return "It has " + known
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
		if name := value.Printable(names[id].Value, 60); name != "" {
			known[i] = fmt.Sprintf("%s (%s)", value.Printable(id, 60), name)
		}
	}
	return &UnknownTeamsError{IDs: unknown, Known: known}
}
