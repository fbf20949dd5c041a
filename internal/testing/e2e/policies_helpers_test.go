package e2e_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// The policies run against three organizations: one with every kind of finding,
// one without findings, and one without licenses, for which no gate may pass.
func messy() *org.Organization {
	return simulator.Generate(org.Options{Seed: 1, Licenses: 80, Now: today})
}

func tidy() *org.Organization { return tidySince(today) }

func tidySince(day time.Time) *org.Organization {
	return simulator.Generate(org.Options{Seed: 1, Licenses: 80, Now: day, Clean: true})
}

func empty() *org.Organization {
	return simulator.Generate(org.Options{Seed: 1, Now: today})
}

// policy returns a copy of an example in examples/policies that is ready to plan
// against an organization. The variables are Terraform variables without the
// prefix TF_VAR_.
func policy(t *testing.T, name string, organization *org.Organization, variables ...string) *directory {
	t.Helper()
	needTerraform(t)
	env := maps.Clone(serve(t, organization).Env())
	for _, variable := range variables {
		key, value, _ := strings.Cut(variable, "=")
		env["TF_VAR_"+key] = value
	}
	d := copyOf(t, filepath.Join("policies", name), env)
	d.needFeatures(t)
	d.init(t)
	return d
}

// features are language features, each with text that identifies it and the
// first releases of Terraform and OpenTofu that have it.
var features = []struct{ text, terraform, tofu string }{
	{"ephemeral \"", "1.10", "1.11"},
	{"ephemeral = true", "1.10", "1.11"},
	{"provider::", "1.8", "1.7"},
	{"run \"", "1.6", "1.6"},
	{"check \"", "1.5", "1.6"},
	{"terraform_data", "1.4", "1.6"},
	{"plantimestamp()", "1.5", "1.6"},
	{"timecmp(", "1.3", "1.6"},
	{"postcondition {", "1.2", "1.6"},
	{"precondition {", "1.2", "1.6"},
	{".summary.", "1.2", "1.6"}, // an attribute of a nested object
	{".total.", "1.2", "1.6"},
	{"nullable ", "1.1", "1.6"},
}

// needFeatures skips the test if the Terraform under test is too old for the
// files in the directory and in the modules below it.
func (d *directory) needFeatures(t *testing.T) {
	t.Helper()
	product, version := versionOf(t, d, terraformCommand())
	text := d.configuration(t)
	for _, feature := range features {
		first := feature.terraform
		if product == "OpenTofu" {
			first = feature.tofu
		}
		if strings.Contains(text, feature.text) && slices.Compare(version, minor(t, first)) < 0 {
			t.Skipf("%q needs %s %s", feature.text, product, first)
		}
	}
}

// configuration returns the Terraform files in the directory and in the modules
// below it.
func (d *directory) configuration(t *testing.T) string {
	t.Helper()
	var text strings.Builder
	for name, content := range d.writings(t) {
		if strings.HasSuffix(name, ".tf") {
			text.Write(content)
		}
	}
	return text.String()
}

// versions caches what programs say of themselves, by path.
var versions sync.Map

func versionOf(t *testing.T, d *directory, command string) (product string, version []int) {
	t.Helper()
	known, ok := versions.Load(command)
	if !ok {
		known, _ = versions.LoadOrStore(command, d.run(t, command, "version").mustBe(t, 0).standard)
	}
	out, _ := known.(string)
	product, text, ok := strings.Cut(strings.SplitN(out, "\n", 2)[0], " v")
	if !ok {
		t.Fatalf("cannot read the version in %q", out)
	}
	return product, minor(t, text)
}

// minor returns the first two numbers of a version.
func minor(t *testing.T, version string) []int {
	t.Helper()
	parts := strings.SplitN(version, ".", 3)
	if len(parts) < 2 {
		t.Fatalf("not a version: %q", version)
	}
	numbers := make([]int, 2)
	for i := range numbers {
		n, err := strconv.Atoi(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		numbers[i] = n
	}
	return numbers
}

// edit changes a file in the directory, for tests that need a variation of the
// example.
func (d *directory) edit(t *testing.T, name, old, replacement string) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(d.path, name))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Count(content, []byte(old)) != 1 {
		t.Fatalf("%s does not hold %q exactly once", name, old)
	}
	d.write(t, name, strings.Replace(string(content), old, replacement, 1))
}

// reveals requires a phrase on one stream and its absence on the other.
func reveals(t *testing.T, on, notOn, phrase string) {
	t.Helper()
	if !strings.Contains(flat(on), flat(phrase)) {
		t.Errorf("want %q in:\n%s", phrase, on)
	}
	if strings.Contains(flat(notOn), flat(phrase)) {
		t.Errorf("do not want %q in:\n%s", phrase, notOn)
	}
}

