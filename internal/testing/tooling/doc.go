// Package tooling tests what maintains the project: the makefile, the scripts,
// CI, and the updates of dependencies. It has no code of its own.
package tooling
