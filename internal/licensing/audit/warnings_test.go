package audit_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit"
)

func TestWarningsOfAnAudit(t *testing.T) {
	asOf := func(days int, second time.Duration) change {
		return func(o *audit.Options) { o.AsOf = read.AddDate(0, 0, days).Add(second) }
	}
	joined := aliases(t, map[string]string{"ada@gmail.example": ada}, map[string]string{"old.example": "acme.example"})
	oneOf := func(changes ...change) audit.Options { return options(append(changes, enable("trial"))...) }
	external := options(enable("external", "allowed_email_domains", []string{"acme.example", "apple.example"}))
	plain := company(license("A", "II", heldBy(ada)))
	for name, test := range map[string]struct {
		options      audit.Options
		organization *licensing.Organization
		want         []string // each "argument: summary | the start of the detail"
	}{
		"nothing to say":                       {oneOf(), plain, nil},
		"as of a week ago":                     {oneOf(asOf(-7, 0)), plain, nil},
		"as of over a week ago":                {oneOf(asOf(-7, -time.Second)), plain, []string{"as_of: as_of is more than a week old | The result is as of 2026-11-14T11:59:59Z, but the data was read just now. People and licenses that have become inactive or unused since then are not found. Leave"}},
		"with an exemption that ends":          {oneOf(asOf(-8, 0), exempt(exemption(ada, "2027-01-01", "", "all"))), plain, []string{"as_of: as_of is more than a week old | The result is as of 2026-11-13T12:00:00Z, but the data was read just now. People and licenses that have become inactive or unused since then are not found, and exemptions that have ended since then may still apply."}},
		"with an exemption that does not":      {oneOf(asOf(-8, 0), exempt(exemption(ada, "never", "", "all"))), plain, []string{"as_of: as_of is more than a week old | The result is as of 2026-11-13T12:00:00Z, but the data was read just now. People and licenses that have become inactive or unused since then are not found. Leave"}},
		"in the future":                        {oneOf(asOf(0, time.Second)), plain, []string{"as_of: as_of is in the future | The result is as of 2026-11-21T12:00:01Z"}},
		"a date a day after the read":          {oneOf(), company(license("A", "II", heldBy(ada), seen("2026-11-22T12:00:00Z"))), nil},
		"a date in the future":                 {oneOf(), company(license("A", "II", heldBy(ada), seen("2026-11-22T12:00:01Z"))), []string{": Dates in the future: 1 license | License A was last seen on 2026-11-22 according to JetBrains Account, which is after the read (2026-11-21T12:00:00Z). Such a date"}},
		"dates in the future, filters or not":  {oneOf(products("WS")), company(license("A", "WS", heldBy(ada)), license("B", "II", heldBy(ada), seen("2026-11-01"), assigned("2027-01-01")), license("C", "II", seen("2028-01-01")), license("D", "II", seen("2028-01-01"))), []string{": Dates in the future: 3 licenses | License B was last assigned on 2027-01-01 according to JetBrains Account, which is after the read (2026-11-21T12:00:00Z), and 2 licenses more with such a date."}},
		"a malformed address":                  {oneOf(), company(license("A", "II", heldBy("u@evil.example@acme.example"))), []string{": Malformed addresses of license holders: 1 license | It is license A. Such an address belongs to no domain"}},
		"two malformed addresses":              {oneOf(byLicense), company(license("A", "II", heldBy("<ada@acme.example>")), license("B", "II", heldBy("@acme.example")), license("C", "II", onServer), license("D", "II")), []string{": Malformed addresses of license holders: 2 licenses | The first is license A."}},
		"two addresses by a domain alias":      {oneOf(joined), company(license("A", "II", heldBy(ada)), license("B", "II", heldBy(ada), account("ada@old.example"))), []string{": A domain alias joins addresses that both hold licenses: 1 person | The first are ada@acme.example and ada@old.example. They count as one person"}},
		"two people by domain aliases":         {oneOf(joined), company(license("A", "II", heldBy(ada)), license("B", "II", heldBy(ada), account("ada@old.example")), license("C", "II", heldBy(bo)), license("D", "II", heldBy(bo), account("bo@old.example"))), []string{": A domain alias joins addresses that both hold licenses: 2 people | The first are ada@acme.example"}},
		"by a domain alias, named by license":  {oneOf(joined, byLicense), company(license("A", "II", heldBy(ada)), license("B", "II", heldBy(ada), account("ada@old.example"))), []string{": A domain alias joins addresses that both hold licenses: 1 person | They count as one person"}},
		"three addresses, the last not by one": {oneOf(joined), company(license("A", "II", heldBy(ada), account("ada@old.example")), license("B", "II", heldBy(ada)), license("C", "II", heldBy(ada), account("ada@gmail.example"))), []string{": A domain alias joins addresses that both hold licenses: 1 person | The first are ada@acme.example and ada@old.example."}},
		"a domain that reads like ours":        {external, company(license("A", "II", heldBy("x@xn--cme-6cd.example")), license("B", "II", heldBy("x@xn--80ak6aa92e.example"))), []string{"external.allowed_email_domains: Addresses mix scripts, or read like an allowed domain in another script: 2 domains | In ASCII, as domains are compared, they are: xn--80ak6aa92e.example, xn--cme-6cd.example."}},
		"such a domain, named by license":      {options(byLicense, enable("external", "allowed_email_domains", []string{"acme.example", "apple.example"})), company(license("A", "II", heldBy("x@xn--cme-6cd.example"))), []string{"external.allowed_email_domains: Addresses mix scripts, or read like an allowed domain in another script: 1 domain | An address with letters of another script"}},
		"a domain in another script":           {external, company(license("A", "II", heldBy("x@xn--80a1acny.example"))), nil},
		"an address that sorts first":          {oneOf(joined), company(license("A", "II", heldBy(ada)), license("B", "II", heldBy(ada), account("a@old.example"))), []string{": A domain alias joins addresses that both hold licenses: 1 person | The first are ada@acme.example and a@old.example."}},
		"of two rules": {
			options(enable("not_in_directory", "directory_emails", []string{ada}), enable("low_availability", "min_available", map[string]int{"zz": 1})), company(license("A", "II", heldBy(eve))),
			[]string{"low_availability.min_available: low_availability.min_available names an unknown", "not_in_directory.directory_emails: The directory lacks"},
		},
		"two addresses by an address alias":     {oneOf(joined), company(license("A", "II", heldBy(ada)), license("B", "II", heldBy(ada), account("ada@gmail.example"))), nil},
		"one address by a domain alias":         {oneOf(joined), company(license("A", "II", heldBy(ada), account("ada@old.example")), license("B", "II", heldBy(ada), account("ada@old.example"))), nil},
		"an unknown product in a pack":          {oneOf(func(o *audit.Options) { o.PackContents = licensing.Packs{"II": {"ws", "WS", "QQ"}, "zz": {}} }), plain, []string{`pack_contents: pack_contents names an unknown product code: "QQ", "ws", "zz" | `}},
		"the directory lacks half":              {options(enable("not_in_directory", "directory_emails", []string{ada})), company(license("A", "II", heldBy(ada)), license("B", "II", heldBy(bo))), nil},
		"the directory lacks more":              {options(enable("not_in_directory", "directory_emails", []string{ada})), company(license("A", "II", heldBy(eve)), license("B", "II", heldBy(bo))), []string{"not_in_directory.directory_emails: The directory lacks most license holders: 2 of 2 | "}},
		"a team's token is the reader's to say": {oneOf(), team(license("A", "II")), nil},
		"everything, in order": {
			options(asOf(0, time.Hour), joined, enable("not_in_directory", "directory_emails", []string{"x@acme.example"}), func(o *audit.Options) { o.PackContents = licensing.Packs{"zz": {}} }),
			company(license("A", "II", heldBy(ada), seen("2028-01-01")), license("B", "II", heldBy(ada), account("ada@old.example"))),
			[]string{"as_of: as_of is in the future | ", ": Dates in the future: 1 license | ", ": A domain alias joins addresses that both hold licenses: 1 person | ", "not_in_directory.directory_emails: The directory lacks", `pack_contents: pack_contents names an unknown product code: "zz" | `},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, w := range audited(t, test.options, test.organization).Warnings {
				got = append(got, w.Argument+": "+w.Summary+" | "+w.Detail)
				if !strings.HasSuffix(w.Detail, ".") {
					t.Errorf("no sentence: %q", w.Detail)
				}
			}
			if len(got) != len(test.want) {
				t.Fatalf("%d warnings, want %d (-want +got):\n%s", len(got), len(test.want), cmp.Diff(test.want, got))
			}
			for i := range got {
				if !strings.HasPrefix(got[i], test.want[i]) {
					t.Errorf("the beginning differs (-want +got):\n%s", cmp.Diff(test.want[i], got[i][:min(len(test.want[i]), len(got[i]))]))
				}
			}
		})
	}
}
