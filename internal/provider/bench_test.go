package provider_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// BenchmarkRead measures the first read of a plan: it fetches all pages over
// HTTP on loopback, then decodes and merges them. The time includes the
// simulator's work.
func BenchmarkRead(b *testing.B) {
	for _, licenses := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(licenses), func(b *testing.B) {
			b.ReportAllocs()
			environment := benchmarkEnvironment(b, licenses)
			for b.Loop() {
				benchmarkRead(b, environment(), "jetbrains_seats", nil)
			}
		})
	}
}

// benchmarkEnvironment serves an organization. It returns a function that makes
// a configured server that has not read anything yet.
func benchmarkEnvironment(b *testing.B, licenses int) func() tfprotov6.ProviderServer {
	b.Helper()
	simulated, err := simulator.Start(generated(licenses), simulator.WithoutRecording())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(simulated.Close)
	for name, value := range simulated.Env() {
		b.Setenv(name, value)
	}
	return func() tfprotov6.ProviderServer {
		server := newTestServer()
		schemas, err := server.GetProviderSchema(b.Context(), &tfprotov6.GetProviderSchemaRequest{})
		if err != nil {
			b.Fatal(err)
		}
		resp, err := server.ConfigureProvider(b.Context(), &tfprotov6.ConfigureProviderRequest{Config: encode(b, schemas.Provider.ValueType(), nil)})
		if err != nil || hasError(resp.Diagnostics) {
			b.Fatal(err, problems(resp.Diagnostics))
		}
		return server
	}
}

func benchmarkRead(b *testing.B, server tfprotov6.ProviderServer, name string, arguments object) {
	b.Helper()
	resp, err := server.ReadDataSource(b.Context(), benchmarkRequest(b, server, name, arguments))
	if err != nil || hasError(resp.Diagnostics) {
		b.Fatal(err, problems(resp.Diagnostics))
	}
}

// declaredPeople makes addresses that nobody has.
func declaredPeople(n int) []any {
	emails := make([]any, n)
	for i := range emails {
		emails[i] = fmt.Sprintf("Person%d@acme.example", i)
	}
	return emails
}

// holders lists people who hold licenses in the generated organization.
func holders(b *testing.B, licenses, n int) []any {
	b.Helper()
	seen := map[string]bool{}
	var emails []any
	for _, l := range generated(licenses).Licenses {
		if a := l.Assignee; a != nil && a.Type == org.AssigneeUser && !seen[a.Email] && len(emails) < n {
			seen[a.Email] = true
			emails = append(emails, a.Email)
		}
	}
	for i := len(emails); i < n; i++ {
		emails = append(emails, fmt.Sprintf("Person%d@acme.example", i))
	}
	return emails
}

// BenchmarkAuditOfLargeArguments measures an audit of a list that was already
// read, without and with 50,000 addresses or pairs. The time includes
// validating, decoding, evaluating, and encoding.
func BenchmarkAuditOfLargeArguments(b *testing.B) {
	server := benchmarkEnvironment(b, 100_000)()
	emails := holders(b, 100_000, 50_000)
	dates := object{}
	for _, email := range emails {
		dates[email.(string)] = "2026-11-01"
	}
	rule := func(name string, small, large object) [2]object {
		audit := func(values object) object {
			return object{"inactive": object{"days": 90}, name: values, "identify_people_by": "license_id", "on_findings": "none"}
		}
		return [2]object{audit(small), audit(large)}
	}
	one := emails[:1]
	for name, arguments := range map[string][2]object{
		"directory_emails": rule("not_in_directory", object{"directory_emails": one, "max_percent": 100}, object{"directory_emails": emails, "max_percent": 100}),
		"leaving_dates":    rule("departed", object{"leaving_dates": object{"a@acme.example": "2026-11-01"}}, object{"leaving_dates": dates, "days": 1000}),
		"missing":          rule("missing_entitlement", object{"expected": object{"II": one}}, object{"expected": object{"II": emails}}),
		"unexpected":       rule("unexpected_entitlement", object{"expected": object{"II": one}}, object{"expected": object{"II": emails}}),
	} {
		for i, size := range []string{"1", "50000"} {
			b.Run(name+"/"+size, func(b *testing.B) {
				request := benchmarkRequest(b, server, "jetbrains_license_audit", arguments[i])
				for b.Loop() {
					benchmarkRequested(b, server, request)
				}
			})
		}
	}
}

