// Package simulator is a synthetic JetBrains organization and the JetBrains
// APIs that answer for it over HTTP, for tests, for the demo and for people who
// want to try a policy without an account.
//
// [Generate] makes an [Organization] out of a seed: people, teams and licences
// of every kind that the live service is known to hold. [Start] serves it on
// loopback as strictly as the live service does, records what was asked and, on
// demand, misbehaves in the ways that [Fault] lists.
//
// The package shares no type and no paging code with the API clients of this
// module, so that a misunderstanding of the API cannot hide on both sides.
// Everything secret in it is made up and looks made up.
package simulator
