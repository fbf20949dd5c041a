package doctor

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
)

// Verdict is what an answer says about the assumption of the code.
type Verdict string

// An answer is open if what was seen fits the assumption and its opposite, for
// example because a list is too short. A question is not asked if something
// that it needs is missing.
const (
	Supports Verdict = "supports"
	Breaks   Verdict = "breaks"
	Open     Verdict = "open"
	NotAsked Verdict = "not asked"
)

// Answer is what a server does where JetBrains does not document it. It holds
// nothing of what the server stores.
type Answer struct {
	ID         string  `json:"id"`
	Question   string  `json:"question"`
	Asked      string  `json:"asked"`
	Seen       string  `json:"seen"`
	Assumption string  `json:"assumption"` // of the provider's code
	Verdict    Verdict `json:"verdict"`
}

// question is something that JetBrains does not document.
type question[F any] struct {
	id         phrase
	question   phrase
	asked      phrase
	assumption phrase
	answer     func(f *F) (phrase, Verdict)
}

func (q *question[F]) of(f *F) Answer {
	seen, verdict := q.answer(f)
	if verdict == NotAsked && seen == "" {
		seen = "nothing"
	}
	return Answer{
		ID: string(q.id), Question: string(q.question), Asked: string(q.asked),
		Seen: string(seen), Assumption: string(q.assumption), Verdict: verdict,
	}
}

// answers puts the facts into words. A half that is not configured has no
// answers.
func (f *facts) answers() []Answer {
	var all []Answer
	if f.account.configured {
		for i := range accountQuestions {
			all = append(all, accountQuestions[i].of(&f.account))
		}
	}
	if f.space.configured {
		for i := range spaceQuestions {
			all = append(all, spaceQuestions[i].of(&f.space))
		}
	}
	return all
}

// supportsIf is the verdict of a condition that was seen.
func supportsIf(condition bool) Verdict {
	if condition {
		return Supports
	}
	return Breaks
}

// The headers that say something about caching and about limits.
var (
	cacheHeaders = []phrase{"Age", "Cache-Control", "Etag", "Expires", "Last-Modified", "Pragma", "Vary", "X-Cache", "Via", "Cf-Cache-Status"}
	limitHeaders = []phrase{
		"Retry-After", "Ratelimit", "Ratelimit-Policy", "Ratelimit-Limit", "Ratelimit-Remaining", "Ratelimit-Reset",
		"X-Ratelimit-Limit", "X-Ratelimit-Remaining", "X-Ratelimit-Reset", "X-Rate-Limit-Limit", "X-Rate-Limit-Remaining", "X-Rate-Limit-Reset",
	}
	cacheDirectives = []string{"no-store", "no-cache", "private", "public", "must-revalidate", "max-age=0", "no-transform"}
)

// headersSeen names those of some headers that at least one response has.
func headersSeen(responses []*transport.Response, names []phrase) []phrase {
	var found []phrase
	for _, name := range names {
		if slices.ContainsFunc(responses, func(r *transport.Response) bool { return r.Header.Get(string(name)) != "" }) {
			found = append(found, name)
		}
	}
	return found
}

// directives are the documented directives in Cache-Control.
func directives(responses []*transport.Response) phrase {
	var found []phrase
	for _, r := range responses {
		for text := range strings.SplitSeq(strings.Join(r.Header.Values("Cache-Control"), ","), ",") {
			if text = strings.ToLower(strings.TrimSpace(text)); text != "" {
				found = append(found, known(text, cacheDirectives, "another directive"))
			}
		}
	}
	return list(found, "no Cache-Control")
}

// The questions about HTTP are the same for both APIs.

func caching(responses []*transport.Response) (phrase, Verdict) {
	if len(responses) == 0 {
		return "", NotAsked
	}
	return say("%s; %s", list(headersSeen(responses, cacheHeaders), "no such header"), directives(responses)), Supports
}

func rateLimits(responses []*transport.Response) (phrase, Verdict) {
	if len(responses) == 0 {
		return "", NotAsked
	}
	throttled := slices.ContainsFunc(responses, func(r *transport.Response) bool { return r.Status == http.StatusTooManyRequests })
	seen := say("headers: %s", list(headersSeen(responses, limitHeaders), "none"))
	if throttled {
		seen = say("%s; status 429 was sent", seen)
	}
	return seen, Supports
}

func protocols(responses []*transport.Response) (phrase, Verdict) {
	if len(responses) == 0 {
		return "", NotAsked
	}
	var found []phrase
	for _, r := range responses {
		found = append(found, known(r.Protocol, []string{"HTTP/1.0", "HTTP/1.1", "HTTP/2.0", "HTTP/3.0"}, "another protocol"))
	}
	return list(found, ""), Supports
}

func compression(r *reply) (phrase, Verdict) {
	if !r.ok() {
		return "", NotAsked
	}
	if r.resp.Compressed {
		return "gzip", Supports
	}
	return "not compressed", Supports
}

func pageTimes(r *reply, pages []pageSeen) (phrase, Verdict) {
	if !r.ok() {
		return "", NotAsked
	}
	var slowest time.Duration
	for _, p := range pages {
		slowest = max(slowest, p.took)
	}
	seen := say("%s with %s", roughly(r.took), r.rowCount())
	if len(pages) > 0 {
		seen = say("%s; the slowest page of the complete list %s", seen, roughly(slowest))
	}
	return seen, Supports
}

// errorBodies says what the bodies of errors are.
func errorBodies(replies []*reply, codeKey string) (phrase, Verdict) {
	found := forms{}
	for _, r := range replies {
		if r == nil || r.resp == nil || r.resp.Status < http.StatusBadRequest {
			continue
		}
		body, contentType := decoded(r.resp.Body), strings.ToLower(r.resp.Header.Get("Content-Type"))
		kind := phrase("neither JSON nor HTML")
		switch {
		case len(r.resp.Body) == 0:
			kind = "an empty body"
		case textAt(body, codeKey) != "":
			kind = say("JSON with the code %s", known(textAt(body, codeKey), documentedCodes, "of another name"))
		case body != nil:
			kind = "JSON in another form"
		case strings.Contains(contentType, "html"):
			kind = "HTML"
		}
		found.add(say("%s: %s", status(r.resp.Status), kind))
	}
	if len(found) == 0 {
		return "no error was sent", Open
	}
	return found.list(""), Supports
}

// presence says which keys are absent or null.
func (c *census) presence(optional []phrase) (phrase, Verdict) {
	if c.empty() {
		return "", NotAsked
	}
	var absent, null []phrase
	for _, path := range optional {
		if c.absent(path) > 0 {
			absent = append(absent, path)
		}
		if c.null[path] > 0 {
			null = append(null, path)
		}
	}
	return say("absent: %s; null: %s", list(absent, "none"), list(null, "none")), Supports
}

// unknownKeys says how many keys are not documented.
func (c *census) unknownKeys() (phrase, Verdict) {
	if c.empty() {
		return "", NotAsked
	}
	if len(c.unknown) == 0 {
		return "none", Supports
	}
	return say("%s; their names are only on the screen", about(len(c.unknown))), Supports
}
