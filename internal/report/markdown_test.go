package report

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func TestMarkdownOfOneAudit(t *testing.T) {
	got := mustWrite(t, Markdown, company())
	want := "## License audit failed: organization\n" +
		"\n" +
		"Customer: Acme Inc. (`1234567`). As of: `2026-11-21T00:00:00Z`. Judged: 120 licenses of 45 people.\n" +
		"\n" +
		"| Rule | Severity | Count | Limit | Result |\n" +
		"|---|---|---|---|---|\n" +
		"| `external` | error | 1 of 42 | 0 | **failed** |\n" +
		"| `expiring` | error | 2 of 120 | 5 and 2.5 % | within its limit |\n" +
		"| `inactive` | warning | 1 of 44 | 0 | warning |\n" +
		"| `trial` | error | 0 of 0 | 0 | passed |\n" +
		"\n" +
		"- Not judged: 12 licenses that the filters of the audit leave out.\n" +
		"- People excused by exemptions: external 3, inactive 1.\n" +
		"- Exemptions that never end: 2.\n" +
		"- Exemptions to remove, because they have ended or match nobody: 1.\n" +
		"\n" +
		"### `external`: 1 of 42, failed\n" +
		"\n" +
		"| Person | Finding |\n" +
		"|---|---|\n" +
		"| `bo@evil.example` | the domain is not allowed |\n" +
		"\n" +
		"### `expiring`: 2 of 120, within its limit\n" +
		"\n" +
		"| Team | Finding |\n" +
		"|---|---|\n" +
		"|  | License `E1` for WebStorm (WS) ends on 2026-12-01. |\n" +
		"| Core (7) | License `E2` for WebStorm (WS) ends on 2026-12-02. |\n" +
		"\n" +
		"### `inactive`: 1 of 44, warning\n" +
		"\n" +
		"| Finding |\n" +
		"|---|\n" +
		"| Ada (`ada@acme.example`) is inactive: last seen 2026-05-01, limit 90 days. |\n" +
		"\n" +
		"### Excused\n" +
		"\n" +
		"| Person | Rule | Until | Reason |\n" +
		"|---|---|---|---|\n" +
		"| `cy@evil.example` | `external` | never | `SOW-12` |\n" +
		"\n" +
		"### Exemptions to remove\n" +
		"\n" +
		"| Person | Until |\n" +
		"|---|---|\n" +
		"| `gone@evil.example` | 2026-10-31 |\n"
	if got != want {
		t.Errorf("the text differs (-want +got):\n%s", cmp.Diff(want, got))
	}
}

func TestMarkdownOfSeveralAuditsStartsWithTheirResults(t *testing.T) {
	core := passing("Core (7)")
	core.CustomerName, core.People = "Acme", value.Some(1)
	others := "\n## License audit passed: Core (7)\n" +
		"\n" +
		"Customer: Acme. Judged: 1 person.\n" +
		"\n" +
		"| Rule | Severity | Count | Limit | Result |\n" +
		"|---|---|---|---|---|\n" +
		"| `trial` | error | 0 of 3 | 0 | passed |\n" +
		"\n" +
		"## License audit passed\n" +
		"\n" +
		"| Rule | Severity | Count | Limit | Result |\n" +
		"|---|---|---|---|---|\n" +
		"| `trial` | error | 0 of 3 | 0 | passed |\n"

	worse := company()
	worse.Rules[0].Passed = false
	want := "## 1 of 3 license audits failed\n" +
		"\n" +
		"| Audit | Customer | Judged | Result |\n" +
		"|---|---|---|---|\n" +
		"| organization | Acme Inc. (`1234567`) | 120 licenses of 45 people | **failed**: `external`, `trial` |\n" +
		"| Core (7) | Acme | 1 person | passed |\n" +
		"|  |  |  | passed |\n" +
		"\n" +
		mustWrite(t, Markdown, worse) + others
	if got := mustWrite(t, Markdown, core, worse, passing("")); got != want {
		t.Errorf("the text differs (-want +got):\n%s", cmp.Diff(want, got))
	}

	same := "## All 2 license audits passed\n\n| Audit | Judged | Result |\n|---|---|---|\n| Core (7) | 1 person | passed |\n| Core (7) | 1 person | passed |\n\n## "
	if got := mustWrite(t, Markdown, core, core); !strings.HasPrefix(got, same) {
		t.Errorf("of one customer, the beginning differs (-want +got):\n%s", cmp.Diff(same, got[:min(len(same), len(got))]))
	}

	want = "## All 2 license audits passed\n" +
		"\n" +
		"| Audit | Customer | Judged | Result |\n" +
		"|---|---|---|---|\n" +
		"| Core (7) | Acme | 1 person | passed |\n" +
		"|  |  |  | passed |\n" + others
	if got := mustWrite(t, Markdown, core, passing("")); got != want {
		t.Errorf("the text differs (-want +got):\n%s", cmp.Diff(want, got))
	}
}