// flat removes the line breaks and frames that a command adds to its output.
func flat(text string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("│", " ", "╷", " ", "╵", " ").Replace(text)), " ")
}

func (r result) doesNotSay(t *testing.T, phrase string) {
	t.Helper()
	if strings.Contains(flat(r.output), flat(phrase)) {
		t.Errorf("do not want %q in:\n%s", phrase, r.output)
	}
}

// people returns the words that could identify anyone in the organization: the
// addresses of holders, the addresses in the directory, and the names of
// holders.
func people(organization *org.Organization) []string {
	var words []string
	for _, l := range organization.Licenses {
		if l.Assignee != nil && l.Assignee.Type == org.AssigneeUser {
			words = append(words, strings.ToLower(l.Assignee.Email))
			if !strings.Contains(l.Assignee.Name, "*") {
				words = append(words, strings.ToLower(l.Assignee.Name))
			}
		}
	}
	for _, email := range organization.Directory {
		words = append(words, strings.ToLower(email))
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// keepsNobody fails the test if any of the words is in anything that the run
// wrote. That includes each file inside a plan file and the JSON of plans and
// state. Words that the configuration contains are not checked.
func (d *directory) keepsNobody(t *testing.T, words []string, plans ...string) {
	t.Helper()
	written := d.writings(t)
	configuration := ""
	for place, content := range written {
		if strings.HasSuffix(place, ".tf") {
			configuration += strings.ToLower(string(content))
		}
	}
	for _, plan := range plans {
		if len(written[plan+"!tfplan"]) == 0 || len(written[plan+"!tfstate"]) == 0 {
			t.Errorf("%s is no plan file to look into", plan)
		}
		written[plan+" as JSON"] = []byte(d.terraform(t, "show", "-json", plan).mustBe(t, 0).standard)
	}
	written["state as JSON"] = []byte(d.terraform(t, "show", "-json").mustBe(t, 0).standard)
	looked := 0
	for _, word := range words {
		if strings.Contains(configuration, word) {
			continue
		}
		looked++
		for place, content := range written {
			if strings.Contains(place, ".terraform"+string(filepath.Separator)) {
				continue // the provider binary
			}
			if bytes.Contains(bytes.ToLower(content), []byte(word)) {
				t.Errorf("%q is in %s", word, place)
			}
		}
	}
	if looked < 30 {
		t.Errorf("only %d words to look for", looked)
	}
}

// planJSON saves a plan and returns the name of its JSON file.
func (d *directory) planJSON(t *testing.T) string {
	t.Helper()
	d.terraform(t, "plan", "-no-color", "-out=gate.tfplan").mustBe(t, 0)
	d.write(t, "plan.json", d.terraform(t, "show", "-json", "gate.tfplan").mustBe(t, 0).standard)
	return "plan.json"
}

// outputs returns the outputs in the state.
func (d *directory) outputs(t *testing.T) map[string]any {
	t.Helper()
	var raw map[string]struct{ Value any }
	if err := json.Unmarshal([]byte(d.terraform(t, "output", "-json").mustBe(t, 0).standard), &raw); err != nil {
		t.Fatal(err)
	}
	values := map[string]any{}
	for name, output := range raw {
		values[name] = output.Value
	}
	return values
}

var building sync.Mutex

// policyTool returns the path of opa or conftest. In continuous integration, it
// builds the version pinned in tools/rego or takes it from the build cache.
// Elsewhere, it uses the program on PATH, because building takes minutes.
// Without the program, it skips the test.
func policyTool(t *testing.T, name string) string {
	t.Helper()
	if os.Getenv("CI") == "" {
		path, err := exec.LookPath(name)
		if err != nil {
			t.Skipf("%s is not on PATH: install it, or set CI=true to build the pinned one", name)
		}
		return path
	}
	building.Lock() // both programs consist of the same packages
	defer building.Unlock()
	command := exec.CommandContext(t.Context(), "go", "tool", "-n", "-modfile=tools/rego/go.mod", name)
	command.Dir = repository()
	var failures bytes.Buffer
	command.Stderr = &failures
	path, err := command.Output()
	if err != nil {
		t.Fatalf("%s cannot be built: %v\n%s", name, err, failures.Bytes())
	}
	return strings.TrimSpace(string(path))
}

// command returns the path of a command on PATH. Without the command, it skips
// the test, except in continuous integration, where the test fails.
func command(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	switch {
	case err == nil:
	case os.Getenv("CI") != "":
		t.Fatalf("%s is not on PATH, and continuous integration must have it", name)
	default:
		t.Skipf("%s is not on PATH: install it", name)
	}
	return path
}

// writeJSON writes a value to a file outside the directory and returns the
// file's path.
func writeJSON(t *testing.T, value any) string {
	t.Helper()
	content, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "directory.json")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
