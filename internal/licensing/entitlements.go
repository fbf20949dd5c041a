package licensing

import (
	"cmp"
	"slices"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// Entitlement is one product that one person can use through one license.
type Entitlement struct {
	Email       string
	Name        value.Optional[string] // of the person; see Person
	ProductCode string
	ProductName value.Optional[string]
	Via         string // the pack's code on the row of a covered product; empty otherwise
	License     *License
}

// EntitlementFilter chooses rows, and determines whether packs are expanded.
type EntitlementFilter struct {
	ProductCodes []string // of the rows, after packs are expanded; nil for all
	Emails       []string // normalized; nil for all
	Status       Status   // of the license; empty for all
	ExpandPacks  bool     // adds a row for each product that a held pack covers
	Packs        Packs
}

// Entitlements lists what each person can use: one row per license that a
// person holds, sorted by email, product code, license ID. With ExpandPacks, a
// pack keeps its own row, and each product that it covers gets a row that names
// the pack in Via. The names of covered products come from the other licenses,
// and are absent if no license names the product.
func Entitlements(licenses []License, filter EntitlementFilter) []Entitlement {
	products := value.FilterOf(filter.ProductCodes)
	contents := map[string][]string{}
	names := map[string]value.Optional[string]{}
	if filter.ExpandPacks {
		names = ProductNames(licenses)
		for pack := range filter.Packs {
			contents[pack] = filter.Packs.Contents(pack)
		}
	}
	rows := []Entitlement{}
	var person value.Optional[string]
	add := func(l *License, code string, name value.Optional[string], via string) {
		if products.Allows(code) {
			rows = append(rows, Entitlement{Email: l.Email, Name: person, ProductCode: code, ProductName: name, Via: via, License: l})
		}
	}
	for _, group := range groupByPerson(licenses, PeopleFilter{Emails: filter.Emails}.allows()) {
		first := len(rows)
		person = DisplayName(group.Licenses)
		for _, l := range group.Licenses {
			if filter.Status != "" && l.Status() != filter.Status {
				continue
			}
			add(l, l.ProductCode, l.ProductName, "")
			for _, code := range contents[l.ProductCode] {
				add(l, code, names[code], l.ProductCode)
			}
		}
		// Within a person only, which is much cheaper than sorting all rows.
		slices.SortFunc(rows[first:], func(a, b Entitlement) int {
			return cmp.Or(cmp.Compare(a.ProductCode, b.ProductCode), cmp.Compare(a.License.ID, b.License.ID))
		})
	}
	return rows
}

// EmailsByProduct lists, for each product code, the people who can use it now:
// those of the active rows, sorted, without duplicates. It has a key for each
// of the given codes or, if they are nil, for each code of the rows. The rows
// must be sorted.
func EmailsByProduct(rows []Entitlement, codes []string) map[string][]string {
	byProduct := make(map[string][]string, len(codes))
	for _, code := range codes {
		byProduct[code] = []string{}
	}
	for i := range rows {
		code, email := rows[i].ProductCode, rows[i].Email
		list := byProduct[code]
		if list == nil {
			list = []string{}
		}
		if rows[i].License.Status() == StatusActive && (len(list) == 0 || list[len(list)-1] != email) {
			list = append(list, email)
		}
		byProduct[code] = list
	}
	return byProduct
}

// ProductNames returns the name that licenses give each product code, absent if
// none does. If they give several, it is the first by license ID that is not
// empty.
func ProductNames(licenses []License) map[string]value.Optional[string] {
	names := map[string]value.Optional[string]{}
	for i := range licenses {
		if l := &licenses[i]; names[l.ProductCode].Value == "" {
			names[l.ProductCode] = l.ProductName
		}
	}
	return names
}
