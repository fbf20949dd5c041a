package licensing

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func TestTeams(t *testing.T) {
	core := value.Some("Core")
	unnamedTeam := func(id string) func(*License) { return func(l *License) { l.TeamID = id } }
	for name, test := range map[string]struct {
		teams    []TeamRole
		licenses []License
		want     string // each "ID name: total assigned available people"
	}{
		"nothing":                                  {nil, nil, ""},
		"a team without a license":                 {[]TeamRole{{ID: "7", Name: core}}, nil, "7 Core: 0 0 0 0"},
		"a team that only the licenses name":       {nil, sorted(seat("A", "II", inTeam("7", "Core"))), "7 Core: 1 0 1 0"},
		"licenses without a team come last":        {[]TeamRole{{ID: "7", Name: core}}, sorted(seat("A", "II", heldBy(jane)), seat("B", "II", heldBy(joe), inTeam("9", "Web"))), "7 Core: 0 0 0 0, 9 Web: 1 1 0 1,  : 1 1 0 1"},
		"the token's name for a team wins":         {[]TeamRole{{ID: "7", Name: core}}, sorted(seat("A", "II", inTeam("7", "Other"))), "7 Core: 1 0 1 0"},
		"a license names what the token does not":  {[]TeamRole{{ID: "7"}}, sorted(seat("A", "II", unnamedTeam("7")), seat("B", "II", inTeam("7", "Core"))), "7 Core: 2 0 2 0"},
		"nobody names it":                          {[]TeamRole{{ID: "8"}}, sorted(seat("A", "II", unnamedTeam("7"))), "7 : 1 0 1 0, 8 : 0 0 0 0"},
		"the token names a team twice":             {[]TeamRole{{ID: "8", Name: core}, {ID: "8", Name: core}}, nil, "8 Core: 0 0 0 0"},
		"trials and expired seats are not to have": {nil, sorted(seat("A", "II", inTeam("7", "Core"), trial), seat("B", "II", inTeam("7", "Core"), expired), seat("C", "II", inTeam("7", "Core"))), "7 Core: 3 0 1 0"},
		"each team has one row":                    {[]TeamRole{{ID: "7", Name: core}, {ID: "8"}, {ID: "9"}}, sorted(seat("A", "II", inTeam("7", "Core")), seat("B", "II", inTeam("8", "Web")), seat("C", "II", inTeam("9", "Data"))), "7 Core: 1 0 1 0, 8 Web: 1 0 1 0, 9 Data: 1 0 1 0"},
		"counts, and IDs sorted as texts": {
			[]TeamRole{{ID: "85", Name: core}},
			sorted(seat("A", "II", inTeam("9", "Core"), heldBy(jane)), seat("B", "WS", inTeam("9", "Core"), heldBy(jane)), seat("C", "WS", inTeam("9", "Core"), onServer), seat("E", "WS", inTeam("10", "Core"), heldBy(jane))),
			"10 Core: 1 1 0 1, 85 Core: 0 0 0 0, 9 Core: 3 3 0 1",
		},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, row := range Teams(NewOrganization(Account{Teams: test.teams}, test.licenses)) {
				got = append(got, fmt.Sprintf("%s %s: %d %d %d %d", row.TeamID, row.TeamName.Value, row.Total, row.Assigned, row.Available, row.People))
			}
			if text := strings.Join(got, ", "); text != test.want {
				t.Errorf("got  %s\nwant %s", text, test.want)
			}
		})
	}
}

