package provider

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/account"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// configuration is the provider block as Terraform passes it.
type configuration struct {
	CustomerCode          types.String `tfsdk:"customer_code"`
	Token                 types.String `tfsdk:"token"`
	RequireScope          types.String `tfsdk:"require_scope"`
	AccountURL            types.String `tfsdk:"account_url"`
	SpaceSubdomain        types.String `tfsdk:"space_subdomain"`
	SpaceURL              types.String `tfsdk:"space_url"`
	SpaceToken            types.String `tfsdk:"space_token"`
	MaxConcurrentRequests types.Number `tfsdk:"max_concurrent_requests"`
	MaxRetries            types.Number `tfsdk:"max_retries"`
	RequestTimeout        types.String `tfsdk:"request_timeout"`
	EmailAliases          types.Map    `tfsdk:"email_aliases"`
	DomainAliases         types.Map    `tfsdk:"domain_aliases"`
}

// settings is the checked configuration. A half that is not configured has no
// token or no address.
type settings struct {
	customerCode string
	token        transport.Secret
	requireScope licensing.Scope // empty: any
	accountURL   *url.URL

	spaceURL   *url.URL // nil without an address
	spaceToken transport.Secret

	identity *value.Identity // which addresses are one person

	maxConcurrent  int
	maxRetries     int
	requestTimeout time.Duration
}

const (
	envCustomerCode   = "JETBRAINS_CUSTOMER_CODE"
	envToken          = "JETBRAINS_TOKEN"
	envAccountURL     = "JETBRAINS_ACCOUNT_URL"
	envSpaceSubdomain = "JETBRAINS_SPACE_SUBDOMAIN"
	envSpaceURL       = "JETBRAINS_SPACE_URL"
	envSpaceToken     = "JETBRAINS_SPACE_TOKEN"

	defaultMaxConcurrent  = 16
	defaultMaxRetries     = 5
	defaultRequestTimeout = 30 * time.Second
)

var (
	concurrencyRange = wholeNumberValidator{1, 32}
	retriesRange     = wholeNumberValidator{0, 20}
)

// unknown lists the attributes whose value is not known yet. Using the
// environment for them instead could read the wrong organization.
func (c *configuration) unknown() []string {
	var names []string
	for _, a := range []struct {
		name    string
		unknown bool
	}{
		{"customer_code", c.CustomerCode.IsUnknown()},
		{"token", c.Token.IsUnknown()},
		{"require_scope", c.RequireScope.IsUnknown()},
		{"account_url", c.AccountURL.IsUnknown()},
		{"space_subdomain", c.SpaceSubdomain.IsUnknown()},
		{"space_url", c.SpaceURL.IsUnknown()},
		{"space_token", c.SpaceToken.IsUnknown()},
		{"max_concurrent_requests", c.MaxConcurrentRequests.IsUnknown()},
		{"max_retries", c.MaxRetries.IsUnknown()},
		{"request_timeout", c.RequestTimeout.IsUnknown()},
		{"email_aliases", hasUnknown(c.EmailAliases)},
		{"domain_aliases", hasUnknown(c.DomainAliases)},
	} {
		if a.unknown {
			names = append(names, a.name)
		}
	}
	return names
}

func hasUnknown(m types.Map) bool {
	if m.IsUnknown() {
		return true
	}
	for _, v := range m.Elements() {
		if v.IsUnknown() {
			return true
		}
	}
	return false
}

func unknownValue(attribute string) diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(path.Root(attribute), "The value of "+attribute+" is not known yet",
		"The provider reads data from JetBrains during the plan, but this value depends on something that exists only after an apply. "+
			"Set it from a variable or the environment, or use -target to apply what it depends on first.")
}

// setting is one value and its source, for messages that name the source.
type setting struct {
	text      string // empty when the value is set nowhere
	attribute string
	env       string // the variable it came from; empty for the attribute
}

func (s setting) isSet() bool { return s.text != "" }

func (s setting) fromAttribute() bool { return s.isSet() && s.env == "" }

func (s setting) source() string {
	if s.env != "" {
		return "the environment variable " + s.env
	}
	return "the provider argument " + s.attribute
}

func (s setting) wrong(summary, detail string) diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(path.Root(s.attribute), summary, "The value comes from "+s.source()+". "+detail)
}

