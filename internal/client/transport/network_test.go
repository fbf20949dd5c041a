package transport

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
)

func TestFailuresOfTheNetworkAreToldApart(t *testing.T) {
	system := func(op string, number syscall.Errno) error {
		return &net.OpError{Op: op, Net: "tcp", Err: os.NewSyscallError(op, number)}
	}
	const refused, cutOff, untrusted = "refused", "cut off", "untrusted"
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"nothing":                     {nil, ""},
		"any other":                   {errors.New("connection refused"), ""},
		"timeout":                     {&TimeoutError{}, ""},
		"no such host":                {&net.DNSError{IsNotFound: true}, ""},
		"no route":                    {system("connect", syscall.EHOSTUNREACH), ""},
		"refused on Unix":             {system("connect", syscall.ECONNREFUSED), refused},
		"refused on Windows":          {system("connectex", 10061), refused},
		"reset on Unix":               {system("read", syscall.ECONNRESET), cutOff},
		"reset on Windows":            {system("wsarecv", 10054), cutOff},
		"aborted on Unix":             {system("read", syscall.ECONNABORTED), cutOff},
		"aborted on Windows":          {system("wsarecv", 10053), cutOff},
		"closed while it was written": {system("write", syscall.EPIPE), cutOff},
		"closed before the response":  {io.EOF, cutOff},
		"closed within the response":  {io.ErrUnexpectedEOF, cutOff},
		"certificate not verified":    {&tls.CertificateVerificationError{Err: errors.New("x509: certificate is not standards compliant")}, untrusted},
		"certificate of an unknown":   {x509.UnknownAuthorityError{}, untrusted},
		"certificate of another host": {x509.HostnameError{Certificate: &x509.Certificate{}}, untrusted},
		"certificate that ran out":    {x509.CertificateInvalidError{Reason: x509.Expired}, untrusted},
		"no TLS":                      {tls.RecordHeaderError{Msg: "first record does not look like a TLS handshake"}, untrusted},
		"HTTP where TLS was expected": {http.ErrSchemeMismatch, untrusted},
	} {
		for _, err := range []error{c.err, wrapped(c.err)} {
			got := map[string]bool{refused: Refused(err), cutOff: CutOff(err), untrusted: Untrusted(err)}
			for kind, is := range got {
				if is != (kind == c.want) {
					t.Errorf("%s: %s is %t", name, kind, is)
				}
			}
		}
	}
}

// This test uses the errors of the operating system that runs it.
func TestFailuresOfTheNetworkAreToldApartOnThisMachine(t *testing.T) {
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	plain := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(plain.Close)
	stranger := httptest.NewUnstartedServer(http.NotFoundHandler())
	stranger.Config.ErrorLog = log.New(io.Discard, "", 0)
	stranger.StartTLS()
	t.Cleanup(stranger.Close)
	cut := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }))
	t.Cleanup(cut.Close)
	reset := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		_ = conn.(*net.TCPConn).SetLinger(0) // makes closing the connection send a reset
		_ = conn.Close()
	}))
	t.Cleanup(reset.Close)

	for name, c := range map[string]struct {
		address string
		is      func(error) bool
	}{
		"nothing there": {gone.URL, Refused},
		"cut":           {cut.URL, CutOff},
		"reset":         {reset.URL, CutOff},
		"a stranger":    {stranger.URL, Untrusted},
		"no TLS":        {strings.Replace(plain.URL, "http:", "https:", 1), Untrusted},
	} {
		client := newClient(t, nil, func(config *Config) { config.BaseURL, config.MaxRetries = clienttest.URL(t, c.address), 0 })
		_, err := get(t, client)
		if _ = clienttest.WantError[*RequestError](t, err); !c.is(err) {
			t.Errorf("%s: %v is not taken for what it is", name, err)
		}
	}
}

func TestTheNetworkHasLimitsOfItsOwn(t *testing.T) {
	n := newNetwork(7, proxiesFromEnvironment())
	if n.DialContext == nil || n.TLSHandshakeTimeout != handshakeTimeout || n.IdleConnTimeout != idleTimeout || n.MaxIdleConnsPerHost != 7 ||
		n.MaxResponseHeaderBytes != 1<<20 || !n.ForceAttemptHTTP2 || n.HTTP2.WriteByteTimeout != pingTimeout {
		t.Errorf("the network is %+v", n)
	}
}
