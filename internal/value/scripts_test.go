package value

import "testing"

func TestNamesThatMixScripts(t *testing.T) {
	for text, want := range map[string]bool{
		"acme.example":            false,
		"аcme.example":            true, // the first letter is Cyrillic
		"acmе.example":            true, // the last letter is
		"xn--cme-6cd.example":     true, // the first one in ASCII
		"почта.example":           false,
		"почта-acme.example":      false, // two words, each in one script
		"ada@xn--cme-6cd.example": true,
		"аda@acme.example":        true,
		"jürgen@acme.example":     false,
		"日本語とlatin.example":       false, // scripts that do not look alike
		"xn--a-.example":          false,
		"":                        false,
	} {
		if got := MixesScripts(text); got != want {
			t.Errorf("%q mixes scripts: %t, want %t", text, got, want)
		}
	}
}

func TestDomainsThatReadLikeOthers(t *testing.T) {
	for domain, want := range map[string]string{
		"acme.example":          "acme.example",
		"асме.example":          "acme.example", // Cyrillic throughout
		"xn--80ak6aa92e.com":    "apple.com",    // the well-known one
		"xn--bcher-kva.example": "bücher.example",
		"xn--a-.example":        "xn--a-.example", // cannot be decoded
	} {
		if got := ReadsLike(domain); got != want {
			t.Errorf("%q reads like %q, want %q", domain, got, want)
		}
	}
}
