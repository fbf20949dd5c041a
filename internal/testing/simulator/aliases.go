package simulator

import (
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/fault"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// These aliases let users of a server refer to the types of package org without
// importing it.
type (
	// Organization is [org.Organization].
	Organization = org.Organization
	// Options is [org.Options].
	Options = org.Options
	// TeamRef is [org.TeamRef].
	TeamRef = org.TeamRef
	// Product is [org.Product].
	Product = org.Product
	// License is [org.License].
	License = org.License
	// Assignee is [org.Assignee].
	Assignee = org.Assignee
	// Subscription is [org.Subscription].
	Subscription = org.Subscription
	// Perpetual is [org.Perpetual].
	Perpetual = org.Perpetual
	// LastSeen is [org.LastSeen].
	LastSeen = org.LastSeen
	// Space is [org.Space].
	Space = org.Space
	// SpaceMember is [org.SpaceMember].
	SpaceMember = org.SpaceMember
	// SpaceEmail is [org.SpaceEmail].
	SpaceEmail = org.SpaceEmail
	// SpaceLogin is [org.SpaceLogin].
	SpaceLogin = org.SpaceLogin
	// SpaceTeam is [org.SpaceTeam].
	SpaceTeam = org.SpaceTeam
	// SpaceMembership is [org.SpaceMembership].
	SpaceMembership = org.SpaceMembership
	// SpacePosition is [org.SpacePosition].
	SpacePosition = org.SpacePosition
	// SpaceProject is [org.SpaceProject].
	SpaceProject = org.SpaceProject
	// SpaceRole is [org.SpaceRole].
	SpaceRole = org.SpaceRole
	// SpaceGrant is [org.SpaceGrant].
	SpaceGrant = org.SpaceGrant
)

// These are the values of the organization's fields.
const (
	AssigneeUser           = org.AssigneeUser
	AssigneeServer         = org.AssigneeServer
	AssigneeLicenseKey     = org.AssigneeLicenseKey
	ServerTypeLicenseVault = org.ServerTypeLicenseVault

	SpaceAdministrator = org.SpaceAdministrator
	SpaceApplication   = org.SpaceApplication
	SpaceExpired       = org.SpaceExpired

	PermissionViewProfiles    = org.PermissionViewProfiles
	PermissionViewExternals   = org.PermissionViewExternals
	PermissionViewMemberships = org.PermissionViewMemberships
	PermissionViewTeams       = org.PermissionViewTeams
	PermissionViewPermissions = org.PermissionViewPermissions
	PermissionSuperadmin      = org.PermissionSuperadmin
)

// SpacePermissions returns the permissions of the token of [Server.SpaceEnv].
func SpacePermissions() []string { return org.SpacePermissions() }

// Request is [fault.Request], a recorded request.
type Request = fault.Request

// OrganizationToken is [fault.OrganizationToken], one of the kinds of token
// that a request can carry.
const OrganizationToken = fault.OrganizationToken
