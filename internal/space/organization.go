package space

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

type wireOrganization struct {
	ID     *string      `json:"id"`
	Name   *string      `json:"name"`
	Errors inlineErrors `json:"$errors"`
}

// Organization returns where the token leads, and as whom it acts. It needs no
// permission, and so tests the connection.
func (c *Client) Organization(ctx context.Context) (directory.Organization, error) {
	return c.organization.Get(ctx, func(ctx context.Context) (directory.Organization, error) {
		var (
			organization directory.Organization
			kind         directory.PrincipalKind
			self         selfName
		)
		group, ctx := errgroup.WithContext(ctx)
		group.Go(func() error {
			answer, err := c.get(ctx, "/organization", nil, "id,name")
			if err != nil {
				return err
			}
			organization, err = object(answer, (*wireOrganization).organization)
			return err
		})
		group.Go(func() (err error) {
			kind, self, err = c.principal(ctx)
			return err
		})
		if err := group.Wait(); err != nil {
			return directory.Organization{}, err
		}
		organization.URL, organization.Principal, organization.PrincipalName = c.url, kind, self.name
		organization.Unreadable |= self.unreadable
		return organization, nil
	})
}

func (w *wireOrganization) organization() (directory.Organization, error) {
	id, err := required("id", w.ID)
	var r row
	o := directory.Organization{ID: id, Name: r.text(w.Errors, "name", w.Name, directory.OrganizationName)}
	o.Unreadable = r.unreadable
	return o, err
}

// principal says as whom the token acts: as a person, who may read their own
// profile, or as an application, which has none. A token that may read neither
// acts as somebody who is not known.
func (c *Client) principal(ctx context.Context) (kind directory.PrincipalKind, self selfName, err error) {
	for _, way := range []struct {
		path, fields string
		kind         directory.PrincipalKind
		refusals     []int // what those get who are not of this kind
	}{
		{profilesPath + "/me", "username", directory.PrincipalUser, []int{http.StatusForbidden, http.StatusNotFound}},
		{"/applications/me", "name", directory.PrincipalApplication, []int{http.StatusForbidden, http.StatusNotFound, http.StatusBadRequest}},
	} {
		answer, err := c.get(ctx, way.path, nil, way.fields)
		if refused(err, way.refusals) || err == nil && answer.isNull() {
			continue
		}
		if err != nil {
			return "", self, err
		}
		self, err = object(answer, (*wireSelf).name)
		return way.kind, self, err
	}
	return "", self, nil
}

// refused says whether an error is an answer of one of the statuses.
func refused(err error, statuses []int) bool {
	var apiError *APIError
	return errors.As(err, &apiError) && slices.Contains(statuses, apiError.Meaning())
}

// wireSelf is a profile or an application.
type wireSelf struct {
	Username *string      `json:"username"`
	Name     *string      `json:"name"`
	Errors   inlineErrors `json:"$errors"`
}

// selfName is what a token may read of its own name.
type selfName struct {
	name       value.Optional[string]
	unreadable directory.Fields
}

func (w *wireSelf) name() (selfName, error) {
	var r row
	username := r.text(w.Errors, "username", w.Username, directory.PrincipalName)
	name := r.text(w.Errors, "name", w.Name, directory.PrincipalName)
	if username.Set {
		name = username
	}
	return selfName{name, r.unreadable}, nil
}
