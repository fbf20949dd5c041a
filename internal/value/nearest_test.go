package value

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWhatAValueMostLikelyMeansIsFirst(t *testing.T) {
	names := map[string]Optional[string]{"AC": Some("Apple Code"), "II": Some("IntelliJ IDEA"), "PC": Some("PyCharm"), "PCP": {}, "WS": Some("WebStorm")}
	for value, want := range map[string][]string{
		" pc ":          {"PC", "PCP", "AC", "II", "WS"}, // another letter case, then the start of an ID
		"pcp":           {"PCP", "PC", "AC", "II", "WS"}, // an ID that is the start of the value
		"webstorm":      {"WS", "AC", "II", "PC", "PCP"}, // a name
		"idea":          {"II", "AC", "PC", "PCP", "WS"}, // a part of a name
		"PyCharm ":      {"PC", "AC", "II", "PCP", "WS"},
		"acme":          {"AC", "II", "PC", "PCP", "WS"},
		"nothing of it": {"AC", "II", "PC", "PCP", "WS"},
		" ":             {"AC", "II", "PC", "PCP", "WS"},
	} {
		if diff := cmp.Diff(want, NearestFirst(names, []string{value})); diff != "" {
			t.Errorf("%q (-want +got):\n%s", value, diff)
		}
	}
	if diff := cmp.Diff([]string{"WS", "II", "AC", "PC", "PCP"}, NearestFirst(names, []string{"ws", "idea", "x"})); diff != "" {
		t.Errorf("several values (-want +got):\n%s", diff)
	}
	longer := map[string]Optional[string]{"d": {}, "core2": {}, "core": {}}
	if diff := cmp.Diff([]string{"core", "core2", "d"}, NearestFirst(longer, []string{"Core"})); diff != "" {
		t.Errorf("a longer ID (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"WS", "AC", "II", "PC", "PCP"}, NearestFirst(names, []string{"ws", ""})); diff != "" {
		t.Errorf("a value and a blank one (-want +got):\n%s", diff)
	}
	order := map[string]Optional[string]{"b": {}, "c": {}, "cm": Some("x core"), "cn": Some("core"), "core": {}}
	if diff := cmp.Diff([]string{"core", "cn", "cm", "c", "b"}, NearestFirst(order, []string{"Core"})); diff != "" {
		t.Errorf("one of each kind (-want +got):\n%s", diff)
	}
}
