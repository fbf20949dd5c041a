package licensing

import (
	"maps"
	"slices"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// productNames is a fallback for names that neither the licenses nor the
// API's dictionary give. The codes come from JetBrains' license code list and,
// for AIPU, from the catalog of its store.
var productNames = map[string]string{
	"AC":   "AppCode",
	"AIP":  "AI Pro",
	"AIPU": "AI Ultimate",
	"ALL":  "All Products Pack",
	"CL":   "CLion",
	"DB":   "DataGrip",
	"DC":   "dotCover",
	"DM":   "dotMemory",
	"DPN":  "dotTrace",
	"DS":   "DataSpell",
	"GO":   "GoLand",
	"II":   "IntelliJ IDEA Ultimate",
	"PC":   "PyCharm",
	"PS":   "PhpStorm",
	"QA":   "Aqua",
	"RC":   "ReSharper C++",
	"RD":   "Rider",
	"RM":   "RubyMine",
	"RR":   "RustRover",
	"RS0":  "ReSharper",
	"RSU":  "dotUltimate",
	"TBEB": "Toolbox Enterprise",
	"WS":   "WebStorm",
}

// FallbackProductName returns the name of a well-known product code, or none
// for other codes.
func FallbackProductName(code string) value.Optional[string] {
	name, ok := productNames[code]
	return value.Optional[string]{Value: name, Set: ok}
}

// Packs says which product codes each pack includes. A pack does not cover
// itself, even if its list says so, nor what is in a pack inside it.
type Packs map[string][]string

// builtInPacks follows JetBrains' product pages of 2026. AI licenses are not in
// it: the store does not say that All Products Pack includes AI Pro, and it is
// not known whether credits add up. Neither are the retired products AppCode,
// Aqua, and DataSpell. JetBrains changes packs from time to time, hence
// WithOverrides.
var builtInPacks = Packs{
	"ALL": {"CL", "DB", "DC", "DM", "DPN", "GO", "II", "PC", "PS", "RC", "RD", "RM", "RR", "RS0", "RSU", "WS"},
	"RSU": {"DC", "DM", "DPN", "RC", "RD", "RS0"},
}

// BuiltInPacks returns the pack table of this package, which must not
// be changed.
func BuiltInPacks() Packs { return builtInPacks }

// WithOverrides returns the table with the given packs in place of those with
// the same code. An empty list makes a pack cover nothing.
func (p Packs) WithOverrides(overrides Packs) Packs {
	if len(overrides) == 0 {
		return p
	}
	merged := Packs{}
	maps.Copy(merged, p)
	maps.Copy(merged, overrides)
	return merged
}

// Covers reports whether a pack includes a product. Unknown codes cover
// nothing.
func (p Packs) Covers(pack, product string) bool {
	return pack != product && slices.Contains(p[pack], product)
}

// Contents lists what a pack covers, sorted, without duplicates and without the
// pack itself.
func (p Packs) Contents(pack string) []string {
	contents := slices.DeleteFunc(slices.Clone(p[pack]), func(code string) bool { return code == pack || code == "" })
	return value.SortedUnique(contents)
}
