package provider

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/account"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/memory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/panics"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// message is a diagnostic in three parts: a recognizable summary, what
// happened, and what to do.
type message struct{ summary, happened, todo string }

// report returns the message as an error. It says what to do only once, because
// several data sources that fail for the same reason would otherwise repeat the
// same instructions.
func (c *clients) report(m message) diag.Diagnostic {
	if c != nil && !c.reported.first(m.summary, m.todo) {
		// A summary of its own, since OpenTofu can merge errors with the same one.
		return diag.NewErrorDiagnostic("Not read: "+m.summary, m.happened+" Another message about this error says what to do.")
	}
	return diag.NewErrorDiagnostic(m.summary, m.happened+"\n\n"+m.todo)
}

// reported records the messages that a provider instance has already shown.
type reported struct {
	mu       sync.Mutex
	messages value.Set[[2]string] // summary and what to do
}

// first reports whether a message is the first of its kind.
func (r *reported) first(summary, todo string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	key := [2]string{summary, todo}
	if r.messages.Has(key) {
		return false
	}
	if r.messages == nil {
		r.messages = value.SetOf[[2]string]()
	}
	r.messages.Add(key)
	return true
}

const nothingRead = "The provider returned no data, because it never returns an incomplete result."

// accountError explains why the Account half could not be read.
func (c *clients) accountError(err error) diag.Diagnostic {
	api := endpoint{name: "JetBrains Account", urlArgument: "account_url", host: c.settings.accountURL.Host}
	var (
		apiErr   *client.APIError
		other    *account.OtherCustomerError
		nameless *licensing.MissingEmailError
		merged   *licensing.MergedHoldersError
	)
	switch {
	case errors.As(err, &nameless):
		return c.report(message{
			"A license holder has no email address",
			"In the data from JetBrains Account, " + value.Sentence(nameless.Error()),
			"The provider identifies people by email address, so any result about people could be wrong. Give the person an email address in JetBrains Account, or reassign the license. " +
				"Until then, data sources about seats, teams, and renewals still work.",
		})
	case errors.As(err, &merged):
		return c.report(message{
			"Two license holders have addresses that look the same",
			"In the data from JetBrains Account, " + value.Sentence(merged.Error()),
			"The provider identifies people by email address, and cannot tell whether these are one person. Compare the addresses in JetBrains Account, character by character. " +
				"If one was made to look like the other, remove it. " +
				"If both are the same person's, give both licenses the same address. " + nothingRead,
		})
	case errors.As(err, &apiErr):
		return c.report(c.apiError(api, apiErr))
	case errors.As(err, &other):
		return c.report(message{
			"The token belongs to another organization",
			fmt.Sprintf("The token belongs to the organization with the customer code %s, but the configured customer code is %s.", other.Err.Got, other.Err.Asked),
			"Set customer_code or JETBRAINS_CUSTOMER_CODE to the code of the organization that the token was generated for, or use a token for the configured organization.",
		})
	}
	return c.report(readError(api, err))
}

// readError explains the errors that both clients have in common: a list that
// is not complete, a response that cannot be used, or no response at all.
func readError(api endpoint, err error) message {
	var (
		decode       *client.DecodeError
		mismatch     *client.MismatchError
		echo         *client.TokenEchoError
		inconsistent *paging.InconsistentError
		repeated     *paging.RepeatedNextError
		tooMany      *paging.TooManyPagesError
		tooLarge     *paging.ListTooLargeError
		pageTooLarge *paging.PageTooLargeError
		tooLong      *paging.ReadTimeoutError
		bug          *panics.Error
		exceeded     *memory.ExceededError
	)
	switch {
	case errors.As(err, &bug):
		return bugMessage(bug)
	case errors.As(err, &exceeded):
		return message{
			api.name + " sent more data than the provider can hold",
			fmt.Sprintf("All responses that the provider holds at the same time would take more than %d MiB.", exceeded.Limit>>20),
			"No organization has so much data. Check what responds at " + api.host + " (" + api.urlArgument + "), or read less in one provider block. " + nothingRead,
		}
	case errors.As(err, &decode):
		return unreadableResponse(api, decode.Error(), decode.Size, decode.ContentType)
	case errors.As(err, &mismatch):
		return message{
			api.name + " sent a response to a different request", value.Sentence(mismatch.Error()),
			"A cache or a proxy may have mixed up requests. Check " + api.urlArgument + " (currently " + api.host + ") and the network. " + nothingRead,
		}
	case errors.As(err, &echo):
		return message{
			api.name + " sent the token back", value.Sentence(echo.Error()),
			"The provider did not use the response, because the token would have ended up in the state. " +
				"Check what responds at " + api.host + " (" + api.urlArgument + "), and then generate a new token, because this one may now be stored elsewhere.",
		}
	case errors.As(err, &repeated):
		return endless(api, value.Sentence(repeated.Error()))
	case errors.As(err, &pageTooLarge):
		return message{
			"A page from " + api.name + " is too large", value.Sentence(pageTooLarge.Error()),
			"The server at " + api.host + " seems to ignore the requested page size. Check " + api.urlArgument + ". If there is no proxy, report this to JetBrains. " + nothingRead,
		}
	case errors.As(err, &inconsistent):
		return changing(api, inconsistent.Reason, inconsistent.Attempts)
	case errors.As(err, &tooMany):
		return endless(api, implausible+fmt.Sprintf("After %d pages of GET %s, there were still more.", tooMany.Limit, tooMany.Path))
	case errors.As(err, &tooLarge):
		return endless(api, implausible+fmt.Sprintf("The result of reading %s is too large (%d entries, %d bytes).", tooLarge.Path, tooLarge.Rows, tooLarge.Bytes))
	case errors.As(err, &tooLong):
		return tooSlow(api, tooLong)
	}
	return requestError(api, err)
}

