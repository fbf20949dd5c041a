package account

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
)

// answer is a 200 that is still to be decoded.
type answer struct {
	path        string
	contentType string // cleaned
	header      http.Header
	body        []byte
	clean       func(string) string // makes text of the server fit for a message
}

func (a *answer) fail(where, reason string) *DecodeError {
	return &DecodeError{Path: a.path, Where: a.clean(publicPart(where)), Reason: reason, ContentType: a.contentType, Size: len(a.body)}
}

// publicPart cuts a JSON pointer below a license key: whatever stands there
// may be a part of it.
func publicPart(pointer string) string {
	for _, secret := range []string{"/key/", "/legacyKey/"} {
		if i := strings.Index(pointer, secret); i >= 0 {
			pointer = pointer[:i+len(secret)-1]
		}
	}
	return pointer
}

// decoder opens a body of the kind expected.
func (a *answer) decoder(kind jsontext.Kind) (*jsontext.Decoder, error) {
	trimmed := bytes.TrimLeft(a.body, " \t\r\n")
	switch {
	case len(trimmed) == 0:
		return nil, a.fail("", "the body is empty")
	case trimmed[0] == '<':
		return nil, a.fail("", "the body is an HTML page, not JSON")
	}
	if got := jsontext.Value(trimmed).Kind(); got != kind && kindName(got) != notJSON {
		return nil, a.fail("", "the body is "+kindName(got)+" where "+kindName(kind)+" is expected")
	}
	return jsontext.NewDecoder(bytes.NewBuffer(a.body)), nil
}

// object decodes a body that is one JSON object. Decoding is strict: duplicate
// names, invalid UTF-8, wrong types, null where a list or an object must be,
// and anything after the value are errors, never guesses.
func object[T any](a *answer, into *T) error {
	dec, err := a.decoder('{')
	if err != nil {
		return err
	}
	if err := json.UnmarshalDecode(dec, into); err != nil {
		return a.syntax(err)
	}
	return a.end(dec)
}

// list decodes a body that is one JSON array, element by element, so that a
// hostile one fails at its first bad element and not after all of them. each
// returns a *fieldError for an element that breaks the API's rules.
func list[T any](a *answer, each func(*T) error) error {
	dec, err := a.decoder('[')
	if err != nil {
		return err
	}
	if _, err := dec.ReadToken(); err != nil {
		return a.syntax(err)
	}
	var element, zero T
	for n := 0; dec.PeekKind() != ']'; n++ {
		element = zero
		if err := json.UnmarshalDecode(dec, &element); err != nil {
			return a.syntax(err)
		}
		if err := each(&element); err != nil {
			return a.rule("/"+strconv.Itoa(n), err)
		}
	}
	if _, err := dec.ReadToken(); err != nil {
		return a.syntax(err)
	}
	return a.end(dec)
}

func (a *answer) end(dec *jsontext.Decoder) error {
	end := dec.InputOffset()
	if _, err := dec.ReadToken(); !errors.Is(err, io.EOF) {
		return a.fail("", "something follows the JSON, at byte "+strconv.FormatInt(end, 10))
	}
	return nil
}

// rule reports an object at the pointer where that breaks the API's own rules.
func (a *answer) rule(where string, err error) error {
	e := a.fail(where, err.Error())
	var field *fieldError
	if errors.As(err, &field) {
		e.LicenseID = a.clean(field.license)
	}
	return e
}

// syntax reports what the JSON library found. Its own text may quote a value,
// and a value may be a license key: only its position and its kind are taken
// over.
func (a *answer) syntax(err error) error {
	var semantic *json.SemanticError
	if errors.As(err, &semantic) {
		reason := "has the wrong type"
		if semantic.JSONKind != 0 {
			reason = "is " + kindName(semantic.JSONKind) + ", which is the wrong type here"
		}
		return a.fail(string(semantic.JSONPointer), reason)
	}
	var syntactic *jsontext.SyntacticError
	if errors.As(err, &syntactic) {
		where := string(syntactic.JSONPointer)
		switch {
		case errors.Is(err, jsontext.ErrDuplicateName):
			return a.fail(where, "the same name stands twice in one object")
		case errors.Is(err, io.ErrUnexpectedEOF):
			return a.fail(where, "the body ends in the middle of the JSON, after "+strconv.Itoa(len(a.body))+" bytes")
		}
		return a.fail(where, "the body is not valid JSON at byte "+strconv.FormatInt(syntactic.ByteOffset, 10))
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return a.fail("", "the body ends in the middle of the JSON, after "+strconv.Itoa(len(a.body))+" bytes")
	}
	return a.fail("", "the body is not valid JSON")
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

// minLicense is the least number of bytes that a license takes.
const minLicense = len(`{"licenseId":"A","product":{"code":"A"}}`)

// decodeLicenses reads a page.
func decodeLicenses(a *answer) ([]licensing.License, error) {
	licenses := make([]licensing.License, 0, min(pageSize, len(a.body)/minLicense))
	err := list(a, func(wire *wireLicense) error {
		l, err := wire.license()
		licenses = append(licenses, l)
		return err
	})
	if err != nil {
		return nil, err
	}
	return licenses, nil
}

func decodeLicense(a *answer) (licensing.License, error) {
	var wire wireLicense
	if err := object(a, &wire); err != nil {
		return licensing.License{}, err
	}
	l, err := wire.license()
	if err != nil {
		return licensing.License{}, a.rule("", err)
	}
	return l, nil
}

// decodeProducts reads the dictionary of product codes. An entry without a
// code or a name says nothing.
func decodeProducts(a *answer) (map[string]string, error) {
	names := map[string]string{}
	err := list(a, func(wire *wireProduct) error {
		if wire.Code != nil && wire.Name != nil {
			names[*wire.Code] = *wire.Name
		}
		return nil
	})
	return names, err
}
