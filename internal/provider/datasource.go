package provider

import (
	"context"
	"fmt"
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
	read        func(context.Context, *clients, *A) (R, diag.Diagnostics)
	// store names the arguments whose stored value differs from the configured
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
	if req.ProviderData == nil {
		return // while Terraform validates, nothing is configured
	}
	c, ok := req.ProviderData.(*clients)
	if !ok {
		resp.Diagnostics.AddError("Unexpected provider data", fmt.Sprintf("Got %T. This is a fault of the provider; please report it.", req.ProviderData))
		return
	}
	d.clients = c
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
	if d.store != nil {
		resp.Diagnostics.Append(storeArguments(ctx, &resp.State, d.store(&arguments))...)
	}
	if err := answer.Give(ctx, d.outputs, &result); err != nil {
		resp.Diagnostics.AddError("The answer could not be handed over", err.Error())
	}
}
