package provider

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/url"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
)

// What the network says where no test can make it happen.
func TestNetworkFailuresAreExplained(t *testing.T) {
	api := endpoint{name: "JetBrains Account", urlArgument: "account_url", host: "account.example"}
	for name, test := range map[string]struct {
		cause error
		want  []string
	}{
		"a host that does not exist": {&net.DNSError{Name: "account.example", IsNotFound: true}, []string{"The host of JetBrains Account does not exist", "the name account.example was not found", "account_url"}},
		"a resolver that fails":      {&net.DNSError{Name: "account.example", Err: "server misbehaving", IsTemporary: true}, []string{"JetBrains Account could not be reached", "server misbehaving"}},
		"an unknown certificate":     {&tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}}, []string{"The connection to JetBrains Account is not trusted", "certificate"}},
		"no TLS at all":              {tls.RecordHeaderError{Msg: "first record does not look like a TLS handshake"}, []string{"is not trusted"}},
		"stopped":                    {context.Canceled, []string{"Reading JetBrains Account was canceled", "Terraform was stopped"}},
		"anything else":              {errors.New("no route to host\x1b[31m"), []string{"could not be reached", "no route to host[31m"}},
	} {
		t.Run(name, func(t *testing.T) {
			m := requestError(api, &transport.RequestError{Method: "GET", Host: "account.example", Path: "/token", Attempts: 3, Err: test.cause})
			text := m.summary + ": " + m.happened + " " + m.todo
			for _, phrase := range append(test.want, "GET account.example/token", "in each of 3 attempts") {
				if !strings.Contains(text, phrase) {
					t.Errorf("want %q in:\n%s", phrase, text)
				}
			}
			if strings.Contains(text, "\x1b") {
				t.Errorf("an escape is in %q", text)
			}
		})
	}
}

func TestAFailureInTheClosedCloudSaysThatItIsClosed(t *testing.T) {
	failure := &transport.RequestError{Method: "GET", Host: "acme.jetbrains.space", Path: "/team-directory/teams", Attempts: 3, Err: &net.DNSError{Name: "acme.jetbrains.space", IsNotFound: true}}
	for address, closed := range map[string]bool{"https://acme.jetbrains.space": true, "https://space.acme.example": false, "https://jetbrains.space.acme.example": false} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		c := &clients{settings: settings{spaceURL: u}}
		d := c.spaceError(failure, nil)
		if got := d.Summary() == "The JetBrains Space cloud was closed" && strings.Contains(d.Detail(), "1 June 2025"); got != closed {
			t.Errorf("%s: %s: %s", address, d.Summary(), d.Detail())
		}
		if !strings.Contains(d.Detail(), "was not found") {
			t.Errorf("%s: the cause is missing in %s", address, d.Detail())
		}
	}
}
