package provider

import (
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// spaceMemberFields are the attributes of one person in Space. Whatever the
// token may not read is null.
func spaceMemberFields() []output.Field[directory.Member] {
	type (
		member       = directory.Member
		optionalText = value.Optional[string]
	)
	return []output.Field[member]{
		output.TextOrNull("id", "Id of the profile.", func(m *member) string { return m.ID }),
		output.TextOrNull("username", "Username, unique in the Space.", func(m *member) string { return m.Username }),
		output.OptionalText("first_name", "First name.", func(m *member) optionalText { return m.FirstName }),
		output.OptionalText("last_name", "Last name.", func(m *member) optionalText { return m.LastName }),
		output.TextOrNull("email", "The first address that is not blocked, lower case; null without one, as for some people who left.", func(m *member) string { return m.Email }),
		output.OptionalTexts("emails", "All addresses, lower case, sorted; null where the token may not see them.", func(m *member) []string { return m.Emails }),
		output.TextOrNull("status", "`deactivated`, else `suspended`, else `not_a_member`, else `active`.", func(m *member) string { return string(m.Status) }),
		output.OptionalBool("external", "Whether the person is not of the organization: an external user or a guest.", func(m *member) value.Optional[bool] { return m.External }),
		output.OptionalBool("guest", "Whether the person is a guest, the lighter kind of an external person.", func(m *member) value.Optional[bool] { return m.Guest }),
		output.TextOrNull("two_factor", "State of two-factor authentication: `NOT_SETUP`, `INACTIVE` or `ACTIVE`; null where Space does not say.", func(m *member) string { return m.TwoFactor }),
		output.TextOrNull("joined", "Date on which the person joined, such as `2020-10-21`; null where it is not known.", func(m *member) string { return string(m.Joined) }),
		output.Time("left_at", "When the person left; null for those who have not.", func(m *member) time.Time { return m.LeftAt }),
		output.OptionalText("external_id", "Id in the identity provider; null without one.", func(m *member) optionalText { return m.ExternalID }),
		output.OptionalTexts("manager_usernames", "Usernames of the managers, sorted; null where the token may not see them.", func(m *member) []string { return m.ManagerUsernames }),
		output.OptionalTexts("team_ids", "Ids of the teams that the person is in now, sorted; null without the permission *Member Teams: View memberships*.", func(m *member) []string { return m.TeamIDs }),
		output.Time("last_login", "When the person last signed in; null if never, or where the token may not see it.", func(m *member) time.Time { return m.LastLogin }),
	}
}
