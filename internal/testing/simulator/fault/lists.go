package fault

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/accountapi"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/spaceapi"
)

// Total changes the total of a list, which is X-Total-Count, or totalCount in a
// list of a Space. change receives the requested page and the true total. Total
// does not change other responses, nor a total that is null.
func Total(change func(page, total int) int) Fault {
	return changing(func(c *captured, r *http.Request) {
		if total, err := strconv.Atoi(c.total(r)); err == nil {
			page := Request{Path: r.URL.Path, Query: r.URL.Query()}.Page()
			c.setTotal(r, strconv.Itoa(change(page, total)))
		}
	})
}

// FixedTotal makes the total the given number on every page.
func FixedTotal(total int) Fault { return Total(func(int, int) int { return total }) }

// TotalContradiction makes the total contradict itself. The Account API sends
// two different X-Total-Count headers. A Space sends a totalCount that is lower
// than the number of items on the page.
func TotalContradiction() Fault {
	return changing(func(c *captured, r *http.Request) {
		total, err := strconv.Atoi(c.total(r))
		switch items, _ := c.items(); {
		case err != nil:
		case spaceapi.IsList(r.URL.Path):
			c.setTotal(r, strconv.Itoa(max(0, len(items)-1)))
		default:
			c.header.Add("X-Total-Count", strconv.Itoa(total+1))
		}
	}).OnLists()
}

// total returns the total of a list as the response spells it, or an empty
// string if the response has none.
func (c *captured) total(r *http.Request) string {
	if spaceapi.IsList(r.URL.Path) {
		return string(c.members()["totalCount"])
	}
	return c.header.Get("X-Total-Count")
}

func (c *captured) setTotal(r *http.Request, total string) {
	if spaceapi.IsList(r.URL.Path) {
		c.setBody(setField(c.body.Bytes(), "totalCount", total))
		return
	}
	c.header.Set("X-Total-Count", total)
}

// LinkRelations adds a Link header that is unrelated to paging to the lists of
// licenses.
func LinkRelations() Fault {
	return changing(func(c *captured, _ *http.Request) {
		c.header.Set("Link", `</favicon.ico>; rel="icon", <https://www.jetbrains.com/help/>; rel="help"; title="last", </style.css>; rel="preload stylesheet"; as=style`)
	}).OnLists().OnAccount()
}

// PageAs responds to a request for one page of a list with the items of another
// page. The headers, or total and next, remain those of the requested page.
func PageAs(page, other int) Fault {
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		c := capture(next, r)
		instead := capture(next, atPage(r, other))
		if items, ok := instead.items(); ok {
			c.setItems(items)
		} else {
			c.body = instead.body
		}
		c.send(w)
	}).OnPage(page)
}

// EmptyPage removes the items from one page of a list. The headers, or total
// and next, remain.
func EmptyPage(page int) Fault {
	return changing(func(c *captured, _ *http.Request) {
		if _, ok := c.items(); ok {
			c.setItems([]json.RawMessage{})
		}
	}).OnPage(page)
}

// Overlapping shifts every page except the first, so that it begins with the
// last n items of the previous page. This is what a client sees if the list
// grows at its beginning.
func Overlapping(n int) Fault {
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		c := capture(next, r)
		page := Request{Path: r.URL.Path, Query: r.URL.Query()}.Page()
		items, ok := c.items()
		before, okBefore := capture(next, atPage(r, page-1)).items()
		if ok && okBefore && page > 1 {
			shift := min(n, len(before), len(items))
			c.setItems(slices.Concat(before[len(before)-shift:], items[:len(items)-shift]))
		}
		c.send(w)
	}).OnLists()
}

// atPage returns a request for another page of the same list.
func atPage(r *http.Request, page int) *http.Request {
	if spaceapi.IsList(r.URL.Path) {
		return spaceapi.AtPage(r, page)
	}
	query := r.URL.Query()
	query.Set("page", strconv.Itoa(max(page, 1)))
	other := r.Clone(r.Context())
	other.URL.RawQuery = query.Encode()
	return other
}

// DuplicateKey adds a second member named key to the item with the given index.
// value is the JSON of the member. Indexes start at 0. The items are the
// elements of an array, or of data in a page of a Space. Any other object
// counts as a single item.
func DuplicateKey(index int, key, value string) Fault {
	return rewriteItem(index, func(item []byte) []byte {
		item = bytes.TrimSuffix(bytes.TrimSpace(item), []byte("}"))
		return fmt.Appendf(bytes.Clone(item), ",%q:%s}", key, value)
	})
}

// SetField sets a field of an item to another JSON value. It finds the item as
// [DuplicateKey] does. For example, path "team.id" and value `"x"` produce a
// wrong type. SetField creates missing objects along the path.
func SetField(index int, path, value string) Fault {
	return rewriteItem(index, func(item []byte) []byte { return setField(item, path, value) })
}

// OtherCustomer makes /token name a different customer than the one in the
// request.
func OtherCustomer() Fault {
	return changing(func(c *captured, _ *http.Request) {
		path := "code"
		if c.members()["customer"] != nil {
			path = "customer.code"
		}
		c.setBody(setField(c.body.Bytes(), path, "9999999"))
	}).OnPath(accountapi.Base + "/token")
}

// OtherTeam puts another team's license into a team's lists.
func OtherTeam() Fault {
	return SetField(0, "team", `{"id":999999,"name":"Another team"}`).OnPath(accountapi.Base + "/customer/teams/").OnLists()
}

