package rules

import (
	"slices"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
)

// unexpectedEntitlement finds active licenses that let a person use a declared
// product for which the person is not declared: licenses of the product, or of
// a pack that covers it and is not itself declared. So a declaration written
// from who may use what today finds nothing.
var unexpectedEntitlement = Rule{
	Name:       Name("unexpected_entitlement"),
	About:      AboutHeldLicense,
	Finds:      "licenses that let an undeclared person use a declared product",
	OutOf:      "judged licenses that people hold, of the declared products and of packs that cover them",
	ToRevoke:   true,
	Parameters: []Parameter{expectedParameter},
	Prepare: func(a *Arguments, c *Context) (Check, error) {
		d, err := readExpected(a, c)
		if err != nil {
			return nil, err
		}
		return &unexpectedEntitlementCheck{declaration: d, packs: c.Packs}, nil
	},
}

type unexpectedEntitlementCheck struct {
	checked
	*declaration
	packs licensing.Packs
}

func (c *unexpectedEntitlementCheck) Held(r *Reading, p *Person, found []Found) []Found {
	for _, l := range p.Licenses {
		if !unexpected(l, c.judged, r.Packs) {
			continue
		}
		clause := "is unexpected: its holder is not declared for this product"
		if _, ok := c.judged[l.ProductCode]; !ok {
			clause = "is unexpected: it includes declared products, and its holder is not declared for all of them"
		}
		if l.Trial {
			clause += " (trial)"
		}
		found = append(found, Found{License: l, Clause: clause + validity(l)})
	}
	return found
}

// Counts reports whether a license is of a declared product, or of a pack that
// covers one.
func (c *unexpectedEntitlementCheck) Counts(l *licensing.License) bool {
	if _, ok := c.judged[l.ProductCode]; ok {
		return true
	}
	return slices.ContainsFunc(c.packs[l.ProductCode], func(code string) bool {
		_, ok := c.judged[code]
		return ok
	})
}

func (c *unexpectedEntitlementCheck) GivesUp(r *Reading, l *licensing.License) bool {
	return l.Held() && unexpected(l, c.whole, r.Packs)
}
