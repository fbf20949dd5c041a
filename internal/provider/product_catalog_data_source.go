package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/account"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
)

func newProductCatalogDataSource() datasource.DataSource {
	type (
		entry  = licensing.CatalogEntry
		result = []entry
	)
	fields := []output.Field[entry]{
		output.Text("code", "Code of the product or plugin.", func(e *entry) string { return e.Code }),
		output.Text("name", "Name of the product or plugin.", func(e *entry) string { return e.Name }),
		output.Text("kind", "Kind of the entry: `product` or `plugin`.", func(e *entry) string { return string(e.Kind) }),
		output.Texts("covers", "For a pack, the codes of the products that it includes, sorted, according to the table that is built into the provider. "+
			"Empty for anything else.", func(e *entry) []string { return e.Covers }),
	}
	return newDataSource(dataSourceSpec[*account.Client, struct{}, result]{
		name: "product_catalog",
		description: "Lists the code and name of every JetBrains product and paid plugin, whether or not the account has licenses for it. " +
			"This data source sends two requests and does not read the licenses.",
		outputs: []output.Field[result]{
			output.Objects("products", "The products and plugins, sorted by `code`.", fields, func(r *result) []entry { return *r }),
			output.Number("total_count", "Number of products and plugins in the result.", func(r *result) int { return len(*r) }),
		},
		source: accountSource(),
		read: func(ctx context.Context, client *account.Client, _ *struct{}) (result, error) {
			catalog, err := client.Catalog(ctx)
			if err != nil {
				return nil, err
			}
			return licensing.Catalog(catalog.Products, catalog.Plugins, licensing.BuiltInPacks()), nil
		},
	})
}
