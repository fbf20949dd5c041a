package licensing

import (
	"cmp"
	"slices"
	"strings"
)

// DeclaredEntitlement is one person who should have one product.
type DeclaredEntitlement struct {
	Email       string // normalized
	ProductCode string
}

// readExpected takes expected_entitlements. Pairs of products that product_codes
// leaves out are not checked; team_ids leaves none out, since an expected person
// may have the product through any team.
func (a *Audit) readExpected() error {
	if a.options.ExpectedEntitlements == nil {
		return nil
	}
	if len(a.options.ExpectedEntitlements) == 0 {
		return &ArgumentError{"expected_entitlements", "names no product, so it would check nothing. Name a product, or leave the argument out"}
	}
	products := setOf(a.options.Selection.ProductCodes)
	a.expected = make(map[string]set, len(a.options.ExpectedEntitlements))
	a.declaredPeople = set{}
	for code, emails := range a.options.ExpectedEntitlements {
		if strings.TrimSpace(code) == "" {
			return &ArgumentError{"expected_entitlements", "has a blank product code. Each key must be a product code, such as WS"}
		}
		people := make(set, len(emails))
		for _, text := range emails {
			if email := a.options.Identity.Email(text); email != "" {
				people[email] = struct{}{}
				a.declaredPeople[email] = struct{}{}
			}
		}
		if !products.allows(code) {
			continue
		}
		a.expected[code] = people
		for email := range people {
			a.declared = append(a.declared, DeclaredEntitlement{email, code})
		}
	}
	slices.SortFunc(a.declared, func(x, y DeclaredEntitlement) int {
		if order := cmp.Compare(x.Email, y.Email); order != 0 {
			return order
		}
		return cmp.Compare(x.ProductCode, y.ProductCode)
	})
	return nil
}

// missingEntitlement: a declared person without an active seat, anywhere in the
// complete list, of the product or of a pack that covers it. A trial is active
// as long as it lasts. The function returns whether the entitlement is missing
// and, if so, the seat with the lowest ID that would provide the product if it
// were active, or nil.
func missingEntitlement(a *Audit, in *auditInput, d *DeclaredEntitlement) (missing bool, dead *License) {
	for _, i := range in.organization.places()[d.Email] {
		l := &in.organization.Licenses[i]
		if l.ProductCode != d.ProductCode && !a.covers[l.ProductCode].has(d.ProductCode) {
			continue
		}
		if l.Status() == StatusActive {
			return false, nil
		}
		if dead == nil {
			dead = l
		}
	}
	return true, dead
}

// unexpectedEntitlement: a seat, in any state, of a product that is declared,
// held by a person who is not declared for it. A seat of a pack does not count
// as a seat of the products that the pack covers: to find its holders, declare
// the pack itself.
func unexpectedEntitlement(a *Audit, _ *auditInput, h *holder) (found, causes []*License) {
	for _, l := range h.Licenses {
		if people, ok := a.expected[l.ProductCode]; ok && !people.has(h.Email) {
			found = append(found, l)
		}
	}
	return found, nil
}
