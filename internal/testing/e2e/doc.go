// Package e2e contains tests that use the built provider as users do: with the
// terraform or tofu command, in a directory of configuration files. The tests
// check exit statuses and what the command prints.
//
// The package has no code of its own.
package e2e
