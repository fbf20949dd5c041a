package transport

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// readOnly rejects every request that could change something. Most tokens can
// write, so this guard is what makes the provider read-only.
type readOnly struct {
	next     http.RoundTripper
	posts    value.Set[string] // full paths, escaped as they are sent
	redactor redactor
}

func readOnlyPOSTs(base *url.URL, paths []string) value.Set[string] {
	prefix := strings.Trim(base.EscapedPath(), "/") // url.URL.JoinPath can leave out the first slash
	if prefix != "" {
		prefix = "/" + prefix
	}
	posts := make(value.Set[string], len(paths))
	for _, path := range paths {
		posts.Add(prefix + path)
	}
	return posts
}

func (t *readOnly) RoundTrip(req *http.Request) (*http.Response, error) {
	allowed := req.Method == http.MethodGet || req.Method == http.MethodPost && t.posts.Has(req.URL.EscapedPath())
	if !allowed {
		closeBody(req)
		return nil, &WriteError{Method: req.Method, Path: t.redactor.redact(req.URL.Path)}
	}
	return t.next.RoundTrip(req)
}

// closeBody closes the body of a rejected request, as http.RoundTripper
// requires.
func closeBody(req *http.Request) {
	if req.Body != nil {
		_ = req.Body.Close()
	}
}
