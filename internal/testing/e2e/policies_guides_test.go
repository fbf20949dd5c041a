package e2e_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// The tests in this file check what the guides say about the examples that they
// show.

func TestAccTheFirstPolicyWarnsAndThenFails(t *testing.T) {
	t.Parallel()
	d := policy(t, "first-policy", messy())
	d.terraform(t, "plan", "-no-color").mustBe(t, 0).says(t, "Warning: The license audit has findings")
	d.edit(t, "main.tf", `on_findings = "warn"`, `on_findings = "error"`)
	d.terraform(t, "plan", "-no-color").mustBe(t, 1).says(t, "Error: The license audit failed")
	d.against(t, tidy())
	d.terraform(t, "plan", "-no-color").mustBe(t, 0).doesNotSay(t, "failed")
	d.against(t, empty())
	d.terraform(t, "plan", "-no-color").mustBe(t, 1).says(t, "min_licenses is 1, but the number of matching licenses is 0")
}

func TestAccLimitsTolerateUpToTheirNumber(t *testing.T) {
	t.Parallel()
	within := limitsOf(t, messy()).terraform(t, "plan", "-no-color").mustBe(t, 0)
	for _, rule := range []string{"expiring", "inactive", "suspended"} {
		within.says(t, rule+": ")
	}
	within.doesNotSay(t, "contractor")
	for name, change := range map[string]struct{ old, replacement, says string }{
		"a lower share":           {"max_percent = 20", "max_percent = 10", "The license audit failed: 7 of 49 inactive"},
		"a lower number":          {"max_findings = 5", "max_findings = 4", "The license audit failed: 5 of 64 suspended"},
		"an exemption that ended": {`rules = ["external"], until = "2099-01-31", reason = "SOW-12"`, `rules = ["external"], until = "2026-01-31", reason = "SOW-12"`, "external: Rosa Zimmermann (contractor7@evil.example)"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := limitsOf(t, messy())
			d.edit(t, "main.tf", change.old, change.replacement)
			d.terraform(t, "plan", "-no-color").mustBe(t, 1).says(t, change.says)
		})
	}
	limitsOf(t, empty()).terraform(t, "plan", "-no-color").mustBe(t, 1).says(t, "min_licenses is 1, but the number of matching licenses is 0")
}

// limitsOf returns the example with a limit that the simulated organization
// meets.
func limitsOf(t *testing.T, organization *org.Organization) *directory {
	t.Helper()
	d := policy(t, "limits", organization)
	d.edit(t, "main.tf", "max_findings = 4", "max_findings = 5")
	return d
}

// A data source stores its result, but not the directory that it read. When it
// identifies people by license, it stores no person.
func TestAccADataSourceThatIdentifiesByLicenseKeepsNoPerson(t *testing.T) {
	t.Parallel()
	organization := messy()
	d := policy(t, "check", organization, "directory_file="+writeJSON(t, organization.Directory))
	d.write(t, "variables.tf", "variable \"directory_file\" { type = string }\n")
	d.edit(t, "main.tf", "  on_findings = \"none\" # the check reports them\n", "  not_in_directory = { directory_emails = jsondecode(file(var.directory_file)) }\n  identify_people_by = \"license_id\"\n")
	d.terraform(t, "plan", "-no-color", "-out=checked.tfplan").mustBe(t, 0).says(t, "not_in_directory: The holder of license")
	d.terraform(t, "apply", "-no-color", "-auto-approve").mustBe(t, 0)
	d.keepsNobody(t, people(organization), "checked.tfplan")
}

// Terraform writes the value of a variable to the plan. For this reason, the
// example uses a file.
func TestAccADirectoryInAVariableIsInThePlan(t *testing.T) {
	t.Parallel()
	d := policy(t, "not-in-directory", tidy(), `directory=["jane.doe@acme.example"]`)
	d.edit(t, "main.tf", "variable \"directory_file\" {\n", "variable \"directory\" {\n")
	d.edit(t, "main.tf", "= string\n", "= list(string)\n")
	d.edit(t, "main.tf", "jsondecode(file(var.directory_file))", "var.directory")
	d.edit(t, "main.tf", `on_findings      = "error"`, `on_findings      = "none"`)
	d.terraform(t, "plan", "-no-color", "-out=variable.tfplan").mustBe(t, 0)
	d.terraform(t, "show", "-json", "variable.tfplan").mustBe(t, 0).says(t, "jane.doe@acme.example")
	d.edit(t, "main.tf", "= list(string)\n", "= list(string)\n  ephemeral = true\n")
	d.terraform(t, "plan", "-no-color", "-out=ephemeral.tfplan").mustBe(t, 0)
	d.terraform(t, "show", "-json", "ephemeral.tfplan").mustBe(t, 0).doesNotSay(t, "jane.doe@acme.example")
}

