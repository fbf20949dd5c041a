package provider

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// readArguments fills a struct whose fields name arguments in their tfsdk
// tags. The framework's own Get would ask for the computed attributes too.
func readArguments[A any](ctx context.Context, config tfsdk.Config) (A, diag.Diagnostics) {
	var (
		arguments A
		diags     diag.Diagnostics
	)
	v := reflect.ValueOf(&arguments).Elem()
	for i := range v.NumField() {
		name := v.Type().Field(i).Tag.Get("tfsdk")
		diags.Append(config.GetAttribute(ctx, path.Root(name), v.Field(i).Addr().Interface())...)
	}
	return arguments, diags
}

// validateArguments checks arguments as a whole, unless one is not known yet.
func validateArguments[A any](ctx context.Context, config tfsdk.Config, validate func(*A) diag.Diagnostics) diag.Diagnostics {
	if validate == nil || !config.Raw.IsFullyKnown() {
		return nil
	}
	arguments, diags := readArguments[A](ctx, config)
	if diags.HasError() {
		return diags
	}
	return append(diags, validate(&arguments)...)
}

// attributeSetter is a state, or the result of an ephemeral resource.
type attributeSetter interface {
	SetAttribute(ctx context.Context, path path.Path, value any) diag.Diagnostics
}

// storeArguments changes what is stored of the arguments.
func storeArguments(ctx context.Context, to attributeSetter, values map[string]any) diag.Diagnostics {
	var diags diag.Diagnostics
	for _, name := range slices.Sorted(maps.Keys(values)) {
		diags.Append(to.SetAttribute(ctx, path.Root(name), values[name])...)
	}
	return diags
}

// texts is a list argument: nil when left out; trimmed, null and blank
// elements dropped.
type texts []types.String

func (t texts) values() []string {
	if t == nil {
		return nil
	}
	values := make([]string, 0, len(t))
	for _, s := range t {
		if text := strings.TrimSpace(s.ValueString()); text != "" {
			values = append(values, text)
		}
	}
	return values
}

// emails is values in the form that identifies a person.
func (t texts) emails() []string {
	values := t.values()
	for i := range values {
		values[i] = value.NormalizeEmail(values[i])
	}
	return values
}

func optionalBool(b types.Bool) value.Optional[bool] {
	return value.Optional[bool]{Value: b.ValueBool(), Set: !b.IsNull()}
}

// selectionArguments are those of a data source about licenses and nothing else.
type selectionArguments struct {
	ProductCodes texts `tfsdk:"product_codes"`
	TeamIDs      texts `tfsdk:"team_ids"`
}

func selectionSchema() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"product_codes": filterArgument("Only these products, by code."),
		"team_ids":      teamIDsArgument(),
	}
}

func selectionOf(productCodes, teamIDs texts) licensing.Selection {
	return licensing.Selection{ProductCodes: productCodes.values(), TeamIDs: teamIDs.values()}
}

// The arguments that several data sources share.

func teamIDsArgument() schema.Attribute {
	return filterArgument("Only licenses of these teams, by id, as `jetbrains_teams` lists them.")
}

func emailsArgument(description string) schema.Attribute {
	return filterArgument(description, elements(emailText))
}

func filterArgument(description string, more ...validator.List) schema.Attribute {
	return schema.ListAttribute{
		Optional:            true,
		ElementType:         types.StringType,
		MarkdownDescription: description + " Left out: no filter. Null and blank elements are dropped; a list that names nothing is an error; a value that the account does not hold finds nothing.",
		Validators:          append([]validator.List{namesSomething{}}, more...),
	}
}

func statusArgument(description string, statuses ...licensing.Status) schema.Attribute {
	return schema.StringAttribute{
		Optional:            true,
		MarkdownDescription: description + " Left out: no filter.",
		Validators:          []validator.String{oneOfStatuses(statuses)},
	}
}
