package directory

import (
	"fmt"
	"strings"
)

// UnreadableError reports an operation that needs fields that the token cannot
// read.
type UnreadableError struct {
	Operation string // such as "filter members by team_id"
	Fields    Fields
}

func (e *UnreadableError) Error() string {
	permissions := make([]string, 0, 2)
	for _, p := range e.Fields.Permissions() {
		permissions = append(permissions, string(p))
	}
	return fmt.Sprintf("cannot %s: the token lacks permission to read %s (%s)",
		e.Operation, strings.Join(e.Fields.Attributes(), ", "), strings.Join(permissions, "; "))
}

// LookupKey is what a member or a team is looked up by.
type LookupKey int

// The keys of all lookups.
const (
	LookupMemberByUsername LookupKey = iota + 1
	LookupMemberByEmail
	LookupMemberByID
	LookupTeamByID
	LookupProjectByKey
	LookupPermissionByCode
)

// Kind is what the key identifies: member, team or project.
func (k LookupKey) Kind() string {
	switch k {
	case LookupTeamByID:
		return "team"
	case LookupProjectByKey:
		return "project"
	default:
		return "member"
	}
}

// Field is the field that holds the key: username, email, key or id.
func (k LookupKey) Field() string {
	switch k {
	case LookupMemberByUsername:
		return "username"
	case LookupMemberByEmail:
		return "email"
	case LookupProjectByKey:
		return "key"
	default:
		return "id"
	}
}

// NotFoundError reports that Space has no member, team or project with a key.
type NotFoundError struct {
	Key   LookupKey
	Value string // of the key, as requested
}

// Error does not repeat an address: it may be marked as sensitive, and Space
// does not name it.
func (e *NotFoundError) Error() string {
	if e.Key == LookupMemberByEmail {
		return "no member with this email address"
	}
	return fmt.Sprintf("no %s with %s %q", e.Key.Kind(), e.Key.Field(), e.Value)
}

// AmbiguousError reports a key that should belong to one member but belongs to
// several.
type AmbiguousError struct {
	Key       LookupKey
	Value     string
	Usernames []string // sorted
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%d members have the %s %q: %s", len(e.Usernames), e.Key.Field(), e.Value, strings.Join(e.Usernames, ", "))
}
