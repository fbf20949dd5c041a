package output

import (
	"bytes"
	"context"
	"fmt"

	"github.com/vmihailenco/msgpack/v5"
	"github.com/vmihailenco/msgpack/v5/msgpcode"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// MaxSize is the size in bytes of the largest encoded value that a Response
// takes. It leaves 1 MiB of the 256 MiB that terraform-plugin-go allows a gRPC
// message to have for the rest of the message.
const MaxSize = 255 << 20

// Response carries the outputs of a data source, encoded, from its Read to the
// server that wraps the framework's.
type Response struct {
	limit int
	buf   *buffer           // a MessagePack map whose header is filled in later
	names value.Set[string] // of the fields in it; nil before Set
}

type responseKey struct{}

// NewContext returns a context in which Set finds the response. A value of
// more than limit bytes is an error; MaxSize is what Terraform can receive.
func NewContext(ctx context.Context, limit int) (context.Context, *Response) {
	r := &Response{limit: limit}
	return context.WithValue(ctx, responseKey{}, r), r
}

// NoResponseError reports a Read outside the wrapping server.
type NoResponseError struct{}

func (*NoResponseError) Error() string {
	return "this data source can only be read through the provider's own server"
}

// TooLargeError reports a value that Terraform could not receive.
type TooLargeError struct {
	Limit int // bytes
}

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("the result is larger than %d MiB", e.Limit>>20)
}

// mapHeader is the size of the header of a MessagePack map of at most 65,535
// entries.
const mapHeader = 3

// Set encodes the fields of value into the response of the context. It keeps
// no reference to outputs. The errors are *NoResponseError and *TooLargeError.
func Set[T any](ctx context.Context, fields []Field[T], outputs *T) error {
	r, ok := ctx.Value(responseKey{}).(*Response)
	if !ok {
		return &NoResponseError{}
	}
	e := newEncoder(r.limit)
	e.raw(make([]byte, mapHeader))
	names := make(value.Set[string], len(fields))
	for _, f := range sorted(fields) {
		names.Add(f.name)
		e.text(f.name)
		f.encode(e, outputs)
	}
	if e.err != nil {
		return e.err
	}
	r.buf, r.names = e.buf, names
	return nil
}

// Merge returns the framework's encoded object with the fields of the response
// in place of its own. The fields come first, then the other attributes, byte
// for byte; the order means nothing in MessagePack. Without a Set, and for a
// null object, it returns the object unchanged.
//
// The response is empty afterward: the framework keeps the contexts of its
// requests, and must not keep their values in memory.
func (r *Response) Merge(object []byte) ([]byte, error) {
	if r.names == nil || len(object) == 1 && object[0] == msgpcode.Nil {
		return object, nil
	}
	out, names := r.buf, r.names
	r.buf, r.names = nil, nil

	entries, in := len(names), msgpack.NewDecoder(bytes.NewReader(object))
	attributes, err := in.DecodeMapLen()
	if err != nil {
		return nil, fmt.Errorf("read the framework's value: %w", err)
	}
	to := msgpack.NewEncoder(out)
	for range attributes {
		name, err := in.DecodeString()
		if err != nil {
			return nil, fmt.Errorf("read the framework's value: %w", err)
		}
		encoded, err := in.DecodeRaw()
		if err != nil {
			return nil, fmt.Errorf("read the framework's value: attribute %s: %w", name, err)
		}
		if names.Has(name) {
			continue
		}
		entries++
		if err := to.EncodeString(name); err != nil {
			return nil, fmt.Errorf("write attribute %s: %w", name, err)
		}
		out.bytes = append(out.bytes, encoded...)
	}
	merged := out.bytes
	merged[0], merged[1], merged[2] = msgpcode.Map16, byte(entries>>8), byte(entries) //nolint:gosec // a schema has fewer attributes than 65,536
	if len(merged) > r.limit {
		return nil, &TooLargeError{Limit: r.limit}
	}
	return merged, nil
}
