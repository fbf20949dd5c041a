package provider

import (
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// spaceMemberFields are the attributes of one person in Space. Fields that the
// token cannot read are null.
func spaceMemberFields() []output.Field[directory.Member] {
	type member = directory.Member
	return []output.Field[member]{
		output.TextOrNull("id", "ID of the person's profile.", func(m *member) string { return m.ID }),
		output.TextOrNull("username", "Username, which is unique in the Space. Null if the token cannot see it.", func(m *member) string { return m.Username }),
		output.OptionalText("first_name", "First name. Null if there is none, or if the token cannot see it.", func(m *member) optionalText { return m.FirstName }),
		output.OptionalText("last_name", "Last name. Null if there is none, or if the token cannot see it.", func(m *member) optionalText { return m.LastName }),
		output.TextOrNull("email", "First address that is not blocked, in lower case. "+
			"Null if there is none, for example for some people who have left, or if the token cannot see it.", func(m *member) string { return m.Email }),
		output.OptionalTexts("emails", "All addresses of the person, in lower case, sorted. Null if the token cannot see them.", func(m *member) []string { return m.Emails }),
		output.TextOrNull("status", "Status of the person: the first of `deactivated`, `suspended`, `not_a_member`, and `active` that applies. "+
			"Null if the token cannot see it.", func(m *member) string { return string(m.Status) }),
		output.OptionalBool("external", "Whether the person is outside the organization, as an external user or a guest. "+
			"Null if the token cannot see it.", func(m *member) value.Optional[bool] { return m.External }),
		output.OptionalBool("guest", "Whether the person is a guest. For every guest, `external` is also true. "+
			"Null if the token cannot see it.", func(m *member) value.Optional[bool] { return m.Guest }),
		output.TextOrNull("two_factor", "Status of two-factor authentication: `NOT_SETUP`, `INACTIVE`, or `ACTIVE`. Null if Space does not report it.", func(m *member) string { return m.TwoFactor }),
		output.TextOrNull("joined", "Date on which the person joined, such as `2020-10-21`. Null if there is none, or if the token cannot see it.", func(m *member) string { return string(m.Joined) }),
		output.Time("left_at", "When the person left. Null if the person has not left, or if the token cannot see it.", func(m *member) time.Time { return m.LeftAt }),
		output.OptionalText("external_id", "ID of the person in the identity provider. Null if there is none, or if the token cannot see it.", func(m *member) optionalText { return m.ExternalID }),
		output.OptionalTexts("manager_usernames", "Usernames of the person's managers, sorted. Null if the token cannot see them.", func(m *member) []string { return m.ManagerUsernames }),
		output.OptionalTexts("team_ids", "IDs of the teams that the person is in now, sorted. "+
			"Null if the token cannot see them, for example without the permission *Member Teams: View memberships*.", func(m *member) []string { return m.TeamIDs }),
		output.Time("last_login", "When the person last signed in. Null if the person has never signed in, or if the token cannot see it.", func(m *member) time.Time { return m.LastLogin }),
	}
}
