package report

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestJUnitHasASuiteForEachAuditAndACaseForEachRule(t *testing.T) {
	got := mustWrite(t, JUnit, company(), passing("Core (7)"))
	want := `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite id="0" name="organization, Acme Inc. (1234567)" package="jetbrains_license_audit" hostname="localhost" timestamp="2026-11-21T00:00:00" time="0" tests="4" failures="1" errors="0">
    <properties></properties>
    <testcase name="external" classname="organization, Acme Inc. (1234567)" time="0">
      <failure type="external" message="external: 1 of 42, limit 0">bo@evil.example: the domain is not allowed</failure>
    </testcase>
    <testcase name="expiring" classname="organization, Acme Inc. (1234567)" time="0"></testcase>
    <testcase name="inactive" classname="organization, Acme Inc. (1234567)" time="0"></testcase>
    <testcase name="trial" classname="organization, Acme Inc. (1234567)" time="0"></testcase>
    <system-out>Not judged: 12 licenses that the filters of the audit leave out.&#xA;` +
		`People excused by exemptions: external 3, inactive 1.&#xA;` +
		`Exemptions that never end: 2.&#xA;` +
		`Exemptions to remove, because they have ended or match nobody: 1.&#xA;` +
		`expiring: License E1 for WebStorm (WS) ends on 2026-12-01.&#xA;` +
		`expiring: License E2 for WebStorm (WS) ends on 2026-12-02. [Core (7)]&#xA;` +
		`inactive: Ada (ada@acme.example) is inactive: last seen 2026-05-01, limit 90 days.</system-out>
    <system-err></system-err>
  </testsuite>
  <testsuite id="1" name="Core (7)" package="jetbrains_license_audit" hostname="localhost" timestamp="1970-01-01T00:00:00" time="0" tests="1" failures="0" errors="0">
    <properties></properties>
    <testcase name="trial" classname="Core (7)" time="0"></testcase>
    <system-out></system-out>
    <system-err></system-err>
  </testsuite>
</testsuites>
`
	if got != want {
		t.Errorf("the text differs (-want +got):\n%s", cmp.Diff(want, got))
	}
	if err := checkJUnit(got); err != nil {
		t.Error(err)
	}
}

// CI systems join the test cases of suites with the same name.
func TestJUnitNamesEachSuiteDifferently(t *testing.T) {
	odd := passing("a (2)")
	got := mustWrite(t, JUnit, passing("a"), passing("a"), odd, passing("a"), passing(""), passing(""))
	var names []string
	for _, m := range regexp.MustCompile(`<testsuite id="(\d+)" name="([^"]*)"`).FindAllStringSubmatch(got, -1) {
		names = append(names, m[1]+" "+m[2])
	}
	want := "0 a, 1 a (2), 2 a (2) (2), 3 a (3), 4 jetbrains_license_audit, 5 jetbrains_license_audit (2)"
	if got := strings.Join(names, ", "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestJUnitListsFiveHundredFindingsAtMost(t *testing.T) {
	audit := Audit{Rules: []Rule{{Name: "external"}, {Name: "trial", WarnOnly: true}}}
	for range 300 {
		audit.Findings = append(audit.Findings, Finding{Rule: "external", Email: "bo@evil.example", Message: "x"}, Finding{Rule: "trial", LicenseID: "T1", ProductCode: "II", Message: "x"})
	}
	got := mustWrite(t, JUnit, audit)
	for text, want := range map[string]int{"bo@evil.example: x": 300, "trial: T1, II: x": 200, "&#xA;trial: … and 100 more.</system-out>": 1, "more": 1} {
		if n := strings.Count(got, text); n != want {
			t.Errorf("%d times %q, want %d", n, text, want)
		}
	}
}

func TestJUnitValidatesWhateverTheTextsAre(t *testing.T) {
	for _, s := range hostile {
		checkHostileJUnit(t, s)
	}
}

func FuzzJUnit(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkHostileJUnit(t, s) })
}

// logCommand matches what CI systems run, or show as a file, in the output of a
// test.
var logCommand = regexp.MustCompile(`##[A-Za-z]*\[|\n::|\[\[ATTACHMENT\|`)

func checkHostileJUnit(t *testing.T, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		return // Terraform has no such strings
	}
	got := mustWrite(t, JUnit, hostileAudit(s), hostileAudit(s))
	if err := checkJUnit(got); err != nil {
		t.Errorf("%v in\n%s", err, got)
	}
	if m := logCommand.FindString(got); m != "" {
		t.Errorf("%q makes the command %q in\n%s", s, m, got)
	}
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