// apiError explains a response with a status other than 200. The API's error
// code takes precedence over the status.
func (c *clients) apiError(api endpoint, e *client.APIError) message {
	happened := requestFailed(e.Method, e.Path, e.Status, e.Code, e.Attempts, e.Description)
	if e.Code == account.CodeInvalidToken || e.Class == client.ClassUnauthorized {
		happened += " The configured customer code is " + c.settings.customerCode + "."
	}
	switch e.Code {
	case account.CodeInvalidToken:
		return message{"JetBrains Account rejected the token or the customer code", happened, c.invalidToken()}
	case account.CodeMissingToken, account.CodeMissingCustomer:
		return message{"JetBrains Account did not receive the credentials", happened,
			"The provider sends the headers X-Api-Key and X-Customer-Code with every request. A proxy seems to remove them. Check account_url and the proxy settings of this machine."}
	case account.CodeInsufficientPermissions:
		return message{"The token lacks permission to read this", happened,
			"A token has the permissions of the person who generated it. Have an organization administrator, or a person with permission to manage the organization, generate the token."}
	case account.CodeTeamMismatch:
		return message{"The token belongs to another team", happened,
			"Use a token for the team that you want to read, or a token for the whole organization."}
	case account.CodeTokenTypeMismatch:
		return message{"The token has the wrong scope", happened,
			"Generate a token for the whole organization, or read only what a team token can read."}
	case account.CodeTeamNotFound:
		return message{"JetBrains Account does not know the token's team", happened,
			"The team may have been deleted or merged. Generate a new token for an existing team or for the whole organization."}
	case account.CodeLicenseNotFound, account.CodeProductNotFound: // the status says as much
	}
	switch e.Class {
	case client.ClassUnauthorized:
		return message{"JetBrains Account rejected the token or the customer code", happened, c.invalidToken()}
	case client.ClassDenied:
		return message{"JetBrains Account denied access", happened,
			"The token may lack permission, an administrator may have turned the API off, or a proxy may block the request. " +
				"Check the permissions of the token's owner in JetBrains Account, and then the network."}
	case client.ClassNotFound:
		return message{"The server does not provide the JetBrains Account API", happened,
			"Check account_url (currently " + c.settings.accountURL.String() + "). It must contain only the address of the server. Most configurations do not need it, so try leaving it out."}
	case client.ClassThrottled:
		return tooManyRequests(api, happened, c.settings.maxConcurrent)
	case client.ClassServerFault:
		return notWorking(api, happened)
	case client.ClassBadRequest, client.ClassOther:
	}
	return message{"JetBrains Account sent an unexpected response", happened,
		"Check account_url and any proxy. If both are correct, please report this to the maintainers of the provider, with the status above."}
}

func (c *clients) invalidToken() string {
	return "JetBrains returns the same error for a wrong token and for a wrong customer code, so check both. " +
		"Compare the customer code (customer_code or JETBRAINS_CUSTOMER_CODE) with the one in the JetBrains Console under Help > Copy support information. " +
		"The token is set by token or JETBRAINS_TOKEN. " +
		"Generate a new one in the JetBrains Console under Organization > Administration > JetBrains Account API > Generate Token (older consoles: Organization administration > API). " +
		"A token also stops working while an administrator has the API turned off."
}

// endpoint names one of the two APIs in a message.
type endpoint struct{ name, urlArgument, host string }

// The messages that both halves share.

// requestFailed says which request returned which status, in the words of the API.
func requestFailed(method, path string, status int, code string, attempts int, description string) string {
	text := fmt.Sprintf("%s %s returned status %d", method, path, status)
	if code != "" {
		text += " " + code
	}
	if attempts > 1 {
		text += fmt.Sprintf(" (%d attempts)", attempts)
	}
	if description != "" {
		text += ": " + description
	}
	return value.Sentence(text)
}

