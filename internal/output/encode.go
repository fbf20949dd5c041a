package output

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"
	"time"
)

// encoder appends Terraform's MessagePack to a buffer: objects are maps with
// every attribute named, lists are arrays, null is nil. Appending cannot fail.
// See the package's documentation for why no library does this.
type encoder struct{ buf []byte }

// The first bytes of the forms of MessagePack that are used here; see its
// specification.
const (
	codeNil, codeFalse, codeTrue = 0xc0, 0xc2, 0xc3
	codeInt64                    = 0xd3
)

func (e *encoder) null() { e.buf = append(e.buf, codeNil) }

func (e *encoder) boolean(b bool) {
	if b {
		e.buf = append(e.buf, codeTrue)
	} else {
		e.buf = append(e.buf, codeFalse)
	}
}

// number leaves out the forms in between: numbers are few, texts are many.
func (e *encoder) number(n int) {
	if n >= 0 && n <= math.MaxInt8 {
		e.buf = append(e.buf, byte(n))
		return
	}
	e.buf = binary.BigEndian.AppendUint64(append(e.buf, codeInt64), uint64(n)) //nolint:gosec // two's complement is the form
}

func (e *encoder) text(s string) { e.buf = appendText(e.buf, s) }

func appendText(buf []byte, s string) []byte {
	return append(textForm.appendLength(buf, len(s)), s...)
}

func (e *encoder) listLen(n int)   { e.buf = listForm.appendLength(e.buf, n) }
func (e *encoder) objectLen(n int) { e.buf = objectForm.appendLength(e.buf, n) }

// form is how MessagePack writes the length of a kind of value: within the
// first byte, or after it in one (for texts), two or four bytes.
type form struct {
	within         byte
	most           uint32 // that stands within the first byte
	code8          byte   // 0 for none
	code16, code32 byte
}

var (
	textForm   = form{within: 0xa0, most: 31, code8: 0xd9, code16: 0xda, code32: 0xdb}
	listForm   = form{within: 0x90, most: 15, code16: 0xdc, code32: 0xdd}
	objectForm = form{within: 0x80, most: 15, code16: 0xde, code32: 0xdf}
)

func (f *form) appendLength(buf []byte, length int) []byte {
	switch n := uint32(length); { //nolint:gosec // nothing here is as long as 4 GiB: gRPC could not carry it
	case n <= f.most:
		return append(buf, f.within|byte(n)) //nolint:gosec // 31 at most
	case n <= math.MaxUint8 && f.code8 != 0:
		return append(buf, f.code8, byte(n))
	case n <= math.MaxUint16:
		return binary.BigEndian.AppendUint16(append(buf, f.code16), uint16(n))
	default:
		return binary.BigEndian.AppendUint32(append(buf, f.code32), n)
	}
}

func (e *encoder) optionalText(s string, set bool) {
	if set {
		e.text(s)
	} else {
		e.null()
	}
}

// instant writes RFC 3339 in place: in UTC it is never too long for the form
// of a text whose length stands within its first byte, which is put in last.
func (e *encoder) instant(t time.Time) {
	if t.IsZero() {
		e.null()
		return
	}
	start := len(e.buf)
	e.buf = t.UTC().AppendFormat(append(e.buf, 0), time.RFC3339)
	e.buf[start] = textForm.within | byte(len(e.buf)-start-1) //nolint:gosec // about 20
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
		e.buf = append(e.buf, fields[i].key...)
		fields[i].encode(e, v)
	}
}

// encodeObjects makes room for all rows once the first have shown what a row
// takes: otherwise the largest buffer of the process would be copied, and held
// twice, each time it grows.
func encodeObjects[T any](e *encoder, fields []Field[T], rows []T) {
	const first = 256
	e.listLen(len(rows))
	start := len(e.buf)
	for i := range rows {
		if i == first {
			perRow := (len(e.buf) - start) / first
			e.buf = slices.Grow(e.buf, (perRow+perRow/16+1)*(len(rows)-first))
		}
		encodeObject(e, fields, &rows[i])
	}
}