// resolve applies the rule that an attribute takes precedence over its
// environment variable, and checks every value. An empty variable counts as not
// set; an empty attribute is an error, because its author meant to set it.
func (c *configuration) resolve(getenv func(string) string) (settings, diag.Diagnostics) {
	r := resolver{getenv: getenv}
	code := r.value("customer_code", c.CustomerCode, envCustomerCode)
	token := r.value("token", c.Token, envToken)
	accountURL := r.value("account_url", c.AccountURL, envAccountURL)
	spaceToken := r.value("space_token", c.SpaceToken, envSpaceToken)

	s := settings{
		customerCode:   r.customerCode(code),
		token:          r.token(token, "JetBrains Account"),
		requireScope:   licensing.Scope(value.NormalizeText(c.RequireScope.ValueString())),
		accountURL:     r.address(accountURL, account.DefaultURL, "/api/v1", true),
		spaceURL:       r.spaceAddress(c),
		spaceToken:     r.token(spaceToken, "JetBrains Space"),
		identity:       r.identity(c.EmailAliases, c.DomainAliases),
		maxConcurrent:  r.number("max_concurrent_requests", c.MaxConcurrentRequests, concurrencyRange, defaultMaxConcurrent),
		maxRetries:     r.number("max_retries", c.MaxRetries, retriesRange, defaultMaxRetries),
		requestTimeout: r.duration("request_timeout", c.RequestTimeout, defaultRequestTimeout),
	}
	return s, r.diags
}

// validate checks the values of the block that are known, without the
// environment, for terraform validate.
func (c *configuration) validate() diag.Diagnostics {
	s, diags := c.resolve(func(string) string { return "" })
	if s.spaceURL != nil && isClosedCloud(s.spaceURL.Hostname()) {
		at := path.Root("space_url")
		if !c.SpaceSubdomain.IsNull() {
			at = path.Root("space_subdomain")
		}
		diags.AddAttributeWarning(at, closedCloudSummary, closedCloudTodo)
	}
	return diags
}

type resolver struct {
	getenv func(string) string
	diags  diag.Diagnostics
}

func (r *resolver) value(attribute string, v types.String, env string) setting {
	if v.IsUnknown() {
		return setting{attribute: attribute}
	}
	if v.IsNull() {
		if text := r.getenv(env); text != "" {
			return setting{text: text, attribute: attribute, env: env}
		}
		return setting{attribute: attribute}
	}
	s := setting{text: v.ValueString(), attribute: attribute}
	if s.text == "" {
		r.diags.Append(s.wrong(attribute+" is empty", "Give it a value, or leave the argument out to use the environment variable "+env+"."))
	}
	return s
}

