package simulator_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

func TestRequestsAreRecordedInOrderWithoutCredentials(t *testing.T) {
	org := generate(250)
	token, team := org.Token, org.Teams[0].Token
	server := start(t, org)
	page := get(t, server, orgList+"?page=2&perPage=200")
	env, _ := server.TeamEnv("Core")
	if _, err := request(t, server, http.MethodGet, orgList, env); err != nil {
		t.Fatal(err)
	}
	if _, err := request(t, server, http.MethodPost, "/elsewhere", map[string]string{"JETBRAINS_TOKEN": "tell-nobody"}); err != nil {
		t.Fatal(err)
	}
	if _, err := request(t, server, http.MethodGet, "/api/v1/token", nil); err != nil {
		t.Fatal(err)
	}
	requests := server.Requests()
	want := []simulator.Request{
		{Method: "GET", Path: orgList, Token: simulator.OrganizationToken, Status: 200, Bytes: int64(len(page.body))},
		{Method: "GET", Path: orgList, Token: simulator.TeamToken, Status: 403},
		{Method: "POST", Path: "/elsewhere", Token: simulator.UnknownToken, Status: 405},
		{Method: "GET", Path: "/api/v1/token", Token: simulator.NoToken, Status: 401},
	}
	if len(requests) != len(want) {
		t.Fatalf("%d requests", len(requests))
	}
	for i, r := range requests {
		w := want[i]
		if r.Method != w.Method || r.Path != w.Path || r.Token != w.Token || r.Status != w.Status || r.Bytes == 0 || w.Bytes > 0 && r.Bytes != w.Bytes {
			t.Errorf("request %d: %+v", i, r)
		}
	}
	if requests[0].Query.Get("perPage") != "200" || requests[0].Page() != 2 || requests[0].Header.Get("X-Api-Key") != "REDACTED (organization token)" {
		t.Errorf("%+v", requests[0])
	}
	printed := fmt.Sprintf("%+v", requests)
	for _, secret := range []string{token, team, "tell-nobody"} {
		if strings.Contains(printed, secret) {
			t.Errorf("the record holds the token %s", secret)
		}
	}
	server.ResetRequests()
	if got := server.Requests(); len(got) != 0 {
		t.Errorf("%d requests after a reset", len(got))
	}
}

func TestAServerCanKeepNoRecord(t *testing.T) {
	server := start(t, generate(10), simulator.WithoutRecording())
	get(t, server, "/api/v1/token")
	if got := server.Requests(); len(got) != 0 {
		t.Errorf("%d requests", len(got))
	}
}

func TestMaxInFlightCountsRequestsHandledAtOnce(t *testing.T) {
	server := start(t, generate(10))
	if server.MaxInFlight() != 0 {
		t.Error("requests before the first")
	}
	get(t, server, "/api/v1/token")
	if got := server.MaxInFlight(); got != 1 {
		t.Errorf("one after the other: %d", got)
	}
	var together sync.WaitGroup
	together.Add(3)
	server.Fail(simulator.Before(func(simulator.Request) {
		together.Done()
		together.Wait()
	}))
	var asked sync.WaitGroup
	for range 3 {
		asked.Go(func() {
			if _, err := request(t, server, http.MethodGet, "/api/v1/token", server.Env()); err != nil {
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
	for range 4 {
		running.Go(func() {
			for range 10 {
				a, err := request(t, server, http.MethodGet, orgList+"?perPage=200", server.Env())
				if err != nil {
					t.Error(err)
					return
				}
				total := a.header.Get("X-Total-Count")
				if got := len(decode[[]wireLicense](t, a.body)); fmt.Sprint(got) != total {
					t.Errorf("%d licenses of %s", got, total)
				}
			}
		})
	}
	for range 20 {
		server.Update(func(org *simulator.Organization) { org.Licenses = org.Licenses[1:] })
	}
	running.Wait()
	server.View(func(org *simulator.Organization) {
		if len(org.Licenses) != 180 {
			t.Errorf("%d licenses left", len(org.Licenses))
		}
	})
}

func TestUpdatesReachEveryPartOfTheAPI(t *testing.T) {
	server := start(t, generate(10))
	server.Update(func(org *simulator.Organization) {
		org.Token = "another"
		org.CustomerCode = "7654321"
		org.Role = "VIEWER"
		org.Products = []simulator.Product{{Code: "NEW", Name: "Brand New"}}
	})
	if env := server.Env(); env["JETBRAINS_TOKEN"] != "another" || env["JETBRAINS_CUSTOMER_CODE"] != "7654321" {
		t.Errorf("%v", env)
	}
	if a := get(t, server, "/api/v1/token"); !strings.Contains(string(a.body), `"role":"VIEWER"`) {
		t.Errorf("%s", a.body)
	}
	if a := get(t, server, "/api/v1/products"); string(a.body) != `[{"code":"NEW","name":"Brand New"}]` {
		t.Errorf("%s", a.body)
	}
}

func TestAnAddressInUseIsAnError(t *testing.T) {
	server := start(t, generate(0))
	second, err := simulator.Start(generate(0), simulator.WithAddress(strings.TrimPrefix(server.URL(), "http://")))
	if err == nil {
		second.Close()
		t.Fatal("two servers at one address")
	}
	if !strings.Contains(err.Error(), "cannot listen") {
		t.Error(err)
	}
}

func TestAnUnspecifiedAddressIsReachedOnLoopback(t *testing.T) {
	server := start(t, generate(0), simulator.WithAddress("0.0.0.0:0"))
	if !strings.HasPrefix(server.URL(), "http://127.0.0.1:") {
		t.Error(server.URL())
	}
	if a := get(t, server, "/api/v1/token"); a.status != http.StatusOK {
		t.Error(a.status)
	}
}

func TestCloseTwiceIsHarmless(t *testing.T) {
	server := start(t, generate(0))
	server.Close()
	server.Close()
}

func BenchmarkServePageOf200(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			server := start(b, generate(n), simulator.WithoutRecording())
			env := server.Env()
			transport := &http.Transport{}
			defer transport.CloseIdleConnections()
			c := &http.Client{Transport: transport}
			r, err := http.NewRequestWithContext(b.Context(), http.MethodGet, server.URL()+orgList+"?perPage=200&page=7", nil)
			if err != nil {
				b.Fatal(err)
			}
			r.Header.Set("X-Api-Key", env["JETBRAINS_TOKEN"])
			r.Header.Set("X-Customer-Code", env["JETBRAINS_CUSTOMER_CODE"])
			get(b, server, orgList) // serialize first
			buffer := make([]byte, 1<<16)
			for b.Loop() {
				response, err := c.Do(r)
				if err != nil {
					b.Fatal(err)
				}
				size := 0
				for {
					n, err := response.Body.Read(buffer)
					size += n
					if err != nil {
						break
					}
				}
				_ = response.Body.Close()
				b.SetBytes(int64(size))
			}
		})
	}
}

func BenchmarkSerialize100000(b *testing.B) {
	server := start(b, generate(100_000), simulator.WithoutRecording())
	for b.Loop() {
		server.Update(func(*simulator.Organization) {})
		get(b, server, orgList+"?perPage=1")
	}
}

func BenchmarkGenerate100000(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if org := generate(100_000); len(org.Licenses) != 100_000 {
			b.Fatal(len(org.Licenses))
		}
	}
}
