package space

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"golang.org/x/sync/errgroup"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/memory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
)

// budgeted returns a client with a budget.
func budgeted(t testing.TB, budget *memory.Budget, server clienttest.Server) *Client {
	t.Helper()
	config := settings(clienttest.URL(t, "https://space.example"))
	config.Memory, config.MaxRetries, config.MaxConcurrent = budget, 0, 32
	c := newClient(config, server)
	t.Cleanup(c.Close)
	return c
}

// filled is a list of as many elements as fit into a number of bytes.
func filled(element string, bytes int) string {
	return "[" + strings.TrimSuffix(strings.Repeat(element+",", bytes/(len(element)+1)), ",") + "]"
}

func TestAllReadsOfAProviderBlockShareOneBudget(t *testing.T) {
	long := strings.Repeat("x", 100_000)
	server := func(req *http.Request) (*http.Response, error) {
		id := req.URL.Query().Get("query")
		return clienttest.Reply(200, fmt.Sprintf(`{"next":"","totalCount":1,"data":[{"id":"1","username":%q,"externalId":%q}]}`, "u"+id, long)), nil
	}
	budget := memory.NewBudget(1 << 20)
	c, other := budgeted(t, budget, server), budgeted(t, budget, server)
	query := everybody
	var failed error
	read := 0
	for ; failed == nil && read < 20; read++ { // each would be small enough alone
		query.Text = fmt.Sprint("q", read)
		_, failed = c.Members(t.Context(), query)
	}
	if e := clienttest.WantError[*memory.ExceededError](t, failed); e.Limit != 1<<20 || read < 5 {
		t.Errorf("%v after %d queries", failed, read)
	}
	if _, err := other.Members(t.Context(), everybody); err == nil {
		t.Error("another client of the block has a budget of its own")
	}
	if _, err := budgeted(t, memory.NewBudget(1<<20), server).Members(t.Context(), everybody); err != nil {
		t.Errorf("another block: %v", err)
	}
}

// What a failed read held is free again, and what a response held as soon as it
// is decoded.
func TestAReadThatFailsHoldsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		long := strings.Repeat("x", 10_000)
		bodies := map[string]string{
			"members":       `{"next":"100","totalCount":300,"data":[{"id":"1","username":"a","externalId":"` + long + `"}]}`,
			"memberships":   `{"next":"","totalCount":1,"data":[{"id":"1","x":"` + long + `"}]}`,
			"roles":         filled(`{"roleId":"1","name":"`+long+`"}`, 100_000),
			"something odd": `{"error":"` + long + `"}`,
			"not JSON":      long,
		}
		for name, body := range bodies {
			budget := memory.NewBudget(memory.Default)
			c := budgeted(t, budget, func(req *http.Request) (*http.Response, error) {
				if strings.HasSuffix(req.URL.Path, permissionRolesPath) || req.URL.Query().Get("$skip") == "" {
					return clienttest.Reply(200, body), nil
				}
				return nil, errors.New("broken")
			})
			for call, read := range map[string]func() error{
				"Members":     func() error { _, err := c.Members(t.Context(), everybody); return err },
				"Memberships": func() error { _, err := c.Memberships(t.Context(), true); return err },
				"Roles":       func() error { _, err := c.PermissionRoles(t.Context(), ""); return err },
				"Team":        func() error { _, err := c.Team(t.Context(), "t"); return err },
				"Permissions": func() error {
					_, err := c.CheckPermissions(t.Context(), "a", []string{"A"}, directory.PermissionTarget{})
					return err
				},
				"Organization": func() error { _, err := c.Organization(t.Context()); return err },
			} {
				if err := read(); err == nil {
					t.Errorf("%s: no error of %s", name, call)
				}
				synctest.Wait() // a canceled request may still arrive
				if budget.Used() != 0 {
					t.Fatalf("%s: after %s, %d bytes are held", name, call, budget.Used())
				}
			}
		}
	})
}

