package provider

import (
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/account"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/memory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/space"
)

// clients is what Configure passes to the data sources. Either half may be
// absent.
type clients struct {
	settings settings
	clock    func() time.Time
	reported reported
	account  *account.Client // nil without a customer code or a token
	space    *space.Client   // nil without an address or a token
}

// clientsOf returns what Configure passed on. During validation, the provider
// is not configured yet.
func clientsOf(providerData any) (*clients, diag.Diagnostics) {
	if providerData == nil {
		return nil, nil
	}
	c, ok := providerData.(*clients)
	if !ok {
		return nil, diag.Diagnostics{diag.NewErrorDiagnostic("Unexpected provider data",
			fmt.Sprintf("Got %T. This is a bug in the provider. Please report it.", providerData))}
	}
	return c, nil
}

func newClients(s settings, options Options, terraformVersion string) *clients {
	c := &clients{settings: s, clock: options.Now}
	userAgent := "terraform-provider-jetbrains/" + options.Version
	if terraformVersion != "" {
		userAgent += " terraform/" + terraformVersion
	}
	policy := transport.Policy{
		UserAgent:      userAgent,
		MaxConcurrent:  s.maxConcurrent,
		MaxRetries:     s.maxRetries,
		AttemptTimeout: s.requestTimeout,
		FirstBackoff:   options.FirstBackoff,
		Now:            options.Now,
		Observe:        options.Observe,
		Memory:         memory.NewBudget(memory.Default),
	}
	if s.customerCode != "" && !s.token.Empty() {
		c.account = account.New(account.Config{
			URL:          s.accountURL,
			CustomerCode: s.customerCode,
			Identity:     s.identity,
			Token:        s.token,
			Policy:       policy,
		})
	}
	if s.spaceURL != nil && !s.spaceToken.Empty() {
		c.space = space.New(space.Config{
			URL:      s.spaceURL,
			Token:    s.spaceToken,
			Identity: s.identity,
			Policy:   policy,
		})
	}
	return c
}

// accountClient returns the Account half, or says what to set.
func (c *clients) accountClient() (*account.Client, diag.Diagnostics) {
	if c != nil && c.account != nil {
		return c.account, nil
	}
	var missing string
	switch {
	case c == nil || c.settings.customerCode == "" && c.settings.token.Empty():
		missing = "Set customer_code and token in the provider block, or JETBRAINS_CUSTOMER_CODE and JETBRAINS_TOKEN in the environment."
	case c.settings.token.Empty():
		missing = "The customer code is set, but the token is not. Set token in the provider block, or JETBRAINS_TOKEN in the environment."
	default:
		missing = "The token is set, but the customer code is not. Set customer_code in the provider block, or JETBRAINS_CUSTOMER_CODE in the environment."
	}
	return nil, diag.Diagnostics{c.report(message{"JetBrains Account is not configured",
		"Reading JetBrains Account requires a customer code and a token.", missing})}
}

// spaceClient returns the Space half, or says what to set.
func (c *clients) spaceClient() (*space.Client, diag.Diagnostics) {
	if c != nil && c.space != nil {
		return c.space, nil
	}
	var missing string
	switch {
	case c == nil || c.settings.spaceURL == nil && c.settings.spaceToken.Empty():
		missing = "Set space_url (or space_subdomain) and space_token in the provider block, or JETBRAINS_SPACE_URL (or JETBRAINS_SPACE_SUBDOMAIN) and JETBRAINS_SPACE_TOKEN in the environment."
	case c.settings.spaceToken.Empty():
		missing = "The address is set, but the token is not. Set space_token in the provider block, or JETBRAINS_SPACE_TOKEN in the environment."
	default:
		missing = "The token is set, but the address is not. Set space_url or space_subdomain in the provider block, or JETBRAINS_SPACE_URL or JETBRAINS_SPACE_SUBDOMAIN in the environment."
	}
	return nil, diag.Diagnostics{c.report(message{"JetBrains Space is not configured",
		"Reading JetBrains Space requires an address and a token.", missing})}
}
