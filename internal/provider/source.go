package provider

import (
	"context"
	"fmt"
	"slices"
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
		open: func(ctx context.Context, c *clients) (*account.Client, diag.Diagnostics) {
			client, diags := c.accountClient()
			if diags.HasError() || c.settings.requireScope == "" {
				return client, diags
			}
			owner, err := client.Account(ctx)
			if err != nil {
				return nil, diag.Diagnostics{c.accountError(err)}
			}
			return client, c.checkScope(&owner)
		},
		explain: explainAccount,
	}
}

// checkScope rejects a token whose scope is not the required one.
func (c *clients) checkScope(owner *licensing.Account) diag.Diagnostics {
	required := c.settings.requireScope
	if required == "" || required == owner.Scope {
		return nil
	}
	return diag.Diagnostics{c.report(message{
		"The token has the wrong scope",
		fmt.Sprintf("In the provider block, require_scope is %q, but the token is for %s, so the result could be mistaken for that of the %s.", required, scopeText(owner), required),
		fmt.Sprintf("Use a token for the %s, or change require_scope.", required),
	})}
}

func scopeText(owner *licensing.Account) string {
	if owner.Scope == licensing.ScopeTeam {
		return "team " + teamText(owner)
	}
	return "the organization"
}

func teamText(owner *licensing.Account) string {
	if len(owner.Teams) == 0 {
		return "one team"
	}
	return licensing.NameWithID(owner.Teams[0].Name.Value, owner.Teams[0].ID)
}

// warnOfTeam says that a token sees only one team. Every read of licenses warns
// with the same summary, so Terraform shows it once.
func (c *clients) warnOfTeam(owner *licensing.Account) diag.Diagnostics {
	if c.settings.requireScope != "" || owner.Scope != licensing.ScopeTeam {
		return nil
	}
	return diag.Diagnostics{diag.NewWarningDiagnostic(
		"The token sees only the licenses of team "+teamText(owner),
		"Licenses of other teams were not read, so no result covers the whole organization. "+
			"If that is intended, set require_scope = \"team\" in the provider block. Otherwise, use a token for the organization.",
	)}
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
func (s *snapshot) choose(productCodes, teamIDs textList) []licensing.License {
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
			diags.AddAttributeWarning(path.Root(err.Argument), err.Summary(), value.Sentence(err.Known())+" "+filterFindsLess)
		}
	}
	return diags
}

// warnUnknownEmails warns about addresses in a filter that no license holder
// has. It names the place of the first one, not the address, because the filter
// may be marked as sensitive. Nor does it list the addresses that there are.
func (s *snapshot) warnUnknownEmails(argument string, emails textList) diag.Diagnostics {
	first, unknown, all := 0, 0, 0
	for i, text := range emails.positions() {
		if text == "" {
			continue
		}
		all++
		if s.Holder(s.identity.Email(text)) == nil {
			if unknown++; unknown == 1 {
				first = i
			}
		}
	}
	if unknown == 0 {
		return nil
	}
	return diag.Diagnostics{diag.NewAttributeWarningDiagnostic(path.Root(argument),
		fmt.Sprintf("%s contains addresses that no license holder has: %d of %d", argument, unknown, all),
		fmt.Sprintf("The first one is %s[%d]. Nobody who holds a license that the token can see has such an address. Check the spelling. %s", argument, first, filterFindsLess))}
}

// warnUnknownDomains warns about domains in a filter in which no license holder
// has an address.
func (s *snapshot) warnUnknownDomains(argument string, domains textList) diag.Diagnostics {
	unknown := s.unknownDomains(domains)
	if len(unknown) == 0 {
		return nil
	}
	return diag.Diagnostics{diag.NewAttributeWarningDiagnostic(path.Root(argument),
		fmt.Sprintf("%s names %s, which no license holder has", argument, value.Listing(value.QuotedAll(unknown, maxSubjectName), 10, "more")),
		"Nobody who holds a license that the token can see has such an address. Check the spelling. "+filterFindsLess)}
}

func (s *snapshot) unknownDomains(domains textList) []string {
	var unknown []string
	for _, text := range domains.values() {
		domains, err := licensing.ParseDomains([]string{text}, s.identity)
		if err != nil {
			continue // already an error
		}
		if !slices.ContainsFunc(s.Holders(), func(g licensing.Group) bool { return domains.Match(g.Email) }) {
			unknown = append(unknown, text)
		}
	}
	return value.SortedUnique(unknown)
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
			if diags := c.checkScope(&organization.Account); diags.HasError() {
				return nil, diags
			}
			return &snapshot{organization, client, readAt, c.settings.identity}, c.warnOfTeam(&organization.Account)
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
