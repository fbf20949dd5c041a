package account

import (
	"errors"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
)

// decode reads a body, and removes from an error's pointer what could reveal
// part of a license key.
func decode(resp *client.Response, kind strictjson.JSONKind, into any) error {
	err := resp.Decode(kind, into)
	if e, ok := errors.AsType[*client.DecodeError](err); ok {
		e.Pointer = publicPart(e.Pointer)
	}
	return err
}

// publicPart truncates a JSON Pointer below a license key, because the names
// there may be part of the key.
func publicPart(pointer string) string {
	for _, secret := range []string{"/key/", "/legacyKey/"} {
		if i := strings.Index(pointer, secret); i >= 0 {
			pointer = pointer[:i+len(secret)-1]
		}
	}
	return pointer
}

// decodeLicenses reads a page.
func (c *Client) decodeLicenses(resp *client.Response) ([]licensing.License, error) {
	rows := strictjson.NewRows(c.limits.Page(resp.Path, pageSize), c.convertLicense)
	if err := decode(resp, strictjson.List, rows); err != nil {
		return nil, err
	}
	return rows.List, nil
}

func (c *Client) decodeLicense(resp *client.Response) (licensing.License, error) {
	var w wireLicense
	if err := decode(resp, strictjson.Object, &w); err != nil {
		return licensing.License{}, err
	}
	license, err := c.convertLicense(&w)
	if err != nil {
		return licensing.License{}, resp.Fail(err)
	}
	return license, nil
}

// decodeDictionary reads a dictionary of codes and names. An entry without a
// code or a name is ignored.
func decodeDictionary(resp *client.Response, limit strictjson.RowLimit) (map[string]string, error) {
	names := map[string]string{}
	rows := strictjson.NewRows(limit, func(w *wireProduct) (struct{}, error) {
		if w.Code != nil && w.Name != nil {
			names[*w.Code] = *w.Name
		}
		return struct{}{}, nil
	})
	if err := decode(resp, strictjson.List, rows); err != nil {
		return nil, err
	}
	return names, nil
}

// decodeToken reads what the API says about a token: type CUSTOMER for an
// organization token, TEAM for a team token, which has no role at the root.
func decodeToken(resp *client.Response) (licensing.Account, error) {
	var w wireToken
	if err := decode(resp, strictjson.Object, &w); err != nil {
		return licensing.Account{}, err
	}
	account, err := w.account()
	if err != nil {
		return licensing.Account{}, resp.Fail(err)
	}
	return account, nil
}
