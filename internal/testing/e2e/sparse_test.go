package e2e_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// sparse returns an organization whose licenses lack everything that JetBrains
// may omit: names, teams, and dates of use. Some licenses also have no
// subscription, or a subscription without an end date. A subscription that
// renews always has an end date.
func sparse() *org.Organization {
	organization := messy()
	organization.CustomerName = ""
	organization.Products = slices.DeleteFunc(organization.Products, func(p org.Product) bool { return p.Code == "II" })
	for i := range organization.Licenses {
		l := &organization.Licenses[i]
		l.Product.Name, l.Team = "", org.TeamRef{}
		l.Perpetual, l.Domain, l.LastSeen = nil, nil, nil
		if a := l.Assignee; a != nil {
			a.Name, a.UID, a.ServerType, a.RegistrationName = "", "", "", ""
		}
		switch {
		case l.Subscription == nil || i%3 == 0:
			l.Subscription = nil
		case i%3 == 1 && !l.Subscription.AutomaticallyRenewed:
			without := *l.Subscription
			without.ValidUntil = nil
			l.Subscription = &without
		}
	}
	return organization
}

// evaluation matches Terraform's error messages about an expression that fails
// on a value that its author did not expect. It does not match the message of
// an example's policy.
var evaluation = regexp.MustCompile(`Invalid function argument|Error in function call|Invalid template|Invalid index|Attempt to|Unsupported attribute|Invalid operand|Iteration over null|Null value found|Invalid value for|Invalid 'for'|Operation failed|Duplicate object key|Invalid object key|Invalid for_each argument|Invalid count argument`)

// No example may fail on a null value where the documentation allows null. An
// example may still stop a plan because of its policy.
func TestAccNoExampleFailsOnWhatJetBrainsMayLeaveOut(t *testing.T) {
	t.Parallel()
	needTerraform(t)
	organization := sparse()
	env := merged(everyVariable(t, organization), map[string]string{"TF_VAR_directory_file": writeJSON(t, organization.Directory)})
	for _, example := range examples(t, ".") {
		t.Run(example, func(t *testing.T) {
			t.Parallel()
			d := copyOf(t, example, env)
			d.needFeatures(t)
			d.leaveOutMocks(t)
			d.init(t)
			if example == "access-review/review" {
				return // a module that takes rows; its own tests and its root plan it
			}
			plan := d.terraform(t, "plan", "-no-color")
			if found := evaluation.FindString(plan.errors + plan.standard); found != "" {
				t.Errorf("an expression fails (%s):\n%s", found, plan.errors)
			}
			if top, _, _ := strings.Cut(example, "/"); top != "policies" && top != "testing" {
				plan.mustBe(t, 0)
			}
		})
	}
}