// A result takes part of the budget for as long as the client lives: as many
// bytes as its responses, and some more for each entry of a list. A response
// takes nothing once it is decoded.
func TestAReadThatSucceedsHoldsItsResultAlone(t *testing.T) {
	long := strings.Repeat("x", 10_000)
	bodies := map[string]string{
		organizationPath:                  `{"id":"1","name":"` + long + `"}`,
		profilesPath + "/me":              " null" + strings.Repeat(" ", 10_000),
		"/applications/me":                `{"name":"` + long + `"}`,
		profilesPath:                      `{"next":"","totalCount":1,"data":[{"id":"1","username":"a","externalId":"` + long + `"}]}`,
		teamsPath + "/id:t":               `{"id":"t","name":"` + long + `"}`,
		profilesPath + "/username:a":      `{"id":"1","username":"a","x":"` + long + `"}`,
		checkPermissionPath:               "true" + strings.Repeat(" ", 10_000),
		permissionRolesPath:               `[{"roleId":"r","name":"` + long + `"}]`,
		"/permission-roles/r/permissions": `[{"rightCode":"a","status":"GRANTED"},{"rightCode":"b","status":"GRANTED"}]`,
		"/permission-roles/r/profiles":    `[{"username":"` + long + `"}]`,
		"/permission-roles/r/teams":       `[]`,
		teamsPath:                         `{"next":"","totalCount":0,"data":[]}`,
		membershipsPath:                   `{"next":"","totalCount":0,"data":[]}`,
	}
	size := func(paths ...string) (bytes int) {
		for _, path := range paths {
			bytes += len(bodies[path])
		}
		return bytes
	}
	roles := size(permissionRolesPath, "/permission-roles/r/permissions", "/permission-roles/r/profiles", "/permission-roles/r/teams") + roleSize + 3*textSize
	for name, test := range map[string]struct {
		read        func(*Client) error
		least, most int
	}{
		"Organization": {func(c *Client) error { _, err := c.Organization(t.Context()); return err }, 0, 0},
		"Members":      {func(c *Client) error { _, err := c.Members(t.Context(), everybody); return err }, size(profilesPath), size(profilesPath) + 1000},
		"Team":         {func(c *Client) error { _, err := c.Team(t.Context(), "t"); return err }, size(teamsPath + "/id:t"), size(teamsPath + "/id:t")},
		"Teams":        {func(c *Client) error { _, err := c.Teams(t.Context(), true); return err }, size(teamsPath, membershipsPath), size(teamsPath, membershipsPath)},
		"Roles":        {func(c *Client) error { _, err := c.PermissionRoles(t.Context(), ""); return err }, roles, roles},
		"Permissions": {func(c *Client) error {
			_, err := c.CheckPermissions(t.Context(), "a", []string{"A", "B"}, directory.PermissionTarget{})
			return err
		}, 0, 0},
	} {
		budget := memory.NewBudget(memory.Default)
		c := budgeted(t, budget, func(req *http.Request) (*http.Response, error) {
			return clienttest.Reply(200, bodies[strings.TrimPrefix(req.URL.Path, apiPath)]), nil
		})
		if err := test.read(c); err != nil || budget.Used() < int64(test.least) || budget.Used() > int64(test.most) {
			t.Errorf("%s: %d bytes are held, want %d to %d: %v", name, budget.Used(), test.least, test.most, err)
		}
	}
}

func TestAResultThatExceedsTheBudgetIsAnError(t *testing.T) {
	long := strings.Repeat("x", 100_000)
	bodies := map[string]string{
		teamsPath + "/id:t":               `{"id":"t","name":"` + long + `"}`,
		permissionRolesPath:               `[{"roleId":"r","name":"` + long + `"}]`,
		"/permission-roles/r/permissions": "[]",
		"/permission-roles/r/profiles":    "[]",
		"/permission-roles/r/teams":       "[]",
	}
	for path, test := range map[string]struct {
		read  func(*Client) error
		extra int // what the result takes besides its text
	}{
		teamsPath + "/id:t": {func(c *Client) error { _, err := c.Team(t.Context(), "t"); return err }, 0},
		permissionRolesPath: {func(c *Client) error { _, err := c.PermissionRoles(t.Context(), ""); return err }, roleSize},
	} {
		need := int64(3*len(bodies[path]) + 2 + test.extra) // a response counts twice until it is released
		for limit, enough := range map[int64]bool{need: true, need - 1: false} {
			budget := memory.NewBudget(limit)
			err := test.read(budgeted(t, budget, func(req *http.Request) (*http.Response, error) {
				return clienttest.Reply(200, bodies[strings.TrimPrefix(req.URL.Path, apiPath)]), nil
			}))
			if is[*memory.ExceededError](err) == enough || enough && err != nil || !enough && budget.Used() != 0 {
				t.Errorf("%s within %d bytes: %v, and %d bytes are held", path, limit, err, budget.Used())
			}
		}
	}
}

