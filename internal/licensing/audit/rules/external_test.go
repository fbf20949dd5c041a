package rules_test

func domains(texts ...string) object { return object{"allowed_email_domains": texts} }

const deception = "An address with letters of another script can look exactly like one of yours. Check who holds these licenses before you allow or exempt such an address."

var _ = register("external", ruleTests{
	object: domains("acme.example"),
	meaning: []ruleCase{
		{name: "who has an address in another domain", on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(eve)), license("C", "II", heldBy("x@sub.acme.example")), license("D", "II", heldBy("x@notacme.example")), license("E", "II", heldBy("x@acme.example.evil"))),
			finds: []string{eve, "x@acme.example.evil", "x@notacme.example", "x@sub.acme.example"}},
		{name: "a wildcard is its subdomains alone", object: domains("*.acme.example"), on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy("x@a.b.acme.example"))), finds: []string{ada}},
		{name: "domains as people write them", object: domains(" @ACME.example. ", ""), on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(eve))), finds: []string{eve}},
		{name: "in whatever state the license is", on: on(license("A", "II", heldBy(eve), expired), license("B", "II", heldBy("x@evil.example"), isOut, isTrial)), finds: []string{eve, "x@evil.example"}},
		{name: "an address alias does not excuse", set: aliased(map[string]string{"private@evil.example": ada}, nil), on: on(license("A", "II", heldBy(ada), account("private@evil.example")), license("B", "II", heldBy(bo))), finds: []string{ada}},
		{name: "of any license in the whole reading", set: all(products("II"), aliased(map[string]string{"private@evil.example": ada}, nil)), on: on(license("A", "II", heldBy(ada)), license("B", "WS", heldBy(ada), account("private@evil.example")), license("C", "WS", heldBy(eve))), finds: []string{ada}},
		{name: "a domain alias counts", set: aliased(nil, map[string]string{"old.example": "acme.example"}), on: on(license("A", "II", heldBy(ada), account("ada@old.example"))), finds: nil},
		{name: "a domain alias counts in the list, too", object: domains("old.example"), set: aliased(nil, map[string]string{"old.example": "acme.example"}), on: on(license("A", "II", heldBy(ada))), finds: nil},
		{name: "a malformed address is of no domain", on: on(license("A", "II", heldBy("u@evil.example@acme.example")), license("B", "II", heldBy("@acme.example")), license("C", "II", heldBy("no address"))), finds: []string{"@acme.example", "no address", "u@evil.example@acme.example"}},
		{name: "a public suffix in which the reading holds an address", object: domains("acme.example", "intranet"), on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy("x@intranet")), license("C", "II", heldBy("x@evil.intranet"))), finds: []string{"x@evil.intranet"}},
		{name: "a private address in such a domain does not need an alias", object: domains("acme.example", "github.io"), set: aliased(nil, map[string]string{"old.example": "github.io"}), on: on(license("A", "II", heldBy("x@github.io"), account("x@old.example"))), finds: nil},
	},
	sentence: []ruleCase{
		{name: "the address itself", object: domains("*.acme.example", "acme.example", "b.example", "a.example"), on: on(license("A", "II", heldBy(eve), named("Eve"), assigned("2026-05-01"))),
			says: []string{"Eve (eve@evil.example) holds IntelliJ IDEA Ultimate (II) and has an address outside the allowed domains (a.example, acme.example, b.example, *.acme.example), last assigned 2026-05-01."}},
		{name: "another address of the person", set: aliased(map[string]string{"a@evil.example": ada, "b@evil.example": ada}, nil), on: on(license("A", "II", heldBy(ada), account("b@evil.example")), license("B", "WS", heldBy(ada), account("a@evil.example"))),
			says: []string{"ada@acme.example holds IntelliJ IDEA Ultimate (II), WebStorm (WS) and has in JetBrains Account an address outside the allowed domains (acme.example): a@evil.example, b@evil.example, assignment date unknown."}},
		{name: "many domains and addresses", object: domains("a.example", "b.example", "c.example", "d.example", "e.example", "f.example"), on: on(license("A", "II", heldBy(ada), account("1\u202e@evil.example")), license("B", "II", heldBy(ada), account("2@evil.example")), license("C", "II", heldBy(ada), account("3@evil.example")), license("D", "II", heldBy(ada))),
			says: []string{"ada@acme.example holds IntelliJ IDEA Ultimate (II) and has in JetBrains Account an address outside the allowed domains (a.example, b.example, c.example, d.example, e.example, and 1 more domains): 1\\u202e@evil.example, 2@evil.example, 3@evil.example, and 1 more, which is malformed, assignment date unknown."}},
		{name: "malformed", on: on(license("A", "II", heldBy("u@evil.example@acme.example"))),
			says: []string{"u@evil.example@acme.example holds IntelliJ IDEA Ultimate (II) and has an address outside the allowed domains (acme.example), which is malformed, assignment date unknown."}},
		{name: "by license, no address", set: all(byLicense, aliased(map[string]string{"a@evil.example": ada}, nil)), on: on(license("A", "II", heldBy(ada), account("a@evil.example"))),
			says: []string{"The holder of license A for IntelliJ IDEA Ultimate (II) has an address outside the allowed domains (acme.example), assignment date unknown."}},
		{name: "no warning about another script alone, nor about an allowed address", on: on(license("A", "II", heldBy("x@xn--80a1acny.example")), license("B", "II", heldBy(ada)), license("C", "II")),
			says: []string{"x@xn--80a1acny.example holds IntelliJ IDEA Ultimate (II) and has an address outside the allowed domains (acme.example), assignment date unknown."}, warns: []string{}},
		{name: "addresses that are taken for allowed ones", object: domains("acme.example", "apple.example"), on: on(license("A", "II", heldBy("x@xn--cme-6cd.example")), license("B", "II", heldBy("x@xn--80ak6aa92e.example")), license("C", "II", heldBy("аda@acme.example"))),
			says: []string{
				"x@xn--80ak6aa92e.example holds IntelliJ IDEA Ultimate (II) and has an address outside the allowed domains (acme.example, apple.example), assignment date unknown.",
				"x@xn--cme-6cd.example holds IntelliJ IDEA Ultimate (II) and has an address outside the allowed domains (acme.example, apple.example), assignment date unknown.",
			},
			warns: []string{"Addresses mix scripts, or read like an allowed domain in another script: 3 domains | In ASCII, as domains are compared, they are: acme.example, xn--80ak6aa92e.example, xn--cme-6cd.example. " + deception}},
		{name: "by license, no domain in a warning", set: byLicense, on: on(license("A", "II", heldBy("аda@acme.example"))),
			says: []string{}, warns: []string{"Addresses mix scripts, or read like an allowed domain in another script: 1 domain | " + deception}},
		{name: "an allowed domain that mixes scripts", object: domains("acme.example", "xn--cme-6cd.example"), on: on(license("A", "II", heldBy(ada))),
			says: []string{}, warns: []string{"Addresses mix scripts, or read like an allowed domain in another script: 1 domain | In ASCII, as domains are compared, they are: xn--cme-6cd.example. " + deception}},
	},
	percentage: []ruleCase{
		{name: "of people", on: on(license("A", "II", heldBy(eve)), license("B", "WS", heldBy(eve)), license("C", "II", heldBy(ada)), license("D", "II", heldBy(bo), expired), license("E", "II"), license("F", "II", heldBy("x@evil.example"))), set: exempt("X@Evil.example"), count: 1, outOf: 3, excused: 1},
	},
	slips: []ruleCase{
		{name: "a public suffix", object: domains("co.uk"), fails: "external.allowed_email_domains"},
		{name: "a public suffix with a wildcard", object: domains("acme.example", "*.com"), fails: "external.allowed_email_domains"},
		{name: "a public suffix of the private part", object: domains("acme.example", "*.github.io"), fails: "external.allowed_email_domains"},
		{name: "a wildcard that stands for public suffixes", object: domains("acme.example", "*.kawasaki.jp"), on: on(license("A", "II", heldBy("x@evil.foo.kawasaki.jp"))), fails: "external.allowed_email_domains"},
		{name: "a wildcard over one label", object: domains("*.intranet"), on: on(license("A", "II", heldBy("x@a.intranet"))), fails: "external.allowed_email_domains"},
		{name: "one label that no one has", object: domains("acme"), on: on(license("A", "II", heldBy(ada))), fails: "external.allowed_email_domains"},
		{name: "a public suffix below which the reading holds an address", object: domains("co.uk"), on: on(license("A", "II", heldBy("x@acme.co.uk"))), fails: "external.allowed_email_domains"},
		{name: "one of two public suffixes that no one has", object: domains("acme", "zz"), on: on(license("A", "II", heldBy("x@acme"))), fails: "external.allowed_email_domains"},
		{name: "an address", object: domains("ada@acme.example"), fails: "external.allowed_email_domains", text: "is an email address, not a domain"},
		{name: "two domains in one text", object: domains("acme.example,evil.example"), fails: "external.allowed_email_domains"},
		{name: "a wildcard for everything", object: domains("*"), fails: "external.allowed_email_domains"},
		{name: "a wildcard within", object: domains("a.*.example"), fails: "external.allowed_email_domains"},
		{name: "a scheme", object: domains("https://acme.example"), fails: "external.allowed_email_domains"},
		{name: "a misspelled domain", object: domains("acme.exmaple"), on: on(license("A", "II", heldBy(ada)), license("B", "II", heldBy(eve))), finds: []string{ada, eve}},
	},
})