// BenchmarkLargeLists measures each list argument of each data source of
// licenses with 100,000 addresses, against the same read without it.
func BenchmarkLargeLists(b *testing.B) {
	server := benchmarkEnvironment(b, 10_000)()
	emails := declaredPeople(100_000)
	centers := object{}
	exemptions := make([]any, len(emails))
	for i, email := range emails {
		centers[email.(string)] = "R&D"
		exemptions[i] = object{"email": email, "rules": []any{"all"}, "until": "never"}
	}
	domains := make([]any, len(emails))
	for i := range domains {
		domains[i] = fmt.Sprintf("team%d.acme.example", i)
	}
	for name, test := range map[string]struct {
		dataSource         string
		arguments, without object
	}{
		"licenses/assignee_emails":     {"jetbrains_licenses", object{"assignee_emails": emails}, nil},
		"licenses/product_codes":       {"jetbrains_licenses", object{"product_codes": emails}, nil},
		"licensed_users/email_domains": {"jetbrains_licensed_users", object{"email_domains": domains}, nil},
		"ide_entitlements/pack":        {"jetbrains_ide_entitlements", object{"pack_contents": object{"ALL": emails}}, nil},
		"seats/cost_centers":           {"jetbrains_seats", object{"cost_centers": centers}, nil},
		"audit/exemptions":             {"jetbrains_license_audit", object{"trial": object{}, "exemptions": exemptions}, object{"trial": object{}}},
		"audit/allowed_email_domains":  {"jetbrains_license_audit", object{"external": object{"allowed_email_domains": domains}}, object{"trial": object{}}},
		"audit/directory_emails":       {"jetbrains_license_audit", object{"not_in_directory": object{"directory_emails": emails}}, object{"trial": object{}}},
		"audit/discontinued":           {"jetbrains_license_audit", object{"discontinued": object{"product_codes": emails}}, object{"trial": object{}}},
	} {
		for size, arguments := range map[string]object{"none": test.without, "100000": test.arguments} {
			b.Run(name+"/"+size, func(b *testing.B) {
				request := benchmarkRequest(b, server, test.dataSource, arguments)
				for b.Loop() {
					benchmarkRequested(b, server, request)
				}
			})
		}
	}
}

// benchmarkRequest encodes the arguments once: that is Terraform's work.
func benchmarkRequest(b *testing.B, server tfprotov6.ProviderServer, name string, arguments object) *tfprotov6.ReadDataSourceRequest {
	b.Helper()
	schemas, err := server.GetProviderSchema(b.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		b.Fatal(err)
	}
	return &tfprotov6.ReadDataSourceRequest{TypeName: name, Config: encode(b, schemas.DataSourceSchemas[name].ValueType(), arguments)}
}

// benchmarkRequested validates and reads, as Terraform does. A read may fail:
// what an argument costs does not depend on that.
func benchmarkRequested(b *testing.B, server tfprotov6.ProviderServer, request *tfprotov6.ReadDataSourceRequest) {
	b.Helper()
	if _, err := server.ValidateDataResourceConfig(b.Context(), &tfprotov6.ValidateDataResourceConfigRequest{TypeName: request.TypeName, Config: request.Config}); err != nil {
		b.Fatal(err)
	}
	if _, err := server.ReadDataSource(b.Context(), request); err != nil {
		b.Fatal(err)
	}
}
