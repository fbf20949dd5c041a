package rules

import (
	"slices"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// discontinued finds licenses of given products that still renew, whoever holds
// them.
var discontinued = Rule{
	Name:  Name("discontinued"),
	About: AboutLicense,
	Finds: "licenses of these products that still renew",
	Parameters: []Parameter{{
		Name: "product_codes", Kind: Texts, Required: true,
		Description: "Codes of the products that should not renew. A code that neither the account nor JetBrains' catalog knows is an error.",
	}},
	Prepare: func(a *Arguments, c *Context) (Check, error) {
		texts, _ := argument[[]string](a, "product_codes")
		whole := slices.DeleteFunc(slices.Clone(texts), func(code string) bool { return code == "" })
		if len(whole) == 0 {
			return nil, a.fail("product_codes", "names no product, so the rule would find nothing. Name a product")
		}
		judged := value.FilterOf(c.Selection.ProductCodes)
		if !slices.ContainsFunc(whole, judged.Allows) {
			return nil, a.fail("product_codes", "names only products that the audit's product_codes leaves out, so the rule would find nothing. Add one of them there, or remove the rule")
		}
		return discontinuedCheck{argument: a.path("product_codes"), codes: value.SetOf(whole...)}, nil
	},
}

type discontinuedCheck struct {
	checked
	argument string
	codes    value.Set[string]
}

func (c discontinuedCheck) License(r *Reading, l *licensing.License) (Found, bool) {
	if !c.GivesUp(r, l) {
		return Found{}, false
	}
	return Found{License: l, Clause: "renews" + endedOn(l) + ", although its product is discontinued"}, true
}

func (c discontinuedCheck) GivesUp(_ *Reading, l *licensing.License) bool {
	return c.codes.Has(l.ProductCode) && l.Renews()
}

func (c discontinuedCheck) Codes() (argument string, codes []string) {
	return c.argument, value.SortedKeys(c.codes)
}