var (
	digits    = regexp.MustCompile(`^[0-9]+$`)
	subdomain = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$`)
)

// customerCode checks the customer code. The message does not repeat a wrong
// one, because it can be the token in the wrong place.
func (r *resolver) customerCode(s setting) string {
	if s.isSet() && !digits.MatchString(s.text) {
		r.diags.Append(s.wrong("The customer code is not a number",
			"A customer code consists only of digits, such as 1234567, but this value contains "+otherCharacters(s.text)+". "+
				"Find the code in the JetBrains Console under Help > Copy support information. It is neither the token, nor the organization's name, nor an ID in a URL."))
	}
	return s.text
}

// otherCharacters says what a text contains besides what it may contain. Spaces
// and line breaks are named, because they are hard to see.
func otherCharacters(text string) string {
	if hasSpace(text) {
		return "a space or a line break"
	}
	return "other characters"
}

// spaces is a sentence about the spaces in a text, or empty.
func spaces(text string) string {
	if hasSpace(text) {
		return "It contains a space or a line break. "
	}
	return ""
}

func hasSpace(text string) bool { return strings.ContainsFunc(text, unicode.IsSpace) }

// token rejects characters that no token contains. Most of them slip in when a
// token is copied. Some could not be sent in a header, and for the others the
// server would reject the token without saying why.
func (r *resolver) token(s setting, product string) transport.Secret {
	if isQuoted(s.text) {
		r.diags.Append(s.wrong("The "+product+" token is in quotation marks",
			"The quotation marks are part of the value, but no token contains them. Remove them: files, CI secrets, and Docker environment files take the value without quotation marks."))
		return transport.Secret{}
	}
	if isPlaceholder(s.text) {
		r.diags.Append(s.wrong("The "+product+" token is a placeholder",
			"The value stands for a token, but was not replaced by one. Set it to a real token. If it comes from a variable of a CI system, check the name and the syntax."))
		return transport.Secret{}
	}
	for _, c := range s.text {
		if c == ' ' || c == '\t' || c == '\r' || c == '\n' {
			r.diags.Append(s.wrong("The "+product+" token contains a space or a line break",
				"A token contains no spaces and no line breaks. Copy it again without the text around it. A trailing line break often comes from a file or a CI secret."))
			return transport.Secret{}
		}
		if c < '!' || c > '~' {
			r.diags.Append(s.wrong("The "+product+" token contains an invalid character",
				"A token consists of plain letters, digits, and punctuation. Copy it again. Invisible characters often come from a chat or a document."))
			return transport.Secret{}
		}
	}
	return transport.NewSecret(s.text)
}

// isPlaceholder reports whether a text is a variable that was not expanded, such
// as $TOKEN, ${{ secrets.TOKEN }}, %TOKEN% or <token>, or a masked value.
func isPlaceholder(text string) bool { return placeholder.MatchString(strings.TrimSpace(text)) }

var placeholder = regexp.MustCompile(`^(?:\$\w+|\$[({].*[)}]|\{\{.*\}\}|%\w+%|<.*>|\*+)$`)

// isQuoted reports whether a text begins and ends with a quotation mark of any
// kind.
func isQuoted(text string) bool {
	const marks = "\"'`“”„‘’‚«»"
	text = strings.TrimSpace(text)
	first, _ := utf8.DecodeRuneInString(text)
	last, size := utf8.DecodeLastRuneInString(text)
	return len(text) > size && strings.ContainsRune(marks, first) && strings.ContainsRune(marks, last)
}

// address checks a server address. It drops apiPath from the end, because
// people paste addresses that contain it.
func (r *resolver) address(s setting, fallback, apiPath string, loopbackOnly bool) *url.URL {
	text := s.text
	if !s.isSet() {
		text = fallback
	}
	if text == "" {
		return nil
	}
	wrong := func(summary, detail string) *url.URL {
		r.diags.Append(s.wrong(summary, detail))
		return nil
	}
	u, err := url.Parse(text)
	switch {
	case isQuoted(text):
		return wrong(s.attribute+" is in quotation marks", "The quotation marks are part of the value. Remove them: "+
			"files, CI secrets, and Docker environment files take the value without quotation marks.")
	case !strings.Contains(text, "://"):
		return wrong(s.attribute+" is not an https URL", "Write the address with its scheme, such as https://host.example.")
	case err != nil || value.Printable(text, len(text)) != text || strings.Contains(text, " "):
		return wrong(s.attribute+" is not a URL", "Write only the address of the server, such as https://host.example or https://host.example:8443, without spaces and other special characters.")
	case u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || u.Opaque != "" || strings.Count(text, "://") > 1:
		return wrong(s.attribute+" is not an https URL", "Write the address with its scheme once, such as https://host.example.")
	case strings.HasSuffix(u.Host, ":") || !isPort(u.Port()):
		return wrong(s.attribute+" has an invalid port", "A port is a number from 1 to 65535, as in https://host.example:8443. Most addresses need none.")
	case u.User != nil:
		return wrong(s.attribute+" contains a user name or a password", "Remove the user name, the password, and the @. "+
			"Messages show this address, so it must not contain credentials. The token has its own argument.")
	case u.RawQuery != "" || u.Fragment != "" || u.ForceQuery:
		return wrong(s.attribute+" contains a query or a fragment", "Remove the ? or the # and everything after it. Only the address of the server is needed.")
	case loopbackOnly && u.Scheme == "http" && !IsLoopback(u.Hostname()):
		return wrong(s.attribute+" would send the token unencrypted", "Use https. Plain http is accepted only for loopback hosts, such as 127.0.0.1 or localhost.")
	}
	u.Path = strings.TrimRight(strings.TrimSuffix(strings.TrimRight(u.Path, "/"), apiPath), "/")
	u.RawPath = ""
	return u
}

