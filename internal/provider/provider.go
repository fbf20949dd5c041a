// Package provider is the Terraform side: configuration, schemas, and the
// mapping of the domain to Terraform's values and diagnostics. The rules that
// decide the result of a policy check are in package audit instead.
package provider

import (
	"context"
	"maps"
	"os"
	"sync/atomic"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
)

// Options are set by the program, not by the user.
type Options struct {
	Version      string                  // of the provider, for the user agent
	Now          func() time.Time        // required: the only clock
	FirstBackoff time.Duration           // pause before the first retry; zero for the default
	Observe      func(transport.Attempt) // sees every attempt of a request; may be nil

	// Getenv reads an environment variable of the provider's own; nil for
	// os.Getenv. Tests serve several providers in one process.
	Getenv func(name string) string

	// MaxResultSize is the size in bytes of the largest result of a data source;
	// zero for what Terraform can receive.
	MaxResultSize int
}

func newInstance(options Options) *jetbrains {
	if options.Getenv == nil {
		options.Getenv = os.Getenv
	}
	return &jetbrains{options: options}
}

type jetbrains struct {
	options    Options
	configured atomic.Pointer[clients] // nil before Configure; the server compares its answers with their tokens
}

// typeName begins the names of all data sources.
const typeName = "jetbrains"

var (
	_ provider.Provider                       = (*jetbrains)(nil)
	_ provider.ProviderWithEphemeralResources = (*jetbrains)(nil)
	_ provider.ProviderWithFunctions          = (*jetbrains)(nil)
	_ provider.ProviderWithValidateConfig     = (*jetbrains)(nil)
)

func (p *jetbrains) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = typeName
	resp.Version = p.options.Version
}

func (p *jetbrains) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	attributes := accountAttributes()
	maps.Copy(attributes, spaceAttributes())
	maps.Copy(attributes, commonAttributes())
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads who holds JetBrains licenses and what they can use, for audits and policy checks. " +
			"The provider never changes anything at JetBrains. It sends only requests that read data.",
		Attributes: attributes,
	}
}

// accountAttributes are the settings for JetBrains Account.
func accountAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"customer_code": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "Customer code of the organization in JetBrains Account. It consists of digits. Find it in the JetBrains Console under *Help* > *Copy support information*. " +
				"Environment variable: `JETBRAINS_CUSTOMER_CODE`.",
		},
		"token": schema.StringAttribute{
			Optional: true, Sensitive: true,
			MarkdownDescription: "Token for the JetBrains Account API. It belongs to the whole organization or to one team. Prefer the environment variable `JETBRAINS_TOKEN`, because " +
				"Terraform copies a token in the configuration into plan files.",
		},
		"require_scope": schema.StringAttribute{
			Optional: true, Validators: []validator.String{oneOf(licensing.ScopeOrganization, licensing.ScopeTeam)},
			MarkdownDescription: "Required scope of the token: `organization` or `team`. With a token of the other scope, every data source of JetBrains Account fails. " +
				"If not set, a team token causes a warning, because its results could be mistaken for those of the whole organization.",
		},
		"account_url": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "URL of the JetBrains Account server. Set it only if you use a reverse proxy or the simulator from the provider's repository. Default: " +
				"`https://account.jetbrains.com`. Plain `http` is accepted only for loopback hosts. " +
				"Environment variable: `JETBRAINS_ACCOUNT_URL`.",
		},
	}
}

// spaceAttributes are the settings for JetBrains Space.
func spaceAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"space_subdomain": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "Subdomain of a JetBrains Space in the cloud, such as `acme` for `https://acme.jetbrains.space`. " +
				"JetBrains shut down that cloud on June 1, 2025. For a self-hosted Space, set `space_url` instead. Conflicts with `space_url`. " +
				"Environment variable: `JETBRAINS_SPACE_SUBDOMAIN`.",
		},
		"space_url": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "URL of a self-hosted JetBrains Space, such as `https://space.acme.example`. An `http` URL is accepted, but sends the token unencrypted. " +
				"Conflicts with `space_subdomain`. " +
				"Environment variable: `JETBRAINS_SPACE_URL`.",
		},
		"space_token": schema.StringAttribute{
			Optional: true, Sensitive: true,
			MarkdownDescription: "Personal or application token for JetBrains Space. Prefer the environment variable `JETBRAINS_SPACE_TOKEN`.",
		},
	}
}

