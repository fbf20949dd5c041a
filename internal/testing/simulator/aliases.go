package simulator

import (
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/fault"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// The organization, under names for the users of a server. See package org.
type (
	Organization    = org.Organization
	Options         = org.Options
	Team            = org.Team
	TeamRef         = org.TeamRef
	Product         = org.Product
	Person          = org.Person
	License         = org.License
	Assignee        = org.Assignee
	Subscription    = org.Subscription
	Perpetual       = org.Perpetual
	LastSeen        = org.LastSeen
	Space           = org.Space
	SpaceMember     = org.SpaceMember
	SpaceEmail      = org.SpaceEmail
	SpaceLogin      = org.SpaceLogin
	SpaceTeam       = org.SpaceTeam
	SpaceMembership = org.SpaceMembership
	SpacePosition   = org.SpacePosition
	SpaceProject    = org.SpaceProject
	SpaceRight      = org.SpaceRight
	SpaceRole       = org.SpaceRole
	SpaceGrant      = org.SpaceGrant
	SpaceToken      = org.SpaceToken
)

// Values of the organization's fields.
const (
	AssigneeUser           = org.AssigneeUser
	AssigneeServer         = org.AssigneeServer
	AssigneeLicenseKey     = org.AssigneeLicenseKey
	ServerTypeLicenseVault = org.ServerTypeLicenseVault

	SpaceReader        = org.SpaceReader
	SpaceAdministrator = org.SpaceAdministrator
	SpaceApplication   = org.SpaceApplication
	SpaceExpired       = org.SpaceExpired

	PermissionViewProfiles    = org.PermissionViewProfiles
	PermissionViewExternals   = org.PermissionViewExternals
	PermissionViewMemberships = org.PermissionViewMemberships
	PermissionViewTeams       = org.PermissionViewTeams
	PermissionViewPermissions = org.PermissionViewPermissions
	PermissionSuperadmin      = org.PermissionSuperadmin
	PermissionViewProject     = org.PermissionViewProject
)

// SpacePermissions returns the permissions of the token of [Server.SpaceEnv].
func SpacePermissions() []string { return org.SpacePermissions() }

// Requests as they were recorded. See package fault.
type (
	Request   = fault.Request
	TokenKind = fault.TokenKind
)

// The kinds of token that a request may carry.
const (
	NoToken               = fault.NoToken
	OrganizationToken     = fault.OrganizationToken
	TeamToken             = fault.TeamToken
	UnknownToken          = fault.UnknownToken
	SpacePersonalToken    = fault.SpacePersonalToken
	SpaceApplicationToken = fault.SpaceApplicationToken
)
