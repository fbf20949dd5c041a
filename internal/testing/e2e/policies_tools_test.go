package e2e_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// The tests in this file run the tools with which teams use the examples. These
// tools are large, so no test builds one: without it on PATH, the test is skipped.

// optionalTool returns the path of a program on PATH. Without the program, it
// skips the test.
func optionalTool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("not run: %s is not on PATH", name)
	}
	return path
}

// openTofu returns the path of an OpenTofu that is at least as new as the given
// release: the one under test, or the one on PATH.
func openTofu(t *testing.T, first string) string {
	t.Helper()
	path := terraformCommand()
	d := copyOf(t, "provider", nil)
	if product, _ := versionOf(t, d, path); product != "OpenTofu" {
		path = optionalTool(t, "tofu")
	}
	if _, version := versionOf(t, d, path); slices.Compare(version, minor(t, first)) < 0 {
		t.Skipf("not run: needs OpenTofu %s", first)
	}
	return path
}

// customer is one of several organizations that a configuration reads.
type customer struct {
	name         string
	organization *org.Organization
}

// several serves two organizations with different customer codes.
func several(t *testing.T, acme, globex *org.Organization) (codes, tokens, urls map[string]string) {
	t.Helper()
	codes, tokens, urls = map[string]string{}, map[string]string{}, map[string]string{}
	for _, c := range []customer{{"acme", acme}, {"globex", globex}} {
		env := serve(t, c.organization).Env()
		codes[c.name], tokens[c.name], urls[c.name] = env["JETBRAINS_CUSTOMER_CODE"], env["JETBRAINS_TOKEN"], env["JETBRAINS_ACCOUNT_URL"]
	}
	return codes, tokens, urls
}

// organization returns one of several organizations. The installed provider reads
// the clock of the machine, so the organization is of today.
func organization(seed uint64, clean bool) *org.Organization {
	return simulator.Generate(org.Options{Seed: seed, Licenses: 60 + int(seed), Now: time.Now(), Clean: clean})
}

func TestAccOpenTofuReadsSeveralOrganizations(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	tofu := openTofu(t, "1.9")
	directoryOf := func(t *testing.T, codes, tokens, urls map[string]string) *directory {
		t.Helper()
		env := map[string]string{}
		for name, value := range map[string]map[string]string{"organizations": codes, "tokens": tokens, "account_urls": urls} {
			text, err := json.Marshal(value)
			if err != nil {
				t.Fatal(err)
			}
			env["TF_VAR_"+name] = string(text)
		}
		d := copyOf(t, "policies/organizations", env)
		d.installed = true // one attached server cannot answer for two provider blocks
		// Each simulated organization has a server of its own.
		d.edit(t, "main.tofu", "  token         = var.tokens[each.key]\n", "  token         = var.tokens[each.key]\n  account_url   = var.account_urls[each.key]\n")
		d.write(t, "urls.tofu", "variable \"account_urls\" { type = map(string) }\n")
		builtProvider(t)
		d.run(t, tofu, "init", "-no-color").mustBe(t, 0)
		return d
	}
	t.Run("one verdict and one total", func(t *testing.T) {
		t.Parallel()
		codes, tokens, urls := several(t, organization(1, true), organization(2, true))
		d := directoryOf(t, codes, tokens, urls)
		r := d.run(t, tofu, "plan", "-no-color").mustBe(t, 0)
		r.says(t, "seats = 123")
		r.doesNotSay(t, "Warning")
		for _, token := range tokens {
			r.doesNotSay(t, token)
		}
	})
	t.Run("findings in one of them", func(t *testing.T) {
		t.Parallel()
		codes, tokens, urls := several(t, organization(1, true), organization(2, false))
		r := directoryOf(t, codes, tokens, urls).run(t, tofu, "plan", "-no-color").mustBe(t, 1)
		r.says(t, "globex: external: ")
		r.doesNotSay(t, "acme: ")
	})
	t.Run("the same organization twice", func(t *testing.T) {
		t.Parallel()
		codes, tokens, urls := several(t, organization(1, true), organization(2, true))
		codes["globex"], tokens["globex"], urls["globex"] = codes["acme"], tokens["acme"], urls["acme"]
		directoryOf(t, codes, tokens, urls).run(t, tofu, "plan", "-no-color").mustBe(t, 1).
			says(t, "Two organizations have the same customer code")
	})
	t.Run("the token of another organization", func(t *testing.T) {
		t.Parallel()
		codes, tokens, urls := several(t, organization(1, true), organization(2, true))
		tokens["globex"] = tokens["acme"]
		directoryOf(t, codes, tokens, urls).run(t, tofu, "plan", "-no-color").mustBe(t, 1).
			says(t, "JetBrains Account rejected the token or the customer code")
	})
	t.Run("an organization without a token", func(t *testing.T) {
		t.Parallel()
		codes, tokens, urls := several(t, organization(1, true), organization(2, true))
		delete(tokens, "globex")
		directoryOf(t, codes, tokens, urls).run(t, tofu, "plan", "-no-color").mustBe(t, 1).
			says(t, `each.key is "globex"`)
	})
	t.Run("no organization", func(t *testing.T) {
		t.Parallel()
		none := map[string]string{}
		directoryOf(t, none, none, none).run(t, tofu, "plan", "-no-color").mustBe(t, 1).
			says(t, "Two organizations have the same customer code, or there is none.")
	})
}

