package e2e_test

import (
	"encoding/csv"
	"encoding/xml"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// The script writes the report whether or not the gate passes: for a wiki, for the
// test report of a pipeline, and for a spreadsheet. The job's log
// does not name any person.
func TestAccTheReportShowsAReviewerWhatTheGateFound(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	command(t, "jq")
	for name, want := range map[string]struct {
		organization *org.Organization
		status       int
		headline     string
		finds        bool
	}{
		"findings":    {messy(), 1, "ailed", true},
		"no findings": {tidy(), 0, "assed", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := policy(t, "report", want.organization)
			d.withTerraformOnPath(t)
			r := d.run(t, "sh", "report.sh").mustBe(t, want.status)
			r.doesNotSay(t, "@")

			markdown := d.read(t, "license-report.md")
			for phrase, expected := range map[string]bool{
				want.headline: true, "contractor7@evil.example": want.finds,
				"| Mobile | ": true, " | ████████████████████ |": true,
			} {
				if strings.Contains(strings.ReplaceAll(markdown, `\`, ""), phrase) != expected {
					t.Errorf("license-report.md holds %q: want %t in:\n%s", phrase, expected, markdown)
				}
			}
			var junit struct {
				Failures int `xml:"failures,attr"`
				Suites   []struct {
					Failures int `xml:"failures,attr"`
				} `xml:"testsuite"`
			}
			if err := xml.Unmarshal([]byte(d.read(t, "license-report.xml")), &junit); err != nil {
				t.Fatal(err)
			}
			for _, suite := range junit.Suites {
				junit.Failures = max(junit.Failures, suite.Failures)
			}
			if (junit.Failures > 0) != want.finds {
				t.Errorf("license-report.xml has %d failures", junit.Failures)
			}
			rows, err := csv.NewReader(strings.NewReader(d.read(t, "license-report.csv"))).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			if want := "severity,rule,email,license_id,product_code,team_name,message"; strings.Join(rows[0], ",") != want {
				t.Errorf("license-report.csv has the columns %q, want %s", rows[0], want)
			}
			if named := slices.ContainsFunc(rows, func(row []string) bool { return row[1] == "external" && row[2] == "contractor7@evil.example" }); named != want.finds {
				t.Errorf("license-report.csv names contractor7@evil.example: %t, want %t", named, want.finds)
			}
			for _, left := range []string{"report.tfplan", "terraform.tfstate"} {
				if _, err := os.Stat(filepath.Join(d.path, left)); err == nil {
					t.Errorf("%s is left behind", left)
				}
			}
		})
	}
}

func TestAccTheReportOfNothingFails(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	command(t, "jq")
	d := policy(t, "report", empty())
	d.withTerraformOnPath(t)
	d.run(t, "sh", "report.sh").mustBe(t, 1).says(t, "min_licenses is 1, but the number of matching licenses is 0")
}

// Both pipelines run the script above and show what it writes.
func TestThePipelinesShowTheReport(t *testing.T) {
	t.Parallel()
	for pipeline, lines := range map[string][]string{
		"license-report.yml":        {"run: terraform init -input=false", "run: ./report.sh", `run: cat license-report.md >> "$GITHUB_STEP_SUMMARY"`},
		"gitlab/license-report.yml": {"- terraform init -input=false", "- ./report.sh", "junit: licenses/license-report.xml"},
	} {
		text, err := os.ReadFile(filepath.Join(repository(), "examples", "policies", "ci", pipeline))
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range lines {
			if !strings.Contains(string(text), line+"\n") {
				t.Errorf("%s has no line %q", pipeline, line)
			}
		}
	}
}

func (d *directory) read(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(d.path, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
