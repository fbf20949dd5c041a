// Package value holds plain values that both domains use: optional values, sets
// and filters, email addresses and who they identify, decimal numbers, dates, and
// text for messages. It imports nothing of this repository.
package value

// Optional is a value that may be absent. Absent and null on the wire are both
// the zero Optional; an empty string is a value like any other.
type Optional[T comparable] struct {
	Value T
	Set   bool
}

// Some returns an Optional that holds v.
func Some[T comparable](v T) Optional[T] { return Optional[T]{Value: v, Set: true} }
