package value

import (
	"errors"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

func TestTextsAreTrimmedAndComposed(t *testing.T) {
	if got, want := NormalizeText("\u2003Mu\u0308ller  AG\n"), "Müller  AG"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNormalizeEmail(t *testing.T) {
	for text, want := range map[string]string{
		"":                                 "",
		"  Jane.Doe@ACME.example\n":        "jane.doe@acme.example",
		"jane@acme.example.":               "jane@acme.example",
		"jane@ACME.example. ":              "jane@acme.example",
		"Jürgen@acme.example":              "jürgen@acme.example",
		"Ju\u0308rgen@acme.example":        "jürgen@acme.example",
		"jane@Müller.example":              "jane@xn--mller-kva.example",
		"jane@mu\u0308ller.example.":       "jane@xn--mller-kva.example",
		"jane@XN--MLLER-KVA.example":       "jane@xn--mller-kva.example",
		"jane@straße.example":              "jane@xn--strae-oqa.example",
		"jane@acme\u3002example":           "jane@acme.example",
		"jane@acme\uff0eexample":           "jane@acme.example",
		"jane@acme\uff61example":           "jane@acme.example",
		"jane@build_host.example":          "jane@build_host.example",
		"jane":                             "jane",
		"jane@a b.exämple":                 "jane@a b.exämple",
		"\u00a0jane@acme.example\u2003":    "jane@acme.example",
		"jane@" + strings.Repeat("ä", 600): "jane@" + strings.Repeat("ä", 600), // too long for a domain

		// A letter without a plain lowercase form stays, so that it joins no
		// one to the person whose address has the ASCII letter.
		"\u0130da@acme.example":  "\u0130da@acme.example",
		"I\u0307da@acme.example": "\u0130da@acme.example", // the same letter in another normal form
		"i\u0307da@acme.example": "i\u0307da@acme.example",
		"J\u030can@acme.example": "\u01f0an@acme.example", // only the lowercase letter is composed in NFC
		"\u212aim@acme.example":  "kim@acme.example",      // NFC of the Kelvin sign is K
		"ΣΊΣΥΦΟΣ@acme.example":   "σίσυφοσ@acme.example",
		"Ǆ@acme.example":         "ǆ@acme.example",
		"ǅ@acme.example":         "ǆ@acme.example", // titlecase

		// A text that is not an address does not become one.
		"u@evil.example@Acme.example.":    "u@evil.example@acme.example",
		"u@evil.example\n@Müller.example": "u@evil.example\n@müller.example",
		"<Jane@Müller.example>":           "<jane@müller.example>",
		"jane@ac\u200bme.example":         "jane@ac\u200bme.example",
		"jane@ac\u00adme.example":         "jane@ac\u00adme.example",
		"jane@ac\u034fme.example":         "jane@ac\u034fme.example",
		"jane@acme.example..":             "jane@acme.example..",
		"jane@müller.example..":           "jane@müller.example..",
		"jane@acme.example .":             "jane@acme.example .",
		"jane@\ufdfa.example":             "jane@\ufdfa.example", // would become three words
		"@Müller.example":                 "@müller.example",
		"jane@xn--a-.müller.example":      "jane@xn--a-.müller.example", // a label that cannot be decoded would be changed
	} {
		if got := NormalizeEmail(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestNormalizeDomain(t *testing.T) {
	for text, want := range map[string]string{
		"":                       "",
		" ACME.example.\n":       "acme.example",
		"\u2003Müller.example.":  "xn--mller-kva.example",
		"mu\u0308ller.example":   "xn--mller-kva.example",
		"XN--MLLER-KVA.example":  "xn--mller-kva.example",
		"müller\u3002example":    "xn--mller-kva.example",
		"build_host.example":     "build_host.example",
		"Müller..example":        "müller..example", // not a domain
		"Jane@Mu\u0308ller.test": "jane@müller.test",
	} {
		if got := NormalizeDomain(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestIsEmail(t *testing.T) {
	for text, domain := range map[string]string{
		"jane@acme.example":                 "acme.example",
		"j.d+x_y-z!#$%&'/=?^`{|}~@a1.b-c_d": "a1.b-c_d",
		"jürgen@xn--mller-kva.example":      "xn--mller-kva.example",
		"日本@例え.example":                     "例え.example",
		"🙂@acme.example":                    "acme.example",
		"jane@localhost":                    "localhost",
		"jane@acme.example.":                "acme.example.",
		"jane@acme\u3002example":            "acme\u3002example",
		"JANE@ACME.EXAMPLE":                 "ACME.EXAMPLE",

		"": "", "jane": "", "@": "", "jane@": "", "@acme.example": "", "acme.example": "",
		"u@evil.example@acme.example": "", "u@evil.example\n@acme.example": "", `"a@b"@acme.example`: "",
		"Jane <jane@acme.example>": "", "<jane@acme.example>": "", "jane@acme.example>": "", "mailto:jane@acme.example": "",
		"jane@acme.example,bo@acme.example": "", "jane,bo@acme.example": "", "jane;bo@acme.example": "", "(jane)@acme.example": "", "[jane]@acme.example": "", `jane\@acme.example`: "",
		"*@acme.example": "", "j*@acme.example": "", "jane@*.acme.example": "",
		" jane@acme.example": "", "jane @acme.example": "", "jane@acme.example ": "", "ja\tne@acme.example": "", "ja\x7fne@acme.example": "", "ja\u00a0ne@acme.example": "",
		"ja\u200bne@acme.example": "", "ja\u202ene@acme.example": "", "jane\ufe0f@acme.example": "", "ja\u2800ne@acme.example": "", "ja\u3164ne@acme.example": "", "ja\xffne@acme.example": "",
		"jane@acme..example": "", "jane@.acme.example": "", "jane@acme.example..": "", "jane@acme.example:25": "", "jane@[192.0.2.1]": "", "jane@acme.ex\u034fample": "", "jane@acme/x": "", "jane@\u2615.example": "",
	} {
		if got := EmailDomain(text); got != domain || IsEmail(text) != (domain != "") {
			t.Errorf("%q: domain %q, %t; want %q", text, got, IsEmail(text), domain)
		}
	}
}

func TestSameLettersKeepsWhatMayBeTwoPeopleApart(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Jane@Acme.Example", " jane@acme.example\n", true},
		{"JÜRGEN@acme.example", "ju\u0308rgen@acme.example", true},
		{"jane@MÜLLER.example", "jane@müller.example", true},
		{"jane@müller.example", "jane@xn--mller-kva.example", false},
		{"jane@acme.example.", "jane@acme.example", false},
		{"jane@acme\u3002example", "jane@acme.example", false},
		{"jane@\uff41cme.example", "jane@acme.example", false},
		{"\u212aim@acme.example", "kim@acme.example", false},
		{"\u212aim@acme.example", "Kim@acme.example", false},
		{"\u212aim@acme.example", "\u212aim@acme.example", true},
	} {
		if NormalizeEmail(c.a) != NormalizeEmail(c.b) {
			t.Errorf("%q and %q are not equal anyway", c.a, c.b)
		}
		if SameLetters(c.a) == "" || SameLetters(c.b) == "" {
			t.Errorf("%q or %q has no letters", c.a, c.b)
		}
		if got := SameLetters(c.a) == SameLetters(c.b); got != c.same {
			t.Errorf("%q and %q: %t, want %t (%q and %q)", c.a, c.b, got, c.same, SameLetters(c.a), SameLetters(c.b))
		}
	}
}

func FuzzNormalizeEmail(f *testing.F) {
	for _, seed := range []string{"Jane@Müller.example.", "a\uff20b.ä", "x@\u0130.İ", "@", "a@xn--", "a@\u3002.", "\xff@ä\xff", "a@ä .\u00a0.", "\u0130.", "\u0130\u0330"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		email := NormalizeEmail(text)
		if again := NormalizeEmail(email); again != email {
			t.Errorf("%q: %q, then %q", text, email, again)
		}
		// Terraform converts every argument to NFC, but a server may not.
		if composed := NormalizeEmail(NormalizeText(text)); composed != email {
			t.Errorf("%q: %q, in NFC %q", text, email, composed)
		}
		if IsEmail(email) && !IsEmail(strings.TrimSpace(text)) {
			t.Errorf("%q is not an address, and became the address %q", text, email)
		}
		domain := NormalizeDomain(text)
		if again := NormalizeDomain(domain); again != domain {
			t.Errorf("%q: domain %q, then %q", text, domain, again)
		}
	})
}

func identity(t *testing.T, emails, domains map[string]string) *Identity {
	t.Helper()
	id, err := NewIdentity(emails, domains)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestAliases(t *testing.T) {
	id := identity(t,
		map[string]string{
			" JD@gmail.example": "Jane@Acme.example", "boss@old.example": "ceo@acme.example",
			"jd@acme.example": "jane@acme.example", "x@gmail.example": "max@old.example",
		},
		map[string]string{"OLD.example.": "acme.example", "müller.example": "acme.example"},
	)
	for text, want := range map[string]string{
		"jd@GMAIL.example":           "jane@acme.example",
		"jane@old.example":           "jane@acme.example",
		"Jane@XN--MLLER-KVA.example": "jane@acme.example",
		"boss@old.example":           "ceo@acme.example", // the address takes precedence over the domain
		"boss@acme.example":          "boss@acme.example",
		"jd@old.example":             "jane@acme.example", // the domain is resolved first, then the address
		"x@gmail.example":            "max@acme.example",  // the address is resolved first, then the domain
		"jane@sub.old.example":       "jane@sub.old.example",
		"no address":                 "no address",
		"u@evil.example@old.example": "u@evil.example@old.example",
		"@old.example":               "@old.example",
		"":                           "",
	} {
		got := id.Email(text)
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
		if again := id.Email(got); again != got {
			t.Errorf("%q: then %q", got, again)
		}
	}
	for text, want := range map[string]string{"Old.Example.": "acme.example", "Sub.Old.Example.": "sub.old.example", "": ""} {
		if got := id.Domain(text); got != want {
			t.Errorf("domain %q: %q, want %q", text, got, want)
		}
	}
	var none *Identity
	if got := none.Email(" A@B.example."); got != "a@b.example" || none.Domain("B.example.") != "b.example" {
		t.Errorf("without aliases: %q", got)
	}
}

func TestAnIdentityHasAliasesOfEitherKind(t *testing.T) {
	addresses, domains := map[string]string{"a@x.example": "b@x.example"}, map[string]string{"old.example": "acme.example"}
	for _, test := range []struct {
		id   *Identity
		want bool
	}{{nil, false}, {identity(t, nil, nil), false}, {identity(t, addresses, nil), true}, {identity(t, nil, domains), true}} {
		if got := test.id.HasAliases(); got != test.want {
			t.Errorf("%+v has aliases: %t, want %t", test.id, got, test.want)
		}
	}
}

func TestAliasesThatAreRefused(t *testing.T) {
	for name, test := range map[string]struct {
		emails, domains map[string]string
		argument, says  string
	}{
		"an address that leads to an alias": {map[string]string{"a@x.example": "b@x.example", "b@x.example": "c@x.example"}, nil, "email_aliases", "has, as number 1 of its keys in alphabetical order, an address that maps to one that is itself an alias"},
		"an address that leads to itself":   {map[string]string{"a@x.example": "A@x.example."}, nil, "email_aliases", "an address that maps to itself"},
		"an address that comes back through a domain": {
			map[string]string{"a@x.example": "b@old.example", "b@new.example": "c@x.example"}, map[string]string{"old.example": "new.example"}, "email_aliases", "itself an alias",
		},
		"a domain that leads to an alias": {nil, map[string]string{"a.example": "b.example", "b.example": "c.example"}, "domain_aliases", `"b.example", which is itself an alias`},
		"a domain that leads to itself":   {nil, map[string]string{"a.example": "A.example."}, "domain_aliases", `maps "a.example" to itself`},
		"two keys for one address":        {map[string]string{"a@x.example": "b@x.example", "A@x.example": "b@x.example"}, nil, "email_aliases", `has the keys "A@x.example" and "a@x.example", which are one person. Keep one of them`},
		"two keys for one address, which are not the first": {
			map[string]string{"0@x.example": "b@x.example", "Aa@x.example": "b@x.example", "aA@x.example": "b@x.example"}, nil, "email_aliases", `has the keys "Aa@x.example" and "aA@x.example"`,
		},
		"two keys for one domain":     {nil, map[string]string{"a.example": "b.example", "a.example.": "b.example"}, "domain_aliases", `has the keys "a.example" and "a.example.", which are one domain. Keep one of them`},
		"no address":                  {map[string]string{"jane": "b@x.example"}, nil, "email_aliases", "has, as number 1 of its keys in alphabetical order, a key that is not an email address"},
		"a target that is no address": {map[string]string{"a@x.example": ""}, nil, "email_aliases", "maps to a text that is not an email address"},
		"a wildcard":                  {nil, map[string]string{"*.old.example": "acme.example"}, "domain_aliases", "not an exact domain"},
		"an address as a domain":      {nil, map[string]string{"jane@old.example": "acme.example"}, "domain_aliases", "not an exact domain"},
		"a target that is no domain":  {nil, map[string]string{"old.example": "https://acme.example"}, "domain_aliases", "not an exact domain such as acme.example"},
		"two targets":                 {nil, map[string]string{"old.example": "acme.example,other.example"}, "domain_aliases", "not an exact domain"},
		"a wildcard for a name":       {map[string]string{"*@old.example": "jane@acme.example"}, nil, "email_aliases", "has, as number 1 of its keys in alphabetical order, a key that is not an email address"},
		"a blank domain":              {nil, map[string]string{" ": "acme.example"}, "domain_aliases", "not an exact domain"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := NewIdentity(test.emails, test.domains)
			refused, ok := errors.AsType[*AliasError](err)
			if !ok || refused.Argument != test.argument || !strings.Contains(err.Error(), test.says) || !has(test.emails, refused.Key) && !has(test.domains, refused.Key) {
				t.Errorf("error %v, want one of %s that says %q", err, test.argument, test.says)
			}
			for key, target := range test.emails { // only two keys that are one person are named
				if strings.Contains(test.says, "has the keys") {
					break
				}
				if strings.Contains(err.Error(), key) || target != "" && strings.Contains(err.Error(), target) {
					t.Errorf("the error repeats an address: %v", err)
				}
			}
		})
	}
}

// For every accepted set of aliases, resolving an address twice gives the same
// result as resolving it once. An alias and its target are the same person.
func TestAnIdentityIsFinal(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	names, domains := []string{"a", "b", "c", "d"}, []string{"x.example", "y.example", "z.example", "ä.example"}
	address := func() string { return names[random.IntN(4)] + "@" + domains[random.IntN(4)] }
	accepted := 0
	for range 6_000 {
		emailAliases, domainAliases := map[string]string{}, map[string]string{}
		for range random.IntN(4) {
			emailAliases[address()] = address()
		}
		for range random.IntN(3) {
			domainAliases[domains[random.IntN(4)]] = domains[random.IntN(4)]
		}
		id, err := NewIdentity(emailAliases, domainAliases)
		if err != nil {
			continue
		}
		accepted++
		for _, name := range names {
			for _, domain := range domains {
				email := id.Email(name + "@" + domain)
				if again := id.Email(email); again != email {
					t.Fatalf("%v %v: %s@%s is %s, then %s", emailAliases, domainAliases, name, domain, email, again)
				}
				if target, ok := emailAliases[name+"@"+domain]; ok && id.Email(target) != email {
					t.Fatalf("%v %v: %s@%s is %s, and what it leads to is %s", emailAliases, domainAliases, name, domain, email, id.Email(target))
				}
			}
		}
	}
	if accepted < 1000 {
		t.Errorf("only %d sets of aliases were tried", accepted)
	}
}

// Every ASCII character either can be in the name of an address, or in its
// domain, or in neither.
func TestCharactersOfAddresses(t *testing.T) {
	const (
		label = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"
		name  = label + "!#$%&'+/=?^`{|}~."
	)
	for r := range rune(0x80) {
		if got, want := IsEmail("a"+string(r)+"b@acme.example"), strings.ContainsRune(name, r); got != want {
			t.Errorf("%q in a name: %t, want %t", r, got, want)
		}
		if got, want := IsDomain("a"+string(r)+"b.example"), strings.ContainsRune(label+".", r); got != want {
			t.Errorf("%q in a domain: %t, want %t", r, got, want)
		}
	}
}

func TestATextThatIsTooLongForADomainStaysAsItIs(t *testing.T) {
	longest := strings.Repeat("ä", maxDomainBytes/2)
	if got := NormalizeDomain(longest); !strings.HasPrefix(got, "xn--") {
		t.Errorf("%d bytes become %.20q", len(longest), got)
	}
	for _, longer := range []string{longest + "a", longest + "ä"} {
		if got := NormalizeDomain(longer); got != longer {
			t.Errorf("%d bytes become %.20q", len(longer), got)
		}
	}
}

// The same mistakes give the same message in every run.
func TestTheFirstOfSeveralRefusedAliasesIsNamed(t *testing.T) {
	bad := map[string]string{}
	for _, key := range []string{"c", "a", "b", "e", "d"} {
		bad[key] = "x@acme.example"
	}
	for range 20 {
		_, err := NewIdentity(bad, nil)
		if refused, ok := errors.AsType[*AliasError](err); !ok || refused.Key != "a" {
			t.Fatalf("%v, want the key a", err)
		}
		_, err = NewIdentity(nil, bad)
		if refused, ok := errors.AsType[*AliasError](err); !ok || refused.Key != "a" {
			t.Fatalf("%v, want the key a", err)
		}
	}
}

func TestOnlyDomainAliasesJoinWhoMayBeTwoPeople(t *testing.T) {
	id := identity(t, map[string]string{"boss@old.example": "ceo@acme.example"}, map[string]string{"old.example": "acme.example"})
	for email, want := range map[string]bool{
		"jane@old.example": true, "boss@old.example": false, "jane@acme.example": false, "jane@sub.old.example": false, "u@evil.example@old.example": false, "": false,
	} {
		if got := id.InAliasedDomain(email); got != want {
			t.Errorf("%q: %t, want %t", email, got, want)
		}
	}
	if (*Identity)(nil).InAliasedDomain("jane@old.example") {
		t.Error("without aliases, a domain is an alias")
	}
}

// Every short text is an address if it has the form that the documentation of
// IsEmail describes, and its domain is what follows the only @.
func TestAddressesHaveANameAndADomainOfLabels(t *testing.T) {
	const alphabet = "az0.-_@{/A"
	form := regexp.MustCompile(`^[-a-zA-Z0-9._{/]+@([-a-zA-Z0-9_]+(\.[-a-zA-Z0-9_]+)*\.?)$`)
	addresses := 0
	var check func(text string)
	check = func(text string) {
		want := ""
		if match := form.FindStringSubmatch(text); match != nil {
			addresses++
			want = match[1]
		}
		if got := EmailDomain(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
		if len(text) == 5 {
			return
		}
		for i := range len(alphabet) {
			check(text + alphabet[i:i+1])
		}
	}
	check("")
	if addresses < 100 {
		t.Errorf("only %d texts were addresses", addresses)
	}
}
