package directory

import (
	"slices"
	"strings"
)

// Permission is a right of a token, in the words of the screen on which Space
// grants it: group, colon, name.
type Permission string

// The rights that a read needs, in the global context unless said otherwise.
const (
	ViewMemberProfiles  Permission = "Members: View member profiles"
	ViewMemberBasicInfo Permission = "Members: View member profile basic info"
	ViewExternalUsers   Permission = "Members: View all external users"
	ViewMemberships     Permission = "Member Teams: View memberships"
	ViewTeams           Permission = "Teams: View teams"
	ViewPermissions     Permission = "Permissions: View permissions granted to other members"
	// GrantPermissions opens the permission roles, also to read them.
	GrantPermissions Permission = "Permissions: Grant permissions to other members"
	// ViewProject opens a project's permission roles, in that project.
	ViewProject Permission = "View project details"
	// Undocumented is named where JetBrains does not say what opens a field.
	Undocumented Permission = "a permission that JetBrains does not document"
)

// Fields is a set of fields of the rows of this package.
type Fields uint32

// The fields that a token may be refused, by the row they belong to.
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
	MemberTeamsTeams // which teams the memberships are of
	MemberLastLogin

	TeamName
	TeamDescription
	TeamParent
	TeamArchived
	TeamExternalID
	TeamMembers      // the memberships themselves
	TeamMembersNames // who the memberships are of

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

// fieldInfo tells for each field which attributes of a row are null
// without it, and which permission opens it. Where JetBrains does not document
// that, it is what the names of the permissions suggest; of managers, who are
// set in memberships and shown in profiles, both are named.
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

// Has says whether any of some fields is in the set.
func (f Fields) Has(some Fields) bool { return f&some != 0 }

// MissingPermission is a permission that the token seems to lack, and what is null for want
// of it.
type MissingPermission struct {
	Permission Permission
	Attributes []string // of a row, sorted, each once
}

// MissingPermissions says which permissions open the fields, sorted by permission.
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
		missing[i].Attributes = SortedUnique(missing[i].Attributes)
	}
	slices.SortFunc(missing, func(a, b MissingPermission) int { return strings.Compare(string(a.Permission), string(b.Permission)) })
	return missing
}

// Attributes names the attributes that are null without the fields, sorted.
func (f Fields) Attributes() []string {
	names := []string{}
	for _, permission := range f.MissingPermissions() {
		names = append(names, permission.Attributes...)
	}
	return SortedUnique(names)
}

// Permissions names what opens the fields, sorted.
func (f Fields) Permissions() []Permission {
	permissions := []Permission{}
	for _, permission := range f.MissingPermissions() {
		permissions = append(permissions, permission.Permission)
	}
	return permissions
}

// Partial is the part of a row that says what the token may not read of it.
type Partial struct{ Unreadable Fields }

// Missing is the set of fields that the token may not read.
func (p Partial) Missing() Fields { return p.Unreadable }

// MissingOf is what the token may not read of at least one of the rows.
func MissingOf[T interface{ Missing() Fields }](rows []T) Fields {
	var missing Fields
	for i := range rows {
		missing |= rows[i].Missing()
	}
	return missing
}
