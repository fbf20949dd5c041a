package provider

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/account"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/space"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// source is where the read of a data source gets its data from.
type source[S any] struct {
	// open returns what the read function receives. Its errors say what to
	// configure.
	open func(context.Context, *clients) (S, diag.Diagnostics)
	// explain turns an error of the read function into a diagnostic. An error
	// about a key that was not found points to the argument that holds the key.
	explain func(c *clients, err error, lookups map[directory.LookupKey]string) diag.Diagnostic
}

// accountSource gives a read the client of JetBrains Account, for data that the
// complete list of licenses does not contain.
func accountSource() source[*account.Client] {
	return source[*account.Client]{
		open:    func(_ context.Context, c *clients) (*account.Client, diag.Diagnostics) { return c.accountClient() },
		explain: explainAccount,
	}
}

// snapshot is the complete organization, which all data sources of a plan
// share, and the time at which a data source asked for it.
type snapshot struct {
	*licensing.Organization
	client   *account.Client
	readAt   time.Time
	identity *value.Identity // which addresses are one person
}

// choose returns the licenses that the arguments select.
func (s *snapshot) choose(productCodes, teamIDs texts) []licensing.License {
	return selectionOf(productCodes, teamIDs).Choose(s.Licenses)
}

const filterFindsLess = "The filter matches nothing for such a value."

// warnUnknown warns about filter values that do not occur in the complete list,
// each on its argument: such a filter finds less than its author expects.
func warnUnknown(unknown ...*licensing.NotHeldError) diag.Diagnostics {
	var diags diag.Diagnostics
	for _, err := range unknown {
		if err != nil {
			// Terraform merges warnings with the same summary.
			diags.AddAttributeWarning(path.Root(err.Argument), err.Summary(), sentence(err.Known())+" "+filterFindsLess)
		}
	}
	return diags
}

// warnUnknownSelection is warnUnknown for data sources that take a selection
// and no other filter of licenses.
func warnUnknownSelection[R any](s *snapshot, a *selectionArguments, _ *R) diag.Diagnostics {
	return warnUnknown(s.UnknownProducts(a.ProductCodes.values(), nil), s.UnknownTeams(a.TeamIDs.values()))
}

// organizationSource gives a read the complete organization.
func organizationSource() source[*snapshot] {
	return source[*snapshot]{
		open: func(ctx context.Context, c *clients) (*snapshot, diag.Diagnostics) {
			client, diags := c.accountClient()
			if diags.HasError() {
				return nil, diags
			}
			readAt := c.clock()
			organization, err := client.Organization(ctx)
			if err != nil {
				return nil, diag.Diagnostics{c.accountError(err)}
			}
			return &snapshot{organization, client, readAt, c.settings.identity}, nil
		},
		explain: explainAccount,
	}
}

func explainAccount(c *clients, err error, _ map[directory.LookupKey]string) diag.Diagnostic {
	return c.accountError(err)
}

// spaceSource gives a read the client of JetBrains Space.
func spaceSource() source[*space.Client] {
	return source[*space.Client]{
		open:    func(_ context.Context, c *clients) (*space.Client, diag.Diagnostics) { return c.spaceClient() },
		explain: (*clients).spaceError,
	}
}

// unreadable warns about the fields of a result that the token cannot read.
// missing returns these fields.
func unreadable[A, R any](missing func(R) directory.Fields) func(*space.Client, *A, *R) diag.Diagnostics {
	return func(_ *space.Client, _ *A, result *R) diag.Diagnostics { return partialWarning(missing(*result)) }
}
