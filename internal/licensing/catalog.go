package licensing

import (
	"cmp"
	"slices"
)

// CatalogKind says which dictionary of JetBrains lists a code.
type CatalogKind string

// JetBrains has one dictionary of products and one of paid plugins.
const (
	CatalogProduct CatalogKind = "product"
	CatalogPlugin  CatalogKind = "plugin"
)

// CatalogEntry is one thing that JetBrains sells.
type CatalogEntry struct {
	Code   string
	Name   string
	Kind   CatalogKind
	Covers []string // codes of the products that a pack includes, sorted; empty if it is not a pack
}

// WellKnownProducts lists the products and packs that are built into this
// package, sorted by code.
func WellKnownProducts() []CatalogEntry { return Catalog(productNames, nil, builtInPacks) }

// Catalog lists the dictionaries of products and plugins, both from code to
// name, sorted by code. A code that is in both is a product: rows are unique by
// their code.
func Catalog(products, plugins map[string]string, packs Packs) []CatalogEntry {
	entries := []CatalogEntry{}
	for code, name := range products {
		entries = append(entries, CatalogEntry{Code: code, Name: name, Kind: CatalogProduct, Covers: packs.Contents(code)})
	}
	for code, name := range plugins {
		if _, ok := products[code]; !ok {
			entries = append(entries, CatalogEntry{Code: code, Name: name, Kind: CatalogPlugin, Covers: packs.Contents(code)})
		}
	}
	slices.SortFunc(entries, func(a, b CatalogEntry) int { return cmp.Compare(a.Code, b.Code) })
	return entries
}
