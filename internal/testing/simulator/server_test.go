package simulator_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/fault"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

func TestRequestsAreRecordedInOrderWithoutCredentials(t *testing.T) {
	organization := generate(250)
	secrets := []string{organization.Token, organization.Teams[0].Token, organization.Space.Token, "never-print-this"}
	server := start(t, organization)
	page := get(t, server, orgList+"?page=2&perPage=200")
	core, _ := server.TeamEnv("Core")
	get(t, server, teams+"?$skip=200")
	for _, c := range []struct {
		method, path, body string
		env                map[string]string
	}{
		{http.MethodGet, orgList, "", core},
		{http.MethodPost, "/elsewhere", "", map[string]string{"JETBRAINS_TOKEN": "never-print-this"}},
		{http.MethodGet, "/api/v1/token", "", nil},
		{http.MethodPost, roles, "{}", spaceEnv(t, server, org.SpaceApplication)},
	} {
		if _, err := request(t, server, c.method, c.path, c.body, c.env); err != nil {
			t.Fatal(err)
		}
	}
	requests := server.Requests()
	want := []fault.Request{
		{Method: "GET", Path: orgList, Token: fault.OrganizationToken, Status: 200},
		{Method: "GET", Path: teams, Token: fault.SpacePersonalToken, Status: 200},
		{Method: "GET", Path: orgList, Token: fault.TeamToken, Status: 403},
		{Method: "POST", Path: "/elsewhere", Token: fault.UnknownToken, Status: 405},
		{Method: "GET", Path: "/api/v1/token", Token: fault.NoToken, Status: 401},
		{Method: "POST", Path: roles, Token: fault.SpaceApplicationToken, Status: 400},
	}
	if len(requests) != len(want) {
		t.Fatalf("%d requests", len(requests))
	}
	for i, r := range requests {
		w := want[i]
		if r.Method != w.Method || r.Path != w.Path || r.Token != w.Token || r.Status != w.Status || r.Bytes == 0 {
			t.Errorf("request %d: %+v", i, r)
		}
	}
	if r := requests[0]; r.Query.Get("perPage") != "200" || r.Page() != 2 || r.Bytes != int64(len(page.body)) || r.Header.Get("X-Api-Key") != "REDACTED (organization token)" {
		t.Errorf("%+v", r)
	}
	if requests[1].Page() != 3 || string(requests[5].Body) != "{}" {
		t.Errorf("%+v %+v", requests[1], requests[5])
	}
	printed := fmt.Sprintf("%+v", requests)
	for _, secret := range secrets {
		if strings.Contains(printed, secret) {
			t.Errorf("the record holds the token %s", secret)
		}
	}
	server.ResetRequests()
	if got := server.Requests(); len(got) != 0 {
		t.Errorf("%d requests after a reset", len(got))
	}
	silent := start(t, generate(10), simulator.WithoutRecording())
	get(t, silent, "/api/v1/token")
	if got := silent.Requests(); len(got) != 0 {
		t.Errorf("%d requests without recording", len(got))
	}
}

func TestMaxInFlightCountsRequestsHandledAtOnce(t *testing.T) {
	server := start(t, generate(10))
	get(t, server, "/api/v1/token")
	if got := server.MaxInFlight(); got != 1 {
		t.Errorf("one after the other: %d", got)
	}
	var together sync.WaitGroup
	together.Add(3)
	server.Fail(fault.Before(func(fault.Request) {
		together.Done()
		together.Wait()
	}))
	var asked sync.WaitGroup
	for range 3 {
		asked.Go(func() {
			if _, err := request(t, server, http.MethodGet, "/api/v1/token", "", server.Env()); err != nil {
				t.Error(err)
			}
		})
	}
	asked.Wait()
	if got := server.MaxInFlight(); got != 3 {
		t.Errorf("three at once: %d", got)
	}
}

func TestUpdatesAndRequestsMayRunAtOnce(t *testing.T) {
	server := start(t, generate(200))
	var running sync.WaitGroup
	for range 3 {
		running.Go(func() {
			for range 10 {
				list, err := request(t, server, http.MethodGet, orgList+"?perPage=200", "", server.Env())
				if total := list.header.Get("X-Total-Count"); err != nil || fmt.Sprint(strings.Count(list.body, "licenseId")) != total {
					t.Errorf("%v, not %s licenses", err, total)
				}
				people, err := request(t, server, http.MethodGet, profiles+"?$top=1000&orgRelation=ANY&$fields=totalCount,data(id,memberships(team(name)),managers(username))", "", server.Env())
				if page := decode[batch](t, people.body); err != nil || len(page.Data) != *page.TotalCount {
					t.Errorf("%v, %d of %d", err, len(page.Data), *page.TotalCount)
				}
			}
		})
	}
	for range 20 {
		server.Update(func(organization *org.Organization) {
			organization.Licenses, organization.Space.Members = organization.Licenses[1:], organization.Space.Members[1:]
		})
	}
	running.Wait()
	server.View(func(organization *org.Organization) {
		if len(organization.Licenses) != 180 {
			t.Errorf("%d licenses left", len(organization.Licenses))
		}
	})
}

func TestAddresses(t *testing.T) {
	server := start(t, generate(0), simulator.WithAddress("0.0.0.0:0"))
	if !strings.HasPrefix(server.URL(), "http://127.0.0.1:") || get(t, server, "/api/v1/token").status != http.StatusOK {
		t.Error(server.URL())
	}
	if second, err := simulator.Start(generate(0), simulator.WithAddress(strings.TrimPrefix(server.URL(), "http://"))); err == nil || !strings.Contains(err.Error(), "cannot listen") {
		second.Close()
		t.Errorf("two servers at one address: %v", err)
	}
	server.Close()
	server.Close() // a second call does no harm
}

// The simulator must be fast enough that a plan over 100,000 licenses does not
// wait for it.
func BenchmarkPagesOfLicenses(b *testing.B) {
	server := start(b, generate(100_000), simulator.WithoutRecording())
	for b.Loop() {
		get(b, server, orgList+"?perPage=200&page=250")
	}
}

func BenchmarkPagesOfProfiles(b *testing.B) {
	server := start(b, simulator.Generate(org.Options{Seed: 1, Now: now, SpaceMembers: 50_000}), simulator.WithoutRecording())
	for b.Loop() {
		get(b, server, profiles+"?orgRelation=ANY&$skip=25000&$fields=next,totalCount,data(id,username,name(firstName,lastName),archived,emails(email,blocked),managers(username),memberships(archived,team(id)),logins(access(time)))")
	}
}
