package directory

import "github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"

// The lists that summarize the chosen people. Each is sorted, without
// duplicates and absent values. A list is nil if one person's part is unknown,
// because an incomplete list would look like a complete one.

// Emails lists all addresses of all people.
func Emails(members []Member) []string {
	return collect(members, func(m *Member) ([]string, bool) { return m.Emails, m.Emails != nil })
}

// ActiveEmails lists all addresses of people whose status is active.
func ActiveEmails(members []Member) []string {
	return collect(members, func(m *Member) ([]string, bool) {
		if m.Status != StatusActive {
			return nil, m.Status != ""
		}
		return m.Emails, m.Emails != nil
	})
}

// ActiveInternalEmails lists all addresses of people whose status is active and
// who are not external.
func ActiveInternalEmails(members []Member) []string {
	return collect(members, func(m *Member) ([]string, bool) {
		switch {
		case m.Status != StatusActive:
			return nil, m.Status != ""
		case !m.External.Set || m.External.Value:
			return nil, m.External.Set
		}
		return m.Emails, m.Emails != nil
	})
}

// Usernames lists all usernames.
func Usernames(members []Member) []string {
	return usernamesOf(members, func(*Member) (bool, bool) { return true, true })
}

// ExternalUsernames lists those of external users and guests.
func ExternalUsernames(members []Member) []string {
	return usernamesOf(members, func(m *Member) (bool, bool) { return m.External.Value, m.External.Set })
}

// SuspendedUsernames lists those whose status is suspended.
func SuspendedUsernames(members []Member) []string {
	return usernamesOf(members, func(m *Member) (bool, bool) { return m.Status == StatusSuspended, m.Status != "" })
}

// WithoutTwoFactorUsernames lists those of active people whose two-factor
// authentication is known and not ACTIVE.
func WithoutTwoFactorUsernames(members []Member) []string {
	return usernamesOf(members, func(m *Member) (bool, bool) {
		if m.Status != StatusActive {
			return false, m.Status != ""
		}
		return m.TwoFactor != "" && m.TwoFactor != twoFactorActive, !m.Unreadable.Has(MemberTwoFactor)
	})
}

// TwoFactorUnknownUsernames lists those of active people whose two-factor
// authentication is not known, whether Space does not report it or the token
// cannot read it.
func TwoFactorUnknownUsernames(members []Member) []string {
	return usernamesOf(members, func(m *Member) (bool, bool) {
		return m.Status == StatusActive && m.TwoFactor == "", m.Status != ""
	})
}

// usernamesOf lists the usernames of the people for whom belongs returns yes.
// belongs also returns whether that is known.
func usernamesOf(members []Member, belongs func(*Member) (yes, known bool)) []string {
	one := make([]string, 1)
	return collect(members, func(m *Member) ([]string, bool) {
		yes, known := belongs(m)
		if !yes || !known {
			return nil, known
		}
		one[0] = m.Username
		return one, m.Username != ""
	})
}

// collect joins the parts of all people. It returns nil if one part is unknown.
func collect(members []Member, part func(*Member) (values []string, known bool)) []string {
	all := make([]string, 0, len(members))
	for i := range members {
		values, known := part(&members[i])
		if !known {
			return nil
		}
		all = append(all, values...)
	}
	return value.SortedUnique(all)
}
