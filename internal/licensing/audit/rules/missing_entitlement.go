package rules

import (
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// missingEntitlement finds declared people without an active license, anywhere
// in the whole reading, of the product or of a pack that covers it. A trial is
// active as long as it lasts.
var missingEntitlement = Rule{
	Name:       Name("missing_entitlement"),
	About:      AboutPersonProduct,
	Finds:      "declared people without a license",
	OutOf:      "declared pairs of a person and a product",
	Parameters: []Parameter{expectedParameter},
	Prepare: func(a *Arguments, c *Context) (Check, error) {
		d, err := readExpected(a, c)
		if err != nil {
			return nil, err
		}
		check := &missingEntitlementCheck{declaration: d, byLicense: c.ByLicense, products: map[string][]string{}}
		for _, code := range value.SortedKeys(d.judged) {
			for email := range d.judged[code] {
				check.products[email] = append(check.products[email], code)
			}
		}
		return check, nil
	},
}

type missingEntitlementCheck struct {
	checked
	*declaration
	byLicense bool
	products  map[string][]string // by email, sorted
}

func (c *missingEntitlementCheck) People() []string { return value.SortedKeys(c.products) }

func (c *missingEntitlementCheck) Pair(r *Reading, email string, found []Found) (all []Found, pairs int) {
	var held []*licensing.License
	if group := r.Organization.Holder(email); group != nil {
		held = group.Licenses
	}
	for _, code := range c.products[email] {
		missing, unusable := missingProduct(held, code, r.Packs)
		if !missing {
			continue
		}
		clause := "is expected to have " + r.Product(code) + ", but has no active license for it or for a pack that includes it"
		if r.oneTeam() {
			clause += " in the token's team"
		}
		if unusable != nil && !c.byLicense {
			clause += ": license " + licensing.Display(unusable.ID) + " for " + r.Product(unusable.ProductCode) + " is " + string(unusable.Status())
		}
		found = append(found, Found{Product: code, Clause: clause})
	}
	return found, len(c.products[email])
}

// missingProduct reports whether none of the licenses lets its holder use a
// product and, if so, the license with the lowest ID that would do so if it were
// active, or nil.
func missingProduct(held []*licensing.License, code string, packs licensing.Packs) (missing bool, unusable *licensing.License) {
	for _, l := range held {
		switch {
		case l.ProductCode != code && !packs.Covers(l.ProductCode, code):
		case l.Status() == licensing.StatusActive:
			return false, nil
		case unusable == nil:
			unusable = l
		}
	}
	return true, unusable
}
