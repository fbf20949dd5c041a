package org

import "time"

// Two-factor statuses of a Space member, as the API spells them.
const (
	TwoFactorNotSetUp = "NOT_SETUP"
	TwoFactorInactive = "INACTIVE"
	TwoFactorActive   = "ACTIVE"
)

// Types of a permission role, as the API spells them.
const (
	RolePredefined   = "PREDEFINED"
	RoleCustom       = "CUSTOM"
	RoleAuthorizable = "AUTHORIZABLE"
	RoleAnonymous    = "ANONYMOUS"
)

// Statuses of a right in a permission role. Only a granted one gives the right.
const (
	RightNone      = "NONE"
	RightRequested = "REQUESTED"
	RightGranted   = "GRANTED"
	RightRejected  = "REJECTED"
)

// Space is a JetBrains Space of the organization. References are ids, and one
// that leads nowhere is served as null. Generated ids are 12 characters
// [0-9A-Za-z].
type Space struct {
	ID   string
	Name string

	Members     []SpaceMember     // all profiles, of past and future people too; in the order served
	Teams       []SpaceTeam       // in the order served
	Memberships []SpaceMembership // in the order served
	Positions   []SpacePosition   // what a membership calls its role
	Projects    []SpaceProject
	Roles       []SpaceRole  // permission roles, global and per project
	Rights      []SpaceRight // every right that a role may grant

	Token  string       // personal token with [SpacePermissions]; the first of Tokens
	Tokens []SpaceToken // every token that is accepted
}

// SpaceMember is a profile of the team directory.
type SpaceMember struct {
	ID, Username        string
	FirstName, LastName string
	Emails              []SpaceEmail // none on some
	TwoFactor           string       // a TwoFactor constant; empty: null
	ExternalID          string       // empty: null

	Joined *time.Time // a date: only its UTC day counts; in the future for people yet to come
	LeftAt *time.Time // a moment, of deactivated people

	Archived        bool // deactivated
	NotAMember      bool // has a profile and is no member of the organization
	Suspended       bool // the flag that older servers set
	AccessSuspended bool // the flag that newer servers set
	External        bool // external user; of some guests as well
	ExternalLight   bool // guest

	ManagerIDs []string
	Logins     []SpaceLogin

	// Nulls sends the flags that the API may leave undecided (suspended,
	// accessSuspended, external, externalLight) as null where they are false.
	Nulls bool
}

// SpaceEmail is one address of a member.
type SpaceEmail struct {
	Email   string // in any letter case
	Blocked bool
}

// SpaceLogin is a way in which a member signs in.
type SpaceLogin struct {
	LastUsed *time.Time // nil: never
}

// SpaceTeam is a team of the directory.
type SpaceTeam struct {
	ID          string
	Name        string // not always unique
	Description string
	ParentID    string // empty: null
	Archived    bool
	Disbanded   bool
	ExternalID  string // empty: null
}

// SpaceMembership is a member's place in a team. It is current if it is not
// archived, has begun by the organization's day and has not ended by then.
type SpaceMembership struct {
	ID               string
	MemberID, TeamID string
	PositionID       string // empty: null
	Lead             bool
	Since, Till      *time.Time // dates, both inclusive; nil is open
	Archived         bool
}

// SpacePosition is a role in a team, such as Developer.
type SpacePosition struct{ ID, Name string }

// SpaceProject is a project that permission roles may belong to.
type SpaceProject struct{ ID, Key, Name string }

// SpaceRight is a right that roles may grant.
type SpaceRight struct {
	Code      string
	OfProject bool // roles of projects list it too
}

// SpaceRole is a permission role: rights and who has them. It has none of the
// rights that are not named here.
type SpaceRole struct {
	ID        string
	Type      string // a Role constant
	Code      string // empty: null
	Name      string
	ProjectID string // empty: the global context
	Grants    []SpaceGrant
	MemberIDs []string
	TeamIDs   []string // their current members hold the role
}

// SpaceGrant is what a role says about one right.
type SpaceGrant struct{ Code, Status string }

// SpaceToken is a token that the Space accepts. Owned by a member it is a
// personal token and otherwise an application's.
type SpaceToken struct {
	Name        string // to select it by; not part of the API
	Token       string // made up
	MemberID    string
	Application string   // name of the application of a token without a member
	Permissions []string // codes held in the global context
	// Unreadable are fields of profiles that the token may not read whatever its
	// permissions, for example logins and status.
	Unreadable []string
	Expired    bool
}

// Permissions of a token that the API requires.
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

// SpacePermissions returns the six permissions that everything but the
// permission roles requires.
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

// Names of the tokens that every generated Space has.
const (
	SpaceReader        = "reader"        // personal, with SpacePermissions
	SpaceAdministrator = "administrator" // personal, with AllSpacePermissions
	SpaceApplication   = "application"   // an application's, with SpacePermissions; may not read logins
	SpaceExpired       = "expired"       // personal, no longer accepted
)
