package client

import (
	"fmt"
	"strings"
)

// APIError reports an error response. Code and Description come from the API,
// without secrets and control characters. Both are empty if the body is not the
// documented JSON.
type APIError struct {
	Method      string
	Path        string // below the API's base path, without the query
	Status      int    // as received
	Code        string
	Description string
	ContentType string
	Attempts    int        // 1 if a retry would not have helped
	Class       ErrorClass // by the code if the code implies a status, otherwise by the status
}

func (e *APIError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s: status %d", e.Method, e.Path, e.Status)
	if e.Code != "" {
		fmt.Fprintf(&b, " %s", e.Code)
	}
	if e.Description != "" {
		fmt.Fprintf(&b, ": %s", e.Description)
	}
	return b.String()
}

// DecodeError reports a successful response whose body is not what the API
// documents. No field quotes a value of the body, since it could be a secret.
type DecodeError struct {
	Method      string
	Path        string
	Subject     string // what the error is about, such as "license AB12", if known
	Pointer     string // a JSON Pointer into the body, or empty for the whole of it
	Reason      string
	ContentType string
	Size        int // of the body, in bytes
}

func (e *DecodeError) Error() string {
	parts := []string{e.Method + " " + e.Path}
	for _, part := range []string{e.Subject, e.Pointer} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(append(parts, e.Reason), ": ")
}

// MismatchError reports a response about something other than what was
// requested, such as another person's profile.
type MismatchError struct {
	Method  string
	Path    string
	Subject string // license, team, member or customer code
	Asked   string
	Got     string // without secrets and control characters
}

func (e *MismatchError) Error() string {
	return fmt.Sprintf("%s %s: the response is about the %s %q, but the request asked for %q", e.Method, e.Path, e.Subject, e.Got, e.Asked)
}

// TokenEchoError reports a successful response that contains the token. It is
// an error because the token would end up in the state.
type TokenEchoError struct{ Method, Path string }

func (e *TokenEchoError) Error() string {
	return fmt.Sprintf("%s %s: the response contains the token", e.Method, e.Path)
}
