package space

import (
	"context"

	"golang.org/x/sync/errgroup"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/panics"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

type wireOrganization struct {
	ID     *string     `json:"id"`
	Name   *string     `json:"name"`
	Errors fieldErrors `json:"$errors"`
}

// Organization returns the organization that the token belongs to, and the user
// or application that the token acts as. It needs no permission, so it can test
// the connection.
func (c *Client) Organization(ctx context.Context) (directory.Organization, error) {
	return c.organization.Get(ctx, func(ctx context.Context) (directory.Organization, error) {
		ctx, cancel := c.limits.WithTimeout(ctx, organizationPath)
		defer cancel()
		return c.readOrganization(ctx)
	})
}

func (c *Client) readOrganization(ctx context.Context) (directory.Organization, error) {
	var (
		organization directory.Organization
		self         principal
	)
	group, ctx := errgroup.WithContext(ctx)
	group.Go(panics.Guard(ctx, func() error {
		resp, err := c.get(ctx, organizationPath, nil, "id,name")
		defer resp.Release()
		if err != nil {
			return err
		}
		organization, err = object(resp, (*wireOrganization).organization)
		return err
	}))
	group.Go(panics.Guard(ctx, func() (err error) {
		self, err = c.principal(ctx)
		return err
	}))
	if err := group.Wait(); err != nil {
		return directory.Organization{}, err
	}
	organization.URL, organization.Principal, organization.PrincipalName = c.url, self.kind, self.name
	organization.Unreadable |= self.unreadable
	return organization, nil
}

func (w *wireOrganization) organization() (directory.Organization, error) {
	id, err := strictjson.ID("/id", w.ID)
	var r row
	o := directory.Organization{ID: id, Name: r.text(w.Errors, "name", w.Name, directory.OrganizationName)}
	o.Unreadable = r.unreadable
	return o, err
}

// principal is the user or application that a token acts as. The kind is empty
// if that is unknown.
type principal struct {
	kind       directory.PrincipalKind
	name       value.Optional[string]
	unreadable directory.Fields
}

// principal requests the token's own profile, which a personal token can read,
// and then its application. A token that can read neither has no known
// principal.
func (c *Client) principal(ctx context.Context) (principal, error) {
	resp, err := c.get(ctx, profilesPath+"/me", nil, "username")
	defer func() { resp.Release() }() // either of the two
	if !noSuchThing(resp, err) && !hasClass(err, client.ClassDenied) {
		if err != nil {
			return principal{}, err
		}
		return object(resp, func(w *wireUsername) (principal, error) {
			var r row
			name := r.text(w.Errors, "username", w.Username, directory.PrincipalName)
			return principal{directory.PrincipalUser, name, r.unreadable}, nil
		})
	}
	resp.Release()
	resp, err = c.get(ctx, "/applications/me", nil, "name")
	if noSuchThing(resp, err) || hasClass(err, client.ClassDenied, client.ClassBadRequest) {
		return principal{}, nil
	}
	if err != nil {
		return principal{}, err
	}
	return object(resp, func(w *wireApplication) (principal, error) {
		var r row
		name := r.text(w.Errors, "name", w.Name, directory.PrincipalName)
		return principal{directory.PrincipalApplication, name, r.unreadable}, nil
	})
}

// wireApplication has a name that is a text. The name of a profile is an
// object.
type wireApplication struct {
	Name   *string     `json:"name"`
	Errors fieldErrors `json:"$errors"`
}
