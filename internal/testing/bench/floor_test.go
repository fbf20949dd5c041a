package bench_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	jetbrains "github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/provider"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

var now = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// question is a data source with arguments.
type question struct {
	name      string
	arguments map[string]tftypes.Value
}

func (q question) String() string {
	text := q.name
	for _, argument := range slices.Sorted(maps.Keys(q.arguments)) {
		text += "," + argument
	}
	return text
}

func list(values ...string) tftypes.Value {
	elements := make([]tftypes.Value, len(values))
	for i, v := range values {
		elements[i] = tftypes.NewValue(tftypes.String, v)
	}
	return tftypes.NewValue(tftypes.List{ElementType: tftypes.String}, elements)
}

func text(s string) tftypes.Value { return tftypes.NewValue(tftypes.String, s) }
func yes() tftypes.Value          { return tftypes.NewValue(tftypes.Bool, true) }
func number(n int) tftypes.Value  { return tftypes.NewValue(tftypes.Number, n) }

type arguments = map[string]tftypes.Value

// questions are every data source of the Account half that answers from the
// complete reading, whole and with each of its filters.
func questions(email, team string) []question {
	domains := list("acme.example", "*.acme.example")
	return []question{
		{"jetbrains_licenses", nil},
		{"jetbrains_licenses", arguments{"product_codes": list("II", "ALL")}},
		{"jetbrains_licenses", arguments{"team_ids": list(team)}},
		{"jetbrains_licenses", arguments{"assignee_emails": list(email)}},
		{"jetbrains_licenses", arguments{"assigned": yes()}},
		{"jetbrains_licenses", arguments{"suspended": yes()}},
		{"jetbrains_licenses", arguments{"trial": yes()}},
		{"jetbrains_licensed_users", nil},
		{"jetbrains_licensed_users", arguments{"product_codes": list("II", "ALL")}},
		{"jetbrains_licensed_users", arguments{"team_ids": list(team)}},
		{"jetbrains_licensed_users", arguments{"assignee_emails": list(email)}},
		{"jetbrains_licensed_users", arguments{"email_domains": domains}},
		{"jetbrains_licensed_users", arguments{"status": text("active")}},
		{"jetbrains_licensed_user", arguments{"email": text(email)}},
		{"jetbrains_ide_entitlements", nil},
		{"jetbrains_ide_entitlements", arguments{"expand_packs": yes()}},
		{"jetbrains_ide_entitlements", arguments{"expand_packs": yes(), "product_codes": list("WS")}},
		{"jetbrains_ide_entitlements", arguments{"team_ids": list(team)}},
		{"jetbrains_ide_entitlements", arguments{"assignee_emails": list(email)}},
		{"jetbrains_ide_entitlements", arguments{"status": text("suspended")}},
		{"jetbrains_products", nil},
		{"jetbrains_products", arguments{"product_codes": list("II")}},
		{"jetbrains_products", arguments{"team_ids": list(team)}},
		{"jetbrains_teams", nil},
		{"jetbrains_renewals", nil},
		{"jetbrains_renewals", arguments{"product_codes": list("II")}},
		{"jetbrains_renewals", arguments{"team_ids": list(team)}},
		{"jetbrains_license_audit", arguments{"inactive_days": number(90), "expiring_days": number(30), "allowed_email_domains": domains}},
	}
}

// BenchmarkAnswer is what lies between the last byte read and the answer
// handed over, for each data source and filter.
func BenchmarkAnswer(b *testing.B) {
	for _, licenses := range []int{10_000, 100_000} {
		read := serve(b, licenses)
		for _, q := range questions(read.email, read.team) {
			b.Run(fmt.Sprintf("%s/%d", q, licenses), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					read.ask(b, q)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(licenses), "ns/license")
			})
		}
	}
}

// BenchmarkFloor is what the framework and plugin-go need for the same rows
// when these are there already: "framework" in a data source that sets them as
// its state, "plugin-go" to encode them alone. BenchmarkAnswer is to be held
// against it.
func BenchmarkFloor(b *testing.B) {
	const licenses = 10_000
	read := serve(b, licenses)
	for _, name := range []string{"jetbrains_licensed_users", "jetbrains_licenses"} {
		typ := read.schemas.DataSourceSchemas[name].ValueType()
		prebuilt, err := read.ask(b, question{name: name}).Unmarshal(typ)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("%s/%d/plugin-go", name, licenses), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := tfprotov6.NewDynamicValue(typ, prebuilt); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("%s/%d/framework", name, licenses), func(b *testing.B) {
			server := providerserver.NewProtocol6(&prebuiltProvider{typ: typ, value: prebuilt})()
			config := encode(b, typ, nil)
			b.ReportAllocs()
			for b.Loop() {
				resp, err := server.ReadDataSource(b.Context(), &tfprotov6.ReadDataSourceRequest{TypeName: "prebuilt_rows", Config: config})
				if err != nil || len(resp.Diagnostics) > 0 {
					b.Fatal(err, resp)
				}
			}
		})
	}
}

