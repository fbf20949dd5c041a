// Package simulator serves a simulated JetBrains organization over HTTP. Tests
// and the demo use it, and so do people who want to try a policy without an
// account.
//
// [Generate] makes an [org.Organization] from a seed: people, teams, licenses of
// every kind that the live service is known to have, and a JetBrains Space.
// [Start] serves it on loopback as strictly as the live services do, records
// the requests and, on demand, misbehaves as package fault describes.
//
// The packages below it contain the organization (org), the two APIs
// (accountapi, spaceapi), the code that both APIs share for responses
// (response), and the faults (fault). They share no code with the API clients or
// the domain of this module. Otherwise, both sides could share the same
// misunderstanding of an API, and no test would notice. Package mocks is the
// exception: it runs the provider itself against a simulator, and writes what it
// returns for terraform test. The command that users run is
// internal/cmd/jetbrains-simulator. Everything secret in these packages is made
// up and looks made up.
package simulator