// The tests have no access to other providers. Values of the documented shape
// replace their data sources.
var standIns = []struct{ block, reference, users string }{
	{`data "okta_users" "active"`, "data.okta_users.active.users", `[{ email = "Jane.Doe@Acme.example" }, { email = null }]`},
	{
		`data "azuread_users" "all"`, "data.azuread_users.all.users",
		`[{ mail = "Jane.Doe@Acme.example", user_principal_name = "jd@acme.example", account_enabled = true }, { mail = null, user_principal_name = "x@acme.example", account_enabled = true }, { mail = "", user_principal_name = "gone@acme.example", account_enabled = false }]`,
	},
	{
		`data "googleworkspace_users" "all"`, "data.googleworkspace_users.all.users",
		`[{ primary_email = "Jane.Doe@Acme.example", aliases = ["jd@acme.example"], suspended = false, archived = false }, { primary_email = "gone@acme.example", aliases = [], suspended = true, archived = false }]`,
	},
}

var (
	terraformBlock = regexp.MustCompile("(?m)^ *```terraform\n")
	customerCode   = regexp.MustCompile(`(customer_code += )"\d+"`)
)

// Some blocks of Terraform on the pages are not included from a tested example.
// Every such block must plan against an organization without findings.
func TestAccEveryBlockOfThePagesPlans(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	guides, err := filepath.Glob(filepath.Join(repository(), "templates", "guides", "*.md.tmpl"))
	if err != nil || len(guides) == 0 {
		t.Fatalf("no guides (%v)", err)
	}
	guides = append(guides, filepath.Join(repository(), "templates", "index.md.tmpl"), filepath.Join(repository(), "README.md"))
	organization := tidy()
	server := serve(t, organization)
	stoodIn := 0
	for _, guide := range guides {
		text, err := os.ReadFile(guide)
		if err != nil {
			t.Fatal(err)
		}
		for i, block := range terraformBlock.Split(string(text), -1)[1:] {
			block, _, _ = strings.Cut(block, "```")
			status, says := 0, ""
			if strings.Contains(block, "alias ") {
				// Here, both provider blocks read the same organization.
				status, says = 1, "Both provider blocks read the same organization."
			}
			for _, s := range standIns {
				if before, after, ok := strings.Cut(block, s.block); ok {
					_, after, _ = strings.Cut(after, "\ndata ")
					block = before + "data " + strings.ReplaceAll(after, s.reference, "local.users") + "locals {\n  users = " + s.users + "\n}\n"
					status, says = 1, "is not in the directory" // the stand-in directory contains almost no one
					stoodIn++
				}
			}
			t.Run(fmt.Sprintf("%s %d", strings.TrimSuffix(filepath.Base(guide), ".md.tmpl"), i+1), func(t *testing.T) {
				t.Parallel()
				env := maps.Clone(server.Env())
				env["TF_VAR_directory_file"] = writeJSON(t, organization.Directory)
				env["TF_VAR_acme_token"], env["TF_VAR_globex_token"] = env["JETBRAINS_TOKEN"], env["JETBRAINS_TOKEN"]
				block = customerCode.ReplaceAllString(block, `${1}"`+env["JETBRAINS_CUSTOMER_CODE"]+`"`)
				d := copyOf(t, "provider", env)
				d.installed = strings.Contains(block, "alias")
				if strings.Contains(block, "required_providers") { // the block is a complete configuration
					d.write(t, "provider.tf", "")
				}
				d.write(t, "block.tf", block)
				d.needFeatures(t)
				d.init(t)
				r := d.terraform(t, "plan", "-no-color").mustBe(t, status)
				if says != "" {
					r.says(t, says)
				}
			})
		}
	}
	if stoodIn != len(standIns) {
		t.Errorf("the guides have blocks for %d directories, want %d", stoodIn, len(standIns))
	}
}
