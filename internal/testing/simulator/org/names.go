package org

// The generator combines these names. The second column is the spelling of the
// name in an email address.
var firstNames = [][2]string{
	{"Anna", "anna"}, {"Ben", "ben"}, {"Chloé", "chloe"}, {"Dmitri", "dmitri"}, {"Elif", "elif"},
	{"Farid", "farid"}, {"Greta", "greta"}, {"Hiro", "hiro"}, {"Ines", "ines"}, {"Jonas", "jonas"},
	{"Katarzyna", "katarzyna"}, {"Liam", "liam"}, {"Mei", "mei"}, {"Noah", "noah"}, {"Olga", "olga"},
	{"Pavel", "pavel"}, {"Quentin", "quentin"}, {"Rosa", "rosa"}, {"Søren", "soren"}, {"Tuva", "tuva"},
	{"Umar", "umar"}, {"Vera", "vera"}, {"Wanjiru", "wanjiru"}, {"Ximena", "ximena"}, {"Yusuf", "yusuf"},
	{"Zoë", "zoe"}, {"Aino", "aino"}, {"Bruno", "bruno"}, {"Carmen", "carmen"}, {"Deepa", "deepa"},
	{"Emil", "emil"}, {"Fatima", "fatima"}, {"Gabriel", "gabriel"}, {"Hannah", "hannah"}, {"Igor", "igor"},
	{"Julia", "julia"}, {"Kofi", "kofi"}, {"Lena", "lena"}, {"Łukasz", "lukasz"}, {"Mateo", "mateo"},
}

var lastNames = [][2]string{
	{"Almeida", "almeida"}, {"Berg", "berg"}, {"Costa", "costa"}, {"Dubois", "dubois"}, {"Eriksen", "eriksen"},
	{"Fischer", "fischer"}, {"García", "garcia"}, {"Horváth", "horvath"}, {"Ivanova", "ivanova"}, {"Jansen", "jansen"},
	{"Kowalska", "kowalska"}, {"Lindqvist", "lindqvist"}, {"Müller", "mueller"}, {"Nakamura", "nakamura"}, {"O'Brien", "obrien"},
	{"Petrov", "petrov"}, {"Quispe", "quispe"}, {"Rossi", "rossi"}, {"Schmidt", "schmidt"}, {"Tanaka", "tanaka"},
	{"Ueda", "ueda"}, {"Virtanen", "virtanen"}, {"Weber", "weber"}, {"Xu", "xu"}, {"Yilmaz", "yilmaz"},
	{"Zhang", "zhang"}, {"Adeyemi", "adeyemi"}, {"Bauer", "bauer"}, {"Chen", "chen"}, {"Diaz", "diaz"},
	{"Evans", "evans"}, {"Ferrari", "ferrari"}, {"Gruber", "gruber"}, {"Haddad", "haddad"}, {"Ito", "ito"},
	{"Jovanović", "jovanovic"}, {"Khan", "khan"}, {"Larsen", "larsen"}, {"Moreau", "moreau"}, {"Novák", "novak"},
	{"Okafor", "okafor"}, {"Park", "park"}, {"Ramos", "ramos"}, {"Singh", "singh"}, {"Torres", "torres"},
	{"Urban", "urban"}, {"Vogel", "vogel"}, {"Wójcik", "wojcik"}, {"Young", "young"}, {"Zimmermann", "zimmermann"},
}

// catalog is what /products lists. Names and codes are JetBrains' own.
var catalog = []Product{
	{"II", "IntelliJ IDEA Ultimate"}, {"ALL", "All Products Pack"}, {"AIP", "AI Pro"},
	{"PC", "PyCharm"}, {"WS", "WebStorm"}, {"PS", "PhpStorm"}, {"RM", "RubyMine"},
	{"GO", "GoLand"}, {"RD", "Rider"}, {"DB", "DataGrip"}, {"CL", "CLion"},
	{"RR", "RustRover"}, {"DS", "DataSpell"}, {"QA", "Aqua"}, {"AC", "AppCode"},
	{"RS0", "ReSharper"}, {"RC", "ReSharper C++"}, {"RSU", "dotUltimate"},
	{"DPN", "dotTrace"}, {"DM", "dotMemory"}, {"DC", "dotCover"},
	{"AIPU", "AI Ultimate"}, {"TBEB", "Toolbox Enterprise"},
}

// plugins is what /plugins lists. Both plugins are made up.
var plugins = []Product{{"PEXAMPLE1", "Example Theme"}, {"PEXAMPLE2", "Example Linter"}}

var productNames = func() map[string]string {
	names := make(map[string]string, len(catalog))
	for _, product := range catalog {
		names[product.Code] = product.Name
	}
	return names
}()

// These are the packs, and the products that one person can hold together
// without a pack that covers one of them.
var (
	singleProducts     = []string{"II", "PC", "WS", "AIP"}
	wideSingleProducts = []string{"II", "PC", "WS", "AIP", "AIPU", "PS", "RM", "GO", "RD", "DB", "CL", "RR", "DS", "RS0", "TBEB"}
	packProducts       = []string{"ALL"}
	widePackProducts   = []string{"ALL", "ALL", "RSU"}
)

// retiredProducts lists the products that JetBrains no longer develops.
var retiredProducts = []string{"AC", "DS", "QA"}

// notInPacks lists the single products that no pack covers.
var notInPacks = []string{"AIP", "AIPU", "TBEB"}
