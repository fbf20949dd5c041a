package licensing

import (
	"fmt"
	"math/big"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// BenchmarkDomain measures the computation between reading and encoding.
func BenchmarkDomain(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		licenses := manyLicenses(n)
		run := func(name string, work func() int) {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if work() == 0 {
						b.Fatal("an empty result")
					}
				}
			})
		}
		domains, err := ParseDomains([]string{"acme.example", "*.acme.example"}, nil)
		if err != nil {
			b.Fatal(err)
		}
		organization := NewOrganization(Account{Scope: ScopeOrganization}, licenses)
		costs := CostOptions{AsOf: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), InactiveDays: value.Some(60), MonthlyPrices: map[string]value.Decimal{}}
		costs.ReadAt = costs.AsOf
		for i := range 5 {
			costs.MonthlyPrices[fmt.Sprintf("P%d", i)] = value.NewDecimal(big.NewFloat(15.9))
		}
		run("costs", func() int {
			report, err := Costs(organization, costs)
			if err != nil {
				b.Fatal(err)
			}
			return len(report.Costs)
		})
		run("people", func() int { return len(People(licenses, PeopleFilter{})) })
		run("people_filtered", func() int {
			return len(People(licenses, PeopleFilter{Domains: &domains, Status: StatusActive}))
		})
		run("licenses", func() int { return len(LicenseFilter{}.Choose(licenses)) })
		run("licenses_filtered", func() int { return len(LicenseFilter{Suspended: value.Some(true)}.Choose(licenses)) })
		run("selection", func() int { return len(Selection{ProductCodes: []string{"P1", "P2"}}.Choose(licenses)) })
		run("entitlements", func() int { return len(Entitlements(licenses, EntitlementFilter{})) })
		packs := EntitlementFilter{ExpandPacks: true, Packs: Packs{"P0": {"P1", "P2", "P3"}}, ProductCodes: []string{"P2"}}
		run("entitlements_packs", func() int { return len(Entitlements(licenses, packs)) })
		run("emails_by_product", func() int { return len(EmailsByProduct(Entitlements(licenses, EntitlementFilter{}))) })
	}
}

// manyLicenses returns licenses sorted by ID. Most people hold one license, and
// some hold several.
func manyLicenses(n int) []License {
	day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	licenses := make([]License, n)
	for i := range licenses {
		holder := (i * 7919) % n * 2 / 3
		licenses[i] = License{
			ID: fmt.Sprintf("L%09d", i), Subscription: true, ProductCode: fmt.Sprintf("P%d", i%5), ProductName: value.Some("Product"), TeamID: fmt.Sprint(i % 3),
			AssigneeType: AssigneeUser, Email: fmt.Sprintf("person%d@acme.example", holder), Name: value.Some("A Person"),
			Suspended: i%50 == 0, LastSeen: day.Add(time.Duration(i) * time.Minute), LastAssigned: day,
		}
	}
	return licenses
}
