package rules

import (
	"slices"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// cheaperPack finds people whose licenses cost more than a pack that covers
// them. Only billable licenses count; those that are unused or overlapping do
// not, where these rules are enabled, since they should go anyway. A license
// without a price counts as nothing, a pack without a price is not weighed, and
// who holds the pack in whatever state is not found. Of several packs the one
// that saves most counts, then the one with the lowest code.
var cheaperPack = Rule{
	Name:  Name("cheaper_pack"),
	About: AboutPerson,
	Finds: "people whose licenses cost more than a pack that covers them",
	Parameters: []Parameter{{
		Name: "prices", Kind: CodePrices, Required: true,
		Description: "Price of a license, as a map from product codes to prices for the same period, packs among them. " +
			"A license without a price counts as free, and a pack without a price is not considered. A code that neither the account nor JetBrains' catalog knows is an error.",
	}},
	Prepare: func(a *Arguments, c *Context) (Check, error) {
		prices, _ := argument[map[string]value.Decimal](a, "prices")
		if len(prices) == 0 {
			return nil, a.fail("prices", "names no product, so the rule would find nothing. Add the prices of a pack and of the products in it")
		}
		check := &cheaperPackCheck{argument: a.path("prices"), prices: prices}
		for _, pack := range value.SortedKeys(c.Packs) {
			if _, ok := prices[pack]; ok && len(c.Packs.Contents(pack)) > 0 {
				check.packs = append(check.packs, pack)
			}
		}
		if len(check.packs) == 0 {
			return nil, a.fail("prices", "has no price of a pack, so the rule would find nothing. Add the price of a pack, such as ALL")
		}
		return check, nil
	},
}

type cheaperPackCheck struct {
	checked
	argument string
	prices   map[string]value.Decimal
	packs    []string // with a price, sorted
}

func (c *cheaperPackCheck) Person(r *Reading, p *Person) (Found, bool) {
	var best, bestSum, bestSaving = "", value.Decimal{}, value.Decimal{}
	counted := billable(r, p)
	for _, pack := range c.packs {
		if slices.ContainsFunc(p.All, func(l *licensing.License) bool { return l.ProductCode == pack }) {
			continue
		}
		var sum value.Decimal
		for _, l := range counted {
			if price, ok := c.prices[l.ProductCode]; ok && r.Packs.Covers(pack, l.ProductCode) {
				sum = sum.Plus(price)
			}
		}
		if saving := sum.Minus(c.prices[pack]); saving.Compare(bestSaving) > 0 {
			best, bestSum, bestSaving = pack, sum, saving
		}
	}
	if best == "" {
		return Found{}, false
	}
	return Found{Product: best, Clause: "would be cheaper with " + r.Product(best) + ": the licenses that it includes cost " + bestSum.String() + ", the pack costs " + c.prices[best].String()}, true
}

// billable lists the licenses of a person that count, anywhere in the whole
// reading.
func billable(r *Reading, p *Person) []*licensing.License {
	weighed := r.weigh(p)
	var licenses []*licensing.License
	for i := range weighed {
		w := &weighed[i]
		setAside := r.Overlapping && w.Overlapping || r.unused(w.License)
		if w.Billable() && !setAside {
			licenses = append(licenses, w.License)
		}
	}
	return licenses
}

// unused reports whether the rule of this name is enabled and finds a license,
// whoever is exempt.
func (r *Reading) unused(l *licensing.License) bool {
	for _, rule := range r.GivenUp {
		if check, ok := rule.(unusedCheck); ok && check.GivesUp(r, l) {
			return true
		}
	}
	return false
}

// Codes are checked because a typo would make a license free, and find nothing.
func (c *cheaperPackCheck) Codes() (argument string, codes []string) {
	return c.argument, value.SortedKeys(c.prices)
}
