package directory

import (
	"fmt"
	"strings"
)

// UnreadableError reports a question that cannot be answered, because it is
// about fields that the token may not read.
type UnreadableError struct {
	Question string // such as "choose members by team_id"
	Fields   Fields
}

func (e *UnreadableError) Error() string {
	permissions := make([]string, 0, 2)
	for _, p := range e.Fields.Permissions() {
		permissions = append(permissions, string(p))
	}
	return fmt.Sprintf("cannot %s: the token may not read %s (%s)",
		e.Question, strings.Join(e.Fields.Attributes(), ", "), strings.Join(permissions, "; "))
}

// NotFoundError reports that Space holds no such thing.
type NotFoundError struct {
	Kind string // member or team
	By   string // username, email or id
	Key  string // as it was asked for
}

func (e *NotFoundError) Error() string { return fmt.Sprintf("no %s with %s %q", e.Kind, e.By, e.Key) }

// AmbiguousError reports a key that should belong to one member and belongs to
// several.
type AmbiguousError struct {
	By        string
	Key       string
	Usernames []string // sorted
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%d members have the %s %q: %s", len(e.Usernames), e.By, e.Key, strings.Join(e.Usernames, ", "))
}
