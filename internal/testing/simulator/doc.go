// Package simulator serves a simulated JetBrains organization over HTTP, for
// tests, for the demo and for people who want to try a policy without an account.
//
// [Generate] makes an [Organization] from a seed: people, teams and licenses of
// every kind that the live service is known to hold, and a JetBrains Space.
// [Start] serves it on loopback as strictly as the live services do, records the
// requests and, on demand, misbehaves in the ways of package fault.
//
// The packages below it hold the organization (org), the two APIs (accountapi,
// spaceapi), what both send (response), the faults (fault) and the command.
// They share no code with the API clients or the domain of this module, so that
// a misunderstanding of an API cannot hide on both sides. Everything secret in
// them is made up and looks made up.
package simulator
