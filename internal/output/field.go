package output

import (
	"cmp"
	"slices"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// Field is one computed attribute of a T.
type Field[T any] struct {
	attribute
	key    []byte // the name, encoded
	encode func(*encoder, *T)
}

// attribute is the part of a field that does not depend on where its value
// comes from: what the schema shows.
type attribute struct {
	name        string
	description string
	shape       shape
	nested      []attribute // of an object, or of each object in a list or a map
}

type shape int

const (
	shapeText shape = iota
	shapeNumber
	shapeDecimal
	shapeBool
	shapeTexts
	shapeTextsMap
	shapeBoolMap
	shapeObject
	shapeObjects
	shapeObjectMap
)

// Text is a string that is never null.
func Text[T any](name, description string, get func(*T) string) Field[T] {
	return field(name, description, shapeText, func(e *encoder, v *T) { e.text(get(v)) })
}

// TextOrNull is a string that is null if it is empty: an ID, a code, an
// address.
func TextOrNull[T any](name, description string, get func(*T) string) Field[T] {
	return field(name, description, shapeText, func(e *encoder, v *T) {
		text := get(v)
		e.optionalText(text, text != "")
	})
}

// OptionalText is a string that may be null, which differs from an empty one.
func OptionalText[T any](name, description string, get func(*T) value.Optional[string]) Field[T] {
	return field(name, description, shapeText, func(e *encoder, v *T) {
		text := get(v)
		e.optionalText(text.Value, text.Set)
	})
}

// Time is an instant in RFC 3339, UTC; the zero time is null.
func Time[T any](name, description string, get func(*T) time.Time) Field[T] {
	return field(name, description, shapeText, func(e *encoder, v *T) { e.instant(get(v)) })
}

// Date is a calendar date such as 2026-11-21 that is null if it is absent.
func Date[T any](name, description string, get func(*T) value.Date) Field[T] {
	return field(name, description, shapeText, func(e *encoder, v *T) {
		date := get(v)
		e.optionalText(date.String(), date != 0)
	})
}

// Number is a whole number that is never null.
func Number[T any](name, description string, get func(*T) int) Field[T] {
	return field(name, description, shapeNumber, func(e *encoder, v *T) { e.number(get(v)) })
}

// OptionalNumber is a whole number that may be null.
func OptionalNumber[T any](name, description string, get func(*T) value.Optional[int]) Field[T] {
	return field(name, description, shapeNumber, func(e *encoder, v *T) {
		if n := get(v); n.Set {
			e.number(n.Value)
		} else {
			e.null()
		}
	})
}

// Decimal is an exact decimal number that is null if it is nil. It is encoded
// as text, which Terraform reads with all its digits.
func Decimal[T any](name, description string, get func(*T) *value.Decimal) Field[T] {
	return field(name, description, shapeDecimal, func(e *encoder, v *T) {
		if d := get(v); d != nil {
			e.text(d.String())
		} else {
			e.null()
		}
	})
}

// Bool is a boolean that is never null.
func Bool[T any](name, description string, get func(*T) bool) Field[T] {
	return field(name, description, shapeBool, func(e *encoder, v *T) { e.boolean(get(v)) })
}

// OptionalBool is a boolean that may be null.
func OptionalBool[T any](name, description string, get func(*T) value.Optional[bool]) Field[T] {
	return field(name, description, shapeBool, func(e *encoder, v *T) {
		if b := get(v); b.Set {
			e.boolean(b.Value)
		} else {
			e.null()
		}
	})
}

// Texts is a list of strings that is never null: nil is the empty list.
func Texts[T any](name, description string, get func(*T) []string) Field[T] {
	return field(name, description, shapeTexts, func(e *encoder, v *T) { e.texts(get(v)) })
}

// OptionalTexts is a list of strings that is null if it is nil.
func OptionalTexts[T any](name, description string, get func(*T) []string) Field[T] {
	return field(name, description, shapeTexts, func(e *encoder, v *T) {
		if list := get(v); list != nil {
			e.texts(list)
		} else {
			e.null()
		}
	})
}

// BoolMap is a map of booleans that is null if it is nil.
func BoolMap[T any](name, description string, get func(*T) map[string]bool) Field[T] {
	return field(name, description, shapeBoolMap, func(e *encoder, v *T) { encodeMap(e, get(v), e.boolean) })
}

// TextsMap is a map of lists of strings that is null if it is nil.
func TextsMap[T any](name, description string, get func(*T) map[string][]string) Field[T] {
	return field(name, description, shapeTextsMap, func(e *encoder, v *T) { encodeMap(e, get(v), e.texts) })
}

// Object is one nested object that is null if it is nil.
func Object[T, E any](name, description string, fields []Field[E], get func(*T) *E) Field[T] {
	fields = sorted(fields)
	f := field(name, description, shapeObject, func(e *encoder, v *T) { encodeObject(e, fields, get(v)) })
	f.nested = attributesOf(fields)
	return f
}

// Objects is a list of objects that is never null: nil is the empty list.
func Objects[T, E any](name, description string, fields []Field[E], get func(*T) []E) Field[T] {
	fields = sorted(fields)
	f := field(name, description, shapeObjects, func(e *encoder, v *T) { encodeObjects(e, fields, get(v)) })
	f.nested = attributesOf(fields)
	return f
}

// OptionalObjects is a list of objects that is null if it is nil.
func OptionalObjects[T, E any](name, description string, fields []Field[E], get func(*T) []E) Field[T] {
	f := Objects(name, description, fields, get)
	encode := f.encode
	f.encode = func(e *encoder, v *T) {
		if get(v) == nil {
			e.null()
			return
		}
		encode(e, v)
	}
	return f
}

// ObjectMap is a map of plain objects that is never null: nil is the empty map.
// Unlike a list of nested objects, Terraform's tests can mock it; in return the
// attributes of its objects have no descriptions in the schema.
func ObjectMap[T, E any](name, description string, fields []Field[E], get func(*T) map[string]*E) Field[T] {
	fields = sorted(fields)
	f := field(name, description, shapeObjectMap, func(e *encoder, v *T) {
		objects := get(v)
		e.objectLen(len(objects))
		for _, key := range value.SortedKeys(objects) {
			e.text(key)
			encodeObject(e, fields, objects[key])
		}
	})
	f.nested = attributesOf(fields)
	return f
}

// Of converts fields of an E to fields of a T that contains one.
func Of[T, E any](fields []Field[E], get func(*T) *E) []Field[T] {
	lifted := make([]Field[T], len(fields))
	for i, f := range fields {
		lifted[i] = Field[T]{attribute: f.attribute, key: f.key, encode: func(e *encoder, v *T) { f.encode(e, get(v)) }}
	}
	return lifted
}

func field[T any](name, description string, s shape, encode func(*encoder, *T)) Field[T] {
	return Field[T]{attribute: attribute{name: name, description: description, shape: s}, key: encodedName(name), encode: encode}
}

// encodedName is the name as the key of a MessagePack map.
func encodedName(name string) []byte {
	e := newEncoder(MaxSize)
	e.text(name)
	return e.buf.bytes
}

func attributesOf[T any](fields []Field[T]) []attribute {
	attributes := make([]attribute, len(fields))
	for i := range fields {
		attributes[i] = fields[i].attribute
	}
	return attributes
}

// sorted sorts fields by name, so that the encoding does not depend on their
// order in the source.
func sorted[T any](fields []Field[T]) []Field[T] {
	return slices.SortedFunc(slices.Values(fields), func(a, b Field[T]) int { return cmp.Compare(a.name, b.name) })
}

// Name is the attribute's name.
func (f Field[T]) Name() string { return f.name }

// Without returns the fields except those with the given names, which are
// arguments of a data source that looks something up.
func Without[T any](fields []Field[T], names ...string) []Field[T] {
	var rest []Field[T]
	for _, f := range fields {
		if !slices.Contains(names, f.name) {
			rest = append(rest, f)
		}
	}
	return rest
}
