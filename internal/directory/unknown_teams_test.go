package directory

import (
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
