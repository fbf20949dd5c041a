package licensing

import (
	"fmt"
	"testing"
)

func BenchmarkSeats(b *testing.B) {
	for _, by := range [][]GroupBy{{ByProduct}, GroupsBy()} {
		b.Run(fmt.Sprintf("groups=%d", len(by)), func(b *testing.B) {
			sizes(b, func(b *testing.B, licenses []License) {
				organization := NewOrganization(Account{}, licenses)
				organization.Holders()
				for b.Loop() {
					if _, err := Seats(organization, seatOptions(by...)); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(licenses)), "ns/license")
			})
		})
	}
}
