package account

import (
	"errors"
	"net/http"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/wire"
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

// object decodes a body that is one JSON object; see package wire for how
// strict that is.
func object[T any](a *answer, into *T) error {
	return a.problem(wire.Decode(a.body, wire.AnObject, into))
}

// list decodes a body that is one JSON array, element by element. each returns
// a *fieldError for an element that breaks the API's rules.
func list[T any](a *answer, each func(*T) error) error {
	return a.problem(wire.List(a.body, each))
}

// rule reports a body that breaks the API's own rules.
func (a *answer) rule(err error) error { return a.problem(wire.At("", err)) }

// problem turns what package wire reports, if anything, into a *DecodeError.
func (a *answer) problem(err error) error {
	var problem *wire.Problem
	if !errors.As(err, &problem) {
		return err
	}
	e := a.fail(problem.Where, problem.Reason)
	var field *fieldError
	if errors.As(err, &field) {
		e.LicenseID = a.clean(field.license)
	}
	return e
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
		return licensing.License{}, a.rule(err)
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
