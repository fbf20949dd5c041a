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

// Total makes the total of a list say something else, X-Total-Count or in a list
// of a Space totalCount: lie gets the page asked for and the true total. Requests
// that are not for a list are left alone, and so is a total that is null.
func Total(lie func(page, total int) int) Fault {
	return changing(func(c *captured, r *http.Request) {
		total, err := strconv.Atoi(c.total(r))
		if err == nil {
			c.setTotal(r, strconv.Itoa(lie(pageOf(r), total)))
		}
	})
}

// FixedTotal makes the total the same number on every page.
func FixedTotal(total int) Fault { return Total(func(int, int) int { return total }) }

// TotalText makes the total something that may not be a number: the text of
// X-Total-Count, or a string as totalCount.
func TotalText(text string) Fault {
	return changing(func(c *captured, r *http.Request) {
		switch {
		case c.total(r) == "":
		case isSpaceList(r.URL.Path):
			c.setTotal(r, string(appendText(nil, text)))
		default:
			c.setTotal(r, text)
		}
	}).OnLists()
}

// total is the total of a list as the answer spells it, empty if it has none.
func (c *captured) total(r *http.Request) string {
	if isSpaceList(r.URL.Path) {
		return string(c.members()["totalCount"])
	}
	return c.header.Get("X-Total-Count")
}

func (c *captured) setTotal(r *http.Request, total string) {
	if isSpaceList(r.URL.Path) {
		c.setBody(setField(c.body.Bytes(), "totalCount", total))
		return
	}
	c.header.Set("X-Total-Count", total)
}

func pageOf(r *http.Request) int { return Request{Path: r.URL.Path, Query: r.URL.Query()}.Page() }

// PageAs answers the list page asked for with the items of another page and
// headers, or total and next, of its own.
func PageAs(page, other int) Fault {
	return Custom(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			c := capture(next, r)
			instead := capture(next, atPage(r, other))
			if items, ok := instead.items(); ok {
				c.setItems(items)
			} else {
				c.body = instead.body
			}
			c.send(w)
		})
	}).OnPage(page)
}

// Overlapping shifts every page but the first so that it begins with the last n
// items of the page before: the list has grown at its beginning.
func Overlapping(n int) Fault {
	return Custom(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			c := capture(next, r)
			page := pageOf(r)
			items, ok := c.items()
			before, okBefore := capture(next, atPage(r, page-1)).items()
			if ok && okBefore && page > 1 {
				shift := min(n, len(before), len(items))
				c.setItems(slices.Concat(before[len(before)-shift:], items[:len(items)-shift]))
			}
			c.send(w)
		})
	}).OnLists()
}

// atPage is the request for another page of the same list.
func atPage(r *http.Request, page int) *http.Request {
	if isSpaceList(r.URL.Path) {
		return atSpacePage(r, page)
	}
	query := r.URL.Query()
	query.Set("page", strconv.Itoa(page))
	other := r.Clone(r.Context())
	other.URL.RawQuery = query.Encode()
	return other
}

// DuplicateKey gives item number index of the answer a second member called key,
// value being its JSON. The items, counted from 0, are those of an array or of
// data in a page of a Space; any other object is its own only item.
func DuplicateKey(index int, key, value string) Fault {
	return rewriteItem(index, func(item []byte) []byte {
		item = bytes.TrimSuffix(bytes.TrimSpace(item), []byte("}"))
		return fmt.Appendf(bytes.Clone(item), ",%q:%s}", key, value)
	})
}

// SetField gives an item of the answer, found as in [DuplicateKey], another JSON
// value in one field: "team.id" with `"x"` is a wrong type. An object that is
// absent on the way is made.
func SetField(index int, path, value string) Fault {
	return rewriteItem(index, func(item []byte) []byte { return setField(item, path, value) })
}

// DropField leaves a field out of an item of the answer, found as in [DuplicateKey].
func DropField(index int, path string) Fault {
	return rewriteItem(index, func(item []byte) []byte { return setField(item, path, "") })
}

// setField sets a field of an object, or removes it if value is empty.
func setField(object []byte, path, value string) []byte {
	name, below, deeper := strings.Cut(path, ".")
	members := map[string]json.RawMessage{}
	_ = json.Unmarshal(object, &members) // what is no object becomes one
	if members == nil {
		members = map[string]json.RawMessage{}
	}
	switch {
	case deeper:
		members[name] = setField(members[name], below, value)
	case value == "":
		delete(members, name)
	default:
		members[name] = json.RawMessage(value)
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

// rewriteItem changes one item of the answer. An answer that has no such item is
// left alone.
func rewriteItem(index int, rewrite func([]byte) []byte) Fault {
	return changing(func(c *captured, _ *http.Request) {
		if items, ok := c.items(); ok {
			if index < len(items) {
				items[index] = rewrite(items[index])
			}
			c.setItems(items)
			return
		}
		if body := bytes.Clone(c.body.Bytes()); index == 0 && bytes.HasPrefix(body, []byte("{")) {
			c.setBody(rewrite(body))
		}
	})
}

// members are the members of an answer that is an object.
func (c *captured) members() map[string]json.RawMessage {
	members := map[string]json.RawMessage{}
	_ = json.Unmarshal(c.body.Bytes(), &members) // anything else has none
	return members
}

// items are those of an array, or of data in an object.
func (c *captured) items() (items []json.RawMessage, ok bool) {
	if items, ok = array(c.body.Bytes()); ok {
		return items, true
	}
	return array(c.members()["data"])
}

// setItems replaces what items returned.
func (c *captured) setItems(items []json.RawMessage) {
	if _, isArray := array(c.body.Bytes()); isArray {
		c.setBody(joined(items))
		return
	}
	c.setBody(setField(c.body.Bytes(), "data", string(joined(items))))
}

func (c *captured) setBody(body []byte) {
	c.body = *bytes.NewBuffer(body)
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
