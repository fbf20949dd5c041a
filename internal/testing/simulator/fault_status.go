package simulator

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// answering is a fault that answers by itself.
func answering(answer func(w http.ResponseWriter, r *http.Request)) Fault {
	return Custom(func(http.Handler) http.Handler { return http.HandlerFunc(answer) })
}

// Status answers with a status, headers and a body. The body is HTML if it
// starts with a tag and JSON otherwise, unless header has a Content-Type.
func Status(status int, header http.Header, body string) Fault {
	return answering(func(w http.ResponseWriter, _ *http.Request) {
		contentType := jsonType
		if strings.HasPrefix(body, "<") {
			contentType = "text/html;charset=UTF-8"
		}
		w.Header().Set("Content-Type", contentType)
		if status >= http.StatusOK && status != http.StatusNoContent && status != http.StatusNotModified {
			w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		}
		for name, values := range header {
			w.Header()[http.CanonicalHeaderKey(name)] = slices.Clone(values)
		}
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	})
}

// ServerError answers 500 with an empty body, as the live service has done.
func ServerError() Fault { return Status(http.StatusInternalServerError, nil, "") }

// BadRequestPage answers 400 with an HTML page, as the live service has done.
func BadRequestPage() Fault {
	return Status(http.StatusBadRequest, nil, string(htmlPage("HTTP Status 400 - Bad Request")))
}

// RateLimited answers 429. retryAfter is the header's value: seconds, a date
// (see [RetryDate]), anything else, or empty to leave it out.
func RateLimited(retryAfter string) Fault {
	return retryable(http.StatusTooManyRequests, retryAfter)
}

// Unavailable answers 503, with retryAfter as in [RateLimited].
func Unavailable(retryAfter string) Fault {
	return retryable(http.StatusServiceUnavailable, retryAfter)
}

func retryable(status int, retryAfter string) Fault {
	header := http.Header{}
	if retryAfter != "" {
		header.Set("Retry-After", retryAfter)
	}
	return Status(status, header, string(htmlPage(http.StatusText(status))))
}

// RetryDate is a moment as the Retry-After header gives a date.
func RetryDate(t time.Time) string { return t.UTC().Format(http.TimeFormat) }

// APIError answers with one of the errors of the Account API; see [ErrorCodes].
// id is what the description names and may be left out. It panics if there is
// no such error.
func APIError(code string, id ...any) Fault {
	if len(id) == 0 {
		id = []any{1}
	}
	e := *accountError(code, id...)
	return Status(e.status, nil, string(e.body()))
}

// ErrorCodes are the codes of the Account API's errors and their statuses.
func ErrorCodes() map[string]int {
	codes := make(map[string]int, len(accountErrors))
	for _, e := range accountErrors {
		codes[e.code] = e.status
	}
	return codes
}

// LoginPage answers 200 with an HTML page that asks to sign in, as a proxy does.
func LoginPage() Fault {
	return Status(http.StatusOK, nil, `<!DOCTYPE html>
<html><head><title>Sign in</title></head><body><form action="/login" method="post">
<input name="username"><input name="password" type="password"></form></body></html>
`)
}

// EmptyBody answers 200 with the right type and no body.
func EmptyBody() Fault { return Status(http.StatusOK, nil, "") }

// NotJSON answers 200 with the right type and a body that is not JSON.
func NotJSON() Fault { return Status(http.StatusOK, nil, "everything is fine") }

// NullBody answers 200 with the JSON value null.
func NullBody() Fault { return Status(http.StatusOK, nil, "null") }

// Redirect answers with a 3xx status that leads to location: an address, or a
// path on this server.
func Redirect(status int, location string) Fault {
	return Status(status, http.Header{"Location": {location}}, "")
}

// RedirectToHost is [Redirect] to the same path and query at another server,
// base being its address without a slash at the end.
func RedirectToHost(status int, base string) Fault {
	return answering(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", base+r.URL.RequestURI())
		writePage(w, status)
	})
}
