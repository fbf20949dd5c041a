package doctor_test

import (
	"encoding/pem"
	"io"
	"log"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/doctor"
)

// TestMain trusts the certificate of package httptest, where an environment
// variable can do that. The process reads the variable once, so it is set
// before all tests.
func TestMain(m *testing.M) {
	remove := trustHTTPTest()
	goleak.VerifyTestMain(m, goleak.Cleanup(func(status int) {
		remove()
		os.Exit(status)
	}))
}

func trustHTTPTest() (remove func()) {
	server := httptest.NewTLSServer(nil)
	defer server.Close()
	directory, err := os.MkdirTemp("", "doctor")
	if err != nil {
		panic(err)
	}
	file := filepath.Join(directory, "authority.pem")
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(file, text, 0o600); err != nil {
		panic(err)
	}
	if err := os.Setenv("SSL_CERT_FILE", file); err != nil {
		panic(err)
	}
	return func() { _ = os.RemoveAll(directory) } // what is left of it harms nobody
}

// secured serves a simulated organization over TLS and HTTP/2.
func secured(t *testing.T, address string) *httptest.Server {
	t.Helper()
	target, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(target)
	proxy.ErrorLog = log.New(io.Discard, "", 0)
	server := httptest.NewUnstartedServer(proxy)
	server.EnableHTTP2 = true
	server.Config.ErrorLog = proxy.ErrorLog
	server.StartTLS()
	t.Cleanup(server.Close)
	return server
}

func TestTLSAndProtocolAreShown(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only on Linux does an environment variable name the trusted certificates")
	}
	server := start(t, generate(50))
	front := secured(t, server.URL())
	r := examine(t, with(only(server.Env(), false), "JETBRAINS_ACCOUNT_URL", front.URL))
	for name, says := range map[string]string{
		"proxy": "none for 127.0.0.1", "TLS": "TLS 1.3, certificate issued by O=Acme Co", "answer": "HTTP/2.0, status 200 after", "licenses": "50 licenses",
	} {
		if s := stepOf(t, r, doctor.AreaAccount, name); s.Mark != doctor.MarkOK || !strings.Contains(s.Seen, says) {
			t.Errorf("%s: %+v, want %s", name, s, says)
		}
	}
	if a := answerOf(t, r, "account-protocol"); a.Seen != "HTTP/2.0" {
		t.Errorf("protocol: %+v", a)
	}
}

func TestACertificateForAnotherNameFailsAtTLS(t *testing.T) {
	server := start(t, generate(10))
	front := secured(t, server.URL())
	address := strings.Replace(front.URL, "127.0.0.1", "localhost", 1)
	r := examine(t, with(only(server.Env(), false), "JETBRAINS_ACCOUNT_URL", address))
	if s := stepOf(t, r, doctor.AreaAccount, "TLS"); s.Mark != doctor.MarkFailed || s.Seen != "The connection to JetBrains Account is not trusted" {
		t.Errorf("TLS: %+v", s)
	}
	for name, mark := range map[string]doctor.Mark{"proxy": doctor.MarkOK, "answer": doctor.MarkSkipped, "token": doctor.MarkSkipped} {
		if s := stepOf(t, r, doctor.AreaAccount, name); s.Mark != mark {
			t.Errorf("%s: %+v, want %s", name, s, mark)
		}
	}
}

func TestAProxyThatFailsIsNamedWithItsVariable(t *testing.T) {
	closed := httptest.NewServer(nil)
	closed.Close()
	for _, name := range []string{"https_proxy", "no_proxy", "NO_PROXY"} {
		t.Setenv(name, "")
	}
	t.Setenv("HTTPS_PROXY", closed.URL)
	r := examine(t, map[string]string{"JETBRAINS_ACCOUNT_URL": "https://account.invalid", "JETBRAINS_CUSTOMER_CODE": "1234567", "JETBRAINS_TOKEN": "0123456789012345678901234"})
	s := stepOf(t, r, doctor.AreaAccount, "proxy")
	if s.Mark != doctor.MarkFailed || s.Seen != "Nothing is listening at the address of the proxy" || !strings.Contains(s.Advice, "HTTPS_PROXY") {
		t.Errorf("proxy: %+v", s)
	}
	if lookup := stepOf(t, r, doctor.AreaAccount, "name resolution"); lookup.Mark != doctor.MarkSkipped {
		t.Errorf("name resolution: %+v", lookup)
	}
}

// The page about operating shows what a person sees of a server that works. Names,
// numbers and times are those of a made-up organization.
func TestThePageShowsWhatIsPrinted(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only on Linux does an environment variable name the trusted certificates")
	}
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "guides", "operating.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(text), "\n## Test the connection\n")
	_, sample, _ := strings.Cut(section, "```text\n")
	sample, _, _ = strings.Cut(sample, "```")
	_, sample, _ = strings.Cut(sample, "...\n\n") // the settings
	sample, _, _ = strings.Cut(sample, "...\n")

	o := generate(617)
	o.CustomerName = "Acme"
	server := start(t, o)
	front := secured(t, server.URL())
	var printed strings.Builder
	printer := doctor.NewPrinter(&printed)
	r := examine(t, with(only(server.Env(), false), "JETBRAINS_ACCOUNT_URL", front.URL))
	for _, s := range r.Steps {
		if s.Area == doctor.AreaAccount {
			printer.Step(s)
		}
	}
	want, got := strings.Split(plain(sample), "\n"), strings.Split(strings.TrimPrefix(plain(printed.String()), "\n"), "\n")
	for i := range max(len(want), len(got)) {
		switch {
		case i >= len(want) || i >= len(got):
			t.Fatalf("the page shows %d lines, and %d are printed:\n%s", len(want), len(got), printed.String())
		case strings.Contains(want[i], "name resolution"): // a server on this machine needs none
		case want[i] != got[i]:
			t.Errorf("the page shows\n%s\nand printed is\n%s", want[i], got[i])
		}
	}
}

var (
	somewhere = regexp.MustCompile(`account\.jetbrains\.com|127\.0\.0\.1(:\d+)?`)
	issuer    = regexp.MustCompile(`issued by .*`)
	amount    = regexp.MustCompile(`\d+(\.\d+)?(ms|µs|s)?`)
)

// plain replaces what differs between organizations.
func plain(text string) string {
	return amount.ReplaceAllString(issuer.ReplaceAllString(somewhere.ReplaceAllString(text, "HOST"), "issued by"), "N")
}
