package fault

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/accountapi"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/response"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/spaceapi"
)

// responding returns a fault that sends its own response.
func responding(respond func(w http.ResponseWriter, r *http.Request)) Fault {
	return custom(func(http.Handler) http.Handler { return http.HandlerFunc(respond) })
}

func sending(r response.Response) Fault {
	return responding(func(w http.ResponseWriter, _ *http.Request) { r.Write(w) })
}

// Status responds with the given status, headers, and body. The body's content
// type is HTML if it starts with a tag, and JSON otherwise, unless header has a
// Content-Type.
func Status(status int, header http.Header, body string) Fault {
	return responding(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", response.TypeJSON)
		if strings.HasPrefix(body, "<") {
			w.Header().Set("Content-Type", response.TypeHTML)
		}
		for name, values := range header {
			w.Header()[http.CanonicalHeaderKey(name)] = slices.Clone(values)
		}
		if status < http.StatusOK || status == http.StatusNoContent || status == http.StatusNotModified {
			w.WriteHeader(status)
			return
		}
		response.Response{Status: status, Body: []byte(body)}.Write(w)
	})
}

// ServerError responds with 500 and an empty body. The live service has been
// seen to do this.
func ServerError() Fault { return Status(http.StatusInternalServerError, nil, "") }

// BadRequestPage responds with 400 and an HTML page. The live service has been
// seen to do this.
func BadRequestPage() Fault { return sending(response.HTML(http.StatusBadRequest)) }

// RateLimited responds with 429, and on a Space also with its error code.
// retryAfter is the value of the Retry-After header: seconds, a date, or any
// other text. If it is empty, the response has no such header.
func RateLimited(retryAfter string) Fault {
	return responding(func(w http.ResponseWriter, r *http.Request) { rateLimited(r, retryAfter).Write(w) })
}

func rateLimited(r *http.Request, retryAfter string) response.Response {
	if strings.HasPrefix(r.URL.Path, spaceapi.Base+"/") {
		return withRetryAfter(spaceapi.Respond(spaceapi.NewError("rate-limited", "Too many requests")), retryAfter)
	}
	return withRetryAfter(response.HTML(http.StatusTooManyRequests), retryAfter)
}

// Unavailable responds with 503. retryAfter has the same meaning as in
// [RateLimited].
func Unavailable(retryAfter string) Fault {
	return sending(withRetryAfter(response.HTML(http.StatusServiceUnavailable), retryAfter))
}

func withRetryAfter(r response.Response, retryAfter string) response.Response {
	if retryAfter != "" {
		r.Header.Set("Retry-After", retryAfter)
	}
	return r
}

// Throttle serves perSecond requests in each second of the clock now, and
// responds to all others with 429. retryAfter has the same meaning as in
// [RateLimited].
func Throttle(perSecond int, retryAfter string, now func() time.Time) Fault {
	var mu sync.Mutex
	var second time.Time
	served := 0
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		if at := now().Truncate(time.Second); !at.Equal(second) {
			second, served = at, 0
		}
		served++
		refused := served > perSecond
		mu.Unlock()
		if refused {
			rateLimited(r, retryAfter).Write(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// APIError responds with one of the errors of the Account API; see
// [ErrorCodes]. id is the ID in the error's description and may be omitted.
// APIError panics if no such error exists.
func APIError(code string, id ...any) Fault {
	return sending(accountapi.Respond(accountapi.NewError(code, append(id, 1)[0])))
}

// ErrorCodes returns the codes of the Account API's errors with their statuses.
func ErrorCodes() map[string]int { return accountapi.ErrorCodes() }

// SpaceError responds with one of the errors of the Space API; see package
// spaceapi. It panics if no such error exists.
func SpaceError(code string) Fault {
	return sending(spaceapi.Respond(spaceapi.NewError(code, "Error injected by the simulator")))
}

// SpaceErrorBody responds with the given status and an error in the JSON format
// of a Space, with any code and any text.
func SpaceErrorBody(status int, code, description string) Fault {
	return sending(spaceapi.Respond(&spaceapi.Error{Status: status, Code: code, Description: description}))
}

// LoginPage responds with 200 and an HTML page that asks the user to sign in,
// as some proxies do.
func LoginPage() Fault {
	return Status(http.StatusOK, nil, `<!DOCTYPE html>
<html><head><title>Sign in</title></head><body><form action="/login" method="post">
<input name="username"><input name="password" type="password"></form></body></html>
`)
}

// EmptyBody responds with 200, the correct content type, and an empty body.
func EmptyBody() Fault { return Status(http.StatusOK, nil, "") }

// NotJSON responds with 200, the correct content type, and a body that is not
// JSON.
func NotJSON() Fault { return Status(http.StatusOK, nil, "everything is fine") }

// NullBody responds with 200 and the JSON value null.
func NullBody() Fault { return Status(http.StatusOK, nil, "null") }

// Redirect responds with a 3xx status that points to location, which is an
// address or a path on this server.
func Redirect(status int, location string) Fault {
	return Status(status, http.Header{"Location": {location}}, "")
}

// RedirectToHost is like [Redirect], but points to the same path and query on
// another server. base is the server's address without a trailing slash.
func RedirectToHost(status int, base string) Fault {
	return responding(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", base+r.URL.RequestURI())
		response.HTML(status).Write(w)
	})
}