// end returns as much of the end of a text as it should have.
func end(text, want string) string { return text[max(0, len(text)-len(want)):] }

func TestMarkdownListsFiveHundredRowsAtMost(t *testing.T) {
	fails := Audit{Rules: []Rule{{Name: "trial"}, {Name: "external"}, {Name: "inactive", WarnOnly: true}}, Exempted: []Exemption{{Email: "cy"}}}
	for range 300 {
		fails.Findings = append(fails.Findings, Finding{Rule: "trial", Message: "A trial."}, Finding{Rule: "external", Message: "An address."}, Finding{Rule: "inactive", Message: "A person."})
	}
	got := mustWrite(t, Markdown, fails)
	for text, want := range map[string]int{"| An address. |\n": 300, "| A trial. |\n": 200, "| A person. |\n": 0, "| `cy` |\n": 0} {
		if n := strings.Count(got, text); n != want {
			t.Errorf("%d rows %q, want %d", n, text, want)
		}
	}
	want := "| A trial. |\n\n… and 100 more.\n\n### `inactive`: 0 of 0, warning\n\n… and 300 more.\n\n### Excused\n\n… and 1 more.\n\nThis report lists 500 rows and leaves out 401.\n"
	if !strings.HasSuffix(got, want) {
		t.Errorf("the end differs (-want +got):\n%s", cmp.Diff(want, end(got, want)))
	}
	fails.Findings = fails.Findings[:500]
	if got, want := mustWrite(t, Markdown, fails), "### Excused\n\n… and 1 more.\n\nThis report lists 500 rows and leaves out 1.\n"; !strings.HasSuffix(got, want) {
		t.Errorf("of 501 rows, the end differs (-want +got):\n%s", cmp.Diff(want, end(got, want)))
	}
	fails.Findings = fails.Findings[:499]
	if got := mustWrite(t, Markdown, fails); strings.Contains(got, "more") || strings.Contains(got, "leaves out") {
		t.Errorf("a complete report says that rows are missing:\n%s", got)
	}
}

func TestMarkdownHasNoColumnThatMessagesState(t *testing.T) {
	audit := Audit{Passed: true, Rules: []Rule{{Name: "overlapping", WarnOnly: true}}, Findings: []Finding{
		{Rule: "overlapping", Email: "ada@acme.example", LicenseID: "A1", ProductCode: "WS", CoveredByLicenseID: "B2", TeamID: "7", Message: "License A1 adds nothing."},
	}}
	want := "| Person | Product | Covered by | Team | Finding |\n|---|---|---|---|---|\n| `ada@acme.example` | `WS` | `B2` | 7 | License `A1` adds nothing. |\n"
	if got := mustWrite(t, Markdown, audit); !strings.HasSuffix(got, want) {
		t.Errorf("the end differs (-want +got):\n%s", cmp.Diff(want, end(got, want)))
	}
	audit.Findings = []Finding{{Rule: "overlapping", LicenseID: "A1", TeamName: "Core", Message: "It adds nothing."}, {Rule: "overlapping", LicenseID: "AB", CoveredByLicenseID: "CD", Message: "Nor does AB beside CD."}}
	audit.Exempted = []Exemption{{Email: "ada@acme.example", Reason: "x"}, {Email: "bo@acme.example"}}
	want = "| License | Team | Finding |\n|---|---|---|\n| `A1` | Core | It adds nothing. |\n| `AB` |  | Nor does `AB` beside `CD`. |\n\n" +
		"### Excused\n\n| Person | Reason |\n|---|---|\n| `ada@acme.example` | x |\n| `bo@acme.example` |  |\n"
	if got := mustWrite(t, Markdown, audit); !strings.HasSuffix(got, want) {
		t.Errorf("the end differs (-want +got):\n%s", cmp.Diff(want, end(got, want)))
	}
}

