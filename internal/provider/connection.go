package provider

import (
	"net/url"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/account"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/space"
)

// Connection is the provider as the environment alone configures it. A program
// other than Terraform uses it to read with the provider's own clients, and to
// explain errors in the provider's own words.
type Connection struct{ settings settings }

// Setting is a setting of the provider that an environment variable can hold.
type Setting struct {
	Argument string // in the provider block, such as customer_code
	Variable string
	Value    string // as it will be used; empty if it is a secret or not set
	Set      bool
	Secret   bool
}

// Message is a diagnostic. Detail says what happened and what to do. Neither
// holds a secret.
type Message struct {
	Summary string
	Detail  string
}

// Connect resolves and checks the settings that the environment holds, as for
// an empty provider block. It sends nothing. If a value is wrong, it returns
// the provider's messages and no connection.
func Connect(getenv func(string) string) (*Connection, []Message) {
	s, diags := new(configuration).resolve(getenv)
	if diags.HasError() {
		return nil, messagesOf(diags)
	}
	return &Connection{settings: s}, nil
}

// EnvironmentSettings lists what the environment sets, in the order of the
// documentation. It does not check the values.
func EnvironmentSettings(getenv func(string) string) []Setting {
	list := []Setting{
		{Argument: "customer_code", Variable: envCustomerCode},
		{Argument: "token", Variable: envToken, Secret: true},
		{Argument: "account_url", Variable: envAccountURL},
		{Argument: "space_subdomain", Variable: envSpaceSubdomain},
		{Argument: "space_url", Variable: envSpaceURL},
		{Argument: "space_token", Variable: envSpaceToken, Secret: true},
	}
	for i := range list {
		text := getenv(list[i].Variable)
		list[i].Set = text != ""
		if !list[i].Secret {
			list[i].Value = text
		}
	}
	return list
}

// AccountURL is the address of JetBrains Account, which has a default.
func (c *Connection) AccountURL() *url.URL { return c.settings.accountURL }

// SpaceURL is the address of JetBrains Space; nil if none is set.
func (c *Connection) SpaceURL() *url.URL { return c.settings.spaceURL }

// OfficialAccount reports whether JetBrains Account is JetBrains' own server.
func (c *Connection) OfficialAccount() bool {
	return strings.EqualFold(c.settings.accountURL.String(), account.DefaultURL)
}

// SpaceCloud reports whether JetBrains Space is a host of the cloud, which was
// shut down. An address must be set.
func (c *Connection) SpaceCloud() bool { return isClosedCloud(c.settings.spaceURL.Hostname()) }

// Clients builds the provider's clients, each nil if its half is not
// configured. A negative number of retries stands for the provider's default.
func (c *Connection) Clients(options Options, maxRetries int) (*account.Client, *space.Client) {
	s := c.settings
	if maxRetries >= 0 {
		s.maxRetries = maxRetries
	}
	clients := newClients(s, options, "")
	return clients.account, clients.space
}

// AccountMissing says what to set before JetBrains Account can be read. It
// reports false if nothing is missing.
func (c *Connection) AccountMissing(options Options) (Message, bool) {
	_, diags := newClients(c.settings, options, "").accountClient()
	return firstMessage(diags)
}

// SpaceMissing says what to set before JetBrains Space can be read. It reports
// false if nothing is missing.
func (c *Connection) SpaceMissing(options Options) (Message, bool) {
	_, diags := newClients(c.settings, options, "").spaceClient()
	return firstMessage(diags)
}

// AccountConfigured reports whether one of the values of JetBrains Account is
// set, so that its author wants it to be read.
func (c *Connection) AccountConfigured() bool {
	return c.settings.customerCode != "" || !c.settings.token.Empty()
}

// SpaceConfigured reports whether one of the values of JetBrains Space is set.
func (c *Connection) SpaceConfigured() bool {
	return c.settings.spaceURL != nil || !c.settings.spaceToken.Empty()
}

// AccountError explains an error of the client of JetBrains Account.
func (c *Connection) AccountError(err error) Message {
	return messageOf((&clients{settings: c.settings}).accountError(err))
}

// SpaceError explains an error of the client of JetBrains Space.
func (c *Connection) SpaceError(err error) Message {
	return messageOf((&clients{settings: c.settings}).spaceError(err, nil))
}

// SpacePartial is the warning about fields that the token cannot read. It
// reports false if there are none.
func (c *Connection) SpacePartial(missing directory.Fields) (Message, bool) {
	return firstMessage(partialWarning(missing))
}

func firstMessage(diags diag.Diagnostics) (Message, bool) {
	if len(diags) == 0 {
		return Message{}, false
	}
	return messageOf(diags[0]), true
}

func messagesOf(diags diag.Diagnostics) []Message {
	messages := make([]Message, len(diags))
	for i, d := range diags {
		messages[i] = messageOf(d)
	}
	return messages
}

func messageOf(d diag.Diagnostic) Message { return Message{Summary: d.Summary(), Detail: d.Detail()} }
