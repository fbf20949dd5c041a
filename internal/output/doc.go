// Package output describes what a data source computes: each attribute once,
// with its name, its meaning and how to take it from the domain. From that one
// description come both the schema and the value that Terraform receives.
// Schema and encoding cannot drift apart, since a Field is both.
//
// # Past the framework
//
// The value is encoded straight into the protocol's MessagePack. The framework
// reads the arguments and runs Read as everywhere else, with the answer's
// attributes null in its state; the server that wraps it puts them in
// afterwards ([Sink.Splice]). Weighed in numbers, for the 6,255 people of 10,000
// licenses with eleven attributes each, where our whole answer takes 15 ms, the
// gathering of people included:
//
//   - The framework needs 430 ms when the rows are prebuilt and set on its state
//     at once: every value is walked for semantic equality, converted and walked
//     again. For 10,000 rows of 25 attributes it is 10 ms against 2.3 s.
//   - plugin-go, which would encode the same prebuilt rows, needs 78 ms.
//   - A plan that takes 0.39 of what the same question costs with the
//     hashicorp/http provider and jsondecode would take more than 0.5 of it,
//     which is the most it may. The rest of the 0.39 is Terraform's own.
//
// `make bench` measures whole plans anew.
//
// The price is this package and a wrapper of one method for each kind of
// question. It is paid once: a data source names its fields and never sees it.
// Nothing depends on the framework's inside, only on the protocol, whose
// encoding of a value is documented and fixed by its version.
//
// # Past the MessagePack library
//
// The encoder appends to one buffer. With the library that plugin-go uses,
// three quarters of the encoding were layers of its writer and copies of a
// growing buffer, the largest thing in the process: 98 ms and 36 MB for 100,000
// rows of nine attributes, against 29 ms and 16 MB. Only what is needed is
// here; a fuzz test holds it against that library, which still reads the
// framework's value.
package output
