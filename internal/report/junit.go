package report

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// The elements of a JUnit document, in the order and with the attributes that
// the schemas of Ant and of Jenkins have in common.
type (
	testSuites struct {
		XMLName xml.Name `xml:"testsuites"`
		Suites  []testSuite
	}
	testSuite struct {
		XMLName    xml.Name   `xml:"testsuite"`
		ID         int        `xml:"id,attr"`
		Name       string     `xml:"name,attr"`
		Package    string     `xml:"package,attr"`
		Hostname   string     `xml:"hostname,attr"`
		Timestamp  string     `xml:"timestamp,attr"`
		Time       string     `xml:"time,attr"`
		Tests      int        `xml:"tests,attr"`
		Failures   int        `xml:"failures,attr"`
		Errors     int        `xml:"errors,attr"`
		Properties struct{}   `xml:"properties"`
		Cases      []testCase `xml:"testcase"`
		SystemOut  string     `xml:"system-out"`
		SystemErr  string     `xml:"system-err"`
	}
	testCase struct {
		Name      string   `xml:"name,attr"`
		ClassName string   `xml:"classname,attr"`
		Time      string   `xml:"time,attr"`
		Failure   *failure `xml:"failure"`
	}
	failure struct {
		Type    string `xml:"type,attr"`
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

// packageName is the package of every suite.
const packageName = "jetbrains_license_audit"

// JUnit writes audits as a JUnit document: a suite for each audit with a test
// case for each of its rules, which fails if the rule fails the audit. What the
// audit leaves out and what only warns is in the suite's system-out. The error
// is ErrNoAudit or a ContradictionError.
func JUnit(audits []Audit) (string, error) {
	list, err := check(audits)
	if err != nil {
		return "", err
	}
	var document testSuites
	names := value.SetOf[string]()
	for i := range list {
		s := suite(&list[i], uniqueName(names, list[i].name()))
		s.ID = i
		document.Suites = append(document.Suites, s)
	}
	text, err := xml.MarshalIndent(document, "", "  ")
	if err != nil {
		return "", fmt.Errorf("write the JUnit document: %w", err)
	}
	return xml.Header + string(text) + "\n", nil
}

// name is the name of the audit in JUnit: its subject and its customer.
func (c *checked) name() string {
	if name := joinNonEmpty([]string{testName(c.Subject), testName(c.customer())}, ", "); name != "" {
		return name
	}
	return packageName
}

// uniqueName makes a name different from the others. CI systems join the test
// cases of suites with the same name.
func uniqueName(names value.Set[string], name string) string {
	unique := name
	for n := 2; ; n++ {
		if !names.Has(unique) {
			names.Add(unique)
			return unique
		}
		unique = name + " (" + strconv.Itoa(n) + ")"
	}
}

func suite(a *checked, name string) testSuite {
	s := testSuite{
		Name: name, Package: packageName, Hostname: "localhost", Timestamp: timestamp(a.AsOf), Time: "0",
		Tests: len(a.sections), Failures: a.failing,
	}
	var output []string
	for _, sentence := range a.leftOut() {
		output = append(output, testText(sentence))
	}
	for i := range a.sections {
		rule := &a.sections[i]
		title := testName(rule.Name)
		c := testCase{Name: title, ClassName: name, Time: "0"}
		if rule.fails() {
			message := title + ": " + rule.found() + ", limit " + rule.limit()
			c.Failure = &failure{Type: title, Message: message, Text: strings.Join(rule.lines(""), "\n")}
		} else {
			output = append(output, rule.lines(title+": ")...)
		}
		s.Cases = append(s.Cases, c)
	}
	s.SystemOut = strings.Join(output, "\n")
	return s
}

// timestamp is the time of an audit as the schema of Ant requires it: in UTC,
// without a zone, and never absent. A report has no time of its own, so that
// the same audit always produces the same document.
func timestamp(asOf string) string {
	t, err := time.Parse(time.RFC3339, asOf)
	if err != nil {
		t = time.Unix(0, 0)
	}
	return t.UTC().Format("2006-01-02T15:04:05")
}

// testText makes a text safe to show in a test report. It breaks up [[ATTACHMENT|file]],
// which GitLab and Jenkins turn into a link to a file.
func testText(text string) string {
	return strings.ReplaceAll(clean(text), "ATTACHMENT|", "ATTACHMENT |")
}

// testName is a text as the name of a test or a suite. The schemas of Ant and of
// Jenkins allow no two spaces in a row there.
func testName(text string) string {
	return strings.Join(strings.Fields(testText(text)), " ")
}

// lines writes each finding on one line after a prefix, and states how many
// more there are.
func (s *section) lines(prefix string) []string {
	var list []string
	for _, f := range s.findings[:s.shown] {
		about := joinNonEmpty([]string{f.unsaid(f.Email), f.unsaid(f.LicenseID), f.unsaid(f.ProductCode)}, ", ")
		line := joinNonEmpty([]string{about, f.Message}, ": ")
		if team := f.team(); team != "" {
			line += " [" + team + "]"
		}
		list = append(list, testText(prefix+line))
	}
	if rest := more(len(s.findings) - s.shown); rest != "" {
		list = append(list, prefix+rest)
	}
	return list
}
