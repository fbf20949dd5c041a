package account

import (
	"errors"
	"net/http"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
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

// broken is what package strictjson reports, as a *DecodeError.
func (a *answer) broken(err error) *DecodeError {
	var problem *strictjson.Problem
	if !errors.As(err, &problem) {
		problem = &strictjson.Problem{Reason: "is not what the API documents"}
	}
	return a.fail(problem.Where, problem.Reason)
}

// brokenLicense is the same of a license, by its id if it has one.
func (a *answer) brokenLicense(w *wireLicense, err error) *DecodeError {
	e := a.broken(err)
	if w.LicenseID != nil {
		e.LicenseID = a.clean(*w.LicenseID)
	}
	return e
}

// minLicense is the least number of bytes that a license takes.
const minLicense = len(`{"licenseId":"A","product":{"code":"A"}}`)

// decodeLicenses reads a page.
func decodeLicenses(a *answer) ([]licensing.License, error) {
	licenses := make([]licensing.License, 0, min(pageSize, len(a.body)/minLicense))
	var rejected wireLicense
	err := strictjson.List(a.body, func(w *wireLicense) error {
		l, err := w.license()
		if err != nil {
			rejected = *w
		}
		licenses = append(licenses, l)
		return err
	})
	if err != nil {
		return nil, a.brokenLicense(&rejected, err)
	}
	return licenses, nil
}

func decodeLicense(a *answer) (licensing.License, error) {
	var w wireLicense
	if err := strictjson.Decode(a.body, strictjson.AnObject, &w); err != nil {
		return licensing.License{}, a.broken(err)
	}
	l, err := w.license()
	if err != nil {
		return licensing.License{}, a.brokenLicense(&w, err)
	}
	return l, nil
}

// decodeProducts reads the dictionary of product codes. An entry without a
// code or a name says nothing.
func decodeProducts(a *answer) (map[string]string, error) {
	names := map[string]string{}
	err := strictjson.List(a.body, func(w *wireProduct) error {
		if w.Code != nil && w.Name != nil {
			names[*w.Code] = *w.Name
		}
		return nil
	})
	if err != nil {
		return nil, a.broken(err)
	}
	return names, nil
}