// OtherProfile makes a Space respond to a request for one profile with another
// profile.
func OtherProfile() Fault {
	return changing(func(c *captured, _ *http.Request) {
		body := setField(c.body.Bytes(), "id", `"another00000"`)
		c.setBody(setField(body, "username", `"another.person"`))
	}).OnPath("/api/http/team-directory/profiles/")
}

// EchoToken puts the request's token into the first name in a successful
// response.
func EchoToken() Fault {
	return changing(func(c *captured, r *http.Request) {
		token := r.Header.Get("X-Api-Key") + strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		if key := firstName(c.body.Bytes()); key != nil && c.status < http.StatusMultipleChoices {
			c.setBody(bytes.Replace(c.body.Bytes(), key, append(key, token...), 1))
		}
	})
}

// firstName returns the first of the known name keys in the body, including the
// quote that opens its text. It returns nil if the body has none.
func firstName(body []byte) []byte {
	for _, key := range []string{`"name":"`, `"username":"`, `"firstName":"`} {
		if bytes.Contains(body, []byte(key)) {
			return []byte(key)
		}
	}
	return nil
}

// SpaceNextRepeats makes next in a Space's lists point to the page that was
// just read, on every page except the first.
func SpaceNextRepeats() Fault {
	return onSpaceLists(func(c *captured, r *http.Request) {
		if skip := r.URL.Query().Get("$skip"); skip != "" && c.members()["next"] != nil {
			c.setBody(setField(c.body.Bytes(), "next", marshal(skip)))
		}
	})
}

// SpaceEndsBelowTotal makes totalCount in a Space's lists n higher than the
// actual number.
func SpaceEndsBelowTotal(n int) Fault {
	return Total(func(_, total int) int { return total + n }).OnSpace().OnLists()
}

// SpaceUnreadable removes fields from every item in a Space's lists and names
// them in $errors, as if the token did not have permission to read them.
func SpaceUnreadable(fields ...string) Fault {
	refusal := marshal(spaceapi.Inaccessible(fields))
	return onSpaceLists(func(c *captured, _ *http.Request) {
		items, ok := c.items()
		for i := range items {
			for _, field := range fields {
				items[i] = setField(items[i], field, "")
			}
			items[i] = setField(items[i], "$errors", refusal)
		}
		if ok {
			c.setItems(items)
		}
	})
}

// SpaceErrorBesideData adds an error with a code to the pages of a Space's
// lists. The data still looks complete.
func SpaceErrorBesideData(code string) Fault {
	return onSpaceLists(func(c *captured, _ *http.Request) {
		body := setField(c.body.Bytes(), "error", marshal(code))
		c.setBody(setField(body, "error_description", marshal("Error injected by the simulator")))
	})
}

// SpacePageErrors adds $errors to the pages of a Space's lists. The data still
// looks complete.
func SpacePageErrors() Fault {
	refusal := marshal(spaceapi.Inaccessible([]string{"data"}))
	return onSpaceLists(func(c *captured, _ *http.Request) {
		c.setBody(setField(c.body.Bytes(), "$errors", refusal))
	})
}

func onSpaceLists(change func(c *captured, r *http.Request)) Fault {
	return changing(change).When(func(r Request) bool { return spaceapi.IsList(r.Path) })
}

func marshal(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic(fmt.Sprintf("simulator: %T has no JSON form: %v", value, err))
	}
	return string(text)
}

// setField sets a field of an object, or removes the field if value is empty.
// It replaces anything that is not an object with an object.
func setField(object []byte, path, value string) []byte {
	name, below, deeper := strings.Cut(path, ".")
	members := membersOf(object)
	switch {
	case deeper:
		members[name] = setField(members[name], below, value)
	case value == "":
		delete(members, name)
	default:
		members[name] = json.RawMessage(value)
	}
	return []byte(marshal(members))
}

func membersOf(object []byte) map[string]json.RawMessage {
	members := map[string]json.RawMessage{}
	if json.Unmarshal(object, &members) != nil || members == nil {
		return map[string]json.RawMessage{}
	}
	return members
}

// rewriteItem changes one item of the response. It does not change a response
// that has no such item.
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

// members returns the members of a response that is an object.
func (c *captured) members() map[string]json.RawMessage { return membersOf(c.body.Bytes()) }

// items returns the items of an array, or of data in an object.
func (c *captured) items() (items []json.RawMessage, ok bool) {
	if items, ok = array(c.body.Bytes()); ok {
		return items, true
	}
	return array(c.members()["data"])
}

// setItems replaces the items that items returned. The new items need not be
// valid JSON.
func (c *captured) setItems(items []json.RawMessage) {
	list := slices.Concat([]byte("["), bytes.Join(asBytes(items), []byte(",")), []byte("]"))
	if _, isArray := array(c.body.Bytes()); isArray {
		c.setBody(list)
		return
	}
	const place = `"put the items here"`
	c.setBody(bytes.Replace(setField(c.body.Bytes(), "data", place), []byte(place), list, 1))
}

func asBytes(items []json.RawMessage) [][]byte {
	list := make([][]byte, len(items))
	for i, item := range items {
		list[i] = item
	}
	return list
}

func (c *captured) setBody(body []byte) { c.body = *bytes.NewBuffer(body) }

// array splits a JSON array into its items.
func array(body []byte) (items []json.RawMessage, ok bool) {
	return items, json.Unmarshal(body, &items) == nil && items != nil
}
