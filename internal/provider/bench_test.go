package provider_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
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
				benchmarkRead(b, environment(), "jetbrains_products", nil)
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
	schemas, err := server.GetProviderSchema(b.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		b.Fatal(err)
	}
	resp, err := server.ReadDataSource(b.Context(), &tfprotov6.ReadDataSourceRequest{
		TypeName: name, Config: encode(b, schemas.DataSourceSchemas[name].ValueType(), arguments),
	})
	if err != nil || hasError(resp.Diagnostics) {
		b.Fatal(err, problems(resp.Diagnostics))
	}
}

// BenchmarkAuditOfDeclaredEntitlements measures an audit of a list that was
// already read, without and with 50,000 declared pairs. The time includes
// validating, decoding, evaluating, and encoding.
func BenchmarkAuditOfDeclaredEntitlements(b *testing.B) {
	server := benchmarkEnvironment(b, 100_000)()
	var emails []any
	for i := range 50_000 {
		emails = append(emails, fmt.Sprintf("Person%d@acme.example", i))
	}
	arguments := object{"inactive_days": 90, "identify_people_by": "license_id"}
	for _, declared := range []bool{false, true} {
		if declared {
			arguments["expected_entitlements"] = object{"II": emails}
		}
		b.Run(fmt.Sprintf("declared=%t", declared), func(b *testing.B) {
			for b.Loop() {
				benchmarkRead(b, server, "jetbrains_license_audit", arguments)
			}
		})
	}
}
