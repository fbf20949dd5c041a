package space

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// permissionQuery is one request for check-permission.
type permissionQuery struct {
	profileID string
	code      string
	target    directory.PermissionTarget
}

// permissionResult is its response.
type permissionResult struct {
	granted bool
	bytes   int // of the body
}

type wireQuery struct {
	Principal string     `json:"principal"`
	Code      string     `json:"uniqueRightCode"`
	Target    wireTarget `json:"target"`
}

type wireTarget struct {
	ClassName string `json:"className"`
	Project   string `json:"project,omitzero"`
	Team      string `json:"team,omitzero"`
}

// CheckPermissions asks which of the permissions a person has for the target,
// with one request for each code and one for the person. Space counts
// permissions that the person has directly, through a role, or through a team.
// The limits of package paging apply to all requests together. If the person or
// the target does not exist, it returns a *directory.NotFoundError, and for a
// code that Space rejects a *PermissionCodeError.
func (c *Client) CheckPermissions(ctx context.Context, username string, codes []string, target directory.PermissionTarget) (map[string]bool, error) {
	ctx, cancel := c.limits.WithTimeout(ctx, checkPermissionPath)
	defer cancel()
	profileID, err := c.profileID(ctx, username)
	if err != nil {
		return nil, err
	}
	budget := paging.NewBudget(checkPermissionPath, c.limits, nil)
	codes = value.SortedUnique(slices.Clone(codes))
	granted := make(map[string]bool, len(codes))
	check := func(ctx context.Context, n int) (permissionResult, error) {
		return c.checkPermission(ctx, permissionQuery{profileID: profileID, code: codes[n], target: target})
	}
	next := 0
	for result, err := range paging.Prefetch(ctx, 0, len(codes)-1, c.concurrency, check) {
		if err == nil {
			err = budget.Spend(1, result.bytes)
		}
		if err != nil {
			return nil, err
		}
		granted[codes[next]] = result.granted
		next++
	}
	return granted, nil
}

func (c *Client) checkPermission(ctx context.Context, query permissionQuery) (permissionResult, error) {
	return c.granted.Get(ctx, query, func(ctx context.Context) (permissionResult, error) {
		body, err := json.Marshal(query.wire(), json.Deterministic(true))
		if err != nil {
			return permissionResult{}, err
		}
		resp, err := c.post(ctx, checkPermissionPath, body)
		defer resp.Release()
		if err != nil {
			return permissionResult{}, query.explain(err)
		}
		result := permissionResult{bytes: len(resp.Body)}
		return result, resp.Decode(strictjson.Boolean, &result.granted)
	})
}

// explain turns the response to a query that names something unknown into a
// typed error.
func (q permissionQuery) explain(err error) error {
	e, ok := errors.AsType[*client.APIError](err)
	switch {
	case !ok:
		return err
	case e.Class == client.ClassNotFound && q.target.ProjectKey != "":
		return &directory.NotFoundError{Key: directory.LookupProjectByKey, Value: q.target.ProjectKey}
	case e.Class == client.ClassNotFound && q.target.TeamID != "":
		return &directory.NotFoundError{Key: directory.LookupTeamByID, Value: q.target.TeamID}
	case e.Code == CodeValidation && q.target == (directory.PermissionTarget{}): // else the target can be at fault
		return &PermissionCodeError{Code: q.code, Err: err}
	default:
		return err
	}
}

func (q permissionQuery) wire() wireQuery {
	w := wireQuery{Principal: "profile:id:" + q.profileID, Code: q.code}
	switch {
	case q.target.ProjectKey != "":
		w.Target = wireTarget{ClassName: "ProjectPermissionTarget", Project: "key:" + q.target.ProjectKey}
	case q.target.TeamID != "":
		w.Target = wireTarget{ClassName: "TeamPermissionTarget", Team: q.target.TeamID}
	default:
		w.Target = wireTarget{ClassName: "GlobalPermissionTarget"}
	}
	return w
}

// profileID requests the ID of one person by the exact username. That takes one
// request. The complete list could take hundreds.
func (c *Client) profileID(ctx context.Context, username string) (string, error) {
	return c.profileIDs.Get(ctx, username, func(ctx context.Context) (string, error) {
		resp, err := c.get(ctx, profilesPath+"/username:"+url.PathEscape(username), nil, "id,username")
		defer resp.Release()
		if noSuchThing(resp, err) {
			return "", &directory.NotFoundError{Key: directory.LookupMemberByUsername, Value: username}
		}
		if err != nil {
			return "", err
		}
		person, err := object(resp, (*wirePerson).person)
		if err == nil && !strings.EqualFold(person.username, username) {
			err = resp.Mismatch("member", username, person.username)
		}
		return person.id, err
	})
}

type person struct{ id, username string }

func (w *wirePerson) person() (p person, err error) {
	if p.id, err = strictjson.ID("/id", w.ID); err == nil {
		p.username, err = strictjson.Required("/username", w.Username)
	}
	return p, err
}