func TestSelection(t *testing.T) {
	licenses := sorted(seat("A", "II", inTeam("1", "One")), seat("B", "WS", inTeam("1", "One")), seat("C", "II", inTeam("2", "Two")), seat("D", "II"))
	for name, test := range map[string]struct {
		selection Selection
		want      string
	}{
		"everything":           {Selection{}, "ABCD"},
		"a product":            {Selection{ProductCodes: []string{"II"}}, "ACD"},
		"a team":               {Selection{TeamIDs: []string{"1"}}, "AB"},
		"no team":              {Selection{TeamIDs: []string{"none"}}, "D"},
		"a team and no team":   {Selection{TeamIDs: []string{"2", "none"}}, "CD"},
		"both":                 {Selection{ProductCodes: []string{"II"}, TeamIDs: []string{"1", "2"}}, "AC"},
		"of a product no team": {Selection{ProductCodes: []string{"WS"}, TeamIDs: []string{"none"}}, ""},
		"duplicates":           {Selection{ProductCodes: []string{"WS", "WS"}}, "B"},
		"nothing that exists":  {Selection{ProductCodes: []string{"GO"}}, ""},
		"an empty list":        {Selection{TeamIDs: []string{}}, ""},
		"another team":         {Selection{TeamIDs: []string{"2"}}, "C"},
	} {
		t.Run(name, func(t *testing.T) { same(t, test.selection.Choose(licenses), test.want) })
	}
	if chosen := (Selection{}).Choose(licenses); &chosen[0] != &licenses[0] {
		t.Error("without a restriction the licenses were copied")
	}
}

func same(t *testing.T, licenses []License, want string) {
	t.Helper()
	got := ""
	for _, l := range licenses {
		got += l.ID
	}
	if got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestLicenseFilter(t *testing.T) {
	licenses := sorted(
		seat("A", "II", heldBy(jane)), seat("B", "II", heldBy(joe), suspended), seat("C", "II", onServer, trial), seat("D", "II", onKey), seat("E", "II", suspended), seat("F", "II", heldBy("")),
	)
	yes, no := value.Some(true), value.Some(false)
	for name, test := range map[string]struct {
		filter LicenseFilter
		want   string
	}{
		"everything":          {LicenseFilter{}, "ABCDEF"},
		"a person":            {LicenseFilter{Emails: []string{jane, "x@acme.example"}}, "A"},
		"no one":              {LicenseFilter{Emails: []string{}}, ""},
		"a blank address":     {LicenseFilter{Emails: []string{""}}, "F"},
		"a type":              {LicenseFilter{AssigneeTypes: []AssigneeType{AssigneeServer, AssigneeLicenseKey}}, "CD"},
		"no type":             {LicenseFilter{AssigneeTypes: []AssigneeType{}}, ""},
		"assigned":            {LicenseFilter{Assigned: yes}, "ABCDF"},
		"not assigned":        {LicenseFilter{Assigned: no}, "E"},
		"suspended":           {LicenseFilter{Suspended: yes}, "BE"},
		"not suspended":       {LicenseFilter{Suspended: no}, "ACDF"},
		"trial":               {LicenseFilter{Trial: yes}, "C"},
		"no trial":            {LicenseFilter{Trial: no}, "ABDEF"},
		"all at once":         {LicenseFilter{Emails: []string{jane, joe}, AssigneeTypes: []AssigneeType{AssigneeUser}, Assigned: yes, Suspended: yes, Trial: no}, "B"},
		"all at once, no one": {LicenseFilter{Emails: []string{jane, joe}, AssigneeTypes: []AssigneeType{AssigneeUser}, Assigned: yes, Suspended: yes, Trial: yes}, ""},
	} {
		t.Run(name, func(t *testing.T) { same(t, test.filter.Choose(licenses), test.want) })
	}
	if chosen := (LicenseFilter{}).Choose(licenses); &chosen[0] != &licenses[0] {
		t.Error("without a restriction the licenses were copied")
	}
}

func TestALicenseIsFoundByItsID(t *testing.T) {
	organization := NewOrganization(Account{}, sorted(seat("B", "II"), seat("D", "WS")))
	for id, found := range map[string]bool{"B": true, "D": true, "A": false, "C": false, "E": false, "": false} {
		if l, ok := organization.License(id); ok != found || found && l.ID != id {
			t.Errorf("%q: found %t, %q", id, ok, l.ID)
		}
	}
	if !slices.Equal(GroupsBy(), []GroupBy{"product", "team", "renewal", "cost_center"}) {
		t.Errorf("groups %v", GroupsBy())
	}
}
