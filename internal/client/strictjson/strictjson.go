// Package strictjson reads JSON strictly: duplicate names, invalid UTF-8, wrong
// types, null in place of a list or an object, more values than a real body
// has, and anything after the value are errors.
package strictjson

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Problem says what is wrong with a body, and where.
type Problem struct {
	Subject string // what the problem is about, such as "license AB12", if known; not cleaned
	Pointer string // a JSON Pointer (RFC 6901) into the body, not cleaned; empty for the whole of it
	Reason  string // quotes nothing of the body
	Err     error  // what a caller's own check returned; nil for what this package found
}

// Unwrap returns what a caller's own check returned.
func (p *Problem) Unwrap() error { return p.Err }

func (p *Problem) Error() string {
	if p.Pointer == "" {
		return p.Reason
	}
	return p.Pointer + ": " + p.Reason
}

// JSONKind is the kind of the outermost value of a body.
type JSONKind byte

// The kinds of body that an API documents.
const (
	Object  JSONKind = '{'
	List    JSONKind = '['
	Boolean JSONKind = 't'
)

// IsNull reports whether a body is a bare null.
func IsNull(body []byte) bool { return string(bytes.Trim(body, " \t\r\n")) == "null" }

// Limits on what takes memory while a body is decoded. A page of 200 licenses
// has about 9,000 values, and objects of at most 12 names.
const (
	MaxValues    = 1 << 17 // of a body: values and names
	MaxRowValues = 1 << 14 // the same for one row of a body that is a list
	MaxNames     = 1000    // of an object and the objects around it, all of which are kept in memory to find duplicates
	maxNameBytes = 1 << 16 // the length of these names together
	// smallBody is a size up to which the names cannot take much memory.
	smallBody = 1 << 20
)

// Decode reads a body that is exactly one JSON value of the given kind. Every
// error is a *Problem.
func Decode(body []byte, kind JSONKind, into any) error {
	if err := check(body, kind); err != nil {
		return err
	}
	dec := jsontext.NewDecoder(bytes.NewBuffer(body))
	if err := json.UnmarshalDecode(dec, into); err != nil {
		return problem(body, err)
	}
	offset := dec.InputOffset()
	if _, err := dec.ReadToken(); !errors.Is(err, io.EOF) {
		return &Problem{Reason: "extra data follows the JSON, at byte " + strconv.FormatInt(offset, 10)}
	}
	return nil
}

// Rows converts the elements of a JSON array while they are read. A hostile
// array therefore fails at its first bad element or at the first one beyond the
// limit, and only one element is in memory in its wire form at a time.
type Rows[W, T any] struct {
	List []T // nil until an array has been read

	limit   RowLimit
	convert func(*W) (T, error)
}

// NewRows returns the rows of an array that is not read yet.
func NewRows[W, T any](limit RowLimit, convert func(*W) (T, error)) *Rows[W, T] {
	return &Rows[W, T]{limit: limit, convert: convert}
}

// RowLimit is the largest number of elements that an array may have, with the
// error for one more. The zero RowLimit accepts only an empty array.
type RowLimit struct {
	rows    int
	tooMany error
}

// LimitRows returns a limit. The error becomes the Err of a *Problem.
func LimitRows(rows int, tooMany error) RowLimit { return RowLimit{max(0, rows), tooMany} }

// problem reports an array with more elements than the limit.
func (l RowLimit) problem(pointer string) *Problem {
	if l.tooMany == nil {
		return &Problem{Pointer: pointer, Reason: fmt.Sprintf("more than %d elements", l.rows)}
	}
	return &Problem{Pointer: pointer, Reason: l.tooMany.Error(), Err: l.tooMany}
}

// UnmarshalJSONFrom implements json.UnmarshalerFrom. An error of the
// conversion becomes a *Problem at the element.
func (r *Rows[W, T]) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	if dec.PeekKind() != '[' {
		var list []W
		return json.UnmarshalDecode(dec, &list) // fails with an error that names the wrong kind
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	var element, zero W
	list := make([]T, 0, min(r.limit.rows, maxCapacity))
	for dec.PeekKind() != ']' {
		if len(list) == r.limit.rows {
			return r.limit.problem(string(dec.StackPointer()))
		}
		element = zero
		if err := json.UnmarshalDecode(dec, &element); err != nil {
			return err
		}
		row, err := r.convert(&element)
		if err != nil {
			return At(string(dec.StackPointer()), err)
		}
		list = append(list, row)
	}
	r.List = list
	_, err := dec.ReadToken()
	return err
}

