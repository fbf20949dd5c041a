package output

import (
	"fmt"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// BenchmarkMerge encodes rows with nine attributes, of which one is a list.
func BenchmarkMerge(b *testing.B) {
	fields := rowFields(0)[:9]
	top := []Field[row]{Objects("rows", "Rows.", fields, func(r *row) []row { return r.rows })}
	for _, rows := range []int{10_000, 100_000} {
		r := row{rows: make([]row, rows)}
		for i := range r.rows {
			r.rows[i] = row{
				text: fmt.Sprintf("person%d@acme.example", i), optional: value.Some("Per Son"), number: i,
				at: time.Date(2026, 1, 1, 0, 0, i, 0, time.UTC), texts: []string{"II", "WS"},
			}
		}
		b.Run(fmt.Sprint(rows), func(b *testing.B) {
			value := frameworkValue(b, top)
			b.ReportAllocs()
			for b.Loop() {
				ctx, response := NewContext(b.Context(), MaxSize)
				if err := Set(ctx, top, &r); err != nil {
					b.Fatal(err)
				}
				object, err := response.Merge(value)
				if err != nil {
					b.Fatal(err)
				}
				b.SetBytes(int64(len(object)))
			}
		})
	}
}
