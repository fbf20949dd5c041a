package provider

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// dataSourceSpec defines a data source or an ephemeral resource: S is the
// source that it reads from, A a struct of its arguments, R its result. A data
// source adds only its schema and a read function, which does not depend on
// Terraform.
type dataSourceSpec[S, A, R any] struct {
	name        string // without the provider's prefix
	description string
	arguments   map[string]schema.Attribute
	outputs     []output.Field[R]

	// validators check combinations of arguments, even while some values are
	// unknown. They apply to data sources only.
	validators []datasource.ConfigValidator
	// validate checks the arguments as a whole once all are known; nil if the
	// validators of the individual arguments suffice.
	validate func(*A) diag.Diagnostics

	source source[S]
	// lookups names the argument that holds each key that a read might not
	// find.
	lookups map[directory.LookupKey]string
	read    func(context.Context, S, *A) (R, error)
	// diagnose returns warnings about a complete result, or errors that reject
	// it. It may be nil.
	diagnose func(S, *A, *R) diag.Diagnostics
	// store returns the arguments whose stored value differs from the
	// configured one, with that value. Nil for none.
	store func(*A, *R) map[string]any
}

// attributes is the schema: the arguments and the outputs.
func (s *dataSourceSpec[S, A, R]) attributes() (map[string]schema.Attribute, diag.Diagnostics) {
	attributes, err := output.Schema(s.arguments, s.outputs)
	if err != nil {
		return nil, diag.Diagnostics{diag.NewErrorDiagnostic("The schema of "+s.name+" is wrong", value.Sentence(err.Error())+" This is a bug in the provider. Please report it.")}
	}
	return attributes, nil
}

// filters are the names of the arguments that may narrow the data source down,
// sorted: optional lists and texts.
func (s *dataSourceSpec[S, A, R]) filters() []string {
	var names []string
	for _, name := range value.SortedKeys(s.arguments) {
		switch s.arguments[name].(type) {
		case checkedList, schema.StringAttribute:
			if s.arguments[name].IsOptional() {
				names = append(names, name)
			}
		}
	}
	return names
}

// large are the arguments that may bypass the framework.
func (d *dataSource[S, A, R]) large() *largeArguments { return largeArgumentsOf(d.spec.arguments) }

// execute reads the data and passes the result on, bypassing the framework. The
// framework has already filled the target with the configuration.
func (s *dataSourceSpec[S, A, R]) execute(ctx context.Context, c *clients, config tfsdk.Config, target attributeSetter) diag.Diagnostics {
	arguments, diags := readArguments[A](ctx, config, s.arguments)
	if diags.HasError() {
		return diags
	}
	from, more := s.source.open(ctx, c)
	diags.Append(more...)
	if diags.HasError() {
		return diags
	}
	result, err := s.read(ctx, from, &arguments)
	if err != nil {
		return append(diags, s.explain(c, err)...)
	}
	if s.diagnose != nil {
		diags.Append(s.diagnose(from, &arguments, &result)...)
	}
	if s.store != nil {
		diags.Append(storeArguments(ctx, target, s.store(&arguments, &result))...)
	}
	if diags.HasError() {
		return diags
	}
	err = output.Set(ctx, s.outputs, &result)
	var tooLarge *output.TooLargeError
	switch {
	case errors.As(err, &tooLarge):
		diags.AddError(tooLargeSummary, tooLargeDetail(tooLarge, s.filters()))
	case err != nil:
		diags.AddError("The result could not be returned to Terraform", value.Sentence(err.Error())+" This is a bug in the provider. Please report it.")
	}
	return diags
}

func (s *dataSourceSpec[S, A, R]) explain(c *clients, err error) diag.Diagnostics {
	if refused := diagnosticsOf(err); refused != nil {
		return refused
	}
	return diag.Diagnostics{s.source.explain(c, err, s.lookups)}
}

// diagnosticsError is an error of a read that is already worded for the user.
type diagnosticsError struct{ diagnostics diag.Diagnostics }

func (e *diagnosticsError) Error() string { return e.diagnostics[0].Summary() }

// diagnosticsOf returns the diagnostics of an error that is already worded for
// the user.
func diagnosticsOf(err error) diag.Diagnostics {
	if refused, ok := errors.AsType[*diagnosticsError](err); ok {
		return refused.diagnostics
	}
	return nil
}

// argumentError is the error of a read that one argument causes.
func argumentError(argument, summary, detail string) error {
	return &diagnosticsError{diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root(argument), summary, detail)}}
}

// dataSource implements a data source of the framework.
type dataSource[S, A, R any] struct {
	spec    dataSourceSpec[S, A, R]
	clients *clients
}

func newDataSource[S, A, R any](spec dataSourceSpec[S, A, R]) datasource.DataSource {
	return &dataSource[S, A, R]{spec: spec}
}

func (d *dataSource[S, A, R]) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + d.spec.name
}

func (d *dataSource[S, A, R]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes, diags := d.spec.attributes()
	resp.Diagnostics.Append(diags...)
	resp.Schema = schema.Schema{MarkdownDescription: d.spec.description, Attributes: attributes}
}

func (d *dataSource[S, A, R]) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	var diags diag.Diagnostics
	d.clients, diags = clientsOf(req.ProviderData)
	resp.Diagnostics.Append(diags...)
}

func (d *dataSource[S, A, R]) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return d.spec.validators
}

func (d *dataSource[S, A, R]) ValidateConfig(ctx context.Context, req datasource.ValidateConfigRequest, resp *datasource.ValidateConfigResponse) {
	resp.Diagnostics.Append(validateArguments(ctx, req.Config, d.spec.arguments, d.spec.validate)...)
}

func (d *dataSource[S, A, R]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	resp.Diagnostics.Append(d.spec.execute(ctx, d.clients, req.Config, &resp.State)...)
}

// ephemeralResource implements an ephemeral resource of the framework. None of
// its result is stored.
type ephemeralResource[S, A, R any] struct {
	spec    dataSourceSpec[S, A, R]
	clients *clients
}

func newEphemeralResource[S, A, R any](spec dataSourceSpec[S, A, R]) ephemeral.EphemeralResource {
	return &ephemeralResource[S, A, R]{spec: spec}
}

func (e *ephemeralResource[S, A, R]) Metadata(_ context.Context, req ephemeral.MetadataRequest, resp *ephemeral.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + e.spec.name
}

func (e *ephemeralResource[S, A, R]) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	attributes, diags := e.spec.attributes()
	resp.Diagnostics.Append(diags...)
	resp.Schema = ephemeralSchema(e.spec.description, attributes)
}

func (e *ephemeralResource[S, A, R]) Configure(_ context.Context, req ephemeral.ConfigureRequest, resp *ephemeral.ConfigureResponse) {
	var diags diag.Diagnostics
	e.clients, diags = clientsOf(req.ProviderData)
	resp.Diagnostics.Append(diags...)
}

func (e *ephemeralResource[S, A, R]) ValidateConfig(ctx context.Context, req ephemeral.ValidateConfigRequest, resp *ephemeral.ValidateConfigResponse) {
	resp.Diagnostics.Append(validateArguments(ctx, req.Config, e.spec.arguments, e.spec.validate)...)
}

func (e *ephemeralResource[S, A, R]) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	resp.Diagnostics.Append(e.spec.execute(ctx, e.clients, req.Config, &resp.Result)...)
}
