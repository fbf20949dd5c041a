package provider

import (
	"errors"
	"fmt"
	"net"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// proxyError explains a request that did not get past the proxy. It names the
// proxy and the variable that sets it, and never the credentials in the
// variable. failed is in err, whose own text is redacted. about formats what
// happened.
func proxyError(s endpoint, err error, failed *transport.ProxyError, about func(string, ...any) string) message {
	variable := failed.Proxy.Variable
	proxy := "the proxy " + value.Printable(failed.Proxy.Address, 200) + ", set by " + variable + ","
	advice := fmt.Sprintf("Check %s, or add %s to NO_PROXY if no proxy is needed to reach it. %s", variable, s.host, nothingRead)

	var (
		status  *transport.ProxyStatusError
		timeout *transport.TimeoutError
		dns     *net.DNSError
	)
	switch {
	case errors.As(err, &status) && status.AsksForCredentials():
		return message{"The proxy requires credentials", about("%s responded with status 407", proxy), fmt.Sprintf(
			"Add the user name and the password to %s, as in http://user:password@proxy.example:3128. Percent-encode special characters. "+
				"Only basic authentication is supported. %s", variable, nothingRead)}
	case errors.As(err, &status):
		return message{"The proxy refused to connect to " + s.name, about("%s responded with status %d", proxy, status.Status),
			"Ask the administrators of the proxy to allow " + s.host + ". " + advice}
	case transport.Untrusted(err):
		return message{"The connection to the proxy is not trusted", about("%s", value.Printable(cause(err).Error(), 300)),
			"This machine must trust the certificate of the proxy. Add the certificate to the certificate store or, on Linux, set SSL_CERT_FILE. " +
				"If the proxy does not use TLS, its address must begin with http://. " + nothingRead}
	case transport.Refused(err):
		return message{"Nothing is listening at the address of the proxy", about("%s refused the connection", proxy), advice}
	case errors.As(err, &dns) && dns.IsNotFound:
		return message{"The host name of the proxy could not be resolved", about("%s has a host name that was not found", proxy), advice}
	case errors.As(err, &timeout):
		return message{"The proxy did not respond in time", about("%s did not connect within %s", proxy, timeout.Timeout), advice}
	case transport.CutOff(err):
		return message{"The proxy closed the connection", about("%s closed the connection before the request reached the server", proxy), advice}
	}
	return message{"The proxy could not be reached", about("%s", value.Printable(cause(err).Error(), 300)), advice}
}
