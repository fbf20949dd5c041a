package e2e_test

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A review starts without decisions. Its script writes a file to fill in. With
// every license decided, the review passes, and the evidence matches the files.
func TestAccAnAccessReviewAsksForDecisionsAndPassesWithThem(t *testing.T) {
	t.Parallel()
	d := review(t)
	d.write(t, "decisions.csv", "email,product_code,decision,reviewer\n")
	first := d.run(t, "sh", "review.sh").mustBe(t, 1)
	first.says(t, "The review has findings")
	first.doesNotSay(t, "@")
	undecided := d.table(t, "evidence/undecided.csv")
	population := d.table(t, "evidence/population.csv")
	if len(undecided) == 0 || len(undecided) > len(population) {
		t.Fatalf("%d licenses are undecided, of %d", len(undecided), len(population))
	}

	d.decide(t, undecided, "keep")
	d.run(t, "sh", "review.sh").mustBe(t, 0).doesNotSay(t, "@")
	var evidence struct {
		Digest    string `json:"population_sha256"`
		Decisions string `json:"decisions_sha256"`
		Held      int    `json:"held_by_people"`
		Scope     string `json:"scope"`
		Passed    bool   `json:"passed"`
		Undecided int    `json:"undecided"`
	}
	if err := json.Unmarshal([]byte(d.read(t, "evidence/evidence.json")), &evidence); err != nil {
		t.Fatal(err)
	}
	digest := func(name string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(d.read(t, name)))) }
	if evidence.Digest != digest("evidence/population.csv") || evidence.Decisions != digest("decisions.csv") {
		t.Errorf("the digests are %s and %s, the files' are %s and %s", evidence.Digest, evidence.Decisions, digest("evidence/population.csv"), digest("decisions.csv"))
	}
	if evidence.Held != len(population) || evidence.Scope != "organization" || !evidence.Passed || evidence.Undecided != 0 {
		t.Errorf("the evidence is %+v, and the population has %d rows", evidence, len(population))
	}
	if _, err := os.Stat(filepath.Join(d.path, "review.tfplan")); err == nil {
		t.Error("the plan is left behind")
	}
}

// Each of these is a finding: a decision that nobody carried out, someone who
// left, and a license that is new since the decisions.
func TestAccAnAccessReviewFindsWhatWasNotCarriedOut(t *testing.T) {
	t.Parallel()
	d := review(t)
	d.write(t, "decisions.csv", "email,product_code,decision,reviewer\n")
	d.run(t, "sh", "review.sh", "last").mustBe(t, 1)
	undecided := d.table(t, "last/undecided.csv")
	active := slices.IndexFunc(d.table(t, "last/population.csv"), func(row map[string]string) bool { return row["status"] == "active" })
	holder := d.table(t, "last/population.csv")[active]
	same := func(row map[string]string) bool {
		return row["email"] == holder["email"] && row["product_code"] == holder["product_code"]
	}

	rest := slices.DeleteFunc(slices.Clone(undecided), same)
	d.decide(t, rest, "keep")
	d.run(t, "sh", "review.sh").mustBe(t, 1)
	if left := d.table(t, "evidence/undecided.csv"); len(left) != 1 || !same(left[0]) {
		t.Errorf("undecided are %v, want %s", left, holder["email"])
	}

	decisions := d.read(t, "decisions.csv")
	d.write(t, "decisions.csv", decisions+holder["email"]+","+holder["product_code"]+",revoke,grace@acme.example\n")
	d.run(t, "sh", "review.sh").mustBe(t, 1)
	if findings := d.read(t, "evidence/findings.md"); !strings.Contains(findings, "`unexpected_entitlement`") || !strings.Contains(findings, holder["license_id"]) {
		t.Errorf("the license %s was to be revoked, and is not in:\n%s", holder["license_id"], findings)
	}

	d.write(t, "decisions.csv", decisions+holder["email"]+","+holder["product_code"]+",keep,grace@acme.example\n")
	d.write(t, "left.csv", "\ufeffemail,last_day\n\"Lovelace, Ada <"+strings.ToUpper(holder["email"])+">\", 2026-01-31\n")
	previous := strings.SplitAfter(d.read(t, "last/population.csv"), "\n")
	first, _, _ := strings.Cut(previous[1], ",")
	d.write(t, "last/population.csv", strings.Join(slices.Delete(previous, 1, 2), ""))
	d.run(t, "sh", "review.sh", "evidence", "-var", "leaving_dates_file=left.csv", "-var", "previous_file=last/population.csv").mustBe(t, 1)
	if findings := d.read(t, "evidence/findings.md"); !strings.Contains(findings, "is held by a person who left on 2026-01-31") {
		t.Errorf("%s left, and is not in:\n%s", holder["email"], findings)
	}
	var changes struct{ Added, Removed []string }
	if err := json.Unmarshal([]byte(d.read(t, "evidence/changes.json")), &changes); err != nil {
		t.Fatal(err)
	}
	if len(changes.Added) != 1 || !strings.HasPrefix(changes.Added[0], first+", ") || len(changes.Removed) != 0 {
		t.Errorf("changes are %+v, want one license of %s added", changes, first)
	}
}

// A team's token would review its team only.
func TestAccAnAccessReviewRefusesATeamsToken(t *testing.T) {
	t.Parallel()
	d := review(t)
	server := serve(t, tidy())
	env, ok := server.TeamEnv("Mobile")
	if !ok {
		t.Fatal("no team Mobile")
	}
	for name, value := range env {
		d.env = append(d.env, name+"="+value)
	}
	d.run(t, "sh", "review.sh").mustBe(t, 1).says(t, "require_scope")
}

func TestAccTheAccessReviewModuleRefusesUnsoundDecisions(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	d := copyOf(t, "access-review/review", nil)
	d.installed = true // terraform test starts no provider, but reads its schema
	d.needFeatures(t)
	d.init(t)
	d.terraform(t, "test", "-no-color").mustBe(t, 0).says(t, "5 passed, 0 failed")
}

func review(t *testing.T) *directory {
	t.Helper()
	needTerraform(t)
	command(t, "jq")
	d := copyOf(t, "access-review", serve(t, tidy()).Env())
	d.needFeatures(t)
	d.init(t)
	d.withTerraformOnPath(t)
	return d
}

// decide writes the same decision about each of the rows.
func (d *directory) decide(t *testing.T, rows []map[string]string, decision string) {
	t.Helper()
	var text strings.Builder
	text.WriteString("email,product_code,decision,reviewer\n")
	for _, row := range rows {
		fmt.Fprintf(&text, "%s,%s,%s,grace@acme.example\n", row["email"], row["product_code"], decision)
	}
	d.write(t, "decisions.csv", text.String())
}

// table returns the rows of a CSV file by the names of their columns.
func (d *directory) table(t *testing.T, name string) []map[string]string {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(d.read(t, name))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, cell := range record {
			row[records[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}
