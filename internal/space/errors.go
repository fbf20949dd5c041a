package space

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
)

// Code is one of the error codes of the Space API.
type Code string

// The codes that JetBrains documents, with the status each comes with.
const (
	CodeAuthenticationRequired Code = "authentication-required" // 401
	CodePermissionDenied       Code = "permission-denied"       // 403
	CodeNotFound               Code = "not-found"               // 404
	CodeRateLimited            Code = "rate-limited"            // 429
	CodeValidation             Code = "validation-error"        // 400
	CodeRequest                Code = "request-error"           // 400
	CodePayloadTooLarge        Code = "payload-too-large"       // 413
	CodeInternal               Code = "internal-server-error"   // 500
)

var statusOf = map[Code]int{
	CodeAuthenticationRequired: http.StatusUnauthorized,
	CodePermissionDenied:       http.StatusForbidden,
	CodeNotFound:               http.StatusNotFound,
	CodeRateLimited:            http.StatusTooManyRequests,
	CodeValidation:             http.StatusBadRequest,
	CodeRequest:                http.StatusBadRequest,
	CodePayloadTooLarge:        http.StatusRequestEntityTooLarge,
	CodeInternal:               http.StatusInternalServerError,
}

// maxThrottleBody is far more than an error that throttles takes: pages are
// not looked into for it.
const maxThrottleBody = 4096

// statusByCode makes an answer whose code says rate-limited one of 429, so that
// it is tried again like one: the code counts before the status.
func statusByCode(status int, body []byte) int {
	if len(body) > maxThrottleBody || !bytes.Contains(body, []byte(CodeRateLimited)) {
		return status
	}
	var wire struct {
		Error string `json:"error"`
	}
	if json.Unmarshal(body, &wire) == nil && Code(wire.Error) == CodeRateLimited {
		return http.StatusTooManyRequests
	}
	return status
}

func (c Code) known() bool { return statusOf[c] != 0 }

// APIError is an answer that is an error. Code and Description are the API's
// own words, cleaned of secrets and control characters; both are empty when
// the body is not the documented JSON.
type APIError struct {
	Method      string
	Path        string // below /api/http, without the query
	Status      int    // as it came; Meaning goes by the code first
	Code        Code
	Description string
	ContentType string
	Attempts    int // 1 when it was not worth a retry
	// Permissions of which the token lacks at least one, where the API denied
	// the request; nil otherwise.
	Permissions []directory.Permission
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

// Meaning is the status that the code stands for, and the status itself where
// the code says nothing: the code counts first.
func (e *APIError) Meaning() int {
	if status, ok := statusOf[e.Code]; ok {
		return status
	}
	return e.Status
}

// Class says what a person can do about the error.
func (e *APIError) Class() transport.ErrorClass { return transport.ClassOf(e.Meaning()) }

// Denied says whether the token may not read what was asked for.
func (e *APIError) Denied() bool { return e.Class() == transport.ClassDenied }

// permissionsFor tells what opens a path, in the global context. For
// /organization none is documented.
func permissionsFor(path string) []directory.Permission {
	for _, part := range []struct {
		prefix     string
		permission directory.Permission
	}{
		{profilesPath, directory.ViewMemberProfiles},
		{membershipsPath, directory.ViewMemberships},
		{teamsPath, directory.ViewTeams},
		{checkPermissionPath, directory.ViewPermissions},
		{"/permission-roles/", directory.GrantPermissions},
	} {
		if strings.HasPrefix(path, part.prefix) {
			return []directory.Permission{part.permission}
		}
	}
	return nil
}

// DecodeError is a 200 whose body is not what the API documents.
type DecodeError struct {
	Method      string
	Path        string
	Where       string // a JSON pointer into the body, or empty for the whole of it
	Reason      string // quotes nothing of the body
	ContentType string
	Size        int // bytes of the body
}

func (e *DecodeError) Error() string {
	where := ""
	if e.Where != "" {
		where = e.Where + ": "
	}
	return fmt.Sprintf("%s %s: %s%s", e.Method, e.Path, where, e.Reason)
}

// IncompleteError reports a list that ends before it holds as many entries as
// the server announces: some are not shown to this token. The usual suspects
// are external people.
type IncompleteError struct {
	Path      string
	Announced int
	Read      int
	Suspect   directory.Permission
}

func (e *IncompleteError) Error() string {
	return fmt.Sprintf("GET %s: the list ends after %d of %d entries; the token may lack the permission %q", e.Path, e.Read, e.Announced, string(e.Suspect))
}

// RepeatedNextError reports a page that leads back to one that was read
// before.
type RepeatedNextError struct {
	Path  string
	Pages int // read so far
}

func (e *RepeatedNextError) Error() string {
	return fmt.Sprintf("GET %s: page %d leads back to an earlier one", e.Path, e.Pages)
}

type (
	// InconsistentError reports pages that do not add up to one list.
	InconsistentError = paging.InconsistentError
	// ListTooLargeError reports a reading with more in it than any real one has.
	ListTooLargeError = paging.ListTooLargeError
	// ReadTimeoutError reports a reading that took longer than any real one does.
	ReadTimeoutError = paging.ReadTimeoutError
	// TooManyPagesError reports a list that does not end where a real one would.
	TooManyPagesError = paging.TooManyPagesError
)
