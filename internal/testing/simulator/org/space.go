package org

import "time"

// These are the two-factor statuses of a Space member, as the API spells them.
const (
	TwoFactorNotSetUp = "NOT_SETUP"
	TwoFactorInactive = "INACTIVE"
	TwoFactorActive   = "ACTIVE"
)

// These are the types of a permission role, as the API spells them.
const (
	RolePredefined   = "PREDEFINED"
	RoleCustom       = "CUSTOM"
	RoleAuthorizable = "AUTHORIZABLE"
	RoleAnonymous    = "ANONYMOUS"
)

// These are the statuses of a right in a permission role. Only a granted right
// takes effect.
const (
	RightNone      = "NONE"
	RightRequested = "REQUESTED"
	RightGranted   = "GRANTED"
	RightRejected  = "REJECTED"
)

// Space is the organization's JetBrains Space. References are IDs. The API
// sends null for a reference whose target does not exist. Generated IDs have 12
// characters [0-9A-Za-z].
type Space struct {
	ID   string
	Name string

	Members     []SpaceMember     // all profiles, including past and future people, in the order in which the API sends them
	Teams       []SpaceTeam       // in the order in which the API sends them
	Memberships []SpaceMembership // in the order in which the API sends them
	Positions   []SpacePosition   // the API calls the position of a membership its role
	Projects    []SpaceProject
	Roles       []SpaceRole  // permission roles, global and per project
	Rights      []SpaceRight // every right that a role can grant

	Token  string       // the personal token with [SpacePermissions], which is the first of Tokens
	Tokens []SpaceToken // every token that the API accepts
}

// SpaceMember is a profile in the team directory.
type SpaceMember struct {
	ID, Username        string
	FirstName, LastName string
	Emails              []SpaceEmail // some members have none
	TwoFactor           string       // a TwoFactor constant; empty means null
	ExternalID          string       // empty means null

	Joined *time.Time // a date, of which only the UTC day matters; in the future for people who have not started yet
	LeftAt *time.Time // when the person was deactivated

	Archived        bool // deactivated
	NotAMember      bool // has a profile but is not a member of the organization
	Suspended       bool // the flag that older servers use
	AccessSuspended bool // the flag that newer servers use
	External        bool // external user; also true for some guests
	ExternalLight   bool // guest

	ManagerIDs []string
	Logins     []SpaceLogin

	// Nulls sends null instead of false for the flags that the API may leave
	// undecided: suspended, accessSuspended, external, and externalLight.
	Nulls bool
}

// SpaceEmail is one address of a member.
type SpaceEmail struct {
	Email   string // in any letter case
	Blocked bool
}

// SpaceLogin is one of a member's ways to sign in.
type SpaceLogin struct {
	LastUsed *time.Time // nil if never used
}

// SpaceTeam is a team in the directory.
type SpaceTeam struct {
	ID          string
	Name        string // not always unique
	Description string
	ParentID    string // empty means null
	Archived    bool
	Disbanded   bool
	ExternalID  string // empty means null
}

// SpaceMembership assigns a member to a team. It is current if it is not
// archived, has started by the organization's day, and has not ended by then.
type SpaceMembership struct {
	ID               string
	MemberID, TeamID string
	PositionID       string // empty means null
	Lead             bool
	Since, Till      *time.Time // dates, both inclusive; nil means open-ended
	Archived         bool
}

// SpacePosition is a role in a team, such as Developer.
type SpacePosition struct{ ID, Name string }

// SpaceProject is a project that permission roles may belong to.
type SpaceProject struct{ ID, Key, Name string }

// SpaceRight is a right that roles can grant.
type SpaceRight struct {
	Code      string
	OfProject bool // roles of projects list it too
}

// SpaceRole is a permission role, with its rights and the people who have it.
// It does not grant any right that is not listed here.
type SpaceRole struct {
	ID        string
	Type      string // a Role constant
	Code      string // empty means null
	Name      string
	ProjectID string // empty means the global context
	Grants    []SpaceGrant
	MemberIDs []string
	TeamIDs   []string // the current members of these teams have the role
}

// SpaceGrant is a role's status for one right.
type SpaceGrant struct{ Code, Status string }

// SpaceToken is a token that the Space accepts. A token with a member is a
// personal token. All other tokens are application tokens.
type SpaceToken struct {
	Name        string // selects the token; the API does not send it
	Token       string // made up
	MemberID    string
	Application string   // the name of the application if the token has no member
	Permissions []string // codes held in the global context
	// Unreadable lists profile fields that the token cannot read, regardless of
	// its permissions. Examples are logins and status.
	Unreadable []string
	Expired    bool
}

// These are the token permissions that the API requires.
const (
	PermissionViewProfiles      = "Profile.View"
	PermissionViewProfileBasics = "Profile.View.Basic"
	PermissionViewExternals     = "Profile.ViewAllGuests"
	PermissionViewMemberships   = "Profile.Memberships.View"
	PermissionViewTeams         = "Team.View"
	PermissionViewPermissions   = "Permissions.View"
	// PermissionSuperadmin is required to read permission roles.
	PermissionSuperadmin = "Superadmin"
	// PermissionViewProject is enough for the permission roles of projects.
	PermissionViewProject = "Project.View"
)

// SpacePermissions returns the six permissions that are sufficient for
// everything except permission roles.
func SpacePermissions() []string {
	return []string{
		PermissionViewProfiles, PermissionViewProfileBasics, PermissionViewExternals,
		PermissionViewMemberships, PermissionViewTeams, PermissionViewPermissions,
	}
}

// AllSpacePermissions returns every permission that any request requires.
func AllSpacePermissions() []string {
	return append(SpacePermissions(), PermissionSuperadmin, PermissionViewProject)
}

// These are the names of the tokens that every generated Space has.
const (
	SpaceReader        = "reader"        // personal, with SpacePermissions
	SpaceAdministrator = "administrator" // personal, with AllSpacePermissions
	SpaceApplication   = "application"   // an application token with SpacePermissions that cannot read logins
	SpaceExpired       = "expired"       // personal, no longer accepted
)
