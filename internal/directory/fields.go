package directory

import (
	"cmp"
	"slices"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// Permission is a permission of a token, as the Space UI shows it: group,
// colon, name.
type Permission string

// The permissions that reads need, in the global context unless stated
// otherwise.
const (
	ViewMemberProfiles  Permission = "Members: View member profiles"
	ViewMemberBasicInfo Permission = "Members: View member profile basic info"
	ViewExternalUsers   Permission = "Members: View all external users"
	ViewMemberships     Permission = "Member Teams: View memberships"
	ViewTeams           Permission = "Teams: View teams"
	ViewPermissions     Permission = "Permissions: View permissions granted to other members"
	// GrantPermissions is required even to read the permission roles.
	GrantPermissions Permission = "Permissions: Grant permissions to other members"
	// ViewProject is required to read the permission roles of a project, in
	// that project.
	ViewProject Permission = "View project details"
	// Undocumented stands for a permission that JetBrains does not document.
	Undocumented Permission = "a permission that JetBrains does not document"
)

// Fields is a set of fields of the rows of this package.
type Fields uint64

// The fields that a token might be unable to read, by the row that they belong
// to.
const (
	MemberUsername Fields = 1 << iota
	MemberName
	MemberEmails
	MemberStatus
	MemberExternal
	MemberTwoFactor
	MemberJoined
	MemberLeftAt
	MemberExternalID
	MemberManagers
	MemberTeams      // the memberships themselves
	MemberTeamsTeams // the teams in the memberships
	MemberLastLogin

	TeamName
	TeamDescription
	TeamParent
	TeamArchived
	TeamExternalID
	TeamMembers      // the memberships themselves
	TeamMembersNames // the members in the memberships

	MembershipMember
	MembershipTeam
	MembershipRole
	MembershipLead
	MembershipDates
	MembershipArchived

	RoleDescription // its name, code or type
	RolePermissions
	RoleUsernames
	RoleTeams

	OrganizationName
	PrincipalName
)

// fieldInfo lists, for each field, the attributes of a row that are null
// without it, and the permissions that it requires. If JetBrains does not
// document the permission, it is the one whose name fits best. Managers are set
// in memberships and shown in profiles, so both permissions are listed.
var fieldInfo = []struct {
	field       Fields
	attributes  []string
	permissions []Permission
}{
	{MemberUsername, []string{"username"}, []Permission{ViewMemberBasicInfo}},
	{MemberName, []string{"first_name", "last_name"}, []Permission{ViewMemberBasicInfo}},
	{MemberEmails, []string{"email", "emails"}, []Permission{ViewMemberProfiles}},
	{MemberStatus, []string{"status"}, []Permission{ViewMemberProfiles}},
	{MemberExternal, []string{"external", "guest"}, []Permission{ViewMemberProfiles}},
	{MemberTwoFactor, []string{"two_factor"}, []Permission{ViewMemberProfiles}},
	{MemberJoined, []string{"joined"}, []Permission{ViewMemberProfiles}},
	{MemberLeftAt, []string{"left_at"}, []Permission{ViewMemberProfiles}},
	{MemberExternalID, []string{"external_id"}, []Permission{ViewMemberProfiles}},
	{MemberManagers, []string{"manager_usernames"}, []Permission{ViewMemberProfiles, ViewMemberships}},
	{MemberTeams, []string{"team_ids"}, []Permission{ViewMemberships}},
	{MemberTeamsTeams, []string{"team_ids"}, []Permission{ViewTeams}},
	{MemberLastLogin, []string{"last_login"}, []Permission{ViewMemberProfiles}},

	{TeamName, []string{"name"}, []Permission{ViewTeams}},
	{TeamDescription, []string{"description"}, []Permission{ViewTeams}},
	{TeamParent, []string{"parent_id"}, []Permission{ViewTeams}},
	{TeamArchived, []string{"archived"}, []Permission{ViewTeams}},
	{TeamExternalID, []string{"external_id"}, []Permission{ViewTeams}},
	{TeamMembers, []string{"member_usernames", "lead_usernames"}, []Permission{ViewMemberships}},
	{TeamMembersNames, []string{"member_usernames", "lead_usernames"}, []Permission{ViewMemberBasicInfo}},

	{MembershipMember, []string{"username"}, []Permission{ViewMemberBasicInfo}},
	{MembershipTeam, []string{"team_id", "team_name"}, []Permission{ViewTeams}},
	{MembershipRole, []string{"role"}, []Permission{ViewMemberships}},
	{MembershipLead, []string{"lead"}, []Permission{ViewMemberships}},
	{MembershipDates, []string{"since", "till"}, []Permission{ViewMemberships}},
	{MembershipArchived, []string{"archived"}, []Permission{ViewMemberships}},

	{RoleDescription, []string{"code", "name", "type"}, []Permission{GrantPermissions}},
	{RolePermissions, []string{"permissions"}, []Permission{GrantPermissions}},
	{RoleUsernames, []string{"usernames"}, []Permission{ViewMemberBasicInfo}},
	{RoleTeams, []string{"team_ids"}, []Permission{ViewTeams}},

	{OrganizationName, []string{"name"}, []Permission{Undocumented}},
	{PrincipalName, []string{"principal_name"}, []Permission{ViewMemberBasicInfo}},
}

// Has reports whether any of the given fields is in the set.
func (f Fields) Has(some Fields) bool { return f&some != 0 }

// MissingPermission is a permission that the token seems to lack, and the
// attributes that are null without it.
type MissingPermission struct {
	Permission Permission
	Attributes []string // of a row, sorted, without duplicates
}

// MissingPermissions lists the permissions that the fields require, sorted by
// permission.
func (f Fields) MissingPermissions() []MissingPermission {
	missing := []MissingPermission{}
	for _, info := range fieldInfo {
		if !f.Has(info.field) {
			continue
		}
		for _, p := range info.permissions {
			at := slices.IndexFunc(missing, func(g MissingPermission) bool { return g.Permission == p })
			if at < 0 {
				at = len(missing)
				missing = append(missing, MissingPermission{Permission: p})
			}
			missing[at].Attributes = append(missing[at].Attributes, info.attributes...)
		}
	}
	for i := range missing {
		missing[i].Attributes = value.SortedUnique(missing[i].Attributes)
	}
	slices.SortFunc(missing, func(a, b MissingPermission) int { return cmp.Compare(a.Permission, b.Permission) })
	return missing
}

// Attributes names the attributes that are null without the fields, sorted.
func (f Fields) Attributes() []string {
	names := []string{}
	for _, permission := range f.MissingPermissions() {
		names = append(names, permission.Attributes...)
	}
	return value.SortedUnique(names)
}

// Permissions returns the permissions that the fields require, sorted.
func (f Fields) Permissions() []Permission {
	permissions := []Permission{}
	for _, permission := range f.MissingPermissions() {
		permissions = append(permissions, permission.Permission)
	}
	return permissions
}

// Partial records which fields of a row the token cannot read.
type Partial struct{ Unreadable Fields }

// Missing is the set of fields that the token cannot read.
func (p Partial) Missing() Fields { return p.Unreadable }

// MissingOf returns the fields that the token cannot read in at least one of
// the rows.
func MissingOf[T interface{ Missing() Fields }](rows []T) Fields {
	var missing Fields
	for i := range rows {
		missing |= rows[i].Missing()
	}
	return missing
}