func unreadableResponse(s endpoint, what string, size int, contentType string) message {
	declared := "no content type"
	if contentType != "" {
		declared = "the content type " + value.Printable(contentType, 80)
	}
	source := "An HTML page or an empty body usually comes from a proxy or a login page. "
	if strings.Contains(contentType, "json") {
		source = "The response claims to be JSON, but does not have the documented form. A proxy may have cut it off or replaced it. "
	}
	return message{
		s.name + " sent a response that cannot be read",
		fmt.Sprintf("%s. The response had %d bytes and %s.", what, size, declared),
		source + "Check " + s.urlArgument + " (currently " + s.host + ") and the network. " +
			"If the response comes from JetBrains itself, its format has changed. Please report this to the maintainers of the provider. " + nothingRead,
	}
}

func changing(s endpoint, reason string, reads int) message {
	return message{
		"A list from " + s.name + " kept changing while it was being read",
		fmt.Sprintf("The pages do not form one consistent list: %s. The provider read the list %d times, each time from the start.", reason, reads),
		"Run Terraform again at a time when licenses and members are not changing. If this happens every time, the server's total and its pages disagree. " +
			"Report this to JetBrains, or to the owner of the proxy at " + s.host + ". " + nothingRead,
	}
}

// implausible begins the description of a list that is longer than any real one.
const implausible = "No organization has so many entries. "

func endless(s endpoint, happened string) message {
	return message{
		"A list from " + s.name + " does not end", happened,
		"The server at " + s.host + " seems to repeat pages. Check " + s.urlArgument + ". If there is no proxy, report this to JetBrains. " + nothingRead,
	}
}

func tooSlow(s endpoint, err *paging.ReadTimeoutError) message {
	return message{s.name + " did not respond in time", fmt.Sprintf("Reading %s took longer than %s.", err.Path, err.Limit),
		"Run Terraform again. If the server is slow but works, raise max_concurrent_requests in the provider block. " + nothingRead}
}

func tooManyRequests(s endpoint, happened string, maxConcurrent int) message {
	return message{s.name + " is throttling requests", happened,
		fmt.Sprintf("Run Terraform again in a few minutes, or lower max_concurrent_requests in the provider block (currently %d).", maxConcurrent)}
}

func notWorking(s endpoint, happened string) message {
	return message{s.name + " returned a server error", happened, "Run Terraform again in a few minutes. " + nothingRead}
}

// requestError explains a request that got no response.
func requestError(s endpoint, err error) message {
	f := failedRequest{endpoint: s, err: err, where: s.host}
	proxy := "the proxy settings of this machine (HTTPS_PROXY, NO_PROXY)"
	f.trust = "If a proxy inspects TLS"
	if request, ok := errors.AsType[*transport.RequestError](err); ok {
		f.where = request.Method + " " + s.host + request.Path
		if request.Attempts > 1 {
			f.attempts = fmt.Sprintf(", in each of %d attempts", request.Attempts)
		}
		if request.Proxy != nil {
			through := value.Printable(request.Proxy.String(), 200)
			proxy, f.trust = "the proxy "+through, "The connection goes through the proxy "+through+". If it inspects TLS"
		}
	}
	f.network = "Check the network, " + proxy + ", and " + s.urlArgument + " (currently " + s.host + "). " + nothingRead
	for _, explain := range []func() (message, bool){f.notSent, f.tooSlow, f.notAccepted, f.notConnected} {
		if m, ok := explain(); ok {
			return m
		}
	}
	return message{s.name + " could not be reached", f.about("%s", f.reason()), f.network}
}

// failedRequest is a request that got no response, with the parts of messages
// about it.
type failedRequest struct {
	endpoint
	err      error
	where    string // the request
	attempts string // how many there were, if several
	trust    string // begins the advice about certificates
	network  string // the advice about the network
}

// about says what happened to the request.
func (f *failedRequest) about(text string, args ...any) string {
	return f.where + ": " + fmt.Sprintf(text, args...) + f.attempts + "."
}

// reason is the text of the error itself.
func (f *failedRequest) reason() string { return value.Printable(cause(f.err).Error(), 300) }