// reader asks a provider that has the organization in memory.
type reader struct {
	server      tfprotov6.ProviderServer
	schemas     *tfprotov6.GetProviderSchemaResponse
	email, team string // of somebody and of something that is there
}

func serve(b *testing.B, licenses int) *reader {
	b.Helper()
	organization := simulator.Generate(simulator.Options{Seed: 1, Licenses: licenses, Now: now, SpaceMembers: -1})
	r := &reader{email: organization.Directory[0], team: fmt.Sprint(organization.Teams[0].ID)}
	simulated, err := simulator.Start(organization, simulator.WithoutRecording())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(simulated.Close)
	for _, name := range []string{"JETBRAINS_SPACE_URL", "JETBRAINS_SPACE_SUBDOMAIN", "JETBRAINS_SPACE_TOKEN"} {
		b.Setenv(name, "")
		if err := os.Unsetenv(name); err != nil {
			b.Fatal(err)
		}
	}
	for name, value := range simulated.Env() {
		b.Setenv(name, value)
	}
	r.server = jetbrains.NewServer(jetbrains.Options{Version: "test", Now: func() time.Time { return now }})()
	if r.schemas, err = r.server.GetProviderSchema(b.Context(), &tfprotov6.GetProviderSchemaRequest{}); err != nil {
		b.Fatal(err)
	}
	resp, err := r.server.ConfigureProvider(b.Context(), &tfprotov6.ConfigureProviderRequest{Config: encode(b, r.schemas.Provider.ValueType(), nil)})
	if err != nil || len(resp.Diagnostics) > 0 {
		b.Fatal(err, resp)
	}
	r.ask(b, question{name: "jetbrains_teams"}) // reads everything
	return r
}

func (r *reader) ask(b *testing.B, q question) *tfprotov6.DynamicValue {
	b.Helper()
	resp, err := r.server.ReadDataSource(b.Context(), &tfprotov6.ReadDataSourceRequest{
		TypeName: q.name, Config: encode(b, r.schemas.DataSourceSchemas[q.name].ValueType(), q.arguments),
	})
	if err != nil || len(resp.Diagnostics) > 0 {
		b.Fatal(q, err, resp)
	}
	return resp.State
}

// encode is an object of the type, null but for these attributes.
func encode(b *testing.B, typ tftypes.Type, set arguments) *tfprotov6.DynamicValue {
	b.Helper()
	object, ok := typ.(tftypes.Object)
	if !ok {
		b.Fatalf("%s is no object", typ)
	}
	values := arguments{}
	for name, attribute := range object.AttributeTypes {
		values[name] = tftypes.NewValue(attribute, nil)
	}
	maps.Copy(values, set)
	encoded, err := tfprotov6.NewDynamicValue(object, tftypes.NewValue(object, values))
	if err != nil {
		b.Fatal(err)
	}
	return &encoded
}

// prebuiltProvider has one data source, which sets a value as its state.
type prebuiltProvider struct {
	typ   tftypes.Type
	value tftypes.Value
}

func (p *prebuiltProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "prebuilt"
}
func (p *prebuiltProvider) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse) {
}
func (p *prebuiltProvider) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {
}
func (p *prebuiltProvider) Resources(context.Context) []func() resource.Resource { return nil }
func (p *prebuiltProvider) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{func() datasource.DataSource { return &prebuiltDataSource{p} }}
}

type prebuiltDataSource struct{ *prebuiltProvider }

func (d *prebuiltDataSource) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "prebuilt_rows"
}

func (d *prebuiltDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{Attributes: attributesFor(d.typ)}
}

func (d *prebuiltDataSource) Read(_ context.Context, _ datasource.ReadRequest, resp *datasource.ReadResponse) {
	resp.State.Raw = d.value
}

// attributesFor is a schema of the type, nested attributes where the type has
// lists of objects.
func attributesFor(typ tftypes.Type) map[string]schema.Attribute {
	attributes := map[string]schema.Attribute{}
	for name, t := range typ.(tftypes.Object).AttributeTypes {
		rows, isList := t.(tftypes.List)
		switch {
		case isList && rows.ElementType.Is(tftypes.Object{}):
			attributes[name] = schema.ListNestedAttribute{Computed: true, NestedObject: schema.NestedAttributeObject{Attributes: attributesFor(rows.ElementType)}}
		case isList:
			attributes[name] = schema.ListAttribute{Optional: true, Computed: true, ElementType: elementOf(rows.ElementType)}
		case t.Is(tftypes.Number):
			attributes[name] = schema.Int64Attribute{Optional: true, Computed: true}
		case t.Is(tftypes.Bool):
			attributes[name] = schema.BoolAttribute{Optional: true, Computed: true}
		default:
			attributes[name] = schema.StringAttribute{Optional: true, Computed: true}
		}
	}
	return attributes
}

func elementOf(typ tftypes.Type) attr.Type {
	if !typ.Is(tftypes.String) {
		panic("only lists of texts are asked for here")
	}
	return types.StringType
}
