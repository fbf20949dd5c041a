package e2e_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/fault"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// This test runs one fault from each class in the clients' own tables through
// real Terraform. The plan either contains every license or fails with a named
// error.
func TestAccAPlanIsCompleteOrFailsWhateverTheServerDoes(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	const licenses = 450 // three pages, the last one short
	const whole = ""     // the list is complete after a retry, so there is no error
	for name, test := range map[string]struct {
		fault fault.Fault
		want  string
	}{
		"500 once":               {fault.ServerError().OnPage(3).First(1), whole},
		"500 on the last page":   {fault.ServerError().OnPage(3), "JetBrains Account returned a server error"},
		"429 for an hour":        {fault.RateLimited("3600").OnPage(2), "asked the provider to wait too long"},
		"always cut in the body": {fault.CutMidBody().OnPage(2), "The connection to JetBrains Account was cut off"},
		"half a JSON":            {fault.Truncated().OnPage(2), "ends in the middle of the JSON"},
		"an endless body":        {fault.Oversized(64 << 20).OnPage(2), "sent a response that is too large"},
		"a redirect elsewhere":   {fault.RedirectToHost(302, "http://127.0.0.2:9").OnPage(2), "redirected to another server"},
		"no response":            {fault.Hang().OnPage(2), "did not respond in time"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := serve(t, simulator.Generate(org.Options{Seed: 1, Licenses: licenses, Now: today}))
			d := copyOf(t, "provider", server.Env())
			timeout := "5m" // longer than a busy machine needs for any response
			if name == "no response" {
				timeout = "1s"
			}
			d.write(t, "provider.tf", `
terraform {
  required_providers {
    jetbrains = { source = "terraform-jetbrains/jetbrains" }
  }
}
provider "jetbrains" {
  max_retries     = 1
  request_timeout = "`+timeout+`"
}
`)
			d.write(t, "question.tf", `
data "jetbrains_licenses" "all" {}
output "read" { value = data.jetbrains_licenses.all.total_count }
`)
			d.init(t)
			server.Fail(test.fault)
			r := d.terraform(t, "plan", "-no-color")
			if test.want == whole {
				r.mustBe(t, 0).says(t, fmt.Sprintf("+ read = %d", licenses))
				return
			}
			r.mustBe(t, 1).says(t, test.want)
			if strings.Contains(r.output, "+ read") {
				t.Errorf("an output was shown along with the error:\n%s", r.output)
			}
		})
	}
}

// Licenses that are added or removed during a read are in the result of the
// next read, or the plan fails.
func TestAccAListThatChangesWhileItIsReadIsReadAgain(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	server := serve(t, simulator.Generate(org.Options{Seed: 1, Licenses: 450, Now: today}))
	d := copyOf(t, "provider", server.Env())
	d.write(t, "question.tf", `
data "jetbrains_licenses" "all" {}
output "read" { value = data.jetbrains_licenses.all.total_count }
`)
	d.init(t)
	leave := fault.Before(func(fault.Request) {
		server.Update(func(o *org.Organization) { o.Licenses = o.Licenses[1:] })
	}).OnPage(2)

	server.Fail(leave.First(1))
	d.terraform(t, "plan", "-no-color").mustBe(t, 0).says(t, "+ read = 449")

	server.Fail(leave)
	d.terraform(t, "plan", "-no-color").mustBe(t, 1).says(t, "A list from JetBrains Account kept changing while it was being read")
}
