package fault

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// The faults in this file are no failures. They are other ways in which a
// server may behave, where JetBrains does not document how it does. The
// simulator takes the strictest way by itself.

// Query changes the parameters of a request before the server sees them. With
// it, a server ignores a parameter that it does not know, or limits a number.
func Query(change func(url.Values)) Fault {
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		query := r.URL.Query()
		change(query)
		other := r.Clone(r.Context())
		other.URL.RawQuery = query.Encode()
		next.ServeHTTP(w, other)
	})
}

// Instead responds to a request for one path as to a request for another.
func Instead(path, other string) Fault {
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		instead := r.Clone(r.Context())
		instead.URL.Path, instead.URL.RawPath = other, ""
		next.ServeHTTP(w, instead)
	}).When(func(r Request) bool { return r.Path == path })
}

// Header sets a header of every response. Without values, it removes it.
func Header(name string, values ...string) Fault {
	return changing(func(c *captured, _ *http.Request) {
		c.header.Del(name)
		for _, value := range values {
			c.header.Add(name, value)
		}
	})
}

// Compressed compresses the bodies of responses for a client that accepts it.
func Compressed() Fault {
	return changing(func(c *captured, r *http.Request) {
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			return
		}
		var body bytes.Buffer
		w := gzip.NewWriter(&body)
		_, _ = w.Write(c.body.Bytes()) // a buffer does not fail
		_ = w.Close()
		c.header.Set("Content-Encoding", "gzip")
		c.setBody(body.Bytes())
	})
}

// Items changes every item of a list. Numbers are of type json.Number.
func Items(change func(item map[string]any)) Fault {
	return changing(func(c *captured, _ *http.Request) {
		items, ok := c.items()
		if !ok {
			return
		}
		for i := range items {
			var item map[string]any
			decoder := json.NewDecoder(bytes.NewReader(items[i]))
			decoder.UseNumber()
			if decoder.Decode(&item) == nil {
				change(item)
				items[i] = json.RawMessage(marshal(item))
			}
		}
		c.setItems(items)
	}).OnLists()
}

// LicenseFilters makes lists of licenses honor the documented filters assigned
// and assigneeEmail, which the simulator otherwise refuses. JetBrains does not
// document whether the latter distinguishes letter case. If onlyUnassigned is
// set, a request without assigned gets the unassigned licenses, as JetBrains
// documents it; the live service sends all.
func LicenseFilters(caseSensitive, onlyUnassigned bool) Fault {
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		query := r.URL.Query()
		assigned, address := query.Get("assigned"), query.Get("assigneeEmail")
		if assigned == "" && onlyUnassigned {
			assigned = "false"
		}
		if assigned == "" && address == "" {
			next.ServeHTTP(w, r)
			return
		}
		page, size := numberOr(query.Get("page"), 1), numberOr(query.Get("perPage"), 100)
		var kept []json.RawMessage
		for _, item := range everyItem(next, r) {
			var license struct{ Assignee *struct{ Email string } }
			if json.Unmarshal(item, &license) != nil {
				continue
			}
			held := license.Assignee != nil
			matches := address == "" || held && (license.Assignee.Email == address || !caseSensitive && strings.EqualFold(license.Assignee.Email, address))
			if matches && (assigned == "" || (assigned == "true") == held) {
				kept = append(kept, item)
			}
		}
		from := min((page-1)*size, len(kept))
		c := &captured{header: http.Header{"Content-Type": {"application/json;charset=UTF-8"}}}
		c.header.Set("X-Total-Count", strconv.Itoa(len(kept)))
		c.setBody([]byte("[]"))
		c.setItems(kept[from:min(from+size, len(kept))])
		c.send(w)
	}).OnLists().OnAccount().When(func(r Request) bool {
		_, sizeErr := strconv.Atoi(r.Query.Get("perPage"))
		return sizeErr == nil && r.Query.Get("perPage") != "0" && r.Page() > 0 && numberOr(r.Query.Get("perPage"), 1) <= 200
	})
}

// everyItem reads the complete list of a request without filters.
func everyItem(next http.Handler, r *http.Request) []json.RawMessage {
	var all []json.RawMessage
	for page := 1; ; page++ {
		other := r.Clone(r.Context())
		other.URL.RawQuery = url.Values{"page": {strconv.Itoa(page)}, "perPage": {"200"}}.Encode()
		items, ok := capture(next, other).items()
		if !ok || len(items) == 0 {
			return all
		}
		all = append(all, items...)
	}
}

func numberOr(text string, otherwise int) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return otherwise
	}
	return n
}
