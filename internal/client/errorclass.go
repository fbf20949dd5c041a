package client

import "net/http"

// ErrorClass classifies error responses by what a person can do about them.
type ErrorClass int

// The classes of error responses.
const (
	ClassOther        ErrorClass = iota // none of the statuses below
	ClassBadRequest                     // 400: the arguments
	ClassUnauthorized                   // 401: the credentials
	ClassDenied                         // 403: the permissions
	ClassNotFound                       // 404: the address, or the requested object
	ClassThrottled                      // 429: too many requests
	ClassServerFault                    // 5xx: the server
)

func classOf(status int) ErrorClass {
	switch status {
	case http.StatusBadRequest:
		return ClassBadRequest
	case http.StatusUnauthorized:
		return ClassUnauthorized
	case http.StatusForbidden:
		return ClassDenied
	case http.StatusNotFound:
		return ClassNotFound
	case http.StatusTooManyRequests:
		return ClassThrottled
	}
	if status >= http.StatusInternalServerError {
		return ClassServerFault
	}
	return ClassOther
}
