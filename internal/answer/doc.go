// Package answer describes what a data source computes: each attribute once,
// with its name, its meaning and how to take it from the domain. From that one
// description come both the schema and the value that Terraform receives.
//
// The value is encoded straight into the protocol's MessagePack, past the
// framework's own value types. Schema and encoding cannot drift apart, since a
// Field is both.
package answer