func TestPlainTextIsLeftAsItIs(t *testing.T) {
	for _, plain := range []string{
		"Ada Lovelace", "O'Brien", "Jean-Luc", "naïve Łukasz Žižek", "日本", "e-mail", "(All Products Pack)", "It ends on 2026-12-01, limit 90 days.", `the "Core" team: yes; no?`,
		"1,234.50 of 12", "3 × 7 … – —", "", "the people's choice", "l’été",
	} {
		if got := prose(plain); got != plain {
			t.Errorf("%q becomes %q", plain, got)
		}
	}
}

func TestEverythingElseIsCode(t *testing.T) {
	for text, want := range map[string]string{
		"ada@acme.example":              "`ada@acme.example`",
		"Ada (ada@acme.example), left.": "Ada (`ada@acme.example`), left.",
		`"ada@acme.example"?`:           "\"`ada@acme.example`\"?",
		"GH-1":                          "`GH-1`",
		"JIRA-12:":                      "`JIRA-12`:",
		"TICKET-a":                      "`TICKET-a`",
		"a-b-c":                         "`a-b-c`",
		"#1 !1 $1 %1 &1 ~1":             "`#1` `!1` `$1` `%1` `&1` `~1`",
		"deadbee":                       "`deadbee`",
		"1234567":                       "`1234567`",
		"123456":                        "123456",
		"abc-deadbeef":                  "`abc-deadbeef`",
		"2026-12-01T00:00:00Z":          "`2026-12-01T00:00:00Z`",
		":x:":                           "`:x`:",
		"::":                            "`::`",
		"5% of":                         "`5%` of",
		"_a_":                           "`_a_`",
		"a|b":                           "`a`&#124;`b`",
		"|":                             "&#124;",
		"``":                            "&#96;&#96;",
		`\|`:                            "&#92;&#124;",
		"a \n b":                        "a &#92;`n` b",
	} {
		if got := prose(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
	if got, want := prose("License NUPCYURZKO, covered by B.", "NUPCYURZKO", "B"), "License `NUPCYURZKO`, covered by `B`."; got != want {
		t.Errorf("identifiers in a text: got %q, want %q", got, want)
	}
	for identifier, want := range map[string]string{"II": "`II`", "a b": "`a` `b`", "": "", "a`b": "`a`&#96;`b`", "\x00": "&#92;`x00`"} {
		if got := code(identifier); got != want {
			t.Errorf("the identifier %q becomes %q, want %q", identifier, got, want)
		}
	}
}

var (
	renderer = goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList))

	// elements are what a report consists of, besides the text.
	elements = []string{"h2", "h3", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "code", "strong"}

	// plainText is what may stand outside of code.
	plainText = regexp.MustCompile("^[\\pL\\pM\\pN\\s.,;:?()\"'’…–—×|\\\\`-]*$")

	// references are what GitHub and GitLab turn into links and mentions outside
	// of code, according to
	// https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
	// and https://docs.gitlab.com/user/markdown/#gitlab-specific-references.
	references = []*regexp.Regexp{
		regexp.MustCompile(`(?i)\b[A-Z][A-Z0-9_]*-\d`),             // GH-1, and the keys of Jira
		regexp.MustCompile(`\b[A-Z]{2,}-\w`),                       // the prefix of a custom link
		regexp.MustCompile(`(?i)[0-9a-f]{7}`),                      // commits
		regexp.MustCompile("[@#!$%&~^*+][\\w\"'`]"),                // people, issues, merge requests, snippets, milestones, epics, labels, alerts, iterations
		regexp.MustCompile(`:[\w+-]+:`),                            // emoji
		regexp.MustCompile(`\[`),                                   // pages, [vulnerability:1], [^1]
		regexp.MustCompile(`(?i)\b(https?|ftp|mailto|xmpp):\S|//`), // addresses
		regexp.MustCompile(`(?i)\bwww\.\S`),
		regexp.MustCompile(`\w[@/>]`),
	}
)

