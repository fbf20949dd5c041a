package report

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
)

var (
	idle     = licensing.Finding{Rule: "inactive", Severity: licensing.SeverityWarning, Email: "ada@acme.example", Message: "last seen 2026-05-01, limit 90 days"}
	outsider = licensing.Finding{Rule: "external", Severity: licensing.SeverityError, Email: "bo@evil.example", Message: "the domain evil.example is not allowed"}
	seat     = licensing.Finding{Rule: "trial", Severity: licensing.SeverityError, Email: "cy@acme.example", LicenseID: "ABC1234567", ProductCode: "II", Message: "holds a trial"}
)

// hostile contains texts with a special meaning for programs that display a
// report.
var hostile = []string{
	"a | b", "a\nb", "`code`", "``", "|`|", "<script>alert(1)</script>", "<!-- x", "&lt;b&gt;", "@octocat", "@acme/admins", "@@octocat", "(@octocat)", "_@octocat", "[link](https://evil.example)", "![](https://evil.example/x.png)",
	"https://evil.example", "www.evil.example", "**bold** _it_ ~~no~~", `\| \`, "#12", "##vso[task.complete]", "##[error]x", "##teamcity[x]", "::error::x", "x ::set-output name=a::b",
	"]]>", "\x00\x1b[31m\u202e\ufffe", "\xff\xfe", "-->", "'\"", "$x^2$", "{{ x }}",
}

func TestMarkdownIsATableOfTheFindings(t *testing.T) {
	got := Markdown([]licensing.Finding{idle, outsider, seat})
	want := "| Rule | Severity | Person | License | Product | Finding |\n" +
		"|---|---|---|---|---|---|\n" +
		"| external | error | `bo@evil.example` |  |  | the domain evil.example is not allowed |\n" +
		"| trial | error | `cy@acme.example` | `ABC1234567` | `II` | holds a trial |\n" +
		"| inactive | warning | `ada@acme.example` |  |  | last seen 2026-05-01, limit 90 days |\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got, want := text("Ada (ada@acme.example)"), "Ada (ada@acme.example)"; got != want {
		t.Errorf("an address in a text becomes %q", got)
	}
	if got := Markdown(nil); got != "No findings.\n" {
		t.Errorf("without findings: %q", got)
	}
}

func TestMarkdownListsFiveHundredAtMost(t *testing.T) {
	for n, rest := range map[int]string{500: "", 501: "\n… and 1 more finding.\n", 700: "\n… and 200 more findings.\n"} {
		findings := append(slices.Repeat([]licensing.Finding{idle}, n-1), outsider)
		got := Markdown(findings)
		if rows := strings.Count(got, "\n| "); rows != 500 {
			t.Errorf("%d findings: %d rows", n, rows)
		}
		if !strings.HasSuffix(got, rest) || rest == "" && strings.Contains(got, "more") {
			t.Errorf("%d findings end with %q", n, got[len(got)-40:])
		}
		if !strings.Contains(got, "bo@evil.example") {
			t.Errorf("%d findings: the one that fails is not among the rows", n)
		}
	}
}

var (
	codeSpan  = regexp.MustCompile("^`[^`|\\\\\n]+`$")
	unescaped = regexp.MustCompile(`(?:^|[^\\])(?:\\\\)*([|` + "`" + `*_\[\]<>~!$^{}])`)
)

func TestMarkdownCellsAreText(t *testing.T) {
	for _, s := range hostile {
		cell := text(s)
		if m := unescaped.FindString(cell); m != "" || strings.ContainsAny(cell, "\n\r\x00\x1b\u202e") {
			t.Errorf("%q becomes %q", s, cell)
		}
		for _, live := range []string{"##", "::", "://", "www."} {
			if strings.Contains(cell, live) && !strings.Contains(cell, `\`+live) {
				t.Errorf("%q becomes %q, which holds %q", s, cell, live)
			}
		}
		if regexp.MustCompile(`(^|[^A-Za-z0-9])@\w|#\w`).MatchString(cell) {
			t.Errorf("%q becomes %q, which mentions", s, cell)
		}
		id := code(s)
		if id != "" && id != cell && !codeSpan.MatchString(id) || strings.Contains(id, "##vso[") || strings.Contains(id, "##[") {
			t.Errorf("%q becomes the code %q", s, id)
		}
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		finding := licensing.Finding{Rule: licensing.Rule(s), Severity: licensing.Severity(s), Email: s, LicenseID: s, ProductCode: s, Message: s}
		got := Markdown([]licensing.Finding{finding})
		if rows := strings.Split(strings.TrimSuffix(got, "\n"), "\n"); len(rows) != 3 || strings.Count(escaped.ReplaceAllString(rows[2], ""), "|") != 7 {
			t.Errorf("%q breaks the table:\n%s", s, got)
		}
	})
}

// escaped matches an escaped character, which cannot end a table cell.
var escaped = regexp.MustCompile(`\\[[:punct:]]`)

func TestJUnitHasATestCaseForEachRule(t *testing.T) {
	got, err := JUnit([]licensing.Finding{idle, outsider, seat, seat}, map[string]int{"suspended": 0, "inactive": 1, "external": 1, "trial": 2, "overlapping": 3})
	if err != nil {
		t.Fatal(err)
	}
	want := `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite id="0" name="jetbrains_license_audit" package="jetbrains_license_audit" hostname="localhost" timestamp="1970-01-01T00:00:00" time="0" tests="5" failures="2" errors="0">
    <properties></properties>
    <testcase name="external" classname="jetbrains_license_audit" time="0">
      <failure type="external" message="external: 1 finding">bo@evil.example: the domain evil.example is not allowed</failure>
    </testcase>
    <testcase name="inactive" classname="jetbrains_license_audit" time="0"></testcase>
    <testcase name="overlapping" classname="jetbrains_license_audit" time="0"></testcase>
    <testcase name="suspended" classname="jetbrains_license_audit" time="0"></testcase>
    <testcase name="trial" classname="jetbrains_license_audit" time="0">
      <failure type="trial" message="trial: 2 findings">cy@acme.example, ABC1234567, II: holds a trial&#xA;cy@acme.example, ABC1234567, II: holds a trial</failure>
    </testcase>
    <system-out>overlapping: passed without being checked, although the audit counts 3 findings; the rule may not be in force&#xA;inactive: ada@acme.example: last seen 2026-05-01, limit 90 days</system-out>
    <system-err></system-err>
  </testsuite>
</testsuites>
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAFindingWithoutASeverityFails(t *testing.T) {
	got, err := JUnit([]licensing.Finding{{Rule: "own", Message: "x"}}, nil)
	if err != nil || !strings.Contains(got, `failures="1"`) {
		t.Errorf("got %s, %v", got, err)
	}
}

func TestJUnitListsFiveHundredFindingsOfARuleAtMost(t *testing.T) {
	got, err := JUnit(slices.Repeat([]licensing.Finding{outsider}, 700), nil)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(got, "bo@evil.example"); n != 500 || !strings.Contains(got, "and 200 more findings.") || !strings.Contains(got, "external: 700 findings") {
		t.Errorf("%d findings are listed in\n%s", n, got[len(got)-300:])
	}
}

func FuzzJUnit(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, rule, s string) {
		finding := licensing.Finding{Rule: licensing.Rule(rule), Severity: licensing.SeverityError, Email: s, LicenseID: s, ProductCode: s, Message: s}
		warning := finding
		warning.Severity = licensing.SeverityWarning
		got, err := JUnit([]licensing.Finding{finding, warning}, map[string]int{s: 1, "not in force " + s: 1})
		if err != nil {
			t.Fatal(err)
		}
		if err := checkJUnit(got); err != nil {
			t.Errorf("%v in\n%s", err, got)
		}
		if strings.Contains(got, "##vso[") || strings.Contains(got, "##[") || strings.Contains(got, "##teamcity[") || strings.Contains(got, "\n::") {
			t.Errorf("a command to a CI system's log reader is in\n%s", got)
		}
	})
}

// element describes what the schemas of Ant (windyroad/JUnit-Schema) and of
// Jenkins' xUnit plugin both allow for one element: everything that Ant
// requires, in Ant's order, without anything that Jenkins does not know.
type element struct {
	attributes map[string]*regexp.Regexp // all required
	children   []string                  // in order; * marks any number, and ? marks at most one
	text       bool
}

var (
	anyText  = regexp.MustCompile(`(?s)^.*$`)
	token    = regexp.MustCompile(`^(\S+( \S+)*)?$`)
	fullName = regexp.MustCompile(`^\S+( \S+)*$`)
	integer  = regexp.MustCompile(`^\d+$`)
	decimal  = regexp.MustCompile(`^\d+(\.\d+)?$`)
	dateTime = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$`)
)

