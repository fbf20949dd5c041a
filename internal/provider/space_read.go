package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/space"
)

// fromSpace is the read of a question about JetBrains Space: it finds the
// client, explains an error, and warns of what the token may not read. keys
// tells which argument holds which key, for a key that names nobody; missing
// is nil where an answer has no fields that a token could be refused.
func fromSpace[A, R any](keys map[string]string, missing func(R) directory.Fields, read func(context.Context, *space.Client, *A) (R, error)) func(context.Context, *clients, *A) (R, diag.Diagnostics) {
	return func(ctx context.Context, c *clients, arguments *A) (R, diag.Diagnostics) {
		var none R
		client, diags := c.spaceClient()
		if diags.HasError() {
			return none, diags
		}
		result, err := read(ctx, client, arguments)
		if err != nil {
			return none, append(diags, c.spaceError(err, keys))
		}
		if missing != nil {
			diags.Append(partialWarning(missing(result))...)
		}
		return result, diags
	}
}
