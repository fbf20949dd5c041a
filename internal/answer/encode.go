package answer

import (
	"maps"
	"slices"
	"time"

	"github.com/vmihailenco/msgpack/v5"
)

// encoder writes Terraform's MessagePack: objects are maps with every
// attribute named, lists are arrays, null is nil. It keeps the first error.
type encoder struct {
	out *msgpack.Encoder
	err error
}

func (e *encoder) keep(err error) {
	if e.err == nil {
		e.err = err
	}
}

func (e *encoder) null()           { e.keep(e.out.EncodeNil()) }
func (e *encoder) text(s string)   { e.keep(e.out.EncodeString(s)) }
func (e *encoder) number(n int)    { e.keep(e.out.EncodeInt(int64(n))) }
func (e *encoder) boolean(b bool)  { e.keep(e.out.EncodeBool(b)) }
func (e *encoder) listLen(n int)   { e.keep(e.out.EncodeArrayLen(n)) }
func (e *encoder) objectLen(n int) { e.keep(e.out.EncodeMapLen(n)) }

func (e *encoder) optionalText(s string, set bool) {
	if set {
		e.text(s)
	} else {
		e.null()
	}
}

func (e *encoder) instant(t time.Time) {
	if t.IsZero() {
		e.null()
		return
	}
	e.text(t.UTC().Format(time.RFC3339))
}

func (e *encoder) texts(list []string) {
	e.listLen(len(list))
	for _, s := range list {
		e.text(s)
	}
}

func encodeMap[V any](e *encoder, m map[string]V, value func(V)) {
	if m == nil {
		e.null()
		return
	}
	e.objectLen(len(m))
	for _, key := range slices.Sorted(maps.Keys(m)) {
		e.text(key)
		value(m[key])
	}
}

func encodeObject[T any](e *encoder, fields []Field[T], v *T) {
	e.objectLen(len(fields))
	for i := range fields {
		e.text(fields[i].name)
		fields[i].encode(e, v)
	}
}