// checkText parses Markdown and returns its text. It fails the test if there is
// anything but plain text, code, and the elements of a report.
func checkText(t *testing.T, markdown string) string {
	t.Helper()
	var page bytes.Buffer
	if err := renderer.Convert([]byte(markdown), &page); err != nil {
		t.Fatal(err)
	}
	nodes, err := html.ParseFragment(&page, nil)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	var walk func(n *html.Node, inCode bool)
	walk = func(n *html.Node, inCode bool) {
		switch n.Type {
		case html.TextNode:
			text.WriteString(n.Data)
			if inCode {
				return
			}
			if !plainText.MatchString(n.Data) {
				t.Errorf("%q stands outside of code in\n%s", n.Data, markdown)
			}
			for _, r := range references {
				if m := r.FindString(n.Data); m != "" {
					t.Errorf("%q is a reference (%s) in\n%s", m, r, markdown)
				}
			}
		case html.ElementNode:
			if !slices.Contains(append(elements, "html", "head", "body"), n.Data) {
				t.Errorf("there is an element %s in\n%s", n.Data, markdown)
			}
		default:
			t.Errorf("there is a node %v (%s) in\n%s", n.Type, n.Data, markdown)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, inCode || n.Data == "code")
		}
	}
	for _, n := range nodes {
		walk(n, false)
	}
	return text.String()
}

func TestTextStaysTheTextItWas(t *testing.T) {
	for _, s := range hostile {
		checkProse(t, s)
	}
}

func FuzzProse(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkProse(t, s) })
}

// checkProse checks that a reader of a table sees the text, and nothing but the
// text.
func checkProse(t *testing.T, s string) {
	t.Helper()
	read := strings.Join(strings.Fields(clean(s)), " ")
	for name, cell := range map[string]string{"prose": prose(s), "code": code(s)} {
		for _, form := range []struct{ markdown, text string }{
			{"| before | after |\n|---|---|\n| %s | x |\n", "before after %s x"},
			{"## before %s after\n", "before %s after"},
			{"- before: %s after\n", "before: %s after"},
		} {
			got := strings.Join(strings.Fields(checkText(t, fmt.Sprintf(form.markdown, cell))), " ")
			if want := strings.Join(strings.Fields(fmt.Sprintf(form.text, read)), " "); got != want {
				t.Errorf("%q as %s is read as %q, want %q", s, name, got, want)
			}
		}
	}
}

func TestNoTextBreaksAReport(t *testing.T) {
	for _, s := range hostile {
		checkReport(t, s)
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkReport(t, s) })
}

var separators = regexp.MustCompile(`(?m)^\|(---\|)+$`)

// checkReport checks that a text makes no other structure than a harmless one.
func checkReport(t *testing.T, s string) {
	t.Helper()
	if clean(s) == "" {
		return // an empty text makes no row
	}
	got := mustWrite(t, Markdown, hostileAudit(s), hostileAudit("other "+s))
	checkText(t, got)
	harmless := mustWrite(t, Markdown, hostileAudit("x"), hostileAudit("other x"))
	for _, part := range []string{"\n## ", "\n### ", "\n- ", "\n| "} {
		if n, want := strings.Count(got, part), strings.Count(harmless, part); n != want {
			t.Errorf("%q makes %d of %q, want %d:\n%s", s, n, part, want, got)
		}
	}
	for _, block := range strings.Split(got, "\n\n") {
		if !strings.HasPrefix(block, "| ") {
			continue
		}
		columns := strings.Count(separators.FindString(block), "---")
		for line := range strings.Lines(block) {
			if n := strings.Count(line, "|") - 1; n != columns {
				t.Errorf("%q makes a row of %d cells, want %d: %s", s, n, columns, line)
			}
		}
	}
}
