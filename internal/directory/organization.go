package directory

import (
	"cmp"
	"slices"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// PrincipalKind is the kind of principal that a token acts as; empty means that
// Space does not tell.
type PrincipalKind string

// A personal token acts as its owner. An application token acts as the
// application, which is not a member of the directory.
const (
	PrincipalUser        PrincipalKind = "user"
	PrincipalApplication PrincipalKind = "application"
)

// Organization is the organization that a token belongs to, and the user or
// application that the token acts as.
type Organization struct {
	Partial

	ID            string
	Name          value.Optional[string]
	URL           string // of the server, without the API's path
	Principal     PrincipalKind
	PrincipalName value.Optional[string] // the username, or the application's name
}

// PermissionTarget is where a permission is checked: in a project, in a team,
// or, if neither is set, in the whole organization.
type PermissionTarget struct {
	ProjectKey string
	TeamID     string
}

// PermissionRole is a named set of permissions, and the people and teams that
// have it.
type PermissionRole struct {
	Partial

	ID          string
	Code        value.Optional[string] // of predefined roles
	Name        value.Optional[string]
	Type        value.Optional[string] // PREDEFINED, CUSTOM, AUTHORIZABLE or ANONYMOUS
	Permissions []string               // codes of the granted permissions; sorted, without duplicates
	Usernames   []string               // of people who have the role directly; sorted, without duplicates
	TeamIDs     []string               // of teams with the role; sorted, without duplicates
}

// SortPermissionRoles orders roles bytewise by ID.
func SortPermissionRoles(roles []PermissionRole) {
	slices.SortFunc(roles, func(a, b PermissionRole) int { return cmp.Compare(a.ID, b.ID) })
}
