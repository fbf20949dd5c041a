package directory

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func TestUnknownTeamsAreNamedWithTheNearestFirst(t *testing.T) {
	teams := []Team{{ID: "t1", Name: value.Some("Core")}, {ID: "t2", Name: value.Some("Editor")}}
	memberships := []Membership{{TeamID: "t3", TeamName: value.Some("Hidden")}, {TeamID: "t4"}, {}}
	if err := UnknownTeams([]string{"t1", "t4", "t3"}, teams, memberships); err != nil {
		t.Errorf("known: %v", err)
	}
	err := UnknownTeams([]string{"T3", "editor", "T3"}, teams, memberships)
	if want := `team_ids names "T3", "editor", which this Space does not have. It has t3 (Hidden), t2 (Editor), t1 (Core), t4`; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	if err := UnknownTeams([]string{"x"}, nil, nil); err == nil || err.Error() != `team_ids names "x", which this Space does not have. It has no teams` {
		t.Errorf("%v", err)
	}
}

func TestUnknownTeamsAreListedUpToALimit(t *testing.T) {
	for count, want := range map[int]string{30: "t129", 31: "t129, and 1 more", 40: "t129, and 10 more"} {
		var teams []Team
		for i := range count {
			teams = append(teams, Team{ID: fmt.Sprintf("t%d", 100+i)})
		}
		err := UnknownTeams([]string{"x"}, teams, nil)
		if err == nil || !strings.HasSuffix(err.Error(), ", "+want) {
			t.Errorf("%d teams: %v, want %s at the end", count, err, want)
		}
	}
}

func TestIDsOfNoTeamAreListedUpToALimit(t *testing.T) {
	ids := []string{strings.Repeat("0", 61)}
	for i := range 30 {
		ids = append(ids, fmt.Sprintf("t%d", 100+i))
	}
	for count, want := range map[int]string{30: `"t128", which this Space does not have`, 31: `"t128", and 1 more, which this Space does not have`} {
		err := UnknownTeams(ids[:count], nil, nil)
		if begin := `team_ids names "` + ids[0][:60] + `…", "t100", `; err == nil || !strings.HasPrefix(err.Summary(), begin) || !strings.HasSuffix(err.Summary(), want) {
			t.Errorf("%d IDs: %v, want %s … %s", count, err, begin, want)
		}
	}
}

func TestUnknownTeamsHaveTheNamesOfTheTeamsThemselves(t *testing.T) {
	long := strings.Repeat("n", 61)
	teams := []Team{{ID: "t1", Name: value.Some("Core")}, {ID: "t2"}, {ID: "t3", Name: value.Some(long)}}
	memberships := []Membership{{TeamID: "t1", TeamName: value.Some("Old name")}, {TeamID: "t2", TeamName: value.Some("Data")}}
	err := UnknownTeams([]string{"x"}, teams, memberships)
	if want := "It has t1 (Core), t2 (Data), t3 (" + long[:60] + "…)"; err == nil || err.Existing() != want {
		t.Errorf("%v, want %s", err, want)
	}
}
