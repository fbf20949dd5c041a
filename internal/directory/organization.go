package directory

import (
	"cmp"
	"slices"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// PrincipalKind is who a token acts as; empty means that Space does not tell
// this token.
type PrincipalKind string

// A personal token acts as its owner, an application's token as the
// application, which is no member of the directory.
const (
	PrincipalUser        PrincipalKind = "user"
	PrincipalApplication PrincipalKind = "application"
)

// Organization is what a token says about where it leads and as whom.
type Organization struct {
	Partial

	ID            string
	Name          value.Optional[string]
	URL           string // of the server, without the API's path
	Principal     PrincipalKind
	PrincipalName value.Optional[string] // the username, or the application's name
}

// PermissionTarget is where a permission is checked: a project, a team, or
// with neither the whole organization.
type PermissionTarget struct {
	ProjectKey string
	TeamID     string
}

// PermissionRole is a named set of rights and who has it.
type PermissionRole struct {
	Partial

	ID          string
	Code        value.Optional[string] // of predefined roles
	Name        value.Optional[string]
	Type        value.Optional[string] // PREDEFINED, CUSTOM, AUTHORIZABLE or ANONYMOUS
	Permissions []string               // codes of granted rights; sorted, each once
	Usernames   []string               // of people with the role itself; sorted, each once
	TeamIDs     []string               // of teams with the role; sorted, each once
}

// SortPermissionRoles orders roles bytewise by id.
func SortPermissionRoles(roles []PermissionRole) {
	slices.SortFunc(roles, func(a, b PermissionRole) int { return cmp.Compare(a.ID, b.ID) })
}
