package space

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
)

// The error codes that JetBrains documents.
const (
	CodeAuthenticationRequired = "authentication-required"
	CodePermissionDenied       = "permission-denied"
	CodeNotFound               = "not-found"
	CodeRateLimited            = "rate-limited"
	CodeValidation             = "validation-error"
	CodeRequest                = "request-error"
	CodePayloadTooLarge        = "payload-too-large"
	CodeInternal               = "internal-server-error"
)

// statusOf is the status that JetBrains documents for each code. The code takes
// precedence over the status of a response.
var statusOf = map[string]int{
	CodeAuthenticationRequired: http.StatusUnauthorized,
	CodePermissionDenied:       http.StatusForbidden,
	CodeNotFound:               http.StatusNotFound,
	CodeRateLimited:            http.StatusTooManyRequests,
	CodeValidation:             http.StatusBadRequest,
	CodeRequest:                http.StatusBadRequest,
	CodePayloadTooLarge:        http.StatusRequestEntityTooLarge,
	CodeInternal:               http.StatusInternalServerError,
}

// maxThrottleBody is longer than any error that throttles, and shorter than most
// pages.
const maxThrottleBody = 4096

// throttled reports whether a response asks for fewer requests. Space says so
// with its code rate-limited, which may come with status 400.
func throttled(_ int, body []byte) bool {
	return len(body) <= maxThrottleBody && errorBody(body).Code == CodeRateLimited
}

// errorBody reads the body of an error. An object with an error's code is an
// error no matter what else it contains: no object of the API has a field of that name.
func errorBody(body []byte) client.ErrorBody {
	if !bytes.Contains(body, []byte(`"error"`)) {
		return client.ErrorBody{}
	}
	var wire struct {
		Code        jsontext.Value `json:"error"`
		Description jsontext.Value `json:"error_description"`
	}
	if strictjson.Decode(body, strictjson.Object, &wire) != nil {
		return client.ErrorBody{}
	}
	return client.ErrorBody{Code: textOf(wire.Code), Description: textOf(wire.Description)}
}

// textOf returns the text of a JSON string, an empty text for null, and
// otherwise the JSON itself, because an error in an unknown form is still an
// error.
func textOf(v jsontext.Value) string {
	if v.Kind() == jsontext.KindNull {
		return ""
	}
	if text, err := jsontext.AppendUnquote(nil, v); err == nil {
		return string(text)
	}
	return string(v)
}

// DeniedError reports that the token lacks permission to read something. It
// wraps a *client.APIError, or a *client.DecodeError if Space sent only a part.
type DeniedError struct {
	Permissions []directory.Permission // the token lacks at least one; none if JetBrains documents none
	Err         error
}

func (e *DeniedError) Error() string { return e.Err.Error() }

// Unwrap returns what Space responded.
func (e *DeniedError) Unwrap() error { return e.Err }

// PermissionCodeError reports a permission code that Space rejects, most likely
// because it does not exist.
type PermissionCodeError struct {
	Code string
	Err  error // what Space responded
}

func (e *PermissionCodeError) Error() string { return fmt.Sprintf("permission %q: %v", e.Code, e.Err) }

// Unwrap returns what Space responded.
func (e *PermissionCodeError) Unwrap() error { return e.Err }

// withPermissions turns a response that denies something into a *DeniedError.
func withPermissions(err error) error {
	apiError, ok := errors.AsType[*client.APIError](err)
	if !ok || apiError.Class != client.ClassDenied {
		return err
	}
	return &DeniedError{Permissions: permissionsFor(apiError.Path), Err: err}
}

// permissionsFor returns the permissions that a path requires, in the global
// context.
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

// IncompleteError reports a list with fewer entries than the total that the
// server reports: the server hides some entries from this token, most likely
// external people.
type IncompleteError struct {
	Path      string
	Announced int
	Read      int
	Suspect   directory.Permission
}

func (e *IncompleteError) Error() string {
	return fmt.Sprintf("GET %s: the list ends after %d of %d entries; the token may lack the permission %q", e.Path, e.Read, e.Announced, string(e.Suspect))
}

// noSuchThing reports whether Space responds that something does not exist:
// with an error or with a bare null.
func noSuchThing(resp *client.Response, err error) bool {
	if err == nil {
		return strictjson.IsNull(resp.Body)
	}
	return hasClass(err, client.ClassNotFound)
}

// hasClass reports whether an error is a response of one of the classes.
func hasClass(err error, classes ...client.ErrorClass) bool {
	apiError, ok := errors.AsType[*client.APIError](err)
	if !ok {
		return false
	}
	for _, class := range classes {
		if apiError.Class == class {
			return true
		}
	}
	return false
}
