package licensing

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// rowTexts formats rows as "email code license via=pack name=product".
func rowTexts(rows []Entitlement) []string {
	texts := make([]string, len(rows))
	for i, r := range rows {
		texts[i] = strings.Join([]string{r.Email, r.ProductCode, r.License.ID}, " ")
		if r.Via != "" {
			texts[i] += " via=" + r.Via
		}
		if !r.ProductName.Set {
			texts[i] += " name=null"
		}
	}
	return texts
}

func TestEntitlements(t *testing.T) {
	small := BuiltInPacks().WithOverrides(Packs{"ALL": {"WS", "AIP"}, "RSU": {"RD"}})
	for name, test := range map[string]struct {
		licenses []License
		filter   EntitlementFilter
		want     []string
	}{
		"one row per license that a person holds": {
			sorted(seat("C", "WS", heldBy(joe)), seat("B", "II", heldBy(jane)), seat("A", "II", heldBy(jane)), seat("D", "AIP", heldBy(jane))),
			EntitlementFilter{},
			[]string{jane + " AIP D", jane + " II A", jane + " II B", joe + " WS C"},
		},
		"free and floating seats entitle no person": {
			sorted(seat("A", "ALL"), seat("B", "ALL", onServer), seat("C", "ALL", onKey)),
			EntitlementFilter{ExpandPacks: true, Packs: small},
			[]string{},
		},
		"packs are closed unless asked": {
			sorted(seat("A", "ALL", heldBy(jane))),
			EntitlementFilter{Packs: small},
			[]string{jane + " ALL A"},
		},
		"a pack keeps its row and gives one for each product": {
			sorted(seat("A", "ALL", heldBy(jane)), seat("B", "WS")),
			EntitlementFilter{ExpandPacks: true, Packs: small},
			[]string{jane + " AIP A via=ALL name=null", jane + " ALL A", jane + " WS A via=ALL"},
		},
		"a pack and a product of it are two rows": {
			sorted(seat("A", "ALL", heldBy(jane)), seat("B", "WS", heldBy(jane))),
			EntitlementFilter{ExpandPacks: true, Packs: small},
			[]string{jane + " AIP A via=ALL name=null", jane + " ALL A", jane + " WS A via=ALL", jane + " WS B"},
		},
		"a pack inside a pack is listed as the table says, not opened again": {
			sorted(seat("A", "ALL", heldBy(jane))),
			EntitlementFilter{ExpandPacks: true, Packs: small.WithOverrides(Packs{"ALL": {"RSU"}})},
			[]string{jane + " ALL A", jane + " RSU A via=ALL name=null"},
		},
		"a filter speaks of the rows after packs are expanded": {
			sorted(seat("A", "ALL", heldBy(jane)), seat("B", "WS", heldBy(joe)), seat("C", "II", heldBy(joe))),
			EntitlementFilter{ExpandPacks: true, Packs: small, ProductCodes: []string{"WS"}},
			[]string{jane + " WS A via=ALL", joe + " WS B"},
		},
		"an override that covers nothing": {
			sorted(seat("A", "ALL", heldBy(jane))),
			EntitlementFilter{ExpandPacks: true, Packs: small.WithOverrides(Packs{"ALL": {}})},
			[]string{jane + " ALL A"},
		},
		"an override with itself, blanks and duplicates": {
			sorted(seat("A", "ALL", heldBy(jane))),
			EntitlementFilter{ExpandPacks: true, Packs: Packs{"ALL": {"ALL", "", "X", "X"}}},
			[]string{jane + " ALL A", jane + " X A via=ALL name=null"},
		},
		"a person": {
			sorted(seat("A", "II", heldBy(jane)), seat("B", "II", heldBy(joe))),
			EntitlementFilter{Emails: []string{joe}},
			[]string{joe + " II B"},
		},
		"a status of the license": {
			sorted(seat("A", "ALL", heldBy(jane), suspended), seat("B", "II", heldBy(jane)), seat("C", "WS", heldBy(jane), expired)),
			EntitlementFilter{Status: StatusSuspended, ExpandPacks: true, Packs: small},
			[]string{jane + " AIP A via=ALL name=null", jane + " ALL A", jane + " WS A via=ALL"},
		},
		"a product without a name": {
			sorted(seat("A", "NEW", heldBy(jane))),
			EntitlementFilter{},
			[]string{jane + " NEW A name=null"},
		},
		"no license at all": {nil, EntitlementFilter{ExpandPacks: true, Packs: small}, []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			rows := Entitlements(test.licenses, test.filter)
			if rows == nil {
				t.Error("the rows are nil, want a list")
			}
			if diff := cmp.Diff(test.want, rowTexts(rows)); diff != "" {
				t.Errorf("the rows differ (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCoveredProductIsNamedByOtherLicenses(t *testing.T) {
	licenses := sorted(
		seat("A", "ALL", heldBy(jane)),
		seat("B", "WS", unnamed),
		seat("C", "WS", func(l *License) { l.ProductName = value.Some("WebStorm 1") }),
		seat("D", "WS", func(l *License) { l.ProductName = value.Some("WebStorm 2") }),
	)
	rows := Entitlements(licenses, EntitlementFilter{ProductCodes: []string{"WS"}, ExpandPacks: true, Packs: BuiltInPacks()})
	if len(rows) != 1 || rows[0].ProductName != value.Some("WebStorm 1") {
		t.Errorf("rows %+v, want one, named after the first license that names the product", rows)
	}
}

func TestEntitlementKeysAreUniqueAndSorted(t *testing.T) {
	rows := Entitlements(syntheticLicenses(2000, 3), EntitlementFilter{ExpandPacks: true, Packs: BuiltInPacks()})
	for i := 1; i < len(rows); i++ {
		a, b := rows[i-1], rows[i]
		if slices.Compare([]string{a.Email, a.ProductCode, a.License.ID}, []string{b.Email, b.ProductCode, b.License.ID}) >= 0 {
			t.Fatalf("row %d %v is not after %v", i, rowTexts(rows[i:i+1]), rowTexts(rows[i-1:i]))
		}
	}
}

func TestEmailsByProduct(t *testing.T) {
	licenses := sorted(
		seat("A", "ALL", heldBy(jane)), seat("B", "WS", heldBy(jane)), seat("C", "WS", heldBy(joe)), seat("D", "WS", heldBy(joe)),
		seat("E", "TBEB", heldBy(eve)), seat("F", "GO"), seat("G", "TBEB", heldBy(joe), suspended), seat("H", "GO", heldBy(joe), expired),
		seat("I", "ALL", heldBy(eve), suspended),
	)
	rows := Entitlements(licenses, EntitlementFilter{ExpandPacks: true, Packs: Packs{"ALL": {"WS", "AIP"}}})
	want := map[string][]string{"AIP": {jane}, "ALL": {jane}, "GO": {}, "TBEB": {eve}, "WS": {jane, joe}}
	if diff := cmp.Diff(want, EmailsByProduct(rows, nil)); diff != "" {
		t.Errorf("the addresses differ (-want +got):\n%s", diff)
	}
	if got := EmailsByProduct(nil, nil); got == nil || len(got) != 0 {
		t.Errorf("of nothing: %v, want an empty map", got)
	}
	if diff := cmp.Diff(map[string][]string{"RD": {}, "PC": {}}, EmailsByProduct(rows[:0:0], []string{"RD", "PC"})); diff != "" {
		t.Errorf("codes without rows differ (-want +got):\n%s", diff)
	}
}

func TestPackTable(t *testing.T) {
	packs := BuiltInPacks()
	for name, test := range map[string]struct {
		packs         Packs
		pack, product string
		want          bool
	}{
		"an IDE in the large pack":       {packs, "ALL", "WS", true},
		"no AI in the large pack":        {packs, "ALL", "AIP", false},
		"no AI in dotUltimate":           {packs, "RSU", "AIP", false},
		"no retired product":             {packs, "ALL", "DS", false},
		"dotUltimate in the large pack":  {packs, "ALL", "RSU", true},
		"not the other way round":        {packs, "RSU", "ALL", false},
		"an IDE is not in dotUltimate":   {packs, "RSU", "II", false},
		"a pack does not cover itself":   {packs, "ALL", "ALL", false},
		"nor when its list says so":      {Packs{"X": {"X"}}, "X", "X", false},
		"an IDE covers nothing":          {packs, "II", "WS", false},
		"unknown codes":                  {packs, "NOPE", "NADA", false},
		"empty codes":                    {packs, "", "", false},
		"codes are written in one case":  {packs, "all", "ws", false},
		"an override replaces":           {packs.WithOverrides(Packs{"RSU": {"II"}}), "RSU", "RD", false},
		"an override adds":               {packs.WithOverrides(Packs{"NEW": {"II"}}), "NEW", "II", true},
		"an override leaves the others":  {packs.WithOverrides(Packs{"NEW": {"II"}}), "ALL", "WS", true},
		"an empty override empties":      {packs.WithOverrides(Packs{"ALL": nil}), "ALL", "WS", false},
		"no override":                    {packs.WithOverrides(nil), "ALL", "WS", true},
		"the table itself is left alone": {BuiltInPacks(), "RSU", "RD", true},
	} {
		t.Run(name, func(t *testing.T) {
			if got := test.packs.Covers(test.pack, test.product); got != test.want {
				t.Errorf("%q covers %q: %t", test.pack, test.product, got)
			}
		})
	}
}

// These lists repeat the documentation of the Account API, independently of the
// code.
func TestBuiltInPackContents(t *testing.T) {
	for pack, want := range map[string]string{
		"ALL": "CL DB DC DM DPN GO II PC PS RC RD RM RR RS0 RSU WS",
		"RSU": "DC DM DPN RC RD RS0",
		"II":  "",
	} {
		if got := strings.Join(BuiltInPacks().Contents(pack), " "); got != want {
			t.Errorf("%s: %s\nwant %s", pack, got, want)
		}
	}
	for pack, contents := range BuiltInPacks() {
		for _, code := range append(contents, pack) {
			if !FallbackProductName(code).Set {
				t.Errorf("%s has no fallback name", code)
			}
		}
	}
	if FallbackProductName("NOPE").Set {
		t.Error("an unknown code has a name")
	}
}

func BenchmarkEntitlements(b *testing.B) {
	for _, expand := range []bool{false, true} {
		b.Run(fmt.Sprintf("expand=%t", expand), func(b *testing.B) {
			sizes(b, func(b *testing.B, licenses []License) {
				for b.Loop() {
					rows := Entitlements(licenses, EntitlementFilter{ExpandPacks: expand, Packs: BuiltInPacks()})
					if len(EmailsByProduct(rows, nil)) == 0 {
						b.Fatal("no rows")
					}
				}
			})
		})
	}
}

func TestEachRowNamesThePerson(t *testing.T) {
	rows := Entitlements(sorted(seat("A", "ALL", heldBy(jane)), seat("B", "WS", heldBy(jane), named("Jane")), seat("C", "WS", heldBy(joe), named("Joe"))), EntitlementFilter{ExpandPacks: true, Packs: Packs{"ALL": {"WS"}}})
	got := ""
	for _, row := range rows {
		got += row.Name.Value + " "
	}
	if got != "Jane Jane Jane Joe " {
		t.Errorf("names %q", got)
	}
}
