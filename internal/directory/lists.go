package directory

// The lists that sum a choice of people up. Each is sorted with every value
// once, never contains an absent value, and is nil when the part of one person
// is not known: a list of some would read as a list of all.

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

// WithoutTwoFactorUsernames lists those whose two-factor authentication is not
// ACTIVE, regardless of their status.
func WithoutTwoFactorUsernames(members []Member) []string {
	return usernamesOf(members, func(m *Member) (bool, bool) {
		return m.TwoFactor != TwoFactorActive, !m.Unreadable.Has(MemberTwoFactor)
	})
}

// usernamesOf lists the usernames of the people who belong; belongs also says
// whether it can know.
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

// collect joins what each person adds; nil as soon as one is not known.
func collect(members []Member, part func(*Member) (values []string, known bool)) []string {
	all := make([]string, 0, len(members))
	for i := range members {
		values, known := part(&members[i])
		if !known {
			return nil
		}
		all = append(all, values...)
	}
	return SortedUnique(all)
}