// commonAttributes are the settings for both APIs.
func commonAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"max_concurrent_requests": schema.NumberAttribute{
			Optional:   true,
			Validators: []validator.Number{concurrencyRange},
			MarkdownDescription: "Maximum number of concurrent requests for each API and provider block, from 1 to 32. Default: 16. " +
				"While a server throttles requests, the provider sends fewer at a time.",
		},
		"max_retries": schema.NumberAttribute{
			Optional:            true,
			Validators:          []validator.Number{retriesRange},
			MarkdownDescription: "Maximum number of retries of a request after a temporary failure (a network error, or HTTP status 429 or 5xx), from 0 to 20. Default: 5.",
		},
		"request_timeout": schema.StringAttribute{
			Optional:            true,
			MarkdownDescription: "Time limit for each attempt of a request, including the response body, as a duration such as `45s` or `2m`. Default: `30s`.",
		},
		"email_aliases": schema.MapAttribute{
			Optional: true, ElementType: types.StringType,
			MarkdownDescription: "Additional addresses of people, each mapped to the address that identifies the person: `{ \"jd@gmail.example\" = \"jane.doe@acme.example\" }`. " +
				"Aliases apply to licenses, to Space, and to every argument that accepts addresses, so that all results identify a person by the same address. " +
				"Address aliases take precedence over domain aliases. An alias that maps to another alias is an error.",
		},
		"domain_aliases": schema.MapAttribute{
			Optional: true, ElementType: types.StringType,
			MarkdownDescription: "Former or additional email domains of the company, each mapped to the domain to use: `{ \"old.example\" = \"acme.example\" }`. " +
				"An alias applies only to the exact domain, not to its subdomains. " +
				"Aliases apply wherever `email_aliases` apply, and to domains without a wildcard in arguments that accept domains.",
		},
	}
}

// ValidateConfig checks the provider block by itself. Terraform validates
// without the environment that a plan may have.
func (p *jetbrains) ValidateConfig(ctx context.Context, req provider.ValidateConfigRequest, resp *provider.ValidateConfigResponse) {
	var config configuration
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(config.validate()...)
	}
}

// Configure checks the configuration and builds the clients. It sends no
// requests.
func (p *jetbrains) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	var config configuration
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if unknown := config.unknown(); len(unknown) > 0 {
		if req.ClientCapabilities.DeferralAllowed {
			resp.Deferred = &provider.Deferred{Reason: provider.DeferredReasonProviderConfigUnknown}
			return
		}
		for _, attribute := range unknown {
			resp.Diagnostics.Append(unknownValue(attribute))
		}
		return
	}
	settings, diags := config.resolve(p.options.Getenv)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	c := newClients(settings, p.options, req.TerraformVersion)
	tflog.Info(ctx, "JetBrains provider configured", map[string]any{
		"version": p.options.Version, "reads_account": c.account != nil, "reads_space": c.space != nil,
	})
	p.configured.Store(c)
	resp.DataSourceData, resp.EphemeralResourceData = c, c
}

func (p *jetbrains) Resources(context.Context) []func() resource.Resource { return nil }

func (p *jetbrains) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{
		newAccountDataSource,
		newLicensesDataSource,
		newLicenseDataSource,
		newLicensedUsersDataSource,
		newLicensedUserDataSource,
		newIDEEntitlementsDataSource,
		newSeatsDataSource,
		newTeamsDataSource,
		newProductCatalogDataSource,
		newLicenseAuditDataSource,
		newSpaceOrganizationDataSource,
		newSpaceMembersDataSource,
		newSpaceMemberDataSource,
		newSpaceTeamsDataSource,
		newSpaceMembershipsDataSource,
		newSpaceMemberPermissionsDataSource,
		newSpacePermissionRolesDataSource,
	}
}

func (p *jetbrains) EphemeralResources(context.Context) []func() ephemeral.EphemeralResource {
	return []func() ephemeral.EphemeralResource{newLicenseAuditEphemeral}
}

func (p *jetbrains) Functions(context.Context) []func() function.Function {
	return []func() function.Function{newDaysBetweenFunction, newProductCoversFunction, newFindingsMarkdownFunction, newFindingsJUnitFunction, newCSVEncodeFunction}
}
