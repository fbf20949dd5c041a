package provider

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

type daysBetween struct{}

func newDaysBetweenFunction() function.Function { return daysBetween{} }

func (daysBetween) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "days_between"
}

func (daysBetween) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Whole days between two times",
		MarkdownDescription: "Returns the number of whole days (of 24 hours each) from one RFC 3339 time or date to another, truncated toward zero. " +
			"The result is negative if `to` is a day or more before `from`. If either argument is null, the result is null. A date means the start of that day in UTC. " +
			"Terraform has no built-in function for this. Requires Terraform 1.8 or later, or OpenTofu 1.7 or later.",
		Parameters: []function.Parameter{
			function.StringParameter{Name: "from", AllowNullValue: true, MarkdownDescription: "An RFC 3339 time, such as a `last_seen` attribute, or a date, such as `2026-11-21`."},
			function.StringParameter{Name: "to", AllowNullValue: true, MarkdownDescription: "An RFC 3339 time, such as the value of `plantimestamp()`, or a date."},
		},
		Return: function.Int64Return{},
	}
}

func (daysBetween) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var from, to types.String
	if resp.Error = req.Arguments.Get(ctx, &from, &to); resp.Error != nil {
		return
	}
	if from.IsNull() || to.IsNull() {
		resp.Error = resp.Result.Set(ctx, types.Int64Null())
		return
	}
	start, err := licensing.ParseDateOrTime(value.NormalizeText(from.ValueString()))
	if err != nil {
		resp.Error = function.NewArgumentFuncError(0, err.Error()) // Terraform adds the period
		return
	}
	end, err := licensing.ParseDateOrTime(value.NormalizeText(to.ValueString()))
	if err != nil {
		resp.Error = function.NewArgumentFuncError(1, err.Error())
		return
	}
	resp.Error = resp.Result.Set(ctx, types.Int64Value(int64(licensing.DaysBetween(start, end))))
}

type productCovers struct{}

func newProductCoversFunction() function.Function { return productCovers{} }

func (productCovers) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "product_covers"
}

func (productCovers) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Whether a pack includes a product",
		MarkdownDescription: "Returns whether a pack, such as `ALL`, includes a product, such as `WS`, according to a table that is built into the provider. " +
			"A pack does not include itself, and no pack includes an unknown code. If either argument is null, the result is null. Requires Terraform 1.8 or later, or OpenTofu 1.7 or later.\n\n" +
			"The following table is built into the provider. In data sources, the argument `pack_contents` overrides entries of this table. It has no effect on this function.\n\n" + packTable(),
		Parameters: []function.Parameter{
			function.StringParameter{Name: "pack_code", AllowNullValue: true, MarkdownDescription: "Code of a pack, such as `ALL`."},
			function.StringParameter{Name: "product_code", AllowNullValue: true, MarkdownDescription: "Code of a product, such as `WS`."},
		},
		Return: function.BoolReturn{},
	}
}

// packTable shows the codes and packs that the provider knows. The
// documentation is generated from it.
func packTable() string {
	products := licensing.WellKnownProducts()
	var table strings.Builder
	table.WriteString("| Code | Product | Included in |\n|---|---|---|\n")
	for _, product := range products {
		var packs []string
		for _, pack := range products {
			if slices.Contains(pack.Covers, product.Code) {
				packs = append(packs, "`"+pack.Code+"`")
			}
		}
		fmt.Fprintf(&table, "| `%s` | %s | %s |\n", product.Code, product.Name, strings.Join(packs, ", "))
	}
	return table.String()
}

func (productCovers) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var pack, product types.String
	if resp.Error = req.Arguments.Get(ctx, &pack, &product); resp.Error != nil {
		return
	}
	covers := types.BoolNull()
	if !pack.IsNull() && !product.IsNull() {
		covers = types.BoolValue(licensing.BuiltInPacks().Covers(value.NormalizeText(pack.ValueString()), value.NormalizeText(product.ValueString())))
	}
	resp.Error = resp.Result.Set(ctx, covers)
}
