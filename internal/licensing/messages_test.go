package licensing

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func TestKnownValuesAreListedNearestFirst(t *testing.T) {
	organization := NewOrganization(Account{Teams: []TeamRole{{ID: "30", Name: value.Some("Data")}, {ID: "10"}}}, []License{
		seat("A", "II", inTeam("20", "Mobile")), seat("B", "WS", onServer), seat("C", "ALL", heldBy(jane), inTeam("10", "Core")), seat("D", "PC"),
	})
	text := func(err *NotHeldError) string {
		if err == nil {
			return ""
		}
		return err.Error()
	}
	for values, want := range map[string]string{
		"ws":        `product_codes names "ws", which the account does not have. The account has WS (WebStorm), ALL (All Products Pack), II (IntelliJ IDEA Ultimate), PC (PyCharm)`,
		"pycharm":   `product_codes names "pycharm", which the account does not have. The account has PC (PyCharm), ALL`,
		"IntelliJ":  `The account has II (IntelliJ IDEA Ultimate), ALL`,
		"WSX":       `The account has WS (WebStorm), ALL`,
		"zz":        `The account has ALL (All Products Pack), II`,
		"zz PC all": `names "all", "zz", which the account does not have. The account has ALL (All`,
		"PC WS":     "",
	} {
		if got := text(organization.UnknownProducts(strings.Fields(values), nil)); !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%q: %q, want %q", values, got, want)
		}
	}
	if err := organization.UnknownProducts([]string{"GO", "DB"}, BuiltInPacks()); err != nil {
		t.Errorf("covered by a pack of the account: %v", err)
	}
	if got, want := text(organization.UnknownProducts([]string{"TBEB", "go"}, BuiltInPacks())), `names "TBEB", "go", which the account does not have. The account has GO (GoLand), ALL`; !strings.Contains(got, want) {
		t.Errorf("not covered by a pack of the account: %q", got)
	}
	if err := organization.UnknownProducts([]string{"GO"}, Packs{"ALL": {"GO"}}); err != nil {
		t.Errorf("covered by the only pack that is given: %v", err)
	}
	if len(organization.ProductNames()) != 4 {
		t.Errorf("looking up packs changed the products: %v", organization.ProductNames())
	}
	for values, want := range map[string]string{
		"mobile":      `team_ids names "mobile", which the account does not have. The account has 20 (Mobile), 10 (Core), 30 (Data)`,
		"10 20 30":    "",
		"none":        "",
		"none 99":     `team_ids names "99", which the account does not have. The account has 10 (Core), 20 (Mobile), 30 (Data)`,
		"10 40 50 40": `team_ids names "40", "50", which the account does not have. The account has 10 (Core), 20 (Mobile), 30 (Data)`,
	} {
		if got := text(organization.UnknownTeams(strings.Fields(values))); got != want {
			t.Errorf("%q: %q, want %q", values, got, want)
		}
	}
	if got, want := text(organization.UnknownAssigneeTypes([]string{"user", "LICENSE_KEY"})), `assignee_types names "LICENSE_KEY", "user", which the account does not have. The account has USER, SERVER`; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if organization.UnknownAssigneeTypes([]string{"SERVER"}) != nil || organization.UnknownAssigneeTypes(nil) != nil || organization.UnknownTeams(nil) != nil || organization.UnknownProducts(nil, nil) != nil {
		t.Error("a value that is known is reported")
	}
	hidden := NewOrganization(Account{Teams: []TeamRole{{ID: "3\u200b", Name: value.Some("C\x1bD")}}}, nil)
	if got, want := text(hidden.UnknownTeams([]string{"1"})), `The account has 3\u200b (C\x1bD)`; !strings.Contains(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	err := NewOrganization(Account{}, nil).UnknownTeams([]string{"1"})
	if got, want := text(err), `team_ids names "1", which the account does not have. The token sees no others, so check its scope`; got != want || err.Attribute() != "team_ids" {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestErrors(t *testing.T) {
	organization := NewOrganization(Account{}, []License{seat("A", "II"), seat("B", "WS")})
	for want, err := range map[string]error{
		"inactive.days is -1": &ArgumentError{Argument: "inactive.days", Reason: "is -1"},
		"min_licenses is 1, but the number of matching licenses is 0. Check the token's scope, product_codes, and team_ids. A result about no licenses is rarely intended, so set min_licenses to 0 only if it is": &TooFewLicensesError{0, 1},
		"min_licenses is 3, but the number of matching licenses is 2. Check the token's scope, product_codes, and team_ids, or lower min_licenses":                                                                 &TooFewLicensesError{2, 3},
		`"x" is not an RFC 3339 time such as 2026-11-21T00:00:00Z`:                                                                                                                   &TimeError{Text: "x"},
		`"x" is not a date such as 2026-11-21 or an RFC 3339 time such as 2026-11-21T00:00:00Z`:                                                                                      &TimeError{Text: "x", WithDate: true},
		`a.b names "Ii", "ws", which no license has and JetBrains does not sell. Check the spelling and the letter case. The account has II (IntelliJ IDEA Ultimate), WS (WebStorm)`: NewUnknownCodeError("a.b", []string{"Ii", "ws"}, organization),
		`a.b names "Ii", which no license has and JetBrains does not sell. Check the spelling and the letter case.`:                                                                  NewUnknownCodeError("a.b", []string{"Ii"}, NewOrganization(Account{}, nil)),
		"license A for II is assigned to a person without an email address":                                                                                                          &MissingEmailError{"A", "II", 1},
		"license A for II is assigned to a person without an email address, and so is 1 more license":                                                                                &MissingEmailError{"A", "II", 2},
		"license A for II is assigned to a person without an email address, and so are 2 more licenses":                                                                              &MissingEmailError{"A", "II", 3},
	} {
		if got := err.Error(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for want, products := range map[string][]string{
		"prices has no price for II, which has billable seats. Add the price":       {"II"},
		"prices has no price for II, WS, which have billable seats. Add the prices": {"II", "WS"},
	} {
		if got := (&MissingPricesError{Products: products}).Error(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	codes := make([]string, 40)
	for i := range codes {
		codes[i] = fmt.Sprintf("P%02d", i+1)
	}
	for name, test := range map[string]struct {
		err  error
		want string // how the message goes on after the last code that it lists
	}{
		"10 values that no license has":                {&NotHeldError{Argument: "product_codes", Values: codes[:10]}, `"P10", which the account does not have. The`},
		"11 values that no license has":                {&NotHeldError{Argument: "product_codes", Values: codes[:11]}, `"P10", and 1 more, which the account does not have`},
		"30 values that exist":                         {&NotHeldError{Argument: "product_codes", Held: codes[:30]}, "The account has P01, P02, P03, P04, P05, P06, P07, P08, P09, P10, P11, P12, P13, P14, P15, P16, P17, P18, P19, P20, P21, P22, P23, P24, P25, P26, P27, P28, P29, P30"},
		"31 values that exist":                         {&NotHeldError{Argument: "product_codes", Held: codes[:31]}, "P29, P30, and 1 more"},
		"30 products without a price":                  {&MissingPricesError{Products: codes[:30]}, "P29, P30, which have billable seats. Add the prices"},
		"31 products without a price":                  {&MissingPricesError{Products: codes[:31]}, "P29, P30, and 1 more, which have billable seats. Add the prices"},
		"10 prices in another letter case":             {&MissingPricesError{Products: codes[:1], Similar: codes[:10]}, `so the prices for "P01", "P02", "P03", "P04", "P05", "P06", "P07", "P08", "P09", "P10" do not count`},
		"11 prices in another letter case":             {&MissingPricesError{Products: codes[:1], Similar: codes[:11]}, `"P10", and 1 more do not count`},
		"10 codes that are not known":                  {&UnknownCodeError{Argument: "a.b", Codes: codes[:10]}, `"P10", which no license has`},
		"11 codes that are not known":                  {&UnknownCodeError{Argument: "a.b", Codes: codes[:11]}, `"P10", and 1 more, which no license has`},
		"60 characters of a value that no license has": {&NotHeldError{Argument: "product_codes", Values: []string{strings.Repeat("a", 60)}}, `names "` + strings.Repeat("a", 60) + `", which`},
		"a longer one":                                 {&NotHeldError{Argument: "product_codes", Values: []string{strings.Repeat("a", 61)}}, `names "` + strings.Repeat("a", 60) + `…", which`},
		"60 characters of a key of prices":             {&MissingPricesError{Products: codes[:1], Similar: []string{strings.Repeat("a", 61)}}, `"` + strings.Repeat("a", 60) + `…" do not count`},
		"60 characters of a code that is not known":    {&UnknownCodeError{Argument: "a.b", Codes: []string{strings.Repeat("a", 61)}}, `"` + strings.Repeat("a", 60) + `…", which`},
		"60 characters of a text that is not a time":   {&TimeError{Text: strings.Repeat("a", 61)}, `"` + strings.Repeat("a", 60) + `…" is not an`},
		"60 characters of a text that is not a domain": {&DomainError{Text: strings.Repeat("a", 61)}, `"` + strings.Repeat("a", 60) + `…" `},
	} {
		if got := test.err.Error(); !strings.Contains(got, test.want) {
			t.Errorf("%s: %q, want %q in it", name, got, test.want)
		}
	}
	argument := &ArgumentError{Argument: "a", MapKey: "b"}
	unknown := NewUnknownCodeError("a.b", nil, organization)
	if argument.Attribute() != "a" || argument.Key() != "b" || unknown.Attribute() != "a.b" || unknown.Key() != "" || (&TooFewLicensesError{}).Attribute() != "min_licenses" {
		t.Error("an error is about another argument")
	}
}

func TestTimes(t *testing.T) {
	for text, want := range map[string]string{
		"2026-11-21": "2026-11-21T00:00:00Z", "2026-11-21T12:00:00Z": "2026-11-21T12:00:00Z", "2026-11-21T12:00:00+03:00": "2026-11-21T09:00:00Z", "2024-02-29": "2024-02-29T00:00:00Z",
		"": "", "2026-11-31": "", "2026-11-21 12:00:00": "", "2026-11-21T12:00:00": "", "21.11.2026": "", "2026-11-21T25:00:00Z": "",
	} {
		at, err := ParseDateOrTime(text)
		_, timeErr := ParseTime(text)
		switch {
		case want == "":
			if err == nil || timeErr == nil || !strings.HasPrefix(err.Error(), `"`+text+`" is`) || !strings.HasPrefix(timeErr.Error(), `"`+text+`" is`) || !strings.Contains(err.Error(), "a date such as") || strings.Contains(timeErr.Error(), "a date such as") {
				t.Errorf("%q: %v, errors %v and %v", text, at, err, timeErr)
			}
		case err != nil || at.Format(time.RFC3339) != want || (timeErr == nil) != strings.Contains(text, "T"):
			t.Errorf("%q: %v, errors %v and %v, want %s", text, at, err, timeErr, want)
		}
	}
}

func TestNamesInMessages(t *testing.T) {
	for _, test := range [][3]string{{"Core", "7", "Core (7)"}, {"", "7", "7"}, {" ", "7", "7"}, {"Co\x1bre", "7", Display("Co\x1bre") + " (7)"}} {
		if got := NameWithID(test[0], test[1]); got != test[2] {
			t.Errorf("%q, want %q", got, test[2])
		}
	}
	if got := Display(strings.Repeat("a", 254)); got != strings.Repeat("a", 254) {
		t.Errorf("the longest address is cut: %q", got)
	}
	if got := Display(strings.Repeat("a", 255)); len(got) > 260 || got == strings.Repeat("a", 255) {
		t.Errorf("a longer text is not cut: %q", got)
	}
}

func TestCodesThatAreNotKnown(t *testing.T) {
	organization := NewOrganization(Account{}, []License{seat("A", "HELD"), seat("B", "II")})
	got := organization.UnlistedCodes([]string{"zz", "HELD", "WS", "PACK", "INPACK", "Held", "zz", "PACK2", "INPACK2"}, Packs{"PACK": {"INPACK"}, "PACK2": {"INPACK", "INPACK2"}})
	if strings.Join(got, " ") != "Held zz" {
		t.Errorf("unlisted %q", got)
	}
	if organization.UnlistedCodes(nil, nil) != nil {
		t.Error("of no codes some are unlisted")
	}
	if w := UnknownPackContents(Packs{"II": {"ws", "WS", "QQ"}, "zz": {}, "II2": {"", "II2"}}, organization); len(w) != 1 || !strings.Contains(w[0].Summary, `"II2", "QQ", "ws"`) {
		t.Errorf("warnings %+v", w)
	}
	w := UnknownCodes("prices", []string{"a", "b", "c", "d", "II"}, organization)
	want := Warning{
		"prices", `prices names an unknown product code: "a", "b", "c", and 1 more`,
		`Neither the licenses of the account nor the provider's built-in table contain "a", "b", "c", "d". Check the spelling and the letter case. The account has II (IntelliJ IDEA Ultimate), HELD.`,
	}
	if diff := cmp.Diff([]Warning{want}, w); diff != "" {
		t.Errorf("the warnings differ (-want +got):\n%s", diff)
	}
	for count, want := range map[int]string{10: `"i", "j". Check`, 11: `"i", "j", and 1 more. Check`} {
		letters := strings.Split("a b c d e f g h i j k", " ")[:count]
		if w := UnknownCodes("prices", letters, organization); len(w) != 1 || !strings.Contains(w[0].Detail, want) {
			t.Errorf("%d codes: %+v, want %s in it", count, w, want)
		}
	}
	if UnknownCodes("prices", []string{"II", "WS"}, organization) != nil || UnknownPackContents(nil, organization) != nil {
		t.Error("known codes warn")
	}
}

func TestPublicSuffixes(t *testing.T) {
	domains, err := ParseDomains([]string{
		"*.com", "*.co.uk", "*.github.io", "*.kawasaki.jp", "*.city.kawasaki.jp", "*.intranet", "*.acme.example", "*.acme.github.io", "*.a.com", "*.com",
		"com", "co.uk", "github.io", "kawasaki.jp", "foo.kawasaki.jp", "intranet", "acme.example", "acme.github.io",
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(domains.PublicWildcards(), " "), "*.co.uk *.com *.github.io *.intranet *.kawasaki.jp"; got != want {
		t.Errorf("wildcards %s, want %s", got, want)
	}
	if got, want := strings.Join(domains.PublicSuffixes(), " "), "co.uk com foo.kawasaki.jp github.io intranet"; got != want {
		t.Errorf("suffixes %s, want %s", got, want)
	}
	if got, want := strings.Join(domains.Strings(), " "), "acme.example acme.github.io co.uk com foo.kawasaki.jp github.io intranet kawasaki.jp *.a.com *.acme.example *.acme.github.io *.city.kawasaki.jp *.co.uk *.com *.github.io *.intranet *.kawasaki.jp"; got != want {
		t.Errorf("domains %s, want %s", got, want)
	}
}

func TestWarningsAboutInstants(t *testing.T) {
	read := day("2026-11-21T12:00:00Z")
	for asOf, want := range map[string]string{
		"2026-11-21T12:00:01Z": "as_of is in the future", "2026-11-21T12:00:00Z": "", "2026-11-14T12:00:00Z": "", "2026-11-14T11:59:59Z": "as_of is more than a week old",
	} {
		got := ""
		for _, w := range CheckAsOf(day(asOf), read, false) {
			got += w.Summary
			if w.Argument != "as_of" || !strings.Contains(w.Detail, asOf) || strings.Contains(w.Detail, "exemptions") {
				t.Errorf("%+v", w)
			}
		}
		if got != want {
			t.Errorf("as of %s: %q, want %q", asOf, got, want)
		}
	}
	if w := CheckAsOf(day("2026-11-01"), read, true); !strings.Contains(w[0].Detail, "exemptions that have ended since then may still apply") {
		t.Errorf("%+v", w)
	}
	future, past := written("2027-01-01T00:00:00+03:00", ""), written("2026-11-22T12:00:00Z", "2026-11-22T12:00:00Z")
	for name, test := range map[string]struct {
		licenses []License
		want     string
	}{
		"none":          {[]License{seat("A", "II", past)}, ""},
		"one":           {[]License{seat("A", "II", past), seat("B", "II", future)}, "Dates in the future: 1 license: License B was last seen on 2027-01-01 according to JetBrains Account, which is after the read (2026-11-21T12:00:00Z). Such"},
		"two":           {[]License{seat("A", "II", future), seat("B", "II", future)}, "Dates in the future: 2 licenses: License A was last seen on 2027-01-01 according to JetBrains Account, which is after the read (2026-11-21T12:00:00Z), and 1 license more with such a date. Such"},
		"an assignment": {[]License{seat("A", "II", written("2026-11-01T00:00:00Z", "2027-01-01T00:00:00Z"))}, "Dates in the future: 1 license: License A was last assigned on 2027-01-01 according"},
	} {
		got := ""
		for _, w := range CheckDates(test.licenses, read.In(time.FixedZone("east", 3600))) {
			got += w.Summary + ": " + w.Detail
		}
		if !strings.HasPrefix(got, test.want) || test.want == "" && got != "" {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func TestWarningsAboutMalformedAddresses(t *testing.T) {
	malformed := heldBy("u@evil.example@acme.example")
	elsewhere := func(l *License) { malformed(l); l.Email = jane } // an alias maps it to an address
	for name, test := range map[string]struct {
		licenses []License
		want     string // the summary, and what the detail begins with
	}{
		"none":                 {[]License{seat("A", "II", heldBy(jane)), seat("B", "II"), seat("C", "II", onServer), seat("D", "II", onKey)}, ""},
		"one":                  {[]License{seat("A", "II", heldBy(jane)), seat("B", "II", malformed)}, "Malformed addresses of license holders: 1 license: It is license B. Such an address belongs to no domain"},
		"several":              {[]License{seat("B", "II", malformed), seat("C", "II", malformed), seat("D", "II", malformed)}, "Malformed addresses of license holders: 3 licenses: The first is license B. Such"},
		"what an alias hides":  {[]License{seat("A", "II", elsewhere)}, "Malformed addresses of license holders: 1 license: It is license A. Such"},
		"no address of a user": {[]License{seat("A", "II", heldBy(""))}, "Malformed addresses of license holders: 1 license: It is license A. Such"},
	} {
		got := ""
		for _, w := range CheckAddresses(test.licenses) {
			got += w.Argument + w.Summary + ": " + w.Detail
		}
		if !strings.HasPrefix(got, test.want) || test.want == "" && got != "" {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func TestWildcardsMatchSubdomainsOnly(t *testing.T) {
	domains, err := ParseDomains([]string{"*.a.example", "*.b.example"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for domain, want := range map[string]bool{"x.a.example": true, "x.b.example": true, "y.x.b.example": true, "a.example": false, ".b.example": false, "": false, "xb.example": false} {
		if got := domains.MatchDomain(domain); got != want {
			t.Errorf("%q: %t", domain, got)
		}
	}
}

func TestContentsOfAPackAreNotChanged(t *testing.T) {
	packs := Packs{"A": {"A", "C", "B", "C", ""}}
	for range 2 {
		if got := strings.Join(packs.Contents("A"), " "); got != "B C" {
			t.Errorf("contents %q", got)
		}
	}
	if strings.Join(packs["A"], " ") != "A C B C " {
		t.Errorf("the table is changed: %q", packs["A"])
	}
}

func TestNamesOfTeams(t *testing.T) {
	o := NewOrganization(Account{Teams: []TeamRole{{ID: "1", Name: value.Some("One")}, {ID: "2", Name: value.Some("Two")}}}, sorted(seat("A", "II", inTeam("1", "")), seat("B", "II", inTeam("2", "2")), seat("C", "II", inTeam("3", "Three")), seat("D", "II", inTeam("3", "Drei"))))
	got := ""
	for _, l := range o.Licenses {
		got += l.TeamName.Value + " "
	}
	if got != "One Two Three Three " || len(o.TeamNames()) != 3 {
		t.Errorf("%q, %v", got, o.TeamNames())
	}
}
