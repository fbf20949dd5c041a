package value

import (
	"maps"
	"slices"
)

// Set is a set of strings, IDs, or other values. The nil Set is empty.
type Set[T comparable] map[T]struct{}

// SetOf returns the set of the values. Without values, it is empty but not nil.
func SetOf[T comparable](values ...T) Set[T] {
	s := make(Set[T], len(values))
	for _, v := range values {
		s[v] = struct{}{}
	}
	return s
}

// Add adds a value. The set must not be nil.
func (s Set[T]) Add(v T) { s[v] = struct{}{} }

// Has reports whether the set contains a value.
func (s Set[T]) Has(v T) bool {
	_, ok := s[v]
	return ok
}

// Filter restricts values to those in a set. The nil *Filter allows every
// value: it is the filter of an argument that is not set.
type Filter[T comparable] struct{ allowed Set[T] }

// FilterOf returns a filter that allows the values, or every value if the list
// is nil.
func FilterOf[T comparable](values []T) *Filter[T] {
	if values == nil {
		return nil
	}
	return &Filter[T]{SetOf(values...)}
}

// Allows reports whether a value passes.
func (f *Filter[T]) Allows(v T) bool { return f == nil || f.allowed.Has(v) }

// SortedUnique sorts the values in place and drops duplicates.
func SortedUnique(values []string) []string {
	slices.Sort(values)
	return slices.Compact(values)
}

// SortedKeys lists the keys of a map, sorted.
func SortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
