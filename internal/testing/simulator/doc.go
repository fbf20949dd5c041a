// Package simulator is a synthetic JetBrains organization and the JetBrains
// APIs that answer for it over HTTP, for tests, for the demo and for people who
// want to try a policy without an account.
//
// [Generate] makes an [Organization] out of a seed: people, teams and licenses
// of every kind that the live service is known to hold. [Start] serves it on
// loopback as strictly as the live service does, records what was asked and, on
// demand, misbehaves in the ways that [Fault] lists.
//
// The organization has a JetBrains Space too, [Organization.Space]: its members
// are most of the people with a license and some without, guests and external
// collaborators. Its API is served at the same address under /api/http. Where
// the live service is not known for certain, the server takes the stricter side:
// a field, parameter or token that does not exist is an error, never ignored. In
// these places the choice is this package's own:
//
//   - $fields without a list of fields for a reference gives its id; * stands for
//     the core fields; spaces are not allowed.
//   - memberships of a profile or team are those in force on the organization's
//     day; the list of memberships has past and future ones too, archived ones
//     when asked.
//   - A team stands for the teams below it in teamId and, unless directTeams is
//     set, in teams; a team that does not exist has nobody.
//   - Guests and external people are GUEST alike. Without Profile.ViewAllGuests
//     they are missing from the data though totalCount counts them (see
//     [WithSpaceVisibleTotal]), a look-up does not find them, and elsewhere they
//     are an id.
//   - /profiles/me asks for Profile.View like any profile, and check-permission
//     for Permissions.View; rights below a project, team or profile follow
//     [Space.Roles], leaders may do everything with their team.
//
// The package shares no type and no paging code with the API clients of this
// module, so that a misunderstanding of the API cannot hide on both sides.
// Everything secret in it is made up and looks made up.
package simulator