func TestAccTerragruntPlansEveryOrganization(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	terragrunt := optionalTool(t, "terragrunt")
	for name, want := range map[string]struct {
		globex *org.Organization
		status int
	}{
		"findings in one of them": {organization(2, false), 1},
		"no findings":             {organization(2, true), 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			codes, tokens, urls := several(t, organization(1, true), want.globex)
			env := map[string]string{"TERRAGRUNT_TFPATH": terraformCommand(), "TERRAGRUNT_NON_INTERACTIVE": "true"}
			for name := range codes {
				env["JETBRAINS_TOKEN_"+strings.ToUpper(name)], env["JETBRAINS_ACCOUNT_URL_"+strings.ToUpper(name)] = tokens[name], urls[name]
			}
			d := copyOf(t, "policies/postcondition", env)
			d.needFeatures(t)
			d.installed = true
			// The units name a directory beside their own.
			d.path = filepath.Join(t.TempDir(), "terragrunt")
			for _, part := range []string{"terragrunt", "postcondition"} {
				if err := os.CopyFS(filepath.Join(d.path, "..", part), os.DirFS(filepath.Join(repository(), "examples", "policies", part))); err != nil {
					t.Fatal(err)
				}
			}
			d.edit(t, "root.hcl", `acme = "1234567", globex = "7654321"`, fmt.Sprintf("acme = %q, globex = %q", codes["acme"], codes["globex"]))
			// Each simulated organization has a server of its own.
			d.edit(t, "root.hcl", "    env_vars = {\n", "    env_vars = {\n      JETBRAINS_ACCOUNT_URL = get_env(\"JETBRAINS_ACCOUNT_URL_${upper(local.organization)}\")\n")
			r := d.run(t, terragrunt, "run-all", "plan", "-no-color").mustBe(t, want.status)
			if want.status != 0 {
				r.says(t, "external: ")
			}
			for name, token := range tokens {
				r.doesNotSay(t, token)
				if text := d.read(t, name+"/.terraform.lock.hcl"); !strings.Contains(text, "terraform-jetbrains/jetbrains") {
					t.Errorf("the lock file of %s has no provider:\n%s", name, text)
				}
			}
		})
	}
	t.Run("an organization without a token", func(t *testing.T) {
		t.Parallel()
		d := copyOf(t, "policies/postcondition", map[string]string{"TERRAGRUNT_TFPATH": terraformCommand()})
		d.needFeatures(t)
		d.path = filepath.Join(t.TempDir(), "terragrunt")
		if err := os.CopyFS(d.path, os.DirFS(filepath.Join(repository(), "examples", "policies", "terragrunt"))); err != nil {
			t.Fatal(err)
		}
		r := d.run(t, terragrunt, "run-all", "plan", "-no-color")
		if r.status == 0 {
			t.Error("exit status 0")
		}
		r.says(t, "JETBRAINS_TOKEN_ACME")
	})
}

