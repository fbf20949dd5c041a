// Package strictjson reads JSON strictly: duplicate names, invalid UTF-8, wrong
// types, null where a list or an object must be, and anything after the value
// are errors, never guesses.
package strictjson

import (
	"bytes"
	"errors"
	"io"
	"strconv"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Problem says what is wrong with a body, and where.
type Problem struct {
	Where  string // a JSON pointer into the body, not cleaned; empty for the whole of it
	Reason string // quotes nothing of the body
	Err    error  // what a caller's own check returned; nil for what this package found
}

// Unwrap returns what a caller's own check returned.
func (p *Problem) Unwrap() error { return p.Err }

func (p *Problem) Error() string {
	if p.Where == "" {
		return p.Reason
	}
	return p.Where + ": " + p.Reason
}

// Kind is what a body is at its outermost.
type Kind byte

// The kinds that an answer can have.
const (
	AnObject  Kind = '{'
	AList     Kind = '['
	ABoolean  Kind = 't'
	ANull     Kind = 'n'
	SomeOther Kind = 0
)

// KindOf looks at the first byte that says something; the rest may be broken.
func KindOf(body []byte) Kind {
	switch kind := jsontext.Value(bytes.TrimLeft(body, " \t\r\n")).Kind(); kind {
	case '{', '[', 'n', 't':
		return Kind(kind)
	case 'f':
		return ABoolean
	default:
		return SomeOther
	}
}

// Decode reads a body that is one JSON value of the kind expected, and nothing
// after it. Every error is a *Problem.
func Decode[T any](body []byte, kind Kind, into *T) error {
	dec, err := open(body, kind)
	if err != nil {
		return err
	}
	if err := json.UnmarshalDecode(dec, into); err != nil {
		return problem(body, err)
	}
	return end(dec)
}

// List reads a body that is one JSON array, as Elements does, and nothing after
// it. Every error is a *Problem.
func List[T any](body []byte, each func(*T) error) error {
	dec, err := open(body, AList)
	if err != nil {
		return err
	}
	if err := Elements(dec, each); err != nil {
		return problem(body, err)
	}
	return end(dec)
}

// Elements reads a JSON array element by element, so that a hostile one fails
// at its first bad element and not after all of them. All share the memory of
// one T. What each returns becomes a *Problem at its element; other errors are
// the JSON library's, for types that decode themselves.
func Elements[T any](dec *jsontext.Decoder, each func(*T) error) error {
	if dec.PeekKind() != '[' {
		var list []T
		return json.UnmarshalDecode(dec, &list) // fails, and says as what
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	var element, zero T
	for dec.PeekKind() != ']' {
		element = zero
		if err := json.UnmarshalDecode(dec, &element); err != nil {
			return err
		}
		if err := each(&element); err != nil {
			return At(string(dec.StackPointer()), err)
		}
	}
	_, err := dec.ReadToken()
	return err
}

// At puts the pointer where before that of a *Problem.
func At(where string, err error) error {
	var inner *Problem
	if errors.As(err, &inner) {
		return &Problem{Where: where + inner.Where, Reason: inner.Reason, Err: inner.Err}
	}
	return &Problem{Where: where, Reason: err.Error(), Err: err}
}

// open starts on a body of the kind expected.
func open(body []byte, kind Kind) (*jsontext.Decoder, error) {
	trimmed := bytes.TrimLeft(body, " \t\r\n")
	switch {
	case len(trimmed) == 0:
		return nil, &Problem{Reason: "the body is empty"}
	case trimmed[0] == '<':
		return nil, &Problem{Reason: "the body is an HTML page, not JSON"}
	}
	got, want := jsontext.Value(trimmed).Kind(), jsontext.Kind(kind)
	if got == 'f' {
		got = 't'
	}
	if got != want && kindName(got) != notJSON {
		return nil, &Problem{Reason: "the body is " + kindName(got) + " where " + kindName(want) + " is expected"}
	}
	return jsontext.NewDecoder(bytes.NewBuffer(body)), nil
}

func end(dec *jsontext.Decoder) error {
	offset := dec.InputOffset()
	if _, err := dec.ReadToken(); !errors.Is(err, io.EOF) {
		return &Problem{Reason: "something follows the JSON, at byte " + strconv.FormatInt(offset, 10)}
	}
	return nil
}

// problem translates what the JSON library found. Its own text may quote a
// value: only the position and the kind are taken over.
func problem(body []byte, err error) error {
	cut := "the body ends in the middle of the JSON, after " + strconv.Itoa(len(body)) + " bytes"
	var own *Problem // of a type that decodes itself
	if errors.As(err, &own) {
		return own
	}
	var semantic *json.SemanticError
	if errors.As(err, &semantic) {
		reason := "has the wrong type"
		if semantic.JSONKind != 0 {
			reason = "is " + kindName(semantic.JSONKind) + ", which is the wrong type here"
		}
		return &Problem{Where: string(semantic.JSONPointer), Reason: reason}
	}
	var syntactic *jsontext.SyntacticError
	if errors.As(err, &syntactic) {
		where := string(syntactic.JSONPointer)
		switch {
		case errors.Is(err, jsontext.ErrDuplicateName):
			return &Problem{Where: where, Reason: "the same name stands twice in one object"}
		case errors.Is(err, io.ErrUnexpectedEOF):
			return &Problem{Where: where, Reason: cut}
		}
		return &Problem{Where: where, Reason: "the body is not valid JSON at byte " + strconv.FormatInt(syntactic.ByteOffset, 10)}
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return &Problem{Reason: cut}
	}
	return &Problem{Reason: "the body is not valid JSON"}
}

const notJSON = "not JSON"

func kindName(kind jsontext.Kind) string {
	switch kind {
	case 'n':
		return "null"
	case 't', 'f':
		return "a boolean"
	case '"':
		return "a string"
	case '0':
		return "a number"
	case '{':
		return "an object"
	case '[':
		return "a list"
	default:
		return notJSON
	}
}
