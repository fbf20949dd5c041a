package transport

import "net/http"

// Kind sorts the answers that are errors by what a person can do about them.
type Kind int

// The kinds of answer.
const (
	KindOther        Kind = iota // nothing that the statuses below say
	KindUnauthorized             // 401: the credentials
	KindDenied                   // 403: the rights
	KindNotFound                 // 404: the address, or what was asked for
	KindThrottled                // 429: too many requests
	KindServerFault              // 5xx: the server
)

// KindOf sorts a status.
func KindOf(status int) Kind {
	switch {
	case status == http.StatusUnauthorized:
		return KindUnauthorized
	case status == http.StatusForbidden:
		return KindDenied
	case status == http.StatusNotFound:
		return KindNotFound
	case status == http.StatusTooManyRequests:
		return KindThrottled
	case status >= http.StatusInternalServerError:
		return KindServerFault
	}
	return KindOther
}
