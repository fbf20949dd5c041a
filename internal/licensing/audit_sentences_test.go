package licensing

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// onlyFinding returns the one finding of a rule.
func onlyFinding(t *testing.T, result AuditResult, rule Rule) Finding {
	t.Helper()
	var found []Finding
	for _, f := range result.Findings {
		if f.Rule == rule {
			found = append(found, f)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d findings of %s: %+v", len(found), rule, found)
	}
	return found[0]
}

func TestSentences(t *testing.T) {
	jd := named("Jane Doe")
	for name, test := range map[string]struct {
		rule     Rule
		change   func(*AuditOptions)
		licenses []License
		want     string
		byID     string // the sentence about the first license when people are identified by license
	}{
		"inactive": {
			RuleInactive, inactiveAfter(90),
			[]License{seat("A", "II", heldBy(jane), jd, seen("2026-05-01T23:00:00Z")), seat("B", "WS", heldBy(jane), seen("2026-04-01"))},
			"Jane Doe (jane@acme.example) holds IntelliJ IDEA Ultimate (II), WebStorm (WS) and is inactive: last seen 2026-05-01, limit 90 days.",
			"The holder of license A for IntelliJ IDEA Ultimate (II) is inactive: last seen 2026-05-01, limit 90 days.",
		},
		"inactive, never seen": {
			RuleInactive, inactiveAfter(1), []License{seat("A", "II", heldBy(jane), assignedOn("2026-01-02"))},
			"jane@acme.example holds IntelliJ IDEA Ultimate (II) and is inactive: never seen, last assigned 2026-01-02, limit 1 day.",
			"The holder of license A for IntelliJ IDEA Ultimate (II) is inactive: never seen, last assigned 2026-01-02, limit 1 day.",
		},
		"inactive, offline": {
			RuleInactive, inactiveAfter(90), []License{seat("A", "II", heldBy(jane), offline)},
			"jane@acme.example holds IntelliJ IDEA Ultimate (II) and is inactive: never seen, assignment date unknown, limit 90 days (an offline activation code was generated, so use might not be visible).",
			"",
		},
		"never seen": {
			RuleNeverSeen, inForce(RuleNeverSeen), []License{seat("A", "NEW", heldBy(jane), unnamed, assignedOn("2026-01-02"))},
			"jane@acme.example holds NEW and has never been seen: last assigned 2026-01-02, limit 30 days.",
			"The holder of license A for NEW has never been seen: last assigned 2026-01-02, limit 30 days.",
		},
		"external": {
			RuleExternal, allowed("acme.example", "*.acme.example"), []License{seat("A", "GO", heldBy(eve), named("E** *"), assignedOn("2026-01-02"))},
			"eve@evil.example holds GoLand (GO) and has an address outside the allowed domains (acme.example, *.acme.example), last assigned 2026-01-02.",
			"The holder of license A for GoLand (GO) has an address outside the allowed domains (acme.example, *.acme.example), last assigned 2026-01-02.",
		},
		"external, many domains": {
			RuleExternal, allowed("g.example", "f.example", "e.example", "d.example", "c.example", "b.example", "*.a.example"), []License{seat("A", "GO", heldBy(eve))},
			"eve@evil.example holds GoLand (GO) and has an address outside the allowed domains (b.example, c.example, d.example, e.example, f.example, and 2 more domains), assignment date unknown.",
			"",
		},
		"unmatched": {
			RuleUnmatched, directory(joe), []License{seat("A", "GO", heldBy(jane), jd, assignedOn("2026-01-02"))},
			"Jane Doe (jane@acme.example) holds GoLand (GO) and is not in the directory, last assigned 2026-01-02.",
			"The holder of license A for GoLand (GO) is not in the directory, last assigned 2026-01-02.",
		},
		"many products": {
			RuleUnmatched, directory(joe),
			[]License{
				seat("A", "GO", heldBy(jane)), seat("B", "GO", heldBy(jane)), seat("C", "II", heldBy(jane)), seat("D", "WS", heldBy(jane)), seat("E", "PC", heldBy(jane)),
				seat("F", "RM", heldBy(jane)), seat("G", "AIP", heldBy(jane)), seat("H", "DB", heldBy(jane)),
			},
			"jane@acme.example holds AI Pro (AIP), DataGrip (DB), GoLand (GO), IntelliJ IDEA Ultimate (II), PyCharm (PC), and 2 more products and is not in the directory, assignment date unknown.",
			"",
		},
		"reclaimable": {
			RuleReclaimable, func(o *AuditOptions) { inactiveAfter(60)(o); inForce(RuleReclaimable)(o) },
			[]License{seat("A", "WS", heldBy(jane), jd, seen("2026-05-01")), seat("B", "II", heldBy(jane), seen("2026-11-20"))},
			"License A for WebStorm (WS), held by Jane Doe (jane@acme.example), is reclaimable: last seen 2026-05-01, limit 60 days.",
			"License A for WebStorm (WS) is reclaimable: last seen 2026-05-01, limit 60 days.",
		},
		"suspended": {
			RuleSuspended, inForce(RuleSuspended), []License{seat("A", "WS", heldBy(jane), suspended, validTo("2026-12-31"))},
			"License A for WebStorm (WS), held by jane@acme.example, is suspended, valid until 2026-12-31.",
			"License A for WebStorm (WS) is suspended, valid until 2026-12-31.",
		},
		"trial": {
			RuleTrial, inForce(RuleTrial), []License{seat("A", "WS", heldBy(jane), trial, validTo("2026-12-31"))},
			"License A for WebStorm (WS), held by jane@acme.example, is a trial, valid until 2026-12-31.",
			"License A for WebStorm (WS) is a trial, valid until 2026-12-31.",
		},
		"offline code": {
			RuleOfflineCode, inForce(RuleOfflineCode), []License{seat("A", "WS", heldBy(jane), offline)},
			"License A for WebStorm (WS), held by jane@acme.example, has an offline activation code, so its use might not be visible.",
			"License A for WebStorm (WS) has an offline activation code, so its use might not be visible.",
		},
		"overlapping, covered": {
			RuleOverlapping, inForce(RuleOverlapping), []License{seat("A", "ALL", heldBy(jane)), seat("B", "WS", heldBy(jane), jd, validTo("2026-12-31"))},
			"License B for WebStorm (WS), held by Jane Doe (jane@acme.example), is redundant, valid until 2026-12-31: the same person's license A for All Products Pack (ALL) includes WebStorm (WS).",
			"License B for WebStorm (WS) is redundant, valid until 2026-12-31: the same person's license A for All Products Pack (ALL) includes WebStorm (WS).",
		},
		"overlapping, twice, with states": {
			RuleOverlapping, inForce(RuleOverlapping), []License{seat("A", "WS", heldBy(jane)), seat("B", "WS", heldBy(jane), suspended)},
			"License B for WebStorm (WS), held by jane@acme.example, is redundant (suspended): the same person's license A for WebStorm (WS) is for the same product.",
			"",
		},
		"overlapping, the license to keep is unused": {
			RuleOverlapping, func(o *AuditOptions) { inactiveAfter(60)(o); inForce(RuleOverlapping)(o) },
			[]License{seat("A", "ALL", heldBy(jane)), seat("B", "II", heldBy(jane), seen("2026-11-20"))},
			"License B for IntelliJ IDEA Ultimate (II), held by jane@acme.example, is redundant: the same person's license A for All Products Pack (ALL) includes IntelliJ IDEA Ultimate (II). License A is itself reclaimable (never seen, assignment date unknown, limit 60 days), so do not revoke both.",
			"License B for IntelliJ IDEA Ultimate (II) is redundant: the same person's license A for All Products Pack (ALL) includes IntelliJ IDEA Ultimate (II). License A is itself reclaimable (never seen, assignment date unknown, limit 60 days), so do not revoke both.",
		},
		"overlapping, the license to keep was used long ago": {
			RuleOverlapping, func(o *AuditOptions) { inactiveAfter(60)(o); inForce(RuleOverlapping)(o) },
			[]License{seat("A", "II", heldBy(jane), seen("2026-05-01"), offline), seat("B", "II", heldBy(jane), seen("2026-11-20"))},
			"License B for IntelliJ IDEA Ultimate (II), held by jane@acme.example, is redundant: the same person's license A for IntelliJ IDEA Ultimate (II) is for the same product. License A is itself reclaimable (last seen 2026-05-01, limit 60 days (an offline activation code was generated, so use might not be visible)), so do not revoke both.",
			"",
		},
		"overlapping, the license to keep has no subscription": {
			RuleOverlapping, inForce(RuleOverlapping),
			[]License{seat("A", "II", heldBy(jane), perpetual, noSubscription), seat("B", "II", heldBy(jane))},
			"License B for IntelliJ IDEA Ultimate (II), held by jane@acme.example, is redundant: the same person's license A for IntelliJ IDEA Ultimate (II) is for the same product. License A has no subscription, so it may be limited to old versions.",
			"",
		},
		"overlapping, the license to keep ends": {
			RuleOverlapping, inForce(RuleOverlapping),
			[]License{seat("A", "II", heldBy(jane), validTo("2026-12-01"), stopped), seat("B", "II", heldBy(jane), validTo("2026-11-30"), renewed(true))},
			"License B for IntelliJ IDEA Ultimate (II), held by jane@acme.example, is redundant, valid until 2026-11-30: the same person's license A for IntelliJ IDEA Ultimate (II) is for the same product. License A ends on 2026-12-01 and does not renew.",
			"",
		},
		"overlapping, both end, the one to keep later": {
			RuleOverlapping, inForce(RuleOverlapping),
			[]License{seat("A", "II", heldBy(jane), validTo("2026-12-01"), stopped), seat("B", "II", heldBy(jane), validTo("2026-11-30"), stopped)},
			"License B for IntelliJ IDEA Ultimate (II), held by jane@acme.example, is redundant, valid until 2026-11-30: the same person's license A for IntelliJ IDEA Ultimate (II) is for the same product.",
			"",
		},
		"inactive, of the audited product only": {
			RuleInactive, func(o *AuditOptions) { inactiveAfter(90)(o); o.Selection.ProductCodes = []string{"WS"} },
			[]License{seat("A", "II", heldBy(jane), seen("2026-11-20")), seat("B", "WS", heldBy(jane), seen("2026-05-01"))},
			"jane@acme.example holds WebStorm (WS) and is inactive on the audited licenses: last seen 2026-05-01, limit 90 days.",
			"",
		},
		"never seen, of the audited product only": {
			RuleNeverSeen, func(o *AuditOptions) { inForce(RuleNeverSeen)(o); o.Selection.ProductCodes = []string{"WS"} },
			[]License{seat("A", "II", heldBy(jane), seen("2026-11-20")), seat("B", "WS", heldBy(jane), assignedOn("2026-01-02"))},
			"jane@acme.example holds WebStorm (WS) and has never been seen on the audited licenses: last assigned 2026-01-02, limit 30 days.",
			"",
		},
		"missing": {
			RuleMissingEntitlement, expected(map[string][]string{"WS": {jane}}), []License{seat("A", "II", heldBy(jane), jd)},
			"Jane Doe (jane@acme.example) is expected to have WebStorm (WS), but has no active license for it or for a pack that includes it.",
			"A person is expected to have WebStorm (WS), but has no active license for it or for a pack that includes it.",
		},
		"missing, with a dead seat": {
			RuleMissingEntitlement, expected(map[string][]string{"WS": {jane}}), []License{seat("A", "ALL", heldBy(jane), suspended)},
			"jane@acme.example is expected to have WebStorm (WS), but has no active license for it or for a pack that includes it: license A for All Products Pack (ALL) is suspended.",
			"A person is expected to have WebStorm (WS), but has no active license for it or for a pack that includes it.",
		},
		"unexpected": {
			RuleUnexpectedEntitlement, expected(map[string][]string{"WS": {}}), []License{seat("A", "WS", heldBy(jane), jd, suspended)},
			"License A for WebStorm (WS), held by Jane Doe (jane@acme.example), is unexpected (suspended): expected_entitlements does not list its holder for this product.",
			"License A for WebStorm (WS) is unexpected (suspended): expected_entitlements does not list its holder for this product.",
		},
		"expiring, held": {
			RuleExpiring, expiringWithin(30), []License{seat("A", "WS", heldBy(jane), jd, renewed(false), validTo("2026-12-01"))},
			"License A for WebStorm (WS), held by Jane Doe (jane@acme.example), is valid until 2026-12-01 and does not renew automatically, limit 30 days.",
			"License A for WebStorm (WS) is valid until 2026-12-01 and does not renew automatically, limit 30 days.",
		},
		"expiring, a trial": {
			RuleExpiring, expiringWithin(30), []License{seat("A", "WS", heldBy(jane), trial, validTo("2026-12-01"))},
			"License A for WebStorm (WS), held by jane@acme.example, is valid until 2026-12-01 (trial) and does not renew automatically, limit 30 days.",
			"License A for WebStorm (WS) is valid until 2026-12-01 (trial) and does not renew automatically, limit 30 days.",
		},
		"expiring, free": {
			RuleExpiring, expiringWithin(30), []License{seat("A", "WS", renewed(true), stopped, validTo("2026-12-01"))},
			"License A for WebStorm (WS), not assigned, is valid until 2026-12-01 and its renewal was stopped, limit 30 days.",
			"License A for WebStorm (WS), not assigned, is valid until 2026-12-01 and its renewal was stopped, limit 30 days.",
		},
		"expiring, floating": {
			RuleExpiring, expiringWithin(30), []License{seat("A", "WS", onServer, validTo("2026-12-01"))},
			"License A for WebStorm (WS), assigned to a license server, is valid until 2026-12-01 and does not renew automatically, limit 30 days.",
			"",
		},
		"expiring, a key": {
			RuleExpiring, expiringWithin(30), []License{seat("A", "WS", onKey, validTo("2026-12-01"))},
			"License A for WebStorm (WS), assigned to a license key, is valid until 2026-12-01 and does not renew automatically, limit 30 days.",
			"",
		},
		"exhausted": {
			RuleExhausted, minAvailable("WS", 3), []License{seat("A", "WS")},
			"WebStorm (WS) has 1 available seat, minimum 3.", "WebStorm (WS) has 1 available seat, minimum 3.",
		},
		"exhausted, without licenses": {
			RuleExhausted, minAvailable("XY", 3), nil, "XY has 0 available seats, minimum 3.", "",
		},
		"a name that another license gives": {
			RuleTrial, inForce(RuleTrial), []License{seat("A", "XY", heldBy(jane), trial), seat("B", "XY", func(l *License) { l.ProductName = value.Some("Xyl") })},
			"License A for Xyl (XY), held by jane@acme.example, is a trial.", "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := onlyFinding(t, audited(t, options(test.change), test.licenses...), test.rule).Message; got != test.want {
				t.Errorf("\ngot  %s\nwant %s", got, test.want)
			}
			for _, f := range audited(t, options(test.change, byLicense), test.licenses...).Findings {
				if strings.Contains(f.Message, "jane") || strings.Contains(f.Message, "Jane") || f.Email != "" {
					t.Errorf("identified by license: %+v", f)
				}
				if (f.LicenseID == "A" || f.LicenseID == "B" && test.rule == RuleOverlapping || f.LicenseID == "") && test.byID != "" && f.Message != test.byID {
					t.Errorf("\ngot  %s\nwant %s", f.Message, test.byID)
				}
			}
		})
	}
}