var junitSchema = map[string]element{
	"testsuites": {children: []string{"testsuite*"}},
	"testsuite": {
		attributes: map[string]*regexp.Regexp{
			"id": integer, "name": fullName, "package": token, "hostname": fullName, "timestamp": dateTime, "time": decimal, "tests": integer, "failures": integer, "errors": integer,
		},
		children: []string{"properties", "testcase*", "system-out", "system-err"},
	},
	"properties": {},
	"testcase":   {attributes: map[string]*regexp.Regexp{"name": token, "classname": token, "time": decimal}, children: []string{"failure?"}},
	"failure":    {attributes: map[string]*regexp.Regexp{"type": anyText, "message": anyText}, text: true},
	"system-out": {text: true},
	"system-err": {text: true},
}

type node struct {
	XMLName    xml.Name
	Attributes []xml.Attr `xml:",any,attr"`
	Children   []node     `xml:",any"`
	Text       string     `xml:",chardata"`
}

func checkJUnit(document string) error {
	if i := strings.IndexFunc(document, func(r rune) bool {
		return r != '\t' && r != '\n' && r != '\r' && (r < ' ' || r > 0xd7ff && r < 0xe000 || r == 0xfffe || r == 0xffff)
	}); i >= 0 {
		return fmt.Errorf("a character that XML 1.0 does not allow at %d", i)
	}
	var root node
	if err := xml.Unmarshal([]byte(document), &root); err != nil {
		return err
	}
	if root.XMLName.Local != "testsuites" {
		return fmt.Errorf("the root is %s", root.XMLName.Local)
	}
	return root.check()
}

