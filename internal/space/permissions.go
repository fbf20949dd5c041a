package space

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
)

// permissionQuery is what check-permission is asked.
type permissionQuery struct {
	profileID string
	code      string
	target    directory.PermissionTarget
}

// permissionResult is what it answers.
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

// CheckPermissions asks which of the permissions a person has at the target:
// one request for each code, and one for the person. Space's answer counts
// what the person has by any way: directly, by a role or through a team. All of
// it is within the limits of package paging. No such person is a
// *directory.NotFoundError.
func (c *Client) CheckPermissions(ctx context.Context, username string, codes []string, target directory.PermissionTarget) (map[string]bool, error) {
	ctx, cancel := paging.WithTimeLimit(ctx, checkPermissionPath)
	defer cancel()
	return c.checkPermissions(ctx, username, codes, target, &paging.Budget{Path: checkPermissionPath})
}

func (c *Client) checkPermissions(ctx context.Context, username string, codes []string, target directory.PermissionTarget, budget *paging.Budget) (map[string]bool, error) {
	profileID, err := c.profileID(ctx, username)
	if err != nil {
		return nil, err
	}
	codes = directory.SortedUnique(slices.Clone(codes))
	answers := make(map[string]bool, len(codes))
	ask := func(ctx context.Context, n int) (permissionResult, error) {
		return c.checkPermission(ctx, permissionQuery{profileID: profileID, code: codes[n], target: target})
	}
	next := 0
	for answer, err := range paging.Ahead(ctx, 0, len(codes)-1, c.concurrency, ask) {
		if err == nil {
			err = budget.Spend(1, answer.bytes)
		}
		if err != nil {
			return nil, err
		}
		answers[codes[next]] = answer.granted
		next++
	}
	return answers, nil
}

func (c *Client) checkPermission(ctx context.Context, question permissionQuery) (permissionResult, error) {
	return c.granted.Get(ctx, question, func(ctx context.Context) (permissionResult, error) {
		body, err := json.Marshal(question.wire(), json.Deterministic(true))
		if err != nil {
			return permissionResult{}, err
		}
		answer, err := c.post(ctx, checkPermissionPath, body)
		if err != nil {
			return permissionResult{}, err
		}
		var granted bool
		if err := strictjson.Decode(answer.body, strictjson.ABoolean, &granted); err != nil {
			return permissionResult{}, answer.fail(err)
		}
		return permissionResult{granted: granted, bytes: len(answer.body)}, nil
	})
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

// profileID asks for the id of one person by the exact username. That is one
// request, where the complete list could be hundreds.
func (c *Client) profileID(ctx context.Context, username string) (string, error) {
	return c.profileIDs.Get(ctx, username, func(ctx context.Context) (string, error) {
		answer, err := c.get(ctx, profilesPath+"/username:"+url.PathEscape(username), nil, "id,username")
		if missing(answer, err) {
			return "", &directory.NotFoundError{Key: directory.LookupMemberByUsername, Value: username}
		}
		if err != nil {
			return "", err
		}
		return object(answer, func(w *wirePerson) (string, error) {
			if w.Username != nil && !strings.EqualFold(*w.Username, username) {
				return "", &strictjson.Problem{Where: "/username", Reason: "is not the member that was asked for"}
			}
			return required("id", w.ID)
		})
	})
}
