package transport

import "net/http"

// ErrorClass sorts the answers that are errors by what a person can do about them.
type ErrorClass int

// The kinds of answer.
const (
	ClassOther        ErrorClass = iota // nothing that the statuses below say
	ClassUnauthorized                   // 401: the credentials
	ClassDenied                         // 403: the rights
	ClassNotFound                       // 404: the address, or what was asked for
	ClassThrottled                      // 429: too many requests
	ClassServerFault                    // 5xx: the server
)

// ClassOf sorts a status.
func ClassOf(status int) ErrorClass {
	switch {
	case status == http.StatusUnauthorized:
		return ClassUnauthorized
	case status == http.StatusForbidden:
		return ClassDenied
	case status == http.StatusNotFound:
		return ClassNotFound
	case status == http.StatusTooManyRequests:
		return ClassThrottled
	case status >= http.StatusInternalServerError:
		return ClassServerFault
	}
	return ClassOther
}
