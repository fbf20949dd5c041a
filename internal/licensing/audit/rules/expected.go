package rules

import (
	"fmt"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// expectedParameter is the declaration that two rules compare with.
var expectedParameter = Parameter{
	Name: "expected", Kind: CodeEmails, Required: true, Personal: true,
	Description: "People who should have each product, as a map from product codes to lists of addresses. An empty list means that nobody should have the product. " +
		"A product whose list is null is not declared. A code that neither the account nor JetBrains' catalog knows is an error. Null in the state.",
}

// declaration is who should have which product.
type declaration struct {
	argument string
	whole    map[string]value.Set[string] // by product code, the emails; everything that is declared
	judged   map[string]value.Set[string] // of the products that product_codes leaves in
	people   value.Set[string]            // of the whole declaration

	entries, notAddresses int
	first                 string // the path of the first entry that is no address
}

// readExpected reads the declaration. Products that product_codes leaves out are
// not judged. team_ids leaves none out, since a declared person may have the
// product through any team.
func readExpected(a *Arguments, c *Context) (*declaration, error) {
	expected, _ := argument[map[string][]string](a, "expected")
	d := &declaration{argument: a.path("expected"), whole: map[string]value.Set[string]{}, judged: map[string]value.Set[string]{}, people: value.SetOf[string]()}
	products := value.FilterOf(c.Selection.ProductCodes)
	for _, code := range value.SortedKeys(expected) {
		if strings.TrimSpace(code) == "" {
			return nil, a.failAt("expected", code, "has a blank product code. Each key must be a product code, such as WS")
		}
		list := newEmailList(expected[code], c.Identity)
		if list.notAddresses > 0 && len(list.emails) == 0 {
			return nil, a.failAt("expected", code, fmt.Sprintf("contains no email address in %s. "+
				"An address is only jane.doe@acme.example, without a name or angle brackets around it", value.Counted(list.entries, "text")))
		}
		d.notAddresses += list.notAddresses
		d.entries += list.entries
		if list.notAddresses > 0 && d.first == "" {
			d.first = fmt.Sprintf("%s[%s][%d]", d.argument, value.Quoted(code, licensing.MaxQuoted), list.first)
		}
		people := list.emails
		for email := range people {
			d.people.Add(email)
		}
		d.whole[code] = people
		if products.Allows(code) {
			d.judged[code] = people
		}
	}
	switch {
	case len(d.whole) == 0:
		return nil, a.fail("expected", "names no product, so the rule would find nothing. Name a product")
	case len(d.judged) == 0:
		return nil, a.fail("expected", "names only products that the audit's product_codes leaves out, so the rule would find nothing. Add one of them there, or remove the rule")
	}
	return d, nil
}

func (d *declaration) Codes() (argument string, codes []string) {
	return d.argument, value.SortedKeys(d.whole)
}

// Declares reports whether a person is declared for any product. An exemption
// of such a person is not stale, even if the person holds nothing yet.
func (d *declaration) Declares(email string) bool { return d.people.Has(email) }

// Warnings warns about entries that are no addresses.
func (d *declaration) Warnings(*Reading, Outcome) []licensing.Warning {
	list := emailList{entries: d.entries, notAddresses: d.notAddresses}
	return list.warnings(d.argument, d.first, "They match no license holder, so these people count as not declared.")
}

// Declarer is a check that compares with a declaration of people.
type Declarer interface{ Declares(email string) bool }

// unexpected reports whether a license lets a person use a declared product now,
// for which the person is not declared. A pack that is not itself declared is
// expected if its holder is declared for every product that it covers.
func unexpected(l *licensing.License, declared map[string]value.Set[string], packs licensing.Packs) bool {
	if l.Status() != licensing.StatusActive {
		return false
	}
	if people, ok := declared[l.ProductCode]; ok {
		return !people.Has(l.Email)
	}
	for _, code := range packs[l.ProductCode] {
		if people, ok := declared[code]; ok && !people.Has(l.Email) {
			return true
		}
	}
	return false
}
