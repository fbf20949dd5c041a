package output

import (
	"bytes"
	"context"
	"fmt"

	"github.com/vmihailenco/msgpack/v5"
)

// Sink carries an answer from a data source's Read, past the framework, to the
// server that wraps it.
type Sink struct {
	encode map[string]func(*encoder) // by attribute
}

type sinkKey struct{}

// WithSink returns a context in which Give finds the sink.
func WithSink(ctx context.Context) (context.Context, *Sink) {
	sink := &Sink{}
	return context.WithValue(ctx, sinkKey{}, sink), sink
}

// NoSinkError reports a Read outside of the wrapping server.
type NoSinkError struct{}

func (*NoSinkError) Error() string {
	return "this data source answers only through the provider's own server"
}

// Give hands over the answer: the framework's value keeps the arguments and
// leaves the fields null, and Splice puts them in.
func Give[T any](ctx context.Context, fields []Field[T], value *T) error {
	sink, ok := ctx.Value(sinkKey{}).(*Sink)
	if !ok {
		return &NoSinkError{}
	}
	sink.encode = make(map[string]func(*encoder), len(fields))
	for _, f := range fields {
		sink.encode[f.name] = func(e *encoder) { f.encode(e, value) }
	}
	return nil
}

// Given says whether there is an answer.
func (s *Sink) Given() bool { return s.encode != nil }

// Splice returns the encoded object with the answer's fields in place of its
// own; all other attributes stay byte for byte.
func (s *Sink) Splice(object []byte) ([]byte, error) {
	in := msgpack.NewDecoder(bytes.NewReader(object))
	attributes, err := in.DecodeMapLen()
	if err != nil {
		return nil, fmt.Errorf("read the framework's value: %w", err)
	}
	out := &encoder{buf: make([]byte, 0, len(object))}
	out.objectLen(attributes)
	for range attributes {
		name, err := in.DecodeString()
		if err != nil {
			return nil, fmt.Errorf("read the framework's value: %w", err)
		}
		value, err := in.DecodeRaw()
		if err != nil {
			return nil, fmt.Errorf("read the framework's value: attribute %s: %w", name, err)
		}
		out.text(name)
		if encode, ok := s.encode[name]; ok {
			encode(out)
		} else {
			out.buf = append(out.buf, value...)
		}
	}
	return out.buf, nil
}
