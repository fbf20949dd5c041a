package rules

import (
	"fmt"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// lowAvailability finds products with fewer seats available than required. A
// product without licenses has none: a typo must not pass, and neither must a
// product whose last license is gone.
var lowAvailability = Rule{
	Name:  Name("low_availability"),
	About: AboutProduct,
	Finds: "products with fewer available seats than required",
	OutOf: "products in `min_available`",
	Parameters: []Parameter{{
		Name: "min_available", Kind: CodeCounts, Required: true,
		Description: "Minimum number of available seats, as a map from product codes to numbers. Trials, suspended, and expired licenses are not available.",
	}},
	Prepare: func(a *Arguments, c *Context) (Check, error) {
		required, _ := argument[map[string]int](a, "min_available")
		if len(required) == 0 {
			return nil, a.fail("min_available", "names no product, so the rule would find nothing. Name a product")
		}
		judged, highest := value.FilterOf(c.Selection.ProductCodes), 0
		for _, code := range value.SortedKeys(required) {
			switch {
			case strings.TrimSpace(code) == "":
				return nil, a.failAt("min_available", code, "has a blank product code. Each key must be a product code, such as WS")
			case !judged.Allows(code):
				return nil, a.failAt("min_available", code, fmt.Sprintf("names %s, which product_codes leaves out, so the audit does not cover its seats. "+
					"Add it to product_codes, or remove it from min_available", value.Quoted(code, licensing.MaxQuoted)))
			}
			highest = max(highest, required[code])
		}
		if highest == 0 {
			return nil, a.fail("min_available", "requires 0 seats of every product, so the rule would find nothing. Require at least 1 seat of a product")
		}
		return &lowAvailabilityCheck{argument: a.path("min_available"), required: required}, nil
	},
}

type lowAvailabilityCheck struct {
	checked
	argument string
	required map[string]int
}

// freeSeats counts the licenses of a product that nobody holds.
type freeSeats struct{ available, trial, expired, suspended int }

func (c *lowAvailabilityCheck) Products(r *Reading) (found []Found, outOf int) {
	free := map[string]*freeSeats{}
	for _, l := range r.Licenses {
		if l.Assigned() {
			continue
		}
		f := free[l.ProductCode]
		if f == nil {
			f = &freeSeats{}
			free[l.ProductCode] = f
		}
		f.count(l)
	}
	for _, code := range value.SortedKeys(c.required) {
		f := free[code]
		if f == nil {
			f = &freeSeats{}
		}
		if f.available < c.required[code] {
			found = append(found, Found{
				Product: code,
				Clause:  fmt.Sprintf("has %s, minimum %d", value.Counted(f.available, "available seat"), c.required[code]),
				Note:    f.note() + c.packNote(r, code, free),
			})
		}
	}
	return found, len(c.required)
}

func (f *freeSeats) count(l *licensing.License) {
	switch {
	case l.Assignable() && !l.Trial:
		f.available++
	case l.Expired:
		f.expired++
	case l.Suspended:
		f.suspended++
	case l.Trial:
		f.trial++
	}
}

// note names free seats that do not count.
func (f *freeSeats) note() string {
	var parts []string
	for _, part := range []struct {
		n    int
		noun string
	}{{f.trial, "trial seat"}, {f.expired, "expired seat"}, {f.suspended, "suspended seat"}} {
		if part.n > 0 {
			parts = append(parts, value.Counted(part.n, part.noun))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return " Free, but not available: " + strings.Join(parts, ", ") + "."
}

// packNote names available seats of packs that cover the product.
func (c *lowAvailabilityCheck) packNote(r *Reading, code string, free map[string]*freeSeats) string {
	var parts []string
	for _, pack := range value.SortedKeys(free) {
		if free[pack].available > 0 && r.Packs.Covers(pack, code) {
			parts = append(parts, r.Product(pack)+": "+value.Counted(free[pack].available, "available seat"))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return " Packs that include it: " + strings.Join(parts, ", ") + "."
}

func (c *lowAvailabilityCheck) Warnings(r *Reading, _ Outcome) []licensing.Warning {
	return licensing.UnknownCodes(c.argument, value.SortedKeys(c.required), r.Organization)
}