// identity builds the aliases once for both halves and every argument. Aliases
// that are not known yet are checked once they are known.
func (r *resolver) identity(emails, domains types.Map) *value.Identity {
	if hasUnknown(emails) || hasUnknown(domains) {
		return nil
	}
	identity, err := value.NewIdentity(r.aliases("email_aliases", emails), r.aliases("domain_aliases", domains))
	if refused, ok := errors.AsType[*value.AliasError](err); ok {
		r.diags.AddAttributeError(path.Root(refused.Argument).AtMapKey(refused.Key), "An alias cannot be applied",
			value.Sentence(refused.Error()))
	}
	return identity
}

func (r *resolver) aliases(attribute string, m types.Map) map[string]string {
	elements := m.Elements()
	aliases := make(map[string]string, len(elements))
	for i, key := range value.SortedKeys(elements) {
		if text, ok := elements[key].(types.String); ok && !text.IsNull() {
			aliases[key] = text.ValueString()
			continue
		}
		r.diags.AddAttributeError(path.Root(attribute).AtMapKey(key), "An alias has no value",
			fmt.Sprintf("%s %s one without a value. Set it to the address or domain to use, or leave the key out.", attribute, value.KeyAt(i)))
	}
	return aliases
}

// isPort reports whether a text is a port, or empty.
func isPort(text string) bool {
	n, err := strconv.Atoi(text)
	return text == "" || err == nil && n >= 1 && n <= 65535
}

// IsLoopback reports whether a host is this machine, so that the provider accepts
// plain http.
func IsLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// spaceAddress chooses between subdomain and URL. An address set as an
// attribute takes precedence over both variables, and two addresses conflict
// only when they come from the same kind of source.
func (r *resolver) spaceAddress(c *configuration) *url.URL {
	name := r.value("space_subdomain", c.SpaceSubdomain, envSpaceSubdomain)
	address := r.value("space_url", c.SpaceURL, envSpaceURL)
	if name.fromAttribute() && !address.fromAttribute() {
		address = setting{attribute: address.attribute}
	}
	if address.fromAttribute() && !name.fromAttribute() {
		name = setting{attribute: name.attribute}
	}
	switch {
	case name.isSet() && address.isSet():
		r.diags.Append(address.wrong("Two addresses for JetBrains Space",
			"Another one comes from "+name.source()+". Keep only one: the subdomain for a host under jetbrains.space, or the URL for a self-hosted Space."))
		return nil
	case address.isSet():
		return r.spaceURL(address)
	case name.isSet() && !subdomain.MatchString(name.text):
		r.diags.Append(name.wrong("space_subdomain is not a subdomain",
			spaces(name.text)+"Write only the first part of the host, such as acme for https://acme.jetbrains.space. JetBrains shut down that cloud on June 1, 2025. "+
				"For a self-hosted Space, set space_url."))
		return nil
	case name.isSet():
		return &url.URL{Scheme: "https", Host: strings.ToLower(name.text) + ".jetbrains.space"}
	}
	return nil
}

func (r *resolver) spaceURL(s setting) *url.URL {
	u := r.address(s, "", "/api/http", false)
	if u != nil && u.Path != "" {
		r.diags.Append(s.wrong("space_url contains a path",
			fmt.Sprintf("Write only the address of the server, %s://%s, without the path.", u.Scheme, u.Host)))
		return nil
	}
	return u
}

func (r *resolver) number(attribute string, v types.Number, allowed wholeNumberValidator, fallback int) int {
	n := allowed.value(path.Root(attribute), v, &r.diags)
	if !n.Set {
		return fallback
	}
	return n.Value
}

func (r *resolver) duration(attribute string, v types.String, fallback time.Duration) time.Duration {
	if v.IsNull() || v.IsUnknown() {
		return fallback
	}
	d, err := time.ParseDuration(v.ValueString())
	if err != nil || d <= 0 {
		r.diags.AddAttributeError(path.Root(attribute), attribute+" is not a positive duration",
			fmt.Sprintf("It is %q. Write a number with a unit, such as 45s or 2m.", v.ValueString()))
		return fallback
	}
	return d
}
