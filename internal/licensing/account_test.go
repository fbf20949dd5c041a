package licensing

import "testing"

func TestHeldByReturnsAPersonsLicensesInOrder(t *testing.T) {
	licenses := []License{seat("C", "II", heldBy("jane@acme.example")), seat("A", "WS", heldBy("jane@acme.example")), seat("B", "II", heldBy("joe@acme.example")), seat("D", "II")}
	SortLicenses(licenses)
	o := NewOrganization(Account{}, licenses)
	for email, want := range map[string]string{"jane@acme.example": "AC", "joe@acme.example": "B", "nobody@acme.example": "", "": ""} {
		got := ""
		for _, l := range o.HeldBy(email) {
			got += l.ID
		}
		if got != want {
			t.Errorf("%q holds %q, want %q", email, got, want)
		}
	}
}
