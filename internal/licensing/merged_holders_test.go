package licensing

import (
	"errors"
	"strings"
	"testing"
)

func TestHoldersWhoseAddressesOnlyLookTheSameAreAnError(t *testing.T) {
	held := func(id, email, letters string) License {
		return License{ID: id, AssigneeType: AssigneeUser, Email: email, AccountEmail: email, Letters: letters}
	}
	for name, c := range map[string]struct {
		licenses []License
		want     [2]string
	}{
		"none":                            {},
		"the same letters":                {licenses: []License{held("A", "jane@acme.example", ""), held("B", "jane@acme.example", "")}},
		"the same unusual letters":        {licenses: []License{held("A", "jane@acme.example", "x"), held("B", "jane@acme.example", "x")}},
		"unusual letters of one person":   {licenses: []License{held("A", "jane@acme.example", "x"), held("B", "bo@acme.example", "")}},
		"no address":                      {licenses: []License{{ID: "A"}, {ID: "B", AssigneeType: AssigneeServer}}},
		"usual and unusual letters":       {[]License{held("A", "bo@acme.example", ""), held("B", "jane@acme.example", ""), held("C", "jane@acme.example", "x")}, [2]string{"B", "C"}},
		"unusual and usual letters":       {[]License{held("B", "jane@acme.example", "x"), held("C", "jane@acme.example", "")}, [2]string{"B", "C"}},
		"unusual letters of two kinds":    {[]License{held("B", "jane@acme.example", "x"), held("C", "jane@acme.example", "y")}, [2]string{"B", "C"}},
		"the first of several usual ones": {[]License{held("A", "jane@acme.example", "x"), held("B", "jane@acme.example", "x"), held("C", "jane@acme.example", ""), held("D", "jane@acme.example", "")}, [2]string{"A", "C"}},
		"the first unusual one":           {[]License{held("A", "jane@acme.example", ""), held("B", "jane@acme.example", "x"), held("C", "jane@acme.example", "y")}, [2]string{"A", "B"}},
		"two pairs, of which one differs": {[]License{held("A", "bo@acme.example", "x"), held("B", "bo@acme.example", "x"), held("C", "jane@acme.example", "y"), held("D", "jane@acme.example", "")}, [2]string{"C", "D"}},
	} {
		err := CheckEmails(c.licenses)
		merged, ok := errors.AsType[*MergedHoldersError](err)
		if ok != (c.want != [2]string{}) || ok && merged.LicenseIDs != c.want {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
		if want := "licenses " + c.want[0] + " and " + c.want[1] + " differ"; ok && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", name, err, want)
		}
	}
}
