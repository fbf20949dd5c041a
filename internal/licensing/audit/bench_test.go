package audit_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit"
)

// bigCompany has about three licenses a person, in every state.
func bigCompany(n int) *licensing.Organization {
	random := rand.New(rand.NewPCG(1, 1))
	codes := []string{"ALL", "II", "WS", "PC", "GO", "RSU", "RD", "AIP"}
	licenses := make([]licensing.License, 0, n)
	for i := range n {
		l := license(fmt.Sprintf("L%09d", i), codes[random.IntN(len(codes))], inTeam(fmt.Sprint(random.IntN(20)), "Team"), validTo("2027-01-01"))
		if random.IntN(5) > 0 {
			heldBy(fmt.Sprintf("person%d@team.acme.example", random.IntN(n/3)))(&l)
			assigned("2026-01-01")(&l)
		}
		if random.IntN(4) > 0 {
			seen([]string{"2026-11-20", "2026-03-01"}[random.IntN(2)])(&l)
		}
		l.Suspended, l.Trial, l.Expired = random.IntN(40) == 0, random.IntN(30) == 0, random.IntN(25) == 0
		licenses = append(licenses, l)
	}
	return company(licenses...)
}

// BenchmarkAudit evaluates every rule.
func BenchmarkAudit(b *testing.B) {
	a, err := audit.New(options(everyRule))
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{10_000, 100_000} {
		organization := bigCompany(n)
		organization.Holders()
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := a.Run(organization, read, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
