// Package output describes what a data source computes: each attribute once,
// with its name, its meaning, and how to get it from the domain. From that one
// description come both the schema and the value that Terraform receives, so
// the two cannot differ.
//
// # Bypassing the framework
//
// The value is encoded straight into the protocol's MessagePack. The framework
// reads the arguments and runs Read as in any provider, with the outputs null
// in its state. The server that wraps it adds them afterward
// ([Response.Merge]). The framework would convert and walk every value several
// times. For a large organization, that takes longer than reading the data.
//
// The cost is this package and a wrapper of the server in package provider. A
// data source names its fields and never sees either. Nothing depends on the
// framework's internals, only on the protocol, whose encoding of a value is
// documented and fixed by its version.
package output
