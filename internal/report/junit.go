package report

import (
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
)

// The elements of a JUnit document, in the order and with the attributes that
// the schemas of Ant and of Jenkins have in common.
type (
	testSuites struct {
		XMLName xml.Name `xml:"testsuites"`
		Suite   testSuite
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

const (
	suiteName = "jetbrains_license_audit"
	// The schema of Ant requires a time. A report has no real time, so that the
	// same findings always produce the same document.
	noTimestamp = "1970-01-01T00:00:00"
)

// JUnit writes findings as a JUnit document with a test case for each rule that
// has a count or a finding, sorted by name. A test case passes if no finding of
// its rule fails the audit. A failure lists at most 500 findings, and then
// states how many more there are. Findings that only warn are in the suite's
// system-out. So are the counts of rules without a finding: these rules may not
// be in force, and their test cases pass only because nothing checks them.
func JUnit(findings []licensing.Finding, counts map[string]int) (string, error) {
	failures, warnings, unchecked := map[string][]string{}, []string{}, []string{}
	cases, found := map[string]struct{}{}, map[string]bool{}
	for i := range findings {
		found[clean(string(findings[i].Rule))] = true
	}
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		rule := clean(name)
		cases[rule] = struct{}{}
		if n := counts[name]; n > 0 && !found[rule] {
			unchecked = append(unchecked, fmt.Sprintf("%s: passed without being checked, although the audit counts %s; the rule may not be in force", rule, count(n, "finding")))
		}
	}
	for i := range findings {
		f := &findings[i]
		rule := clean(string(f.Rule))
		cases[rule] = struct{}{}
		if failing(f) {
			failures[rule] = append(failures[rule], line(f))
		} else {
			warnings = append(warnings, rule+": "+line(f))
		}
	}
	suite := testSuite{Name: suiteName, Package: suiteName, Hostname: "localhost", Timestamp: noTimestamp, Time: "0", SystemOut: strings.Join(append(unchecked, lines(warnings)...), "\n")}
	for _, rule := range slices.Sorted(maps.Keys(cases)) {
		c := testCase{Name: rule, ClassName: suiteName, Time: "0"}
		if failed := failures[rule]; len(failed) > 0 {
			c.Failure = &failure{Type: rule, Message: rule + ": " + count(len(failed), "finding"), Text: strings.Join(lines(failed), "\n")}
			suite.Failures++
		}
		suite.Cases = append(suite.Cases, c)
	}
	suite.Tests = len(suite.Cases)
	document, err := xml.MarshalIndent(testSuites{Suite: suite}, "", "  ")
	if err != nil {
		return "", fmt.Errorf("write the JUnit document: %w", err)
	}
	return xml.Header + string(document) + "\n", nil
}

// line writes a finding on one line, without its rule.
func line(f *licensing.Finding) string {
	about := joinNonEmpty([]string{clean(f.Email), clean(f.LicenseID), clean(f.ProductCode)}, ", ")
	return joinNonEmpty([]string{about, clean(f.Message)}, ": ")
}

// lines returns at most 500 lines, and states how many more there are.
func lines(list []string) []string {
	if rest := more(len(list) - maxRows); rest != "" {
		list = append(slices.Clone(list[:maxRows]), rest)
	}
	return list
}