// The same data must give the same sentences on another day.
func TestSentencesDoNotChangeFromDayToDay(t *testing.T) {
	o := options(everyRule)
	first := audited(t, o, idleOrganization()...)
	o.AsOf = o.AsOf.AddDate(0, 0, 3)
	second := audited(t, o, idleOrganization()...)
	if first.Report(1000) != second.Report(1000) {
		t.Errorf("\n%s\nthen\n%s", first.Report(1000), second.Report(1000))
	}
}

func TestDisplay(t *testing.T) {
	for text, want := range map[string]string{
		"Jane Doe":                            "Jane Doe",
		"  Jane ":                             "Jane",
		"":                                    "",
		"Jürgen Œuvre 渡辺":                     "Jürgen Œuvre 渡辺",
		"a\nb\tc\u00a0d\u2028e":               "a b c d e",
		"\x1b[31mred\x1b[0m\x07":              "[31mred[0m",
		"\u009b31mred":                        "31mred", // starts with the one-character form of the escape
		"a\u202eb\u2066c\u200fd\u200be\ufeff": "abcde",
		"a\x00b\x7fc":                         "abc",
		"\ue000\U000f0000x":                   "x", // private-use characters
		"a\xffb":                              "a\ufffdb",
		strings.Repeat("x", maxDisplay):       strings.Repeat("x", maxDisplay),
		strings.Repeat("x", 10_000):           strings.Repeat("x", maxDisplay) + "…",
		strings.Repeat("é", 10_000):           strings.Repeat("é", maxDisplay) + "…",
	} {
		if got := display(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzDisplay(f *testing.F) {
	f.Add("Jane \x1b[2J\u202e")
	f.Fuzz(func(t *testing.T, text string) {
		shown := display(text)
		if !utf8.ValidString(shown) || utf8.RuneCountInString(shown) > maxDisplay+1 || display(shown) != shown && len(text) < maxDisplay {
			t.Errorf("%q: %q", text, shown)
		}
		for _, r := range shown {
			if !unicode.IsPrint(r) {
				t.Errorf("%q: %q holds %U", text, shown, r)
			}
		}
	})
}

func TestHostileTextsAreSafeInSentencesAndKeptInLists(t *testing.T) {
	email := "eve\x1b[2j\u202e" + strings.Repeat("e", 10_000) + "@evil.example"
	evil := func(l *License) {
		heldBy(email)(l)
		l.Name = value.Some("Eve\n\x1b]0;owned\x07" + strings.Repeat("n", 10_000))
		l.ProductName = value.Some("Web\r\nStorm\u202e" + strings.Repeat("p", 10_000))
		l.ValidUntil, l.Trial, l.Suspended, l.OfflineCode = day("2026-12-01"), true, true, true
	}
	result := audited(t, options(everyRule), seat("A\x1b\n", "WS\x07", evil), seat("B", "WS\x07", evil), seat("C", "ALL", evil))
	if got := result.Emails[RuleExternal]; len(got) != 1 || got[0] != email {
		t.Error("a list does not hold the email as it is")
	}
	if len(result.Findings) < 10 {
		t.Fatalf("only %d findings", len(result.Findings))
	}
	for _, f := range result.Findings {
		if strings.ContainsFunc(f.Message, func(r rune) bool { return !unicode.IsPrint(r) }) {
			t.Errorf("%s: not safe to print: %q", f.Rule, f.Message)
		}
		if len(f.Message) > 3000 {
			t.Errorf("%s: %d characters", f.Rule, len(f.Message))
		}
	}
	if lines := strings.Count(result.Report(1000), "\n") + 1; lines != len(result.Findings) {
		t.Errorf("the report has %d lines for %d findings", lines, len(result.Findings))
	}
}
