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

// responding is a fault that responds by itself.
func responding(respond func(w http.ResponseWriter, r *http.Request)) Fault {
	return Custom(func(http.Handler) http.Handler { return http.HandlerFunc(respond) })
}

func sending(r response.Response) Fault {
	return responding(func(w http.ResponseWriter, _ *http.Request) { r.Write(w) })
}

// Status responds with a status, headers and a body. The body is HTML if it
// starts with a tag and JSON otherwise, unless header has a Content-Type.
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

// ServerError responds with 500 and an empty body, as the live service has done.
func ServerError() Fault { return Status(http.StatusInternalServerError, nil, "") }

// BadRequestPage responds with 400 and an HTML page, as the live service has done.
func BadRequestPage() Fault { return sending(response.HTML(http.StatusBadRequest)) }

// RateLimited responds with 429, and on a Space with its error code besides.
// retryAfter is the header's value: seconds, a date, anything else, or empty to
// leave it out.
func RateLimited(retryAfter string) Fault {
	return responding(func(w http.ResponseWriter, r *http.Request) { rateLimited(r, retryAfter).Write(w) })
}

func rateLimited(r *http.Request, retryAfter string) response.Response {
	if strings.HasPrefix(r.URL.Path, spaceapi.Base+"/") {
		return withRetryAfter(spaceapi.Respond(spaceapi.NewError("rate-limited", "Too many requests")), retryAfter)
	}
	return withRetryAfter(response.HTML(http.StatusTooManyRequests), retryAfter)
}

// Unavailable responds with 503, with retryAfter as in [RateLimited].
func Unavailable(retryAfter string) Fault {
	return sending(withRetryAfter(response.HTML(http.StatusServiceUnavailable), retryAfter))
}

func withRetryAfter(r response.Response, retryAfter string) response.Response {
	if retryAfter != "" {
		r.Header.Set("Retry-After", retryAfter)
	}
	return r
}

// Throttle serves perSecond requests in every second of the clock now and
// responds to the others with 429, with retryAfter as in [RateLimited].
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

// APIError responds with one of the errors of the Account API; see [ErrorCodes].
// id is what the description names and may be left out. It panics if there is
// no such error.
func APIError(code string, id ...any) Fault {
	return sending(accountapi.Respond(accountapi.NewError(code, append(id, 1)[0])))
}

// ErrorCodes are the codes of the Account API's errors and their statuses.
func ErrorCodes() map[string]int { return accountapi.ErrorCodes() }

// SpaceError responds with one of the errors of a Space's API; see
// package spaceapi. It panics if there is no such error.
func SpaceError(code string) Fault {
	return sending(spaceapi.Respond(spaceapi.NewError(code, "Error injected by the simulator")))
}

// SpaceErrorBody responds with a status and an error in the JSON of a Space, any
// code and any text.
func SpaceErrorBody(status int, code, description string) Fault {
	return sending(spaceapi.Respond(&spaceapi.Error{Status: status, Code: code, Description: description}))
}

// LoginPage responds with 200 and an HTML page that asks to sign in, as a proxy does.
func LoginPage() Fault {
	return Status(http.StatusOK, nil, `<!DOCTYPE html>
<html><head><title>Sign in</title></head><body><form action="/login" method="post">
<input name="username"><input name="password" type="password"></form></body></html>
`)
}

// EmptyBody responds with 200, the right type and no body.
func EmptyBody() Fault { return Status(http.StatusOK, nil, "") }

// NotJSON responds with 200, the right type and a body that is not JSON.
func NotJSON() Fault { return Status(http.StatusOK, nil, "everything is fine") }

// NullBody responds with 200 and the JSON value null.
func NullBody() Fault { return Status(http.StatusOK, nil, "null") }

// Redirect responds with a 3xx status that leads to location: an address, or a
// path on this server.
func Redirect(status int, location string) Fault {
	return Status(status, http.Header{"Location": {location}}, "")
}

// RedirectToHost is [Redirect] to the same path and query at another server,
// base being its address without a slash at the end.
func RedirectToHost(status int, base string) Fault {
	return responding(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", base+r.URL.RequestURI())
		response.HTML(status).Write(w)
	})
}