// maxCapacity limits the number of elements for which memory is allocated
// before any is read.
const maxCapacity = 200

// At prefixes the pointer of a *Problem.
func At(pointer string, err error) error {
	if inner, ok := errors.AsType[*Problem](err); ok {
		return &Problem{Subject: inner.Subject, Pointer: pointer + inner.Pointer, Reason: inner.Reason, Err: inner.Err}
	}
	return &Problem{Pointer: pointer, Reason: err.Error(), Err: err}
}

// check inspects a body before any of it is decoded.
func check(body []byte, kind JSONKind) error {
	trimmed := bytes.TrimLeft(body, " \t\r\n")
	switch {
	case len(trimmed) == 0:
		return &Problem{Reason: "the body is empty"}
	case trimmed[0] == '<':
		return &Problem{Reason: "the body is an HTML page, not JSON"}
	}
	got, want := kindName(jsontext.Value(trimmed).Kind()), kindName(jsontext.Kind(kind))
	if got != want && got != notJSON {
		return &Problem{Reason: "the body is " + got + ", but " + want + " is expected"}
	}
	limit := MaxValues
	if kind == List {
		limit = MaxRowValues
	}
	if values := bytes.Count(body, []byte{','}) + bytes.Count(body, []byte{'['}) + bytes.Count(body, []byte{'{'}); values > limit || len(body) > smallBody {
		return checkSize(body, kind == List, limit)
	}
	return nil
}

// checkSize counts the values of a body, or of each row of a body that is a
// list, and the names of objects. Every value except the very first follows a
// comma or an opening bracket. The decoder checks everything else.
func checkSize(body []byte, rows bool, limit int) error {
	type held struct{ names, bytes int }
	var (
		values int
		all    held   // the names of all open objects
		outer  []held // the same when each open object or list began
		text   int    // the length of the last text
	)
	for i := 0; i < len(body); i++ {
		switch body[i] {
		case '"':
			start := i + 1
			for i++; i < len(body) && body[i] != '"'; i++ {
				if body[i] == '\\' {
					i++
				}
			}
			text = i - start
		case ':':
			all.names, all.bytes = all.names+1, all.bytes+text
		case '[', '{':
			values++
			outer = append(outer, all)
		case ']', '}':
			if last := len(outer) - 1; last >= 0 {
				all, outer = outer[last], outer[:last]
			}
		case ',':
			if values++; rows && len(outer) <= 1 {
				values = 0 // the next row
			}
		}
		switch {
		case values > limit:
			return &Problem{Reason: fmt.Sprintf("the body, or one row of it, has more than %d values", limit)}
		case all.names > MaxNames:
			return &Problem{Reason: fmt.Sprintf("an object has more than %d names", MaxNames)}
		case all.bytes > maxNameBytes:
			return &Problem{Reason: fmt.Sprintf("the names of an object have more than %d bytes", maxNameBytes)}
		}
	}
	return nil
}

// problem translates an error of the JSON library. The library's text can quote
// a value, so only the position and the kind are kept.
func problem(body []byte, err error) error {
	if own, ok := errors.AsType[*Problem](err); ok { // from a type that decodes itself
		return own
	}
	if semantic, ok := errors.AsType[*json.SemanticError](err); ok {
		reason := "the wrong type"
		if semantic.JSONKind != 0 {
			reason = kindName(semantic.JSONKind) + " is not valid here"
		}
		return &Problem{Pointer: string(semantic.JSONPointer), Reason: reason}
	}
	p := &Problem{Reason: "the body is not valid JSON"}
	if syntactic, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		p.Pointer = string(syntactic.JSONPointer)
		p.Reason += " at byte " + strconv.FormatInt(syntactic.ByteOffset, 10)
	}
	switch {
	case errors.Is(err, jsontext.ErrDuplicateName):
		p.Reason = "an object contains the same name twice"
	case errors.Is(err, io.ErrUnexpectedEOF):
		p.Reason = "the body ends in the middle of the JSON, after " + strconv.Itoa(len(body)) + " bytes"
	}
	return p
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
