package provider

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/answer"
)

// dataSource is the envelope that all data sources share. A is a struct of the
// arguments, R the answer; what is left to each is its schema and a pure read.
type dataSource[A, R any] struct {
	name        string // without the provider's prefix
	description string
	arguments   map[string]schema.Attribute
	outputs     []answer.Field[R]
	// validate checks the arguments as a whole once all are known; nil where
	// the validators of each say enough.
	validate func(*A) diag.Diagnostics
	read     func(context.Context, *clients, *A) (R, diag.Diagnostics)
	// store gives the arguments whose stored value differs from the configured
	// one, with that value; nil for none.
	store func(*A) map[string]any

	clients *clients
}

func (d *dataSource[A, R]) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + d.name
}

func (d *dataSource[A, R]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := answer.Attributes(d.outputs)
	maps.Copy(attributes, d.arguments)
	resp.Schema = schema.Schema{MarkdownDescription: d.description, Attributes: attributes}
}

func (d *dataSource[A, R]) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	var diags diag.Diagnostics
	d.clients, diags = clientsOf(req.ProviderData)
	resp.Diagnostics.Append(diags...)
}

func (d *dataSource[A, R]) ValidateConfig(ctx context.Context, req datasource.ValidateConfigRequest, resp *datasource.ValidateConfigResponse) {
	resp.Diagnostics.Append(validateArguments(ctx, req.Config, d.validate)...)
}

func (d *dataSource[A, R]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	arguments, diags := readArguments[A](ctx, req.Config)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	result, diags := d.read(ctx, d.clients, &arguments)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	// The framework has filled the state with the configuration; the answer
	// goes past it.
	resp.Diagnostics.Append(storeArguments(ctx, &resp.State, d.store, &arguments)...)
	resp.Diagnostics.Append(give(ctx, d.outputs, &result)...)
}

func give[R any](ctx context.Context, outputs []answer.Field[R], result *R) diag.Diagnostics {
	if err := answer.Give(ctx, outputs, result); err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("The answer could not be handed over", sentence(err.Error())+" This is a fault of the provider; please report it.")}
	}
	return nil
}
