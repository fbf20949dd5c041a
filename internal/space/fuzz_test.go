package space

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func responseOf(body []byte) *client.Response {
	return &client.Response{Method: http.MethodGet, Path: profilesPath, Body: body, Clean: func(s string) string { return value.Printable(s, 300) }}
}

// decodePage decodes the entries of a page, as readList does.
func decodePage[W, T any](body []byte, convert func(*W) (T, error)) ([]T, error) {
	w := wireBatch[W, T]{Data: strictjson.NewRows(strictjson.LimitRows(1000, errors.New("too many")), convert)}
	resp := responseOf(body)
	if err := resp.Decode(strictjson.Object, &w); err != nil {
		return nil, err
	}
	if err := w.check(); err != nil {
		return nil, resp.Fail(err)
	}
	return w.Data.List, nil
}

// FuzzPages checks that any body is either a typed error or a page with
// printable rows that have unique IDs.
func FuzzPages(f *testing.F) {
	seeds := []any{
		pageOf("", 1, profile("ann")), pageOf("1", nil, profile("ann"), profile("bob", obj{"archived": true})),
		pageOf("x", 1, refuse(profile("ann"), "logins", "emails", "username")),
		pageOf("x", 1, membership("m", "ann", "a"), team("t", obj{"parent": obj{"id": "p"}})),
	}
	for _, s := range seeds {
		body, err := json.Marshal(s)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
	}
	for _, s := range []string{`{"next":"","data":null}`, `{"data":[null]}`, `null`, `{"next":"","data":[{"id":"1","username":"a","joined":"2020-10-21","$errors":[{}]}]}`, "{\"a\":\xff"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		check := func(err error) {
			if _, ok := errors.AsType[*client.DecodeError](err); err != nil && !ok {
				t.Fatalf("error is a %T", err)
			}
		}
		members, err := decodePage(body, (*wireProfile).member)
		check(err)
		for _, m := range members {
			if m.ID == "" || m.Username == "" && !m.Unreadable.Has(directory.MemberUsername) {
				t.Errorf("a member without ID or username: %+v", m)
			}
			if m.Emails == nil && !m.Unreadable.Has(directory.MemberEmails) || !slices.IsSorted(m.Emails) {
				t.Errorf("emails are %#v", m.Emails)
			}
			if y := m.LastLogin.Year(); !m.LastLogin.IsZero() && (y < 1900 || y > 9999) {
				t.Errorf("last login is %s", m.LastLogin)
			}
		}
		teams, err := decodePage(body, (*wireTeam).team)
		check(err)
		memberships, err := decodePage(body, (*wireMembership).membership)
		check(err)
		for _, team := range directory.WithMembers(teams, memberships) {
			if team.ID == "" {
				t.Error("a team without an ID")
			}
		}
	})
}

// FuzzDates checks dates in both forms. A date must be a calendar date, and a
// time must be in UTC without fractions of a second.
func FuzzDates(f *testing.F) {
	for _, s := range []string{`"2020-10-21"`, `{"iso":"2020-10-21","day":21}`, `{"iso":"2023-11-20T12:45:48.117Z","timestamp":1}`, `{"iso":null}`, `1`, `{}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		body := []byte(`{"id":"1","member":{"id":"2","username":"a"},"team":{"id":"3"},"since":` + string(text) + `}`)
		m, err := object(responseOf(body), (*wireMembership).membership)
		if err == nil && m.Since != "" {
			if _, err := time.Parse(time.DateOnly, string(m.Since)); err != nil {
				t.Errorf("%s reads as %q", text, m.Since)
			}
		}
		body = []byte(`{"id":"1","username":"a","leftAt":` + string(text) + `}`)
		p, err := object(responseOf(body), (*wireProfile).member)
		if err == nil && !p.LeftAt.IsZero() && (p.LeftAt.Nanosecond() != 0 || p.LeftAt.Location() != time.UTC) {
			t.Errorf("%s reads as %s", text, p.LeftAt)
		}
	})
}

// FuzzRights checks that no body makes a role grant an empty code.
func FuzzRights(f *testing.F) {
	for _, s := range []string{`[{"rightCode":"a","status":"GRANTED"}]`, `[{"rightCode":{"className":"PermissionIdentifier."},"status":"GRANTED"}]`, `[{"rightCode":{"code":"x"}}]`, `[]`} {
		f.Add([]byte(s), 100)
		f.Add([]byte(s), 0)
	}
	f.Fuzz(func(t *testing.T, body []byte, limit int) {
		r, rows := &row{}, 0
		err := eachRow(responseOf(body), paging.DefaultLimits().Whole("/rights", limit, len(body)), func(w *wireRight) error {
			if rows++; rows > limit {
				t.Errorf("%s: %d rows, with a limit of %d", body, rows, limit)
			}
			code, known, err := r.granted(w)
			if err == nil && known && code == "" && w.Status != nil && *w.Status == statusGranted {
				t.Errorf("%s grants nothing", body)
			}
			return err
		})
		_, decode := errors.AsType[*client.DecodeError](err)
		_, large := errors.AsType[*paging.ListTooLargeError](err)
		if err != nil && !decode && !large {
			t.Errorf("error is a %T", err)
		}
	})
}

// FuzzFieldErrors checks that a field counts as unreadable only if the errors
// contain its name or a path into it.
func FuzzFieldErrors(f *testing.F) {
	f.Add("logins", "logins")
	f.Add("logins.access", "logins")
	f.Add("loginsOf", "logins")
	f.Add("", "")
	f.Fuzz(func(t *testing.T, name, field string) {
		errs := fieldErrors{{Fields: []string{name}}}
		if errs.denies(field, true) && !strings.HasPrefix(name, field) {
			t.Errorf("%q denies %q", name, field)
		}
		if !errs.denies(name, false) {
			t.Errorf("%q does not deny itself", name)
		}
	})
}
