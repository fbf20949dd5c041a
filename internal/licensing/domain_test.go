package licensing

import (
	"errors"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func TestDomainsMatch(t *testing.T) {
	for name, test := range map[string]struct {
		domains []string
		email   string
		want    bool
	}{
		"exact":                                {[]string{"acme.example"}, jane, true},
		"exact is not a suffix":                {[]string{"acme.example"}, "x@evilacme.example", false},
		"exact does not match a subdomain":     {[]string{"acme.example"}, "x@sub.acme.example", false},
		"exact does not match a longer one":    {[]string{"acme.example"}, "x@acme.example.evil", false},
		"wildcard":                             {[]string{"*.corp.example"}, "x@a.corp.example", true},
		"wildcard matches deeper":              {[]string{"*.corp.example"}, "x@a.b.corp.example", true},
		"wildcard does not match the apex":     {[]string{"*.corp.example"}, "x@corp.example", false},
		"wildcard stops at a dot":              {[]string{"*.corp.example"}, "x@evilcorp.example", false},
		"wildcard needs a label":               {[]string{"*.corp.example"}, "x@.corp.example", false},
		"both":                                 {[]string{"corp.example", "*.corp.example"}, "x@corp.example", true},
		"leading @":                            {[]string{"@acme.example"}, jane, true},
		"leading @ before a wildcard":          {[]string{"@*.acme.example"}, "x@sub.acme.example", true},
		"spaces":                               {[]string{"  acme.example\n"}, jane, true},
		"case":                                 {[]string{"ACME.Example"}, jane, true},
		"duplicates":                           {[]string{"acme.example", "ACME.example"}, jane, true},
		"blanks are dropped":                   {[]string{"", "  ", "acme.example"}, jane, true},
		"two @":                                {[]string{"acme.example"}, "x@evil.example@acme.example", false},
		"two @, the other way":                 {[]string{"acme.example"}, "x@acme.example@evil.example", false},
		"a quoted @":                           {[]string{"acme.example"}, `"a@b"@acme.example`, false},
		"a line feed before the @":             {[]string{"acme.example"}, "x@evil.example\n@acme.example", false},
		"angle brackets":                       {[]string{"acme.example"}, "<x@acme.example", false},
		"no name":                              {[]string{"acme.example"}, "@acme.example", false},
		"an invisible character in the name":   {[]string{"acme.example"}, "x\u200b@acme.example", false},
		"an invisible character in the domain": {[]string{"acme.example"}, value.NormalizeEmail("x@ac\u00adme.example"), false},
		"a wildcard":                           {[]string{"acme.example"}, "*@acme.example", false},
		"no @ at all":                          {[]string{"acme.example"}, "acme.example", false},
		"no @ at all, wildcard":                {[]string{"*.acme.example"}, "sub.acme.example", false},
		"no address at all":                    {[]string{"acme.example"}, "", false},
		"nothing after the @":                  {[]string{"acme.example"}, "x@", false},
		"a trailing dot":                       {[]string{"acme.example."}, "x@acme.example", true},
		"a trailing dot of a wildcard":         {[]string{"*.acme.example."}, "x@dev.acme.example", true},
		"an internationalized domain":          {[]string{"Mu\u0308ller.example"}, "x@xn--mller-kva.example", true},
		"a subdomain of one":                   {[]string{"*.müller.example"}, "x@dev.xn--mller-kva.example", true},
		"an international name":                {[]string{"MÜNCHEN.example"}, value.NormalizeEmail("x@MÜNCHEN.example."), true},
		"a single label":                       {[]string{"localhost"}, "x@localhost", true},
		"hyphen, digit, underscore":            {[]string{"a-1_b.example"}, "x@a-1_b.example", true},
		"no domain matches no address":         {nil, jane, false},
		"blank domains alone match no address": {[]string{" "}, jane, false},
		"a wildcard of a whole top level":      {[]string{"*.example"}, jane, true},
		"a wildcard and an unrelated domain":   {[]string{"*.corp.example", "acme.example"}, eve, false},
	} {
		t.Run(name, func(t *testing.T) {
			domains, err := ParseDomains(test.domains, nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := domains.Match(test.email); got != test.want {
				t.Errorf("%v, %q: %t", test.domains, test.email, got)
			}
		})
	}
}

func TestDomainsThatAreRefused(t *testing.T) {
	const address, shape = "is an email address", "is not a domain"
	for text, want := range map[string]string{
		"jane@acme.example":         address,
		"@jane@acme.example":        address,
		"@@acme.example":            address,
		"@":                         shape,
		"*":                         shape,
		"*.":                        shape,
		".":                         shape,
		".acme.example":             shape,
		"acme..example":             shape,
		"*.*.example":               shape,
		"a*.example":                shape,
		"*acme.example":             shape,
		"https://acme.example":      shape,
		"acme.example/":             shape,
		"acme.example:443":          shape,
		"acme example":              shape,
		"a.example,b.example":       shape,
		"a.example\nb.example":      shape,
		"acme.example\u200b":        shape, // zero-width space, as copied from a web page
		"\u202eacme.example":        shape,
		"acme.exam\x00ple":          shape,
		"\xff.example":              shape,
		"@ acme.example":            shape,
		"\uff20acme.example":        shape, // a fullwidth @
		"<acme.example>":            shape,
		strings.Repeat(".", 10_000): shape,
	} {
		_, err := ParseDomains([]string{"acme.example", text}, nil)
		if domainError, ok := errors.AsType[*DomainError](err); !ok || domainError.Text != text || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want one that says it %s", text, err, want)
		}
	}
}

func TestDomainsEmpty(t *testing.T) {
	for _, test := range []struct {
		texts []string
		want  bool
	}{{nil, true}, {[]string{"", " "}, true}, {[]string{"a.example"}, false}, {[]string{"*.a.example"}, false}} {
		if d, err := ParseDomains(test.texts, nil); err != nil || d.Empty() != test.want {
			t.Errorf("%q: empty %t, error %v", test.texts, d.Empty(), err)
		}
	}
	if (Domains{}).Match(jane) {
		t.Error("the zero list matches an address")
	}
}

func FuzzDomains(f *testing.F) {
	for _, text := range []string{"acme.example", "*.acme.example", "@acme.example", "jane@acme.example", " ", "*.", "\u200b"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		domains, err := ParseDomains([]string{text}, nil)
		if err != nil {
			if _, ok := errors.AsType[*DomainError](err); !ok {
				t.Errorf("%q: error of type %T", text, err)
			}
			return
		}
		if domains.Empty() {
			if strings.TrimSpace(text) != "" {
				t.Errorf("%q was dropped", text)
			}
			return
		}
		match := func(address string) bool { return domains.Match(value.NormalizeEmail(address)) }
		name := strings.TrimPrefix(value.NormalizeEmail(text), "@")
		apex, wildcard := strings.CutPrefix(name, "*.")
		if match("x@"+apex) == wildcard {
			t.Errorf("%q and its apex %q: wildcard %t", text, apex, wildcard)
		}
		if match("x@sub."+apex) != wildcard {
			t.Errorf("%q and a subdomain of %q: wildcard %t", text, apex, wildcard)
		}
		if match("x@evil"+apex) || match(apex) {
			t.Errorf("%q matches what merely ends like it", text)
		}
	})
}
