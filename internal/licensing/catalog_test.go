package licensing

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCatalog(t *testing.T) {
	t.Parallel()
	got := Catalog(
		map[string]string{"WS": "WebStorm", "ALL": "All Products Pack", "X": "Both"},
		map[string]string{"PCHB": "Plugin", "PP": "Plugins", "X": "Both, as a plugin"},
		Packs{"ALL": {"WS", "ALL", "II"}, "PP": {"PCHB"}},
	)
	want := []CatalogEntry{
		{"ALL", "All Products Pack", CatalogProduct, []string{"II", "WS"}},
		{"PCHB", "Plugin", CatalogPlugin, nil},
		{"PP", "Plugins", CatalogPlugin, []string{"PCHB"}},
		{"WS", "WebStorm", CatalogProduct, nil},
		{"X", "Both", CatalogProduct, nil},
	}
	for i := range got {
		if len(got[i].Covers) == 0 {
			got[i].Covers = nil
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the catalog differs (-want +got):\n%s", diff)
	}
	if got := Catalog(nil, nil, BuiltInPacks()); len(got) != 0 {
		t.Errorf("empty dictionaries give %+v", got)
	}
}

func TestWellKnownProductsNameEveryCodeOfAPack(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	for _, entry := range WellKnownProducts() {
		known[entry.Code] = entry.Name != ""
	}
	for pack := range builtInPacks {
		for _, code := range append(builtInPacks.Contents(pack), pack) {
			if !known[code] {
				t.Errorf("%s of the pack %s has no name", code, pack)
			}
		}
	}
}
