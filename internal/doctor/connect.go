package doctor

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/provider"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

const statusOK = http.StatusOK

// stage is a step on the way to a server. They are in the order in which a
// request passes them.
type stage int

const (
	stageProxy stage = iota
	stageLookup
	stageTLS
	stageAnswer
	stageToken
)

var stageNames = [...]string{
	stageProxy: "proxy", stageLookup: "name resolution", stageTLS: "TLS", stageAnswer: "answer", stageToken: "token",
}

// way is how far the first request to a server got.
type way struct {
	mu        sync.Mutex
	host      string // that was looked up
	addresses []net.IPAddr
	tls       *tls.ConnectionState
}

// trace makes a context whose requests record how far they get.
func (w *way) trace(ctx context.Context) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		DNSStart: func(info httptrace.DNSStartInfo) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.host = info.Host
		},
		DNSDone: func(info httptrace.DNSDoneInfo) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.addresses = info.Addrs
		},
		TLSHandshakeDone: func(state tls.ConnectionState, err error) {
			w.mu.Lock()
			defer w.mu.Unlock()
			if err == nil {
				w.tls = &state
			}
		},
	})
}

// stageOf is the step at which a request failed.
func stageOf(err error) stage {
	var (
		proxy       *transport.ProxyError
		proxyConfig *transport.ProxyConfigError
		dns         *net.DNSError
		handshake   *transport.HandshakeError
		request     *transport.RequestError
	)
	switch {
	case errors.As(err, &proxy), errors.As(err, &proxyConfig):
		return stageProxy
	case errors.As(err, &dns):
		return stageLookup
	case errors.As(err, &handshake), transport.Untrusted(err):
		return stageTLS
	case errors.As(err, &request):
		return stageAnswer
	default: // there was a response
		return stageToken
	}
}

// half is one of the two APIs while it is tested.
type half struct {
	run     *run
	area    Area
	url     *url.URL
	explain func(error) provider.Message
	facts   *halfFacts
}

func (h *half) ok(name, seen string) {
	h.run.step(Step{Area: h.area, Name: name, Mark: MarkOK, Seen: seen})
}

func (h *half) skipped(name, why string) {
	h.run.step(Step{Area: h.area, Name: name, Mark: MarkSkipped, Seen: why})
}

// warning shows what a person should know. Err is what happened; nil for
// nothing but the message.
func (h *half) warning(name string, m provider.Message, err error) {
	s := Step{Area: h.area, Name: name, Mark: MarkWarning, Seen: m.Summary, Advice: m.Detail}
	if err != nil {
		s.shared = failure(err)
	}
	h.run.step(s)
}

func (h *half) failed(name string, err error) {
	m := h.explain(err)
	h.run.step(Step{Area: h.area, Name: name, Mark: MarkFailed, Seen: m.Summary, Advice: m.Detail, shared: failure(err)})
}

// notConfigured shows why an API is not tested: something is missing from its
// configuration, or it is not configured at all.
func (h *half) notConfigured(missing provider.Message, partly bool) {
	if !partly {
		h.skipped("settings", titles[h.area]+" is not configured in the environment")
		return
	}
	h.run.step(Step{
		Area: h.area, Name: "settings", Mark: MarkFailed, Seen: missing.Summary, Advice: missing.Detail, shared: "one value was not set",
	})
}

// unknownFields names the fields of the list that are not documented.
func (h *half) unknownFields(summary string) {
	names := h.facts.census.unknownFields()
	if len(names) == 0 {
		return
	}
	h.warning("fields", provider.Message{
		Summary: summary + ": " + value.Printable(strings.Join(names, ", "), 300),
		Detail:  "They are ignored. The report does not name them; if their names are nothing to hide, add them to it.",
	}, nil)
}

// connect runs the first request and shows how far it got, up to the token. It
// reports whether the request succeeded. The requests that the read sends have
// paths below prefix.
func (h *half) connect(ctx context.Context, prefix string, read func(context.Context) error) bool {
	w := &way{}
	err := read(w.trace(ctx))
	if interrupted(ctx, err) {
		return false
	}
	attempt := h.run.requests.answered(prefix)
	h.facts.attempt = attempt
	reached := stageToken
	if err != nil {
		reached = stageOf(err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for s := stageProxy; s <= stageToken; s++ {
		name := stageNames[s]
		switch {
		case s < reached:
			h.passed(s, w, attempt)
		case s > reached:
			h.skipped(name, "not reached")
		case err != nil:
			h.failed(name, err)
		}
	}
	return err == nil
}

// passed shows a step that a request got past.
func (h *half) passed(s stage, w *way, attempt transport.Attempt) {
	name := stageNames[s]
	switch s {
	case stageProxy:
		seen := "none for " + h.url.Host
		if attempt.Proxy != nil {
			seen = attempt.Proxy.Address + ", set by " + attempt.Proxy.Variable
		}
		h.ok(name, seen)
	case stageLookup:
		if w.host == "" {
			h.skipped(name, "not needed for "+h.url.Hostname())
			return
		}
		h.ok(name, fmt.Sprintf("%s has %s", value.Printable(w.host, 100), value.Counted(len(w.addresses), "address")))
	case stageTLS:
		h.secured(name, w.tls)
	case stageAnswer:
		if attempt.Response != nil {
			h.ok(name, fmt.Sprintf("%s, status %d after %s", value.Printable(attempt.Response.Protocol, 20), attempt.Response.Status, attempt.Took.Round(time.Millisecond)))
		}
	case stageToken:
	}
}

func (h *half) secured(name string, state *tls.ConnectionState) {
	switch {
	case h.url.Scheme != "https" && provider.IsLoopback(h.url.Hostname()):
		h.skipped(name, "plain http on this machine")
	case h.url.Scheme != "https":
		h.warning(name, provider.Message{
			Summary: "The connection is not encrypted",
			Detail:  "The token and everything that is read pass the network in plain text. Use an https URL.",
		}, nil)
	case state == nil:
		h.ok(name, "accepted")
	default:
		seen := tls.VersionName(state.Version)
		if len(state.PeerCertificates) > 0 {
			seen += ", certificate issued by " + value.Printable(state.PeerCertificates[0].Issuer.String(), 100)
		}
		h.ok(name, seen)
	}
}
