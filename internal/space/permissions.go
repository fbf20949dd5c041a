package space

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/teamdirectory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/wire"
)

// permissionQuestion is what check-permission is asked.
type permissionQuestion struct {
	profileID string
	code      string
	target    teamdirectory.PermissionTarget
}

type wireQuestion struct {
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
// what the person has by any way: directly, by a role or through a team. No
// such person is a *teamdirectory.NotFoundError.
func (c *Client) CheckPermissions(ctx context.Context, username string, codes []string, target teamdirectory.PermissionTarget) (map[string]bool, error) {
	profileID, err := c.profileID(ctx, username)
	if err != nil {
		return nil, err
	}
	codes = teamdirectory.SortedUnique(slices.Clone(codes))
	answers := make(map[string]bool, len(codes))
	ask := func(ctx context.Context, n int) (bool, error) {
		return c.checkPermission(ctx, permissionQuestion{profileID: profileID, code: codes[n], target: target})
	}
	next := 0
	for granted, err := range paging.Ahead(ctx, 0, len(codes)-1, c.concurrency, ask) {
		if err != nil {
			return nil, err
		}
		answers[codes[next]] = granted
		next++
	}
	return answers, nil
}

func (c *Client) checkPermission(ctx context.Context, question permissionQuestion) (bool, error) {
	return c.granted.get(ctx, question, func(ctx context.Context) (bool, error) {
		body, err := json.Marshal(question.wire(), json.Deterministic(true))
		if err != nil {
			return false, err
		}
		answer, err := c.post(ctx, checkPermissionPath, body)
		if err != nil {
			return false, err
		}
		var granted bool
		if err := wire.Decode(answer.body, wire.ABoolean, &granted); err != nil {
			return false, answer.fail(err)
		}
		return granted, nil
	})
}

func (q permissionQuestion) wire() wireQuestion {
	w := wireQuestion{Principal: "profile:id:" + q.profileID, Code: q.code}
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
	return c.profileIDs.get(ctx, username, func(ctx context.Context) (string, error) {
		answer, err := c.get(ctx, profilesPath+"/username:"+url.PathEscape(username), nil, "id,username")
		if missing(answer, err) {
			return "", &teamdirectory.NotFoundError{Kind: "member", By: "username", Key: username}
		}
		if err != nil {
			return "", err
		}
		return object(answer, func(w *wirePerson) (string, error) {
			if w.Username != nil && !strings.EqualFold(*w.Username, username) {
				return "", &wire.Problem{Where: "/username", Reason: "is not the member that was asked for"}
			}
			return required("id", w.ID)
		})
	})
}
