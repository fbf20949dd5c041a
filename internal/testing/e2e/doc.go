// Package e2e holds tests that use the built provider as people use it: with
// the terraform (or tofu) command, in a directory of configuration files, from
// the outside. They assert on exit statuses and on what the command prints.
//
// The package has no code of its own.
package e2e
