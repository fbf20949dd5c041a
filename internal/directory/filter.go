package directory

import (
	"slices"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// MemberFilter chooses people. The zero filter chooses the people of the
// organization who are not external and have not left.
type MemberFilter struct {
	IncludeExternal bool // external users and guests
	// IncludeDeactivated keeps people who have left. Without it, people who are
	// known to have left are dropped. It is not an error if that is unknown for
	// a person, because the list is then read without such people.
	IncludeDeactivated bool
	// TeamID keeps the direct members of one team, so that every row of the
	// result has the ID in its own TeamIDs; members of its subteams are left
	// out. Empty for all.
	TeamID string
}

// Choose returns the people that pass every part of the filter, in their
// order. It fails with *UnreadableError when a part cannot be evaluated for
// a person: leaving the person out, or in, would be a guess.
func (f MemberFilter) Choose(members []Member) ([]Member, error) {
	chosen := make([]Member, 0, len(members))
	for i := range members {
		m := &members[i]
		if m.Deactivated.Value && !f.IncludeDeactivated {
			continue
		}
		if !f.IncludeExternal {
			if !m.External.Set {
				return nil, &UnreadableError{Operation: "leave out external members", Fields: MemberExternal}
			}
			if m.External.Value {
				continue
			}
		}
		if f.TeamID != "" {
			if m.TeamIDs == nil {
				return nil, &UnreadableError{Operation: "filter members by team_id", Fields: m.Unreadable & (MemberTeams | MemberTeamsTeams)}
			}
			if !slices.Contains(m.TeamIDs, f.TeamID) {
				continue
			}
		}
		chosen = append(chosen, *m)
	}
	return chosen, nil
}

// MemberKey identifies one person by exactly one of its fields.
type MemberKey struct {
	ID       string
	Username string
	Email    string // in any letter case
}

// Lookup returns which field is the key, and its value.
func (k MemberKey) Lookup() (key LookupKey, text string) {
	switch {
	case k.ID != "":
		return LookupMemberByID, k.ID
	case k.Username != "":
		return LookupMemberByUsername, k.Username
	default:
		return LookupMemberByEmail, value.NormalizeEmail(k.Email)
	}
}

// Find looks up a person. An email can be any of the person's addresses. If
// several people have the address, those for whom it is not blocked take
// precedence. The errors are *NotFoundError, *AmbiguousError, and
// *UnreadableError if no person was found but someone's key is not readable.
func (k MemberKey) Find(members []Member) (Member, error) {
	key, text := k.Lookup()
	var (
		found     []int
		unblocked []int
		unknown   Fields
	)
	for i := range members {
		m := &members[i]
		switch key {
		case LookupMemberByID:
			if m.ID == text {
				return *m, nil
			}
		case LookupMemberByUsername:
			if m.Username == text {
				found = append(found, i)
			}
			unknown |= m.Unreadable & MemberUsername
		default:
			if _, ok := slices.BinarySearch(m.Emails, text); ok {
				found = append(found, i)
				if !slices.Contains(m.Blocked, text) {
					unblocked = append(unblocked, i)
				}
			}
			unknown |= m.Unreadable & MemberEmails
		}
	}
	if len(unblocked) > 0 {
		found = unblocked
	}
	switch {
	case len(found) > 1:
		usernames := make([]string, 0, len(found))
		for _, i := range found {
			usernames = append(usernames, members[i].Username)
		}
		slices.Sort(usernames)
		return Member{}, &AmbiguousError{Key: key, Value: text, Usernames: usernames}
	case len(found) == 1:
		return members[found[0]], nil
	case unknown != 0:
		return Member{}, &UnreadableError{Operation: "look up a member by " + key.Field(), Fields: unknown}
	}
	return Member{}, &NotFoundError{Key: key, Value: text}
}
