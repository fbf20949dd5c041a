package space

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"reflect"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"golang.org/x/sync/errgroup"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/panics"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// maxRoles is more than the number of permission roles in any organization.
// Each role takes three requests.
const maxRoles = 5000

// PermissionRoles returns the permission roles of the organization, or of a
// project by its key, sorted by ID. The permissions, people, and teams of the
// roles are read in parallel, with three requests for each role, within the
// limits of package paging.
func (c *Client) PermissionRoles(ctx context.Context, projectKey string) ([]directory.PermissionRole, error) {
	return c.roles.Get(ctx, projectKey, func(ctx context.Context) ([]directory.PermissionRole, error) {
		ctx, cancel := c.limits.WithTimeout(ctx, permissionRolesPath)
		defer cancel()
		roles, err := c.readRoles(ctx, projectKey)
		return roles, inProject(err, projectKey)
	})
}

func (c *Client) readRoles(ctx context.Context, projectKey string) ([]directory.PermissionRole, error) {
	budget := paging.NewBudget(permissionRolesPath, c.limits, c.memory)
	filled, err := c.fillRoles(ctx, projectKey, budget)
	if err != nil {
		budget.Free()
	}
	return filled, err
}

func (c *Client) fillRoles(ctx context.Context, projectKey string, budget *paging.Budget) ([]directory.PermissionRole, error) {
	roles, err := c.roleList(ctx, projectKey, budget)
	if err != nil {
		return nil, err
	}
	fill := func(ctx context.Context, n int) (directory.PermissionRole, error) {
		return c.fillRole(ctx, roles[n], budget)
	}
	filled := make([]directory.PermissionRole, 0, len(roles))
	for role, err := range paging.Prefetch(ctx, 0, len(roles)-1, c.concurrency, fill) {
		if err != nil {
			return nil, err
		}
		filled = append(filled, role)
	}
	return filled, nil
}

// inProject explains an error of a project's roles: the project may not exist,
// and they require a permission that differs from the one for the organization.
func inProject(err error, projectKey string) error {
	if projectKey == "" {
		return err
	}
	if e, ok := errors.AsType[*client.APIError](err); ok && e.Class == client.ClassNotFound && e.Path == permissionRolesPath {
		return &directory.NotFoundError{Key: directory.LookupProjectByKey, Value: projectKey}
	}
	denied, ok := errors.AsType[*DeniedError](err)
	if !ok {
		return err
	}
	return &DeniedError{Permissions: []directory.Permission{directory.ViewProject}, Err: denied.Err}
}

type wirePermissionRole struct {
	ID     *string     `json:"roleId"`
	Code   *string     `json:"code"`
	Name   *string     `json:"name"`
	Type   *string     `json:"type"`
	Errors fieldErrors `json:"$errors"`
}

// roleList returns the roles without their permissions, people, and teams.
func (c *Client) roleList(ctx context.Context, projectKey string, budget *paging.Budget) ([]directory.PermissionRole, error) {
	where := "global"
	if projectKey != "" {
		where = "project:key:" + projectKey
	}
	body, err := json.Marshal(struct {
		Context string `json:"contextIdentifier"`
	}{where})
	if err != nil {
		return nil, err
	}
	resp, err := c.post(ctx, permissionRolesPath, body)
	defer resp.Release()
	if err != nil {
		return nil, err
	}
	roles, seen := []directory.PermissionRole{}, map[string]directory.PermissionRole{}
	err = eachRow(resp, c.limits.Whole(resp.Path, maxRoles, len(resp.Body)), func(w *wirePermissionRole) error {
		role, err := w.role()
		if err != nil {
			return err
		}
		before, again := seen[role.ID]
		switch {
		case again && !reflect.DeepEqual(before, role):
			return &strictjson.Problem{Pointer: "/roleId", Reason: "the same ID is used for two different roles"}
		case again:
			return nil
		}
		seen[role.ID] = role
		roles = append(roles, role)
		return nil
	})
	if err != nil {
		return nil, err
	}
	directory.SortPermissionRoles(roles)
	return roles, spend(budget, len(roles), roleSize, len(resp.Body))
}

// What a role and a text in a list take of memory, besides their texts.
const (
	roleSize = 512
	textSize = 48
)

func spend(budget *paging.Budget, rows, size, bytes int) error {
	return cmp.Or(budget.Spend(rows, bytes), budget.Hold(rows, size, bytes))
}

// eachRow reads a plain list.
func eachRow[W any](resp *client.Response, limit strictjson.RowLimit, each func(*W) error) error {
	return resp.Decode(strictjson.List, strictjson.NewRows(limit, func(w *W) (struct{}, error) { return struct{}{}, each(w) }))
}

