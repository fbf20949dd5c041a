package report

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// hostile contains texts with a special meaning for programs that display a
// report.
var hostile = []string{
	" two  spaces ", "a | b", "|", "||", `\|`, "a\nb", "`code`", "``", "|`|", "```", "<script>alert(1)</script>", "<!-- x", "&lt;b&gt;", "AT&T", "&#96;", "[link](https://evil.example)", "![](https://evil.example/x.png)",
	"**bold** _it_ ~~no~~", `\| \`, "$x^2$", "{{ x }}", "{+ x +}", "[^1]", "[TOC]", "- x", "1. x", "+ x", "# x", "> x", "---", "| --- |", "a\u200bb\u202ec", "\x00\x1b[31m\ufffe", "\xff\xfe", "'\"", "(((", "::", ":",
	"https://evil.example", "http://x", "ftp://evil.example/x", "www.evil.example", "WWW.evil.example", "evil.example", "mailto:ada@acme.example", "xmpp:ada@acme.example/x", "ada@acme.example", "Ada <ada@acme.example>", "(ada@acme.example),",
	"@octocat", "@acme/admins", "@@octocat", "(@octocat)", "_@octocat", "'@octocat'", "@all",
	"#12", "GH-1", "gh-1", "acme/repo#1", "acme/repo@0123456789abcdef", "ada@0123456", "0123456789abcdef0123456789abcdef01234567", "deadbee", "20261129", "deadbee...0123456", "!1", "acme/repo!1", "$1", "%1", `%"a b"`, "%v1", "&1", "~1", "~bug", `~"a b"`, `%" a b"`, `5%"a b"`, "^alert#1", "*iteration:1", "[vulnerability:1]", "[[wiki]]", "[[wiki page|x]]", "JIRA-1", "TICKET-a", ":x:", ":+1:", ": x :", "repo>",
	"##vso[task.complete]", "##[error]x", "##teamcity[x]", "::error::x", "x ::set-output name=a::b", "]]>", "-->", "[[ATTACHMENT|/etc/passwd]]", "[[[ATTACHMENT|x]]",
}

// company is an audit with a rule of every result.
func company() Audit {
	return Audit{
		Subject: "organization", CustomerCode: "1234567", CustomerName: "Acme Inc.", AsOf: "2026-11-21T01:00:00+01:00", Passed: false,
		Licenses: value.Some(120), People: value.Some(45), NotJudged: 12, NeverEnding: 2,
		Rules: []Rule{
			{Name: "trial", Passed: true},
			{Name: "expiring", Passed: true, Count: 2, OutOf: 120, MaxFindings: value.Some(5), MaxPercent: value.Some(2.5)},
			{Name: "inactive", WarnOnly: true, Count: 1, OutOf: 44, Excused: 1},
			{Name: "external", Count: 1, OutOf: 42, Excused: 3},
		},
		Findings: []Finding{
			{Rule: "expiring", Severity: "warning", LicenseID: "E1", ProductCode: "WS", Message: "License E1 for WebStorm (WS) ends on 2026-12-01."},
			{Rule: "expiring", Severity: "warning", LicenseID: "E2", ProductCode: "WS", TeamID: "7", TeamName: "Core", Message: "License E2 for WebStorm (WS) ends on 2026-12-02."},
			{Rule: "external", Severity: "error", Email: "bo@evil.example", Message: "the domain is not allowed"},
			{Rule: "inactive", Severity: "warning", Email: "ada@acme.example", Message: "Ada (ada@acme.example) is inactive: last seen 2026-05-01, limit 90 days."},
		},
		Exempted:        []Exemption{{Email: "cy@evil.example", Rule: "external", Until: "never", Reason: "SOW-12"}},
		StaleExemptions: []Exemption{{Email: "gone@evil.example", Until: "2026-10-31"}},
	}
}

// hostileAudit has a text wherever an audit has one.
func hostileAudit(s string) Audit {
	finding := Finding{Rule: s, Severity: "error", Email: s, LicenseID: s, ProductCode: s, TeamID: s, TeamName: s, CoveredByLicenseID: s, Message: s + " x"}
	warning := finding
	warning.Rule, warning.Severity, warning.Message = "warn "+s, s, "other"
	return Audit{
		Subject: s, CustomerCode: s, CustomerName: s, AsOf: s, NotJudged: 1,
		Rules:    []Rule{{Name: s, Count: 1, Excused: 1}, {Name: "warn " + s, WarnOnly: true, Count: 1}},
		Findings: []Finding{finding, warning},
		Exempted: []Exemption{{Email: s, Rule: s, Until: s, Reason: s}}, StaleExemptions: []Exemption{{Email: s, Until: s, Reason: s}},
	}
}

// passing is an audit in which nothing was found.
func passing(subject string) Audit {
	return Audit{Subject: subject, Passed: true, Rules: []Rule{{Name: "trial", Passed: true, OutOf: 3}}}
}

func TestNothingLooksPassedThatIsNot(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*Audit)
		want   string
	}{
		"no rule":                    {func(a *Audit) { a.Rules = nil }, "the audit has no results, so nothing was judged"},
		"passed, and a rule fails":   {func(a *Audit) { a.Passed = true }, "passed is true, but the result of the rule external fails the audit"},
		"failed, and no rule fails":  {func(a *Audit) { a.Rules[3].Passed, a.Findings[2].Severity = true, "warning" }, "passed is false, but no rule in results fails the audit"},
		"a finding without its rule": {func(a *Audit) { a.Rules = a.Rules[1:]; a.Findings[0].Rule = "trial" }, `the audit has a finding of the rule "trial", but no result of it`},
		"findings without rules":     {func(a *Audit) { a.Findings[0].Rule, a.Findings[1].Rule = "x\n2", "x1" }, `the audit has a finding of the rule "x\n2", but no result of it`},
		"a finding that fails alone": {func(a *Audit) { a.Findings[0].Severity = "error" }, "the rule expiring has a finding that fails the audit, but its result does not"},
	} {
		t.Run(name, func(t *testing.T) {
			audit := company()
			test.change(&audit)
			for format, write := range formats {
				text, err := write([]Audit{passing("a"), audit})
				var contradiction *ContradictionError
				if text != "" || !errors.As(err, &contradiction) || contradiction.Index != 1 || err.Error() != test.want {
					t.Errorf("%s: got %q, %#v\nwant %s", format, text, err, test.want)
				}
			}
		})
	}
	for format, write := range formats {
		if text, err := write(nil); text != "" || !errors.Is(err, ErrNoAudit) {
			t.Errorf("%s of no audit: got %q, %v", format, text, err)
		}
	}
}

var formats = map[string]func([]Audit) (string, error){"Markdown": Markdown, "JUnit": JUnit}

func mustWrite(t *testing.T, write func([]Audit) (string, error), audits ...Audit) string {
	t.Helper()
	text, err := write(audits)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestARowGoesToWhatFailsBeforeWhatWarnsBeforeExemptions(t *testing.T) {
	findings := func(rule, severity string, n int) []Finding {
		list := make([]Finding, n)
		for i := range list {
			list[i] = Finding{Rule: rule, Severity: severity, Message: rule + fmt.Sprintf(" x%03d", i)}
		}
		return list
	}
	warns := Audit{Passed: true, Rules: []Rule{{Name: "inactive", WarnOnly: true}}, Findings: findings("inactive", "warning", 100)}
	fails := Audit{Rules: []Rule{{Name: "trial"}, {Name: "external"}}, Findings: slices.Concat(findings("trial", "error", 300), findings("external", "error", 130)), Exempted: make([]Exemption, 3), StaleExemptions: make([]Exemption, 4)}
	for _, test := range []struct {
		name                             string
		change                           func()
		external, trial, inactive, other int
	}{
		{"all but some warnings and all exemptions", func() {}, 130, 300, 70, 0},
		{"all but some exemptions", func() { warns.Findings = warns.Findings[:65] }, 130, 300, 65, 5},
		{"all", func() { warns.Findings = warns.Findings[:63] }, 130, 300, 63, 7},
		{"failures alone", func() { fails.Findings = append(fails.Findings, findings("trial", "error", 300)...) }, 130, 370, 0, 0},
	} {
		test.change()
		list, err := check([]Audit{warns, fails})
		if err != nil {
			t.Fatal(err)
		}
		got := []int{list[1].sections[0].shown, list[1].sections[1].shown, list[0].sections[0].shown, list[1].exempted + list[1].stale}
		want := []int{test.external, test.trial, test.inactive, test.other}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: other numbers of rows are shown (-want +got):\n%s", test.name, diff)
		}
		total := len(warns.Findings) + len(fails.Findings) + 7
		if got, want := hidden(list), max(0, total-500); got != want {
			t.Errorf("%s: %d rows are hidden, want %d", test.name, got, want)
		}
	}
}

func TestALimitAndAResultInWords(t *testing.T) {
	for _, test := range []struct {
		rule          Rule
		limit, result string
	}{
		{Rule{Passed: true}, "0", "passed"},
		{Rule{Passed: true, Count: 1, MaxFindings: value.Some(0), MaxPercent: value.Some(100.0)}, "0 and 100 %", "within its limit"},
		{Rule{WarnOnly: true, Passed: true, Count: 2, MaxFindings: value.Some(7)}, "7", "within its limit"},
		{Rule{WarnOnly: true, Count: 1, MaxPercent: value.Some(0.00001)}, "0.00001 %", "warning"},
		{Rule{Count: 1, MaxPercent: value.Some(12.5)}, "12.5 %", "**failed**"},
	} {
		if limit, result := test.rule.limit(), test.rule.result(); limit != test.limit || result != test.result {
			t.Errorf("%+v: the limit is %q and the result %q, want %q and %q", test.rule, limit, result, test.limit, test.result)
		}
	}
}

func TestWhatAnAuditLeavesOutIsStated(t *testing.T) {
	audit := company()
	c := &checked{Audit: &audit, sections: []section{{Rule: &audit.Rules[2]}, {Rule: &audit.Rules[3]}}}
	got := c.leftOut()
	want := []string{
		"Not judged: 12 licenses that the filters of the audit leave out.",
		"People excused by exemptions: external 3, inactive 1.",
		"Exemptions that never end: 2.",
		"Exemptions to remove, because they have ended or match nobody: 1.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("other sentences (-want +got):\n%s", diff)
	}
	got = (&checked{Audit: &Audit{Licenses: value.Some(0), NotJudged: 1, NeverEnding: 1}}).leftOut()
	want = []string{"No license was judged.", "Not judged: 1 license that the filters of the audit leave out.", "Exemptions that never end: 1."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("of an audit without licenses, other sentences (-want +got):\n%s", diff)
	}
	if got := (&checked{Audit: &Audit{Licenses: value.Some(1)}}).leftOut(); got != nil {
		t.Errorf("of an audit of everything: %q", got)
	}
}

func TestATextIsCutAfterAThousandCharacters(t *testing.T) {
	longest := strings.Repeat("é", 1000)
	for text, want := range map[string]string{longest: longest, longest + "a": longest + "…"} {
		if got := clean(text); got != want {
			t.Errorf("%d bytes become %d, want %d", len(text), len(got), len(want))
		}
	}
}

func TestAnIdentifierIsStatedOnlyAsAWord(t *testing.T) {
	for _, test := range []struct {
		message, identifier, want string
	}{
		{"Ada (ada@acme.example) left.", "ada@acme.example", ""},
		{"ada@acme.example", "ada@acme.example", ""},
		{"Write to ada@acme.example.", "ada@acme.example", ""},
		{"Dada (dada@acme.example) left.", "ada@acme.example", "ada@acme.example"},
		{"The address x.ada@acme.example left.", "ada@acme.example", "ada@acme.example"},
		{"CLion (CL) and more", "CL", ""},
		{"CLion and more", "CL", "CL"},
		{"License AB12 ends.", "AB1", "AB1"},
		{"License AAB ends, AB too.", "AB", ""},
		{"x", "", ""},
		{"", "AB", "AB"},
	} {
		f := Finding{Message: test.message}
		if got := f.unsaid(test.identifier); got != test.want {
			t.Errorf("%q in %q: got %q, want %q", test.identifier, test.message, got, test.want)
		}
	}
}