func (n *node) check() error {
	name := n.XMLName.Local
	schema, ok := junitSchema[name]
	if !ok {
		return fmt.Errorf("unknown element %s", name)
	}
	if len(n.Attributes) != len(schema.attributes) {
		return fmt.Errorf("%s has %d attributes, want %d", name, len(n.Attributes), len(schema.attributes))
	}
	for _, a := range n.Attributes {
		if pattern, ok := schema.attributes[a.Name.Local]; !ok || !pattern.MatchString(a.Value) {
			return fmt.Errorf("%s has the attribute %s=%q", name, a.Name.Local, a.Value)
		}
	}
	if !schema.text && strings.TrimSpace(n.Text) != "" {
		return fmt.Errorf("%s holds the text %q", name, n.Text)
	}
	rest := n.Children
	for _, want := range schema.children {
		child := strings.TrimRight(want, "*?")
		found := 0
		for len(rest) > 0 && rest[0].XMLName.Local == child {
			if err := rest[0].check(); err != nil {
				return err
			}
			rest, found = rest[1:], found+1
		}
		if found != 1 && !strings.HasSuffix(want, "*") && (found != 0 || !strings.HasSuffix(want, "?")) {
			return fmt.Errorf("%s has %d elements %s", name, found, child)
		}
	}
	if len(rest) > 0 {
		return fmt.Errorf("%s has the element %s, unknown or out of order", name, rest[0].XMLName.Local)
	}
	return nil
}
