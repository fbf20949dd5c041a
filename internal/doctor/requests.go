package doctor

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// observer sees the attempts of a client's requests.
type observer = func(transport.Attempt)

// requestLog counts the requests of a run, and keeps the pages of complete
// lists long enough to describe them. It is safe for concurrent use.
type requestLog struct {
	options Options

	mu       sync.Mutex
	list     *listRead
	attempts []transport.Attempt // those besides the lists
}

// listRead is what the pages of one complete read are.
type listRead struct {
	what     string   // such as "licenses"
	suffixes []string // of the paths of its pages
	onPage   func(transport.Attempt)
	pages    int
	printed  time.Time
}

// has reports whether a path is that of a page.
func (r *listRead) has(path string) bool {
	return slices.ContainsFunc(r.suffixes, func(suffix string) bool { return strings.HasSuffix(path, suffix) })
}

func newRequestLog(options Options) *requestLog { return &requestLog{options: options} }

// observe sees one attempt.
func (l *requestLog) observe(a transport.Attempt) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.list == nil || !l.list.has(a.Path) {
		l.attempts = append(l.attempts, a)
		return
	}
	if a.Response == nil || a.Response.Status != statusOK {
		return
	}
	l.list.pages++
	l.list.onPage(a)
	if now := l.options.Now(); l.options.OnProgress != nil && now.Sub(l.list.printed) >= progressEvery {
		l.list.printed = now
		l.options.OnProgress(fmt.Sprintf("Reading %s: %s so far", l.list.what, value.Counted(l.list.pages, "page")))
	}
}

// progressEvery is the pause between two lines about a long read.
const progressEvery = 2 * time.Second

// reading calls read, whose requests for pages do not count. The paths of pages
// have one of the suffixes. It also returns the number of pages.
func (l *requestLog) reading(what string, suffixes []string, onPage func(transport.Attempt), read func() error) (pages int, err error) {
	list := &listRead{what: what, suffixes: suffixes, onPage: onPage, printed: l.options.Now()}
	l.mu.Lock()
	l.list = list
	l.mu.Unlock()
	err = read()
	l.mu.Lock()
	defer l.mu.Unlock()
	l.list = nil
	return list.pages, err
}

// sent is the number of requests that count.
func (l *requestLog) sent() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.attempts)
}

// answered returns the newest attempt below a path that got a response, or the
// newest of all.
func (l *requestLog) answered(prefix string) transport.Attempt {
	l.mu.Lock()
	defer l.mu.Unlock()
	var newest transport.Attempt
	for _, a := range slices.Backward(l.attempts) {
		if !strings.HasPrefix(a.Path, prefix) {
			continue
		}
		if a.Response != nil {
			return a
		}
		if newest.Path == "" {
			newest = a
		}
	}
	return newest
}

// last returns the newest attempt whose path ends with suffix.
func (l *requestLog) last(suffix string) (transport.Attempt, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, a := range slices.Backward(l.attempts) {
		if strings.HasSuffix(a.Path, suffix) {
			return a, true
		}
	}
	return transport.Attempt{}, false
}

// prober asks a server questions. Each is one request without retries.
type prober struct {
	requests *requestLog
	send     func(ctx context.Context, path string, query url.Values, body []byte) (*transport.Response, error)
}

// get asks a question. It returns nil if the limit of requests is reached.
func (p *prober) get(ctx context.Context, path string, query url.Values) *reply {
	return p.one(ctx, path, query, nil)
}

// post asks one of the questions that are a POST.
func (p *prober) post(ctx context.Context, path string, body []byte) *reply {
	return p.one(ctx, path, nil, body)
}

func (p *prober) one(ctx context.Context, path string, query url.Values, body []byte) *reply {
	if ctx.Err() != nil || p.requests.sent() >= MaxRequests {
		return nil
	}
	start := p.requests.options.Now()
	resp, err := p.send(ctx, path, query, body)
	return newReply(query, resp, err, p.requests.options.Now().Sub(start))
}
