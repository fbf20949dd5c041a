package transport

import (
	"net/http"
	"net/url"
	"strings"
)

// origin adds the credentials, and rejects any request to another server before
// they could be sent there.
type origin struct {
	next        http.RoundTripper
	origin      string
	credentials map[string]Secret
	header      map[string]string
	userAgent   string
	redactor    redactor
}

func (t *origin) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := sameOrigin(req.URL, t.origin, t.redactor); err != nil {
		closeBody(req)
		return nil, err
	}
	req = req.Clone(req.Context())
	for name, value := range t.header {
		req.Header.Set(name, value)
	}
	for name, secret := range t.credentials {
		req.Header.Set(name, secret.value())
	}
	req.Header.Set("User-Agent", t.userAgent)
	resp, err := t.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	// net/http quotes a Location that it cannot parse, in an error without an
	// exported type.
	if _, err := req.URL.Parse(resp.Header.Get("Location")); err != nil {
		_ = resp.Body.Close()
		return nil, &LocationError{}
	}
	return resp, nil
}

// sameOriginOnly is the redirect policy: to the same scheme, host and port
// only, and a few times at most. The outer request contains no credentials, so
// nothing can leak here. The check exists so that an error can name the target.
func sameOriginOnly(configured string, secrets redactor) func(*http.Request, []*http.Request) error {
	return func(req *http.Request, via []*http.Request) error {
		if err := sameOrigin(req.URL, configured, secrets); err != nil {
			return err
		}
		if len(via) > maxRedirects {
			return &RedirectLoopError{Hops: maxRedirects}
		}
		return nil
	}
}

// sameOrigin rejects another server. It also rejects a user name in the
// address, because it would become an Authorization header that the user did
// not configure.
func sameOrigin(target *url.URL, configured string, secrets redactor) error {
	got := originOf(target)
	if target.User != nil {
		got += " with a user name"
	}
	if got == configured {
		return nil
	}
	return &OriginError{Configured: configured, Target: secrets.redact(got)}
}

// originOf returns the origin of a parsed address, whose scheme is in lower case.
func originOf(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return u.Scheme + "://" + strings.ToLower(u.Hostname()) + ":" + port
}
