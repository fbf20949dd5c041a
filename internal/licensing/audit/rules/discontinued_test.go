package rules_test

import (
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func noMore(codes ...string) object { return object{"product_codes": codes} }

func sells(codes ...string) func(*setup) {
	return func(s *setup) { s.catalog = value.SetOf(codes...) }
}

var _ = register("discontinued", ruleTests{
	object: noMore("AC", "WS"),
	meaning: []ruleCase{
		{name: "that still renew, whoever holds them", on: on(license("A", "AC", renewing), license("B", "AC", renewing, heldBy(ada)), license("C", "WS", renewing, onServer), license("D", "AC"), license("E", "II", renewing), license("F", "AC", renewing, stopped), license("G", "AC", renewing, expired), license("H", "AC", renewing, isOut), license("I", "AC", renewing, isTrial)),
			finds: []string{"A", "B", "C", "H", "I"}},
		{name: "blank codes are none", object: noMore("", "AC", ""), on: on(license("A", "AC", renewing)), finds: []string{"A"}},
		{name: "that the filters choose", set: products("AC"), on: on(license("A", "AC", renewing), license("B", "WS", renewing)), finds: []string{"A"}},
		{name: "no one is exempt", set: exempt(ada), on: on(license("A", "AC", renewing, heldBy(ada))), finds: []string{"A"}},
		{name: "a code that only the account knows", object: noMore("ZZ"), on: on(license("A", "ZZ", renewing)), finds: []string{"A"}},
		{name: "a code that only pack_contents knows", object: noMore("ZZ"), set: packs(licensing.Packs{"YY": {"ZZ"}}), on: on(license("A", "AC", renewing)), finds: nil},
		{name: "a code that only the catalog knows", object: noMore("ZZ"), set: sells("ZZ"), on: on(license("A", "AC", renewing)), finds: nil},
	},
	sentence: []ruleCase{
		{name: "with and without a date", on: on(license("A", "AC", renewing), license("B", "AC", renewing, validTo("2027-01-01T00:00:00+03:00"), heldBy(ada), assigned("2026-11-20"))), says: []string{
			"License A for AppCode (AC), not assigned, renews, although its product is discontinued.",
			"License B for AppCode (AC), held by ada@acme.example, renews on 2027-01-01, although its product is discontinued.",
		}},
	},
	percentage: []ruleCase{
		{name: "of all judged licenses", on: on(license("A", "AC", renewing), license("B", "II"), license("C", "II", heldBy(ada)), license("D", "AC", onServer)), count: 1, outOf: 4},
	},
	slips: []ruleCase{
		{name: "no code", object: noMore(), fails: "discontinued.product_codes", text: "names no product"},
		{name: "blank codes", object: noMore("", ""), fails: "discontinued.product_codes", text: "names no product"},
		{name: "another letter case", object: noMore("ac"), on: on(license("A", "AC", renewing)), fails: "discontinued.product_codes"},
		{name: "a name for a code", object: noMore("AC", "AppCode"), on: on(license("A", "AC", renewing)), fails: "discontinued.product_codes"},
		{name: "a code that the catalog does not have", object: noMore("ZZ"), set: sells("ZY"), fails: "discontinued.product_codes"},
		{name: "only codes that the audit's filter leaves out", set: products("II"), on: on(license("A", "II"), license("B", "AC")), fails: "discontinued.product_codes"},
	},
})