func (w *wirePermissionRole) role() (directory.PermissionRole, error) {
	id, err := strictjson.ID("/roleId", w.ID)
	r := &row{}
	role := directory.PermissionRole{
		ID:   id,
		Code: r.text(w.Errors, "code", w.Code, directory.RoleDescription),
		Name: r.text(w.Errors, "name", w.Name, directory.RoleDescription),
		Type: r.text(w.Errors, "type", w.Type, directory.RoleDescription),
	}
	role.Unreadable = r.unreadable
	return role, err
}

// fillRole reads what a role grants, and to whom.
func (c *Client) fillRole(ctx context.Context, role directory.PermissionRole, budget *paging.Budget) (directory.PermissionRole, error) {
	path := "/permission-roles/" + url.PathEscape(role.ID)
	var permissions, people, teams row
	group, ctx := errgroup.WithContext(ctx)
	group.Go(panics.Guard(ctx, func() (err error) {
		role.Permissions, err = rowsOf(ctx, c, budget, path+"/permissions", "rightCode,status", permissions.granted)
		return err
	}))
	group.Go(panics.Guard(ctx, func() (err error) {
		role.Usernames, err = rowsOf(ctx, c, budget, path+"/profiles", "username", func(w *wireUsername) (string, bool, error) {
			username, err := people.username(w.Errors, w.Username, directory.RoleUsernames)
			return username, username != "", err
		})
		return err
	}))
	group.Go(panics.Guard(ctx, func() (err error) {
		role.TeamIDs, err = rowsOf(ctx, c, budget, path+"/teams", "id", func(w *wireTeamID) (string, bool, error) {
			id, err := teams.id(w.Errors, w.ID, directory.RoleTeams)
			return id, id != "", err
		})
		return err
	}))
	err := group.Wait()
	role.Unreadable |= permissions.unreadable | people.unreadable | teams.unreadable
	return role, err
}

// rowsOf reads a plain list and returns one text from each entry, sorted,
// without duplicates and empty texts. It returns nil if one is unknown.
func rowsOf[W any](ctx context.Context, c *Client, budget *paging.Budget, path, fields string, textOf func(*W) (text string, known bool, err error)) ([]string, error) {
	resp, err := c.get(ctx, path, nil, fields)
	defer resp.Release()
	if err != nil {
		return nil, err
	}
	values, complete := []string{}, true
	err = eachRow(resp, c.limits.Whole(path, c.limits.Rows, len(resp.Body)), func(w *W) error {
		text, known, err := textOf(w)
		if complete = complete && known; text != "" {
			values = append(values, text)
		}
		return err
	})
	if err == nil {
		err = spend(budget, len(values), textSize, len(resp.Body))
	}
	if err != nil || !complete {
		return nil, err
	}
	return value.SortedUnique(values), nil
}

const statusGranted = "GRANTED" // the others are NONE, REQUESTED, and REJECTED

type wireRight struct {
	Code   *rightCode  `json:"rightCode"`
	Status *string     `json:"status"`
	Errors fieldErrors `json:"$errors"`
}

// granted returns the code of a permission that a role grants.
func (r *row) granted(w *wireRight) (code string, known bool, err error) {
	if !r.optional(w.Errors, "status", w.Status == nil, directory.RolePermissions) ||
		!r.optional(w.Errors, "rightCode", w.Code == nil, directory.RolePermissions) {
		return "", false, nil
	}
	status, err := strictjson.Required("/status", w.Status)
	if err != nil || status != statusGranted {
		return "", true, err
	}
	code, err = strictjson.Required("/rightCode", (*string)(w.Code))
	return code, true, err
}

// rightCode is the code of a permission: a text, or an object that holds it.
// How such an object spells the code is not documented; without a field for it
// the code is what the class is called.
type rightCode string

// UnmarshalJSONFrom implements json.UnmarshalerFrom.
func (c *rightCode) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	if dec.PeekKind() != '{' {
		return json.UnmarshalDecode(dec, (*string)(c))
	}
	var object struct {
		Code      string `json:"code"`
		RightCode string `json:"rightCode"`
		ClassName string `json:"className"`
	}
	if err := json.UnmarshalDecode(dec, &object); err != nil {
		return err
	}
	switch {
	case object.Code != "":
		*c = rightCode(object.Code)
	case object.RightCode != "":
		*c = rightCode(object.RightCode)
	default:
		*c = rightCode(strings.TrimPrefix(object.ClassName, "PermissionIdentifier."))
	}
	return nil
}
