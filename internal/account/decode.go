package account

import (
	"bytes"
	"errors"
	"strconv"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/transport"
)

// maxPointer caps how much of a JSON pointer a message quotes: a hostile body
// may have names of any length.
const maxPointer = 120

// decode reads a body into one of the wire structs. It is strict: duplicate
// names, invalid UTF-8, wrong types, and null where a list or an object must
// be are errors, never guesses.
func decode[T any](path, contentType string, body []byte, kind jsontext.Kind, into *T) error {
	fail := func(where, reason string) error {
		return &DecodeError{Path: path, Where: transport.Printable(where, maxPointer), Reason: reason, ContentType: contentType, Size: len(body)}
	}
	trimmed := bytes.TrimLeft(body, " \t\r\n")
	switch {
	case len(trimmed) == 0:
		return fail("", "the body is empty")
	case trimmed[0] == '<':
		return fail("", "the body is an HTML page, not JSON")
	}
	if got := jsontext.Value(trimmed).Kind(); got != kind && got != 0 {
		return fail("", "the body is "+kindName(got)+" where "+kindName(kind)+" is expected")
	}
	err := json.Unmarshal(body, into)
	if err == nil {
		return nil
	}
	// The library's own text may quote a value, and a value may be a license
	// key: only its position and its kind are taken over.
	var semantic *json.SemanticError
	if errors.As(err, &semantic) {
		reason := "has the wrong type"
		if semantic.JSONKind != 0 {
			reason = "is " + kindName(semantic.JSONKind) + ", which is the wrong type here"
		}
		return fail(string(semantic.JSONPointer), reason)
	}
	var syntactic *jsontext.SyntacticError
	if errors.As(err, &syntactic) {
		where := string(syntactic.JSONPointer)
		switch {
		case errors.Is(err, jsontext.ErrDuplicateName):
			return fail(where, "the same name stands twice in one object")
		case syntactic.ByteOffset >= int64(len(body)):
			return fail(where, "the body ends in the middle of the JSON, after "+strconv.Itoa(len(body))+" bytes")
		}
		return fail(where, "the body is not valid JSON at byte "+strconv.FormatInt(syntactic.ByteOffset, 10))
	}
	return fail("", "the body is not valid JSON")
}

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
		return "not JSON"
	}
}

// decodeLicenses reads a page.
func decodeLicenses(path, contentType string, body []byte) ([]licensing.License, error) {
	var wire []wireLicense
	if err := decode(path, contentType, body, '[', &wire); err != nil {
		return nil, err
	}
	licenses := make([]licensing.License, len(wire))
	for i := range wire {
		l, err := wire[i].license()
		if err != nil {
			return nil, licenseError(path, contentType, len(body), "/"+strconv.Itoa(i), wire[i].LicenseID, err)
		}
		licenses[i] = l
	}
	return licenses, nil
}

func decodeLicense(path, contentType string, body []byte) (licensing.License, error) {
	var wire wireLicense
	if err := decode(path, contentType, body, '{', &wire); err != nil {
		return licensing.License{}, err
	}
	l, err := wire.license()
	if err != nil {
		return licensing.License{}, licenseError(path, contentType, len(body), "", wire.LicenseID, err)
	}
	return l, nil
}

func licenseError(path, contentType string, size int, where string, id *string, err error) error {
	e := &DecodeError{Path: path, Where: where, Reason: err.Error(), ContentType: contentType, Size: size}
	if id != nil {
		e.LicenseID = transport.Printable(*id, maxPointer)
	}
	return e
}
