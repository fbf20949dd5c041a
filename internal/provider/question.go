package provider

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
)

// question is what all data sources and ephemeral resources are: arguments and
// an answer. A is a struct of the arguments, R the answer; what is left to each
// is its schema and a pure read.
type question[A, R any] struct {
	name        string // without the provider's prefix
	description string
	arguments   map[string]schema.Attribute
	outputs     []output.Field[R]
	// validate checks the arguments as a whole once all are known; nil where
	// the validators of each say enough.
	validate func(*A) diag.Diagnostics
	read     func(context.Context, *clients, *A) (R, diag.Diagnostics)
	// store gives the arguments whose stored value differs from the configured
	// one, with that value; nil for none.
	store func(*A) map[string]any

	clients *clients
}

// attributes is the schema: the arguments, and what the outputs say of
// themselves.
func (q *question[A, R]) attributes() map[string]schema.Attribute {
	attributes := output.Attributes(q.outputs)
	maps.Copy(attributes, q.arguments)
	return attributes
}

func (q *question[A, R]) configure(providerData any) (diags diag.Diagnostics) {
	q.clients, diags = clientsOf(providerData)
	return diags
}

// answer reads, and hands the answer over past the framework, which has filled
// the target with the configuration already.
func (q *question[A, R]) answer(ctx context.Context, config tfsdk.Config, to attributeSetter) diag.Diagnostics {
	arguments, diags := readArguments[A](ctx, config)
	if diags.HasError() {
		return diags
	}
	result, more := q.read(ctx, q.clients, &arguments)
	diags.Append(more...)
	if diags.HasError() {
		return diags
	}
	diags.Append(storeArguments(ctx, to, q.store, &arguments)...)
	if err := output.Give(ctx, q.outputs, &result); err != nil {
		diags.AddError("The answer could not be handed over", sentence(err.Error())+" This is a fault of the provider; please report it.")
	}
	return diags
}

// dataSource is a question as a data source.
type dataSource[A, R any] struct{ question[A, R] }

func newDataSource[A, R any](q question[A, R]) datasource.DataSource { return &dataSource[A, R]{q} }

func (d *dataSource[A, R]) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + d.name
}

func (d *dataSource[A, R]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{MarkdownDescription: d.description, Attributes: d.attributes()}
}

func (d *dataSource[A, R]) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	resp.Diagnostics.Append(d.configure(req.ProviderData)...)
}

func (d *dataSource[A, R]) ValidateConfig(ctx context.Context, req datasource.ValidateConfigRequest, resp *datasource.ValidateConfigResponse) {
	resp.Diagnostics.Append(validateArguments(ctx, req.Config, d.validate)...)
}

func (d *dataSource[A, R]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	resp.Diagnostics.Append(d.answer(ctx, req.Config, &resp.State)...)
}

// ephemeralResource is a question as an ephemeral resource: nothing of its
// answer is stored.
type ephemeralResource[A, R any] struct{ question[A, R] }

func newEphemeralResource[A, R any](q question[A, R]) ephemeral.EphemeralResource {
	return &ephemeralResource[A, R]{q}
}

func (e *ephemeralResource[A, R]) Metadata(_ context.Context, req ephemeral.MetadataRequest, resp *ephemeral.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + e.name
}

func (e *ephemeralResource[A, R]) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	resp.Schema = ephemeralSchema(e.description, e.attributes())
}

func (e *ephemeralResource[A, R]) Configure(_ context.Context, req ephemeral.ConfigureRequest, resp *ephemeral.ConfigureResponse) {
	resp.Diagnostics.Append(e.configure(req.ProviderData)...)
}

func (e *ephemeralResource[A, R]) ValidateConfig(ctx context.Context, req ephemeral.ValidateConfigRequest, resp *ephemeral.ValidateConfigResponse) {
	resp.Diagnostics.Append(validateArguments(ctx, req.Config, e.validate)...)
}

func (e *ephemeralResource[A, R]) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	resp.Diagnostics.Append(e.answer(ctx, req.Config, &resp.Result)...)
}
