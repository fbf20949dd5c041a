package bench

import (
	"embed"
	"fmt"
	"strings"
)

// Question is one thing to ask in a plan of its own. Its configuration has an
// output called answer.
type Question struct {
	Name          string
	Configuration string
}

//go:embed questions/*.tf
var files embed.FS

// LicensedUsers asks who holds a license.
func LicensedUsers() *Question {
	return fromFiles("jetbrains_licensed_users", "jetbrains.tf", "jetbrains_licensed_users.tf")
}

// LicensedUsersByHTTP asks the same with the hashicorp/http provider.
func LicensedUsersByHTTP() *Question {
	return fromFiles("http: licensed users", "http.tf", "http_licensed_users.tf")
}

// LicenseAudit asks who is idle and who is not ours, over all licenses.
func LicenseAudit() *Question {
	return fromFiles("jetbrains_license_audit", "jetbrains.tf", "jetbrains_license_audit.tf")
}

// LicenseAuditByHTTP asks the same with the hashicorp/http provider.
func LicenseAuditByHTTP() *Question {
	return fromFiles("http: license audit", "http.tf", "http_license_audit.tf")
}

// AccountQuestions are the other data sources of the Account half, whole, and
// with filters where these take another way.
func AccountQuestions() []*Question {
	const total = "%s.total_count"
	return []*Question{
		dataSource("jetbrains_account", "%s.scope"),
		dataSource("jetbrains_licenses", total),
		dataSource("jetbrains_licenses", total, "suspended = true"),
		dataSource("jetbrains_license", "%s.license_id", "license_id = var.license_id"),
		dataSource("jetbrains_licensed_users", total, `email_domains = ["acme.example"]`, `status = "active"`),
		dataSource("jetbrains_licensed_user", "%s.email", "email = var.email"),
		dataSource("jetbrains_ide_entitlements", total),
		dataSource("jetbrains_ide_entitlements", total, "expand_packs = true", `product_codes = ["WS"]`),
		dataSource("jetbrains_products", total),
		dataSource("jetbrains_teams", "length(%s.teams)"),
		dataSource("jetbrains_renewals", "sum(%s.renewals[*].total)"),
	}
}

// SpaceQuestions are the lists of the Space half.
func SpaceQuestions() []*Question {
	return []*Question{
		dataSource("jetbrains_space_members", "%s.total_count"),
		dataSource("jetbrains_space_memberships", "%s.total_count"),
		dataSource("jetbrains_space_teams", "%s.total_count"),
	}
}

func fromFiles(name string, parts ...string) *Question {
	q := &Question{Name: name}
	for _, part := range append([]string{"header.tf"}, parts...) {
		text, err := files.ReadFile("questions/" + part)
		if err != nil {
			panic(err) // it is embedded under this name
		}
		q.Configuration += string(text) + "\n"
	}
	return q
}

// dataSource asks one data source; answer is an expression over it, with a verb
// where it stands.
func dataSource(name, answer string, arguments ...string) *Question {
	q := fromFiles(name, "jetbrains.tf")
	if len(arguments) > 0 {
		q.Name += " (" + strings.Join(arguments, ", ") + ")"
	}
	q.Configuration += fmt.Sprintf("data %q \"this\" {\n%s\n}\n\noutput \"answer\" {\n  value = %s\n}\n",
		name, strings.Join(arguments, "\n"), fmt.Sprintf(answer, "data."+name+".this"))
	return q
}