// Whoever copies an example has no findings of tflint with its default rules. Only
// policies state the versions that they require.
func TestAccTflintAcceptsTheExamples(t *testing.T) {
	t.Parallel()
	tflint := optionalTool(t, "tflint")
	root := filepath.Join(repository(), "examples")
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		arguments := []string{"--recursive", "--no-color", "--minimum-failure-severity=notice"}
		if entry.Name() != "policies" {
			arguments = append(arguments, "--disable-rule=terraform_required_providers", "--disable-rule=terraform_required_version")
		}
		t.Run(entry.Name(), func(t *testing.T) {
			t.Parallel()
			command := exec.CommandContext(t.Context(), tflint, arguments...)
			command.Dir = filepath.Join(root, entry.Name())
			if out, err := command.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

func TestAccRegalAcceptsThePolicy(t *testing.T) {
	t.Parallel()
	regal := optionalTool(t, "regal")
	command := exec.CommandContext(t.Context(), regal, "lint", "--no-color", ".")
	command.Dir = filepath.Join(repository(), "examples", "policies", "rego")
	if out, err := command.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// A wiki shows what a module needs, takes, and returns, from a table that
// terraform-docs writes.
func TestAccTerraformDocsDescribesThePolicies(t *testing.T) {
	t.Parallel()
	docs := optionalTool(t, "terraform-docs")
	type value struct{ Name, Description string }
	for _, policy := range []string{"module/license-policy", "report", "surplus-cost", "not-in-directory"} {
		out, err := exec.CommandContext(t.Context(), docs, "json", filepath.Join(repository(), "examples", "policies", policy)).Output()
		if err != nil {
			t.Fatal(err)
		}
		var described struct {
			Inputs, Outputs []value
			Requirements    []struct{ Name, Version string }
		}
		if err := json.Unmarshal(out, &described); err != nil {
			t.Fatal(err)
		}
		for _, v := range append(described.Inputs, described.Outputs...) {
			if v.Description == "" {
				t.Errorf("%s: %s has no description", policy, v.Name)
			}
		}
		if len(described.Inputs)+len(described.Outputs) == 0 || len(described.Requirements) == 0 {
			t.Errorf("%s: terraform-docs finds no inputs, outputs, or requirements in\n%s", policy, out)
		}
	}
}

// Applied outputs become a table of their values, too.
func TestAccTerraformDocsWritesTheOutputs(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	docs := optionalTool(t, "terraform-docs")
	d := policy(t, "surplus-cost", tidy())
	d.terraform(t, "apply", "-no-color", "-auto-approve").mustBe(t, 0)
	d.write(t, "outputs.json", d.terraform(t, "output", "-json").mustBe(t, 0).standard)
	r := d.run(t, docs, "markdown", "table", "--output-values", "--output-values-from=outputs.json", ".").mustBe(t, 0)
	want, ok := d.outputs(t)["could_save"].(float64)
	if !ok {
		t.Fatal("no output could_save")
	}
	r.says(t, fmt.Sprintf("Cost of the surplus seats that renew. | `%v` |", want))
}

var (
	tableRow        = regexp.MustCompile(`(?m)^\| .* \|$`)
	tableLink       = regexp.MustCompile(`\]\(([a-z-]+)\)`)
	needs           = regexp.MustCompile(`\| (?:Terraform|OpenTofu) (\d+\.\d+)[^|]*\|$`)
	requiredVersion = regexp.MustCompile(`required_version = ">= (\d+\.\d+)"`)
)

// The table of policies has each of them, with the version that it requires.
func TestTheTableHasEveryPolicyWithItsVersion(t *testing.T) {
	t.Parallel()
	policies := filepath.Join(repository(), "examples", "policies")
	readme, err := os.ReadFile(filepath.Join(policies, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("All of them need version %s of the provider.", builtVersion[:strings.LastIndex(builtVersion, ".")]); !strings.Contains(string(readme), want) {
		t.Errorf("the README lacks %q", want)
	}
	version, listed := map[string]string{}, map[string]bool{}
	for _, row := range tableRow.FindAllString(string(readme), -1) {
		for _, link := range tableLink.FindAllStringSubmatch(row, -1) {
			listed[link[1]] = true
			if needed := needs.FindStringSubmatch(row); needed != nil {
				version[link[1]] = needed[1]
			}
		}
	}
	entries, err := os.ReadDir(policies)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		name := entry.Name()
		if !entry.IsDir() || name == "ci" {
			continue
		}
		if !listed[name] {
			t.Errorf("the table lacks %s", name)
		}
		configuration, err := fs.Glob(os.DirFS(filepath.Join(policies, name)), "main.t*f*")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range configuration {
			content, err := os.ReadFile(filepath.Join(policies, name, file))
			if err != nil {
				t.Fatal(err)
			}
			required := requiredVersion.FindStringSubmatch(string(content))
			if required == nil {
				t.Errorf("%s/%s has no required_version", name, file)
			} else if want, ok := version[name]; ok && required[1] != want {
				t.Errorf("%s/%s requires %s, and the table says %s", name, file, required[1], want)
			}
		}
	}
}
