package simulator_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/fault"
)

func TestAServerCanIgnoreAParameter(t *testing.T) {
	server := start(t, generate(10))
	if got := get(t, server, orgList+"?surprise=1"); got.status != http.StatusBadRequest {
		t.Errorf("status %d without the fault", got.status)
	}
	server.Fail(fault.Query(func(q url.Values) { q.Del("surprise") }))
	if got := get(t, server, orgList+"?surprise=1&perPage=3"); got.status != http.StatusOK || len(decode[[]any](t, got.body)) != 3 {
		t.Errorf("status %d: %.100s", got.status, got.body)
	}
}

func TestAServerCanRespondAsToAnotherPath(t *testing.T) {
	server := start(t, generate(10))
	server.Fail(fault.Instead(orgList, "/api/v1/products"))
	if got, want := get(t, server, orgList), get(t, server, "/api/v1/products"); got.body != want.body {
		t.Errorf("got %.100s, want %.100s", got.body, want.body)
	}
}

func TestAServerCanSendOtherHeaders(t *testing.T) {
	server := start(t, generate(10))
	server.Fail(fault.Header("X-Total-Count"), fault.Header("Etag", "a", "b"))
	if got := get(t, server, orgList); got.header.Get("X-Total-Count") != "" || len(got.header.Values("Etag")) != 2 {
		t.Errorf("headers %v", got.header)
	}
}

func TestAServerCanCompress(t *testing.T) {
	server := start(t, generate(10))
	plain := get(t, server, orgList)
	server.Fail(fault.Compressed())
	if got := get(t, server, orgList); got.body != plain.body || got.header.Get("Content-Length") != "" {
		t.Errorf("the body was not compressed and decompressed: %v", got.header)
	}
}

func TestAServerCanChangeItems(t *testing.T) {
	server := start(t, generate(10))
	server.Fail(fault.Items(func(item map[string]any) { item["surprise"] = item["licenseId"] }))
	for _, item := range decode[[]map[string]any](t, get(t, server, orgList).body) {
		if item["surprise"] == nil || item["surprise"] != item["licenseId"] {
			t.Errorf("item %v", item)
		}
	}
	if got := get(t, server, "/api/v1/products"); strings.Contains(got.body, "surprise") {
		t.Error("what is no list was changed")
	}
}

func TestAServerCanFilter(t *testing.T) {
	server := start(t, generate(250))
	holder := ""
	counts := func(query string) (total int, rows []map[string]any) {
		got := get(t, server, orgList+"?page=1&perPage=200&"+query)
		total, err := strconv.Atoi(got.header.Get("X-Total-Count"))
		if err != nil || got.status != http.StatusOK {
			t.Fatalf("%s: status %d, %v", query, got.status, err)
		}
		if err := json.Unmarshal([]byte(got.body), &rows); err != nil {
			t.Fatal(err)
		}
		return total, rows
	}
	for _, c := range []struct{ caseSensitive, onlyUnassigned bool }{{true, false}, {false, true}} {
		server.Fail(fault.LicenseFilters(c.caseSensitive, c.onlyUnassigned))
		held, rows := counts("assigned=true")
		free, _ := counts("assigned=false")
		all, _ := counts("")
		if want := map[bool]int{false: held + free, true: free}[c.onlyUnassigned]; held == 0 || free == 0 || held+free != 250 || all != want {
			t.Errorf("%+v: %d held, %d free, %d without the filter", c, held, free, all)
		}
		for _, row := range rows {
			if a, ok := row["assignee"].(map[string]any); ok && holder == "" && a["email"] != nil {
				holder, _ = a["email"].(string)
			}
		}
		exact, _ := counts("assigned=true&assigneeEmail=" + url.QueryEscape(holder))
		other, _ := counts("assigned=true&assigneeEmail=" + url.QueryEscape(strings.ToUpper(holder)))
		if exact == 0 || (other == 0) != c.caseSensitive {
			t.Errorf("%+v: %d in the same case, %d in another", c, exact, other)
		}
	}
}
