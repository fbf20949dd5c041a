package account

import (
	"fmt"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
)

// Code is one of the error codes of the Account API.
type Code string

// The codes that JetBrains documents. INVALID_TOKEN also stands for a customer
// code that does not fit the token: the API has no code of its own for that.
const (
	CodeMissingToken            Code = "MISSING_TOKEN_HEADER"
	CodeMissingCustomer         Code = "MISSING_CUSTOMER_HEADER"
	CodeInvalidToken            Code = "INVALID_TOKEN"
	CodeInsufficientPermissions Code = "INSUFFICIENT_PERMISSIONS"
	CodeTeamMismatch            Code = "TEAM_MISMATCH"
	CodeTokenTypeMismatch       Code = "TOKEN_TYPE_MISMATCH"
	CodeTeamNotFound            Code = "TEAM_NOT_FOUND"
	CodeLicenseNotFound         Code = "LICENSE_NOT_FOUND"
	CodeProductNotFound         Code = "PRODUCT_NOT_FOUND"
)

// APIError is an answer that is not 200. Code and Description are the API's
// own words, cleaned of secrets and control characters; both are empty when
// the body is not the documented JSON.
type APIError struct {
	Path        string
	Status      int
	Code        Code
	Description string
	ContentType string
	Attempts    int // 1 when it was not worth a retry
}

func (e *APIError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "GET %s: status %d", e.Path, e.Status)
	if e.Code != "" {
		fmt.Fprintf(&b, " %s", e.Code)
	}
	if e.Description != "" {
		fmt.Fprintf(&b, ": %s", e.Description)
	}
	return b.String()
}

// Class says what a person can do about the error, where the code says no more.
func (e *APIError) Class() transport.ErrorClass { return transport.ClassOf(e.Status) }

// DecodeError is a 200 whose body is not what the API documents.
type DecodeError struct {
	Path        string
	Where       string // a JSON pointer into the body, or empty for the whole of it
	LicenseID   string // of the license concerned, where it is known
	Reason      string // never quotes a value: it could be a license key
	ContentType string
	Size        int // bytes of the body
}

func (e *DecodeError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "GET %s: ", e.Path)
	if e.LicenseID != "" {
		fmt.Fprintf(&b, "license %s: ", e.LicenseID)
	}
	if e.Where != "" {
		fmt.Fprintf(&b, "%s: ", e.Where)
	}
	b.WriteString(e.Reason)
	return b.String()
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
