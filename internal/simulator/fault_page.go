package simulator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// Total makes X-Total-Count say something else: lie gets the page asked for and
// the true total. Requests that are not for a list are left alone.
func Total(lie func(page, total int) int) Fault {
	return changing(func(c *captured, r *http.Request) {
		total, err := strconv.Atoi(c.header.Get("X-Total-Count"))
		if err == nil {
			page := Request{Query: r.URL.Query()}.Page()
			c.header.Set("X-Total-Count", strconv.Itoa(lie(page, total)))
		}
	})
}

// FixedTotal makes X-Total-Count the same number on every page.
func FixedTotal(total int) Fault { return Total(func(int, int) int { return total }) }

// TotalText makes X-Total-Count something that may not be a number.
func TotalText(text string) Fault {
	return changing(func(c *captured, _ *http.Request) {
		if c.header.Get("X-Total-Count") != "" {
			c.header.Set("X-Total-Count", text)
		}
	}).OnLists()
}

// PageAs answers the list page asked for with the licences of another page and
// headers of its own.
func PageAs(page, other int) Fault {
	return Custom(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			c := capture(next, r)
			c.body = capture(next, atPage(r, other)).body
			c.send(w)
		})
	}).OnPage(page)
}

// Overlapping shifts every page but the first so that it begins with the last n
// licences of the page before: the list has grown at its beginning.
func Overlapping(n int) Fault {
	return Custom(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			c := capture(next, r)
			page := Request{Query: r.URL.Query()}.Page()
			items, ok := array(c.body.Bytes())
			before, okBefore := array(capture(next, atPage(r, page-1)).body.Bytes())
			if ok && okBefore && page > 1 {
				shift := min(n, len(before), len(items))
				items = slices.Concat(before[len(before)-shift:], items[:len(items)-shift])
				c.body.Reset()
				c.body.Write(joined(items))
			}
			c.send(w)
		})
	}).OnLists()
}

// atPage is the request for another page of the same list.
func atPage(r *http.Request, page int) *http.Request {
	query := r.URL.Query()
	query.Set("page", strconv.Itoa(page))
	other := r.Clone(r.Context())
	other.URL.RawQuery = query.Encode()
	return other
}

// DuplicateKey gives licence number index of the answer (from 0; the answer
// itself if it is an object) a second member called key, value being its JSON.
func DuplicateKey(index int, key, value string) Fault {
	return rewriteItem(index, func(item []byte) []byte {
		item = bytes.TrimSuffix(bytes.TrimSpace(item), []byte("}"))
		return fmt.Appendf(bytes.Clone(item), ",%q:%s}", key, value)
	})
}

// SetField gives licence number index of the answer (from 0; the answer itself
// if it is an object) another JSON value in one field: "team.id" with `"x"` is a
// wrong type. An object that is absent on the way is made.
func SetField(index int, path, value string) Fault {
	return rewriteItem(index, func(item []byte) []byte { return setField(item, strings.Split(path, "."), value) })
}

// DropField leaves a field out of licence number index of the answer.
func DropField(index int, path string) Fault {
	return rewriteItem(index, func(item []byte) []byte { return setField(item, strings.Split(path, "."), "") })
}

// setField sets a field of an object, or removes it if value is empty.
func setField(object []byte, path []string, value string) []byte {
	members := map[string]json.RawMessage{}
	_ = json.Unmarshal(object, &members) // what is no object becomes one
	if members == nil {
		members = map[string]json.RawMessage{}
	}
	switch {
	case len(path) > 1:
		members[path[0]] = setField(members[path[0]], path[1:], value)
	case value == "":
		delete(members, path[0])
	default:
		members[path[0]] = json.RawMessage(value)
	}
	// By hand, since value need not be JSON.
	names := make([]string, 0, len(members))
	for name := range members {
		names = append(names, name)
	}
	slices.Sort(names)
	result := []byte{'{'}
	for i, name := range names {
		if i > 0 {
			result = append(result, ',')
		}
		result = fmt.Appendf(result, "%q:%s", name, members[name])
	}
	return append(result, '}')
}

// rewriteItem changes one item of an array, or the answer if it is an object.
// An answer that is neither, or has no such item, is left alone.
func rewriteItem(index int, rewrite func([]byte) []byte) Fault {
	return RewriteBody(func(body []byte) []byte {
		if items, ok := array(body); ok {
			if index < len(items) {
				items[index] = rewrite(items[index])
			}
			return joined(items)
		}
		if index == 0 && bytes.HasPrefix(body, []byte("{")) {
			return rewrite(body)
		}
		return body
	})
}

// array splits a JSON array into its items.
func array(body []byte) (items []json.RawMessage, ok bool) {
	return items, json.Unmarshal(body, &items) == nil && items != nil
}

func joined(items []json.RawMessage) []byte {
	body := []byte{'['}
	for i, item := range items {
		if i > 0 {
			body = append(body, ',')
		}
		body = append(body, item...)
	}
	return append(body, ']')
}