// notSent explains a request that did not leave this machine, or not past the proxy.
func (f *failedRequest) notSent() (message, bool) {
	var (
		write    *transport.WriteError
		behind   *transport.ProxyError
		variable *transport.ProxyConfigError
		cgi      *transport.ProxyCGIError
	)
	switch {
	case errors.Is(f.err, context.Canceled):
		return message{"Reading " + f.name + " was canceled", f.about("stopped because Terraform was interrupted"), "Run Terraform again."}, true
	case errors.As(f.err, &write):
		return message{"The provider refused to send a request", "It " + write.Error() + ".", "This is a bug in the provider. Please report it."}, true
	case errors.As(f.err, &behind):
		return proxyError(f.endpoint, f.err, behind, f.about), true
	case errors.As(f.err, &variable):
		return message{variable.Variable + " is not a proxy address", f.about("the environment variable %s does not contain the address of a proxy", variable.Variable),
			"Set " + variable.Variable + " to an address such as http://proxy.example:3128, or unset it. Percent-encode special characters in the password. " + nothingRead}, true
	case errors.As(f.err, &cgi):
		return message{cgi.Variable + " is not used", f.about("the environment variable REQUEST_METHOD is set, as in a CGI program, and there %s is not trusted", cgi.Variable),
			"Unset REQUEST_METHOD, or unset " + cgi.Variable + " if no proxy is needed to reach " + f.host + ". " + nothingRead}, true
	}
	return message{}, false
}

// tooSlow explains a limit of time, or a pause that is too long.
func (f *failedRequest) tooSlow() (message, bool) {
	var (
		timeout *transport.TimeoutError
		wait    *transport.RetryAfterError
	)
	switch {
	case errors.As(f.err, &timeout):
		return message{f.name + " did not respond in time", f.about("no complete response within %s", timeout.Timeout),
			"Run Terraform again. On a slow connection, raise request_timeout in the provider block. " + f.network}, true
	case errors.Is(f.err, context.DeadlineExceeded):
		return message{f.name + " did not respond in time", f.about("the time limit for the whole read was reached"), f.network}, true
	case errors.As(f.err, &wait):
		return message{f.name + " asked the provider to wait too long", f.about("%s", wait.Error()),
			"Run Terraform again later, or lower max_concurrent_requests in the provider block."}, true
	}
	return message{}, false
}

// notAccepted explains a response that the provider does not follow or read.
func (f *failedRequest) notAccepted() (message, bool) {
	var (
		origin   *transport.OriginError
		loop     *transport.RedirectLoopError
		location *transport.LocationError
		switched *transport.ProtocolSwitchError
		large    *transport.BodyTooLargeError
	)
	switch {
	case errors.As(f.err, &origin):
		return message{f.name + " redirected to another server", f.about("the redirect points to %s", value.Printable(origin.Target, 200)),
			"The provider does not send the token there. If this is the server's new address, set " + f.urlArgument + " to it. If it is a login page, check the network and the proxy."}, true
	case errors.As(f.err, &loop):
		return message{f.name + " redirected in a loop", f.about("%s", loop.Error()), f.network}, true
	case errors.As(f.err, &location):
		return message{f.name + " redirected to an invalid address", f.about("the provider cannot follow the redirect"), f.network}, true
	case errors.As(f.err, &switched):
		return message{f.name + " switched to another protocol", f.about("%s", switched.Error()), f.network}, true
	case errors.As(f.err, &large):
		return message{f.name + " sent a response that is too large", f.about("%s", large.Error()),
			"No page of real data is this large, so the provider stopped reading. Check " + f.urlArgument + " and any proxy."}, true
	}
	return message{}, false
}

// notConnected explains a connection that could not be made, or broke.
func (f *failedRequest) notConnected() (message, bool) {
	var (
		handshake *transport.HandshakeError
		dns       *net.DNSError
	)
	switch {
	case errors.As(f.err, &handshake):
		return message{"The TLS handshake with " + f.name + " failed", f.about("%s", f.reason()),
			"The server must support TLS 1.2 or later. " + f.network}, true
	case errors.As(f.err, &dns) && dns.IsNotFound:
		return message{"The host name of " + f.name + " could not be resolved", f.about("the host name %s was not found", value.Printable(dns.Name, 200)), f.network}, true
	case transport.Untrusted(f.err):
		return message{"The connection to " + f.name + " is not trusted", f.about("%s", f.reason()),
			f.trust + ", this machine must trust its certificate. Add the certificate to the certificate store or, on Linux, set SSL_CERT_FILE. " +
				"If the server does not use TLS at all, check " + f.urlArgument + " (currently " + f.host + ")."}, true
	case transport.Refused(f.err):
		return message{"Nothing is listening at the address of " + f.name, f.about("the connection was refused"), f.network}, true
	case transport.CutOff(f.err):
		return message{"The connection to " + f.name + " was cut off", f.about("the response ended before it was complete"), f.network}, true
	}
	return message{}, false
}

// cause returns the error inside a *transport.RequestError.
func cause(err error) error {
	if request, ok := errors.AsType[*transport.RequestError](err); ok {
		return request.Err
	}
	return err
}