// listening is a context that counts what waits for its end.
type listening struct {
	context.Context
	waiting atomic.Int32
}

func (l *listening) Done() <-chan struct{} { return make(chan struct{}) }

// AfterFunc is what package context uses to wait for the end of a context of
// another package.
func (l *listening) AfterFunc(func()) (stop func() bool) {
	l.waiting.Add(1)
	return func() bool { l.waiting.Add(-1); return true }
}

func TestNoCallLeavesAnythingInTheContextOfItsCaller(t *testing.T) {
	t.Parallel()
	c, _ := inProcess(t, map[string]http.HandlerFunc{
		profilesPath: listOf(rows(1)), profilesPath + "/username:ann": annIsThere, checkPermissionPath: says(http.StatusOK, "true"),
	})
	ctx := &listening{Context: t.Context()}
	_, membersErr := c.Members(ctx, everybody)
	_, memberErr := c.FindMember(ctx, directory.MemberKey{Username: "u00000"})
	_, permissionsErr := c.CheckPermissions(ctx, "ann", []string{"a", "b"}, directory.PermissionTarget{})
	if err := errors.Join(membersErr, memberErr, permissionsErr); err != nil || ctx.waiting.Load() != 0 {
		t.Errorf("%d contexts wait for the end of the caller's, %v", ctx.waiting.Load(), err)
	}
}

// BenchmarkMemorySideBySide reports how much the heap grows while a hostile
// server answers several reads at once, each with the largest bodies that it can
// send.
func BenchmarkMemorySideBySide(b *testing.B) {
	const size = 16<<20 - 1
	people, rights := filled(`{"username":"a"}`, size), filled(`{"rightCode":"a","status":"GRANTED"}`, size)
	profiles := `{"next":"1","totalCount":500000,"data":` + filled(`{"id":"1","username":"a","externalId":"`+strings.Repeat("x", 15_000)+`"}`, 15<<20) + `}`
	roles := new(strings.Builder)
	for i := range 5000 {
		fmt.Fprintf(roles, `,{"roleId":"r%d"}`, i)
	}
	server := func(req *http.Request) (*http.Response, error) {
		body := profiles
		switch {
		case strings.HasSuffix(req.URL.Path, permissionRolesPath):
			body = "[" + roles.String()[1:] + "]"
		case strings.HasSuffix(req.URL.Path, "/permissions"):
			body = rights
		case strings.Contains(req.URL.Path, "/permission-roles/"):
			body = people
		}
		return clienttest.Reply(200, body), nil
	}
	for b.Loop() {
		c := budgeted(b, memory.NewBudget(memory.Default), server)
		peak := clienttest.PeakMiB(b, func() {
			var running errgroup.Group
			for i := range 10 {
				running.Go(func() error {
					query := everybody
					query.Text = fmt.Sprint(i)
					_, err := c.Members(b.Context(), query)
					return failure(err)
				})
			}
			running.Go(func() error { _, err := c.PermissionRoles(b.Context(), ""); return failure(err) })
			if err := running.Wait(); err != nil {
				b.Error(err)
			}
		})
		b.ReportMetric(peak, "peak-MiB")
	}
}

var errNone = errors.New("no error")

// failure returns nil for the error of a read that must fail.
func failure(err error) error {
	if err == nil {
		return errNone
	}
	return nil
}
