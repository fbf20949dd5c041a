package output

import (
	"slices"
	"time"

	"github.com/vmihailenco/msgpack/v5"
	"github.com/vmihailenco/msgpack/v5/msgpcode"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// buffer is an io.Writer that appends. Writing to it cannot fail.
type buffer struct{ bytes []byte }

func (b *buffer) Write(p []byte) (int, error) {
	b.bytes = append(b.bytes, p...)
	return len(p), nil
}

func (b *buffer) WriteByte(c byte) error {
	b.bytes = append(b.bytes, c)
	return nil
}

// encoder writes Terraform's MessagePack: objects are maps with every
// attribute named, lists are arrays, null is nil. It keeps the first error.
type encoder struct {
	msgpack *msgpack.Encoder
	buf     *buffer // to which msgpack writes
	limit   int     // bytes
	err     error
}

func newEncoder(limit int) *encoder {
	buf := &buffer{}
	return &encoder{msgpack: msgpack.NewEncoder(buf), buf: buf, limit: limit}
}

// keep keeps the first error: one of the library, which has none when it writes
// to a buffer, or a *TooLargeError.
func (e *encoder) keep(err error) {
	if e.err == nil {
		e.err = err
	}
}

func (e *encoder) null()             { e.keep(e.msgpack.EncodeNil()) }
func (e *encoder) boolean(b bool)    { e.keep(e.msgpack.EncodeBool(b)) }
func (e *encoder) number(n int)      { e.keep(e.msgpack.EncodeInt(int64(n))) }
func (e *encoder) text(s string)     { e.keep(e.msgpack.EncodeString(s)) }
func (e *encoder) listLen(n int)     { e.keep(e.msgpack.EncodeArrayLen(n)) }
func (e *encoder) objectLen(n int)   { e.keep(e.msgpack.EncodeMapLen(n)) }
func (e *encoder) raw(object []byte) { e.buf.bytes = append(e.buf.bytes, object...) }

func (e *encoder) optionalText(s string, set bool) {
	if set {
		e.text(s)
	} else {
		e.null()
	}
}

// instant writes an RFC 3339 time directly into the buffer, which saves
// allocating a string for each. In UTC, it is always short enough for the
// encoding that has the length in the first byte.
func (e *encoder) instant(t time.Time) {
	if t.IsZero() {
		e.null()
		return
	}
	start := len(e.buf.bytes)
	text := t.UTC().AppendFormat(append(e.buf.bytes, 0), time.RFC3339)
	text[start] = msgpcode.FixedStrLow | byte(len(text)-start-1) //nolint:gosec // about 20
	e.buf.bytes = text
}

func (e *encoder) texts(list []string) {
	e.listLen(len(list))
	for _, s := range list {
		e.text(s)
	}
}

func encodeMap[V any](e *encoder, m map[string]V, encode func(V)) {
	if m == nil {
		e.null()
		return
	}
	e.objectLen(len(m))
	for _, key := range value.SortedKeys(m) {
		e.text(key)
		encode(m[key])
	}
}

// encodeObject writes the fields, which are sorted. A nil object is null.
func encodeObject[T any](e *encoder, fields []Field[T], v *T) {
	if v == nil {
		e.null()
		return
	}
	e.objectLen(len(fields))
	for i := range fields {
		e.raw(fields[i].key)
		fields[i].encode(e, v)
	}
}

// encodeObjects reserves space for all rows once the first have shown how much
// a row takes: otherwise the largest buffer of the process would be copied, and
// be in memory twice, each time it grows. It stops at the limit.
func encodeObjects[T any](e *encoder, fields []Field[T], rows []T) {
	const first = 256
	e.listLen(len(rows))
	start := len(e.buf.bytes)
	for i := range rows {
		if i == first {
			perRow := (len(e.buf.bytes) - start) / first
			e.buf.bytes = slices.Grow(e.buf.bytes, int(min(int64(perRow+perRow/16+1)*int64(len(rows)-first), int64(e.limit))))
		}
		encodeObject(e, fields, &rows[i])
		if len(e.buf.bytes) > e.limit {
			e.keep(&TooLargeError{Limit: e.limit})
			return
		}
	}
}
