// Package value holds plain values that both domains use: optional values,
// email addresses and printable text. It imports nothing of this repository.
package value

// Optional is a value that may be absent. Absent and null on the wire are both
// the zero Optional; an empty string is a value like any other.
type Optional[T comparable] struct {
	Value T
	Set   bool
}

// Some returns an Optional that holds v.
func Some[T comparable](v T) Optional[T] { return Optional[T]{Value: v, Set: true} }
