package doctor

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/account"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/provider"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

const (
	organizationLicenses = "/customer/licenses"
	licensesSuffix       = "/licenses"
)

// account tests JetBrains Account.
func (r *run) account(ctx context.Context) {
	f := &r.facts.account
	h := &half{run: r, area: AreaAccount, url: r.connection.AccountURL(), explain: r.connection.AccountError, facts: &f.halfFacts}
	options := r.providerOptions(r.requests.observe)
	if m, missing := r.connection.AccountMissing(options); missing {
		h.notConfigured(m, r.connection.AccountConfigured())
		return
	}
	f.configured, f.official = true, r.connection.OfficialAccount()
	api, _ := r.connection.Clients(options, -1)
	defer api.Close()
	connected := h.connect(ctx, r.connection.AccountURL().Path+"/api/v1/", func(ctx context.Context) (err error) {
		f.token, err = api.Account(ctx)
		return err
	})
	if !connected {
		return
	}
	f.connected = true
	h.token(&f.token)
	h.catalog(ctx, api, f)
	h.licenses(ctx, api, f)
	probe, _ := r.connection.Clients(options, 0)
	defer probe.Close()
	(&accountProbe{
		prober: prober{r.requests, func(ctx context.Context, path string, query url.Values, _ []byte) (*transport.Response, error) {
			return probe.Raw(ctx, path, query)
		}},
		facts: f,
	}).questions(ctx)
	h.unknownFields("The server sends fields that this version does not know")
}

// token shows whose token it is.
func (h *half) token(a *licensing.Account) {
	who := "accepted, for the organization "
	if a.Scope == licensing.ScopeTeam {
		who = "accepted, for the team " + value.Printable(a.Teams[0].Name.Value, 100) + " of the organization "
	}
	h.ok("token", who+value.Printable(a.CustomerName.Value, 100)+" ("+a.CustomerCode+")")
	if a.Scope == licensing.ScopeTeam {
		h.warning("scope", provider.Message{
			Summary: "The token sees one team only",
			Detail:  "Everything that is read with it speaks of that team and not of the company. For the company, use a token for the whole organization.",
		}, nil)
	} else {
		h.ok("scope", "the whole organization, with "+value.Counted(len(a.Teams), "team"))
	}
	role := a.Role
	if a.Scope == licensing.ScopeTeam {
		role = a.Teams[0].Role
	}
	switch readOnly := a.ReadOnly(); {
	case !readOnly.Set:
		h.skipped("role", "the server names none, so whether the token can write is not known; the provider never does")
	case readOnly.Value:
		h.ok("role", value.Printable(role.Value, 40)+", which JetBrains documents as read-only")
	default:
		h.ok("role", value.Printable(role.Value, 40)+", so the token can probably write; the provider never does, but keep the token as safe as a password")
	}
}

// catalog reads the dictionaries of products and plugins.
func (h *half) catalog(ctx context.Context, api *account.Client, f *accountFacts) {
	catalog, err := api.Catalog(ctx)
	switch {
	case interrupted(ctx, err):
	case err != nil:
		m := h.explain(err)
		m.Detail += "\n\nOnly jetbrains_product_catalog needs this."
		h.warning("products", m, err)
	default:
		f.catalog = &catalog
		h.ok("products", fmt.Sprintf("%s and %s", value.Counted(len(catalog.Products), "product"), value.Counted(len(catalog.Plugins), "plugin")))
	}
}

// licenses reads the complete list, as every data source about licenses does.
func (h *half) licenses(ctx context.Context, api *account.Client, f *accountFacts) {
	f.census = newCensus(licenseSchema(h.run.options.Now()))
	if !h.run.options.List {
		h.skipped("licenses", "left out, because -list=false was given")
		return
	}
	start := h.run.options.Now()
	var organization *licensing.Organization
	pages, err := h.run.requests.reading("licenses", []string{licensesSuffix}, f.see, func() (err error) {
		organization, err = api.Organization(ctx)
		return err
	})
	switch {
	case interrupted(ctx, err):
	case err != nil:
		f.census = newCensus(licenseSchema(h.run.options.Now())) // which pages were read is chance
		h.failed("licenses", err)
	default:
		f.organization = organization
		h.ok("licenses", fmt.Sprintf("%s on %s, in %s", value.Counted(len(organization.Licenses), "license"), value.Counted(pages, "page"), h.run.options.Now().Sub(start).Round(time.Millisecond)))
	}
}

// accountProbe asks what the server does where that is not documented.
type accountProbe struct {
	prober
	facts *accountFacts
}

// questions asks all questions about lists.
func (p *accountProbe) questions(ctx context.Context) {
	f, path := p.facts, organizationLicenses
	if f.token.Scope == licensing.ScopeTeam {
		path = "/customer/teams/" + f.token.Teams[0].ID + licensesSuffix
		f.organizationList = p.get(ctx, organizationLicenses, page(1, 1))
	} else if len(f.token.Teams) > 0 {
		f.teamList = p.get(ctx, "/customer/teams/"+f.token.Teams[0].ID+licensesSuffix, page(1, 1))
	}
	f.first = p.get(ctx, path, page(1, fullPage))
	f.again = p.get(ctx, path, page(1, fullPage))
	if f.organization == nil && f.first.ok() {
		f.census.add(f.first.rows)
	}
	f.bare = p.get(ctx, path, nil)
	f.past = p.get(ctx, path, page(100_000, fullPage))
	f.over = p.get(ctx, path, page(1, fullPage+1))
	f.farOver = p.get(ctx, path, page(1, 1000))
	f.pageZero = p.get(ctx, path, page(0, 1))
	f.emptyPage = p.get(ctx, path, page(1, 0))
	f.unknownParameter = p.get(ctx, path, with(page(1, 1), "jetbrainsDoctor", "1"))
	f.assigned = p.get(ctx, path, with(page(1, 1), "assigned", "true"))
	f.unassigned = p.get(ctx, path, with(page(1, 1), "assigned", "false"))
	if address := f.first.anAddress(); address != "" {
		f.asWritten = p.get(ctx, path, with(page(1, fullPage), "assigneeEmail", address))
		f.otherCase = p.get(ctx, path, with(page(1, fullPage), "assigneeEmail", swapCase(address)))
	}
}

// page is the query for a page.
func page(number, size int) url.Values {
	return url.Values{"page": {strconv.Itoa(number)}, "perPage": {strconv.Itoa(size)}}
}

// with adds a parameter to a query.
func with(query url.Values, name, value string) url.Values {
	query.Set(name, value)
	return query
}

// fullPage is the page size that the provider asks for.
const fullPage = 200

// swapCase changes the letter case of every letter of an address.
func swapCase(address string) string {
	if upper := strings.ToUpper(address); upper != address {
		return upper
	}
	return strings.ToLower(address)
}
