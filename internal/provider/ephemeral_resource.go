package provider

import (
	"context"
	"fmt"
	"maps"

	datasourceschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/answer"
)

// ephemeralResource is the envelope of dataSource for an ephemeral resource.
// It is described by a data source's schema, so that twins are written once.
type ephemeralResource[A, R any] struct {
	name        string
	description string
	arguments   map[string]datasourceschema.Attribute
	outputs     []answer.Field[R]
	validate    func(*A) diag.Diagnostics
	read        func(context.Context, *clients, *A) (R, diag.Diagnostics)
	store       func(*A) map[string]any

	clients *clients
}

func (e *ephemeralResource[A, R]) Metadata(_ context.Context, req ephemeral.MetadataRequest, resp *ephemeral.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + e.name
}

func (e *ephemeralResource[A, R]) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	attributes := answer.Attributes(e.outputs)
	maps.Copy(attributes, e.arguments)
	resp.Schema = schema.Schema{MarkdownDescription: e.description, Attributes: ephemeralAttributes(attributes)}
}

func (e *ephemeralResource[A, R]) Configure(_ context.Context, req ephemeral.ConfigureRequest, resp *ephemeral.ConfigureResponse) {
	var diags diag.Diagnostics
	e.clients, diags = clientsOf(req.ProviderData)
	resp.Diagnostics.Append(diags...)
}

func (e *ephemeralResource[A, R]) ValidateConfig(ctx context.Context, req ephemeral.ValidateConfigRequest, resp *ephemeral.ValidateConfigResponse) {
	resp.Diagnostics.Append(validateArguments(ctx, req.Config, e.validate)...)
}

func (e *ephemeralResource[A, R]) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	arguments, diags := readArguments[A](ctx, req.Config)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	result, diags := e.read(ctx, e.clients, &arguments)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(storeArguments(ctx, &resp.Result, e.store, &arguments)...)
	resp.Diagnostics.Append(give(ctx, e.outputs, &result)...)
}

// ephemeralAttributes translates the kinds of attribute that data sources of
// this provider use. The framework has the same types once for each purpose.
func ephemeralAttributes(attributes map[string]datasourceschema.Attribute) map[string]schema.Attribute {
	translated := make(map[string]schema.Attribute, len(attributes))
	for name, attribute := range attributes {
		translated[name] = ephemeralAttribute(name, attribute)
	}
	return translated
}

func ephemeralAttribute(name string, attribute datasourceschema.Attribute) schema.Attribute {
	switch a := attribute.(type) {
	case datasourceschema.StringAttribute:
		return schema.StringAttribute{Required: a.Required, Optional: a.Optional, Computed: a.Computed, MarkdownDescription: a.MarkdownDescription, Validators: a.Validators}
	case datasourceschema.BoolAttribute:
		return schema.BoolAttribute{Required: a.Required, Optional: a.Optional, Computed: a.Computed, MarkdownDescription: a.MarkdownDescription, Validators: a.Validators}
	case datasourceschema.Int64Attribute:
		return schema.Int64Attribute{Required: a.Required, Optional: a.Optional, Computed: a.Computed, MarkdownDescription: a.MarkdownDescription, Validators: a.Validators}
	case datasourceschema.ListAttribute:
		return schema.ListAttribute{Required: a.Required, Optional: a.Optional, Computed: a.Computed, MarkdownDescription: a.MarkdownDescription, Validators: a.Validators, ElementType: a.ElementType}
	case datasourceschema.MapAttribute:
		return schema.MapAttribute{Required: a.Required, Optional: a.Optional, Computed: a.Computed, MarkdownDescription: a.MarkdownDescription, Validators: a.Validators, ElementType: a.ElementType}
	case datasourceschema.SingleNestedAttribute:
		return schema.SingleNestedAttribute{Required: a.Required, Optional: a.Optional, Computed: a.Computed, MarkdownDescription: a.MarkdownDescription, Validators: a.Validators, Attributes: ephemeralAttributes(a.Attributes)}
	case datasourceschema.ListNestedAttribute:
		return schema.ListNestedAttribute{Required: a.Required, Optional: a.Optional, Computed: a.Computed, MarkdownDescription: a.MarkdownDescription, Validators: a.Validators,
			NestedObject: schema.NestedAttributeObject{Attributes: ephemeralAttributes(a.NestedObject.Attributes)}}
	default:
		panic(fmt.Sprintf("attribute %s: no ephemeral twin of %T", name, attribute)) // found by the schema test
	}
}
