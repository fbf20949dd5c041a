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

// Total changes the total of a list, X-Total-Count or in a list of a Space
// totalCount: change gets the page asked for and the true total. Requests that
// are not for a list are left alone, and so is a total that is null.
func Total(change func(page, total int) int) Fault {
	return changing(func(c *captured, r *http.Request) {
		if total, err := strconv.Atoi(c.total(r)); err == nil {
			page := Request{Path: r.URL.Path, Query: r.URL.Query()}.Page()
			c.setTotal(r, strconv.Itoa(change(page, total)))
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
		case spaceapi.IsList(r.URL.Path):
			c.setTotal(r, marshal(text))
		default:
			c.setTotal(r, text)
		}
	}).OnLists()
}

// TotalContradiction makes the total contradict itself: the Account API sends
// two different X-Total-Count headers, a Space a totalCount below the number of
// items on the page.
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

// total is the total of a list as the response spells it, empty if it has none.
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

// LinkRelations gives a list of licenses a Link header that has nothing to do
// with paging.
func LinkRelations() Fault {
	return changing(func(c *captured, _ *http.Request) {
		c.header.Set("Link", `</favicon.ico>; rel="icon", <https://www.jetbrains.com/help/>; rel="help"; title="last", </style.css>; rel="preload stylesheet"; as=style`)
	}).OnLists().OnAccount()
}

// PageAs responds to a request for one page of a list with the items of another
// page, and headers, or total and next, of its own.
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

// EmptyPage leaves the items of one page of a list out. Headers, total and next
// stay.
func EmptyPage(page int) Fault {
	return changing(func(c *captured, _ *http.Request) {
		if _, ok := c.items(); ok {
			c.setItems([]json.RawMessage{})
		}
	}).OnPage(page)
}

// Overlapping shifts every page but the first so that it begins with the last n
// items of the page before: the list has grown at its beginning.
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

// atPage is the request for another page of the same list.
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

// DuplicateKey gives item number index of the response a second member called
// key, value being its JSON. The items, counted from 0, are those of an array or
// of data in a page of a Space; any other object is its own only item.
func DuplicateKey(index int, key, value string) Fault {
	return rewriteItem(index, func(item []byte) []byte {
		item = bytes.TrimSuffix(bytes.TrimSpace(item), []byte("}"))
		return fmt.Appendf(bytes.Clone(item), ",%q:%s}", key, value)
	})
}

// SetField gives an item of the response, found as in [DuplicateKey], another
// JSON value in one field: "team.id" with `"x"` is a wrong type. An object that
// is absent on the way is made.
func SetField(index int, path, value string) Fault {
	return rewriteItem(index, func(item []byte) []byte { return setField(item, path, value) })
}

// OtherCustomer makes /token name another customer than the one asked for.
func OtherCustomer() Fault {
	return changing(func(c *captured, _ *http.Request) {
		path := "code"
		if c.members()["customer"] != nil {
			path = "customer.code"
		}
		c.setBody(setField(c.body.Bytes(), path, "9999999"))
	}).OnPath(accountapi.Base + "/token")
}

// OtherTeam puts a license of another team into the lists of a team.
func OtherTeam() Fault {
	return SetField(0, "team", `{"id":999999,"name":"Another team"}`).OnPath(accountapi.Base + "/customer/teams/").OnLists()
}

// OtherProfile makes a Space respond to a request for one profile with another.
func OtherProfile() Fault {
	return changing(func(c *captured, _ *http.Request) {
		body := setField(c.body.Bytes(), "id", `"another00000"`)
		c.setBody(setField(body, "username", `"another.person"`))
	}).OnPath("/api/http/team-directory/profiles/")
}

// EchoToken puts the token of the request into the first name of a response
// that is successful.
func EchoToken() Fault {
	return changing(func(c *captured, r *http.Request) {
		token := r.Header.Get("X-Api-Key") + strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		if key := firstName(c.body.Bytes()); key != nil && c.status < http.StatusMultipleChoices {
			c.setBody(bytes.Replace(c.body.Bytes(), key, append(key, token...), 1))
		}
	})
}

// firstName is the first of the keys of names that a body has, with the quote
// that opens its text; nil if there is none.
func firstName(body []byte) []byte {
	for _, key := range []string{`"name":"`, `"username":"`, `"firstName":"`} {
		if bytes.Contains(body, []byte(key)) {
			return []byte(key)
		}
	}
	return nil
}

// SpaceNextRepeats makes next of a Space's lists lead to the page that has just
// been read, on every page but the first.
func SpaceNextRepeats() Fault {
	return onSpaceLists(func(c *captured, r *http.Request) {
		if skip := r.URL.Query().Get("$skip"); skip != "" && c.members()["next"] != nil {
			c.setBody(setField(c.body.Bytes(), "next", marshal(skip)))
		}
	})
}

// SpaceEndsBelowTotal makes totalCount of a Space's lists n more than there is.
func SpaceEndsBelowTotal(n int) Fault {
	return Total(func(_, total int) int { return total + n }).OnSpace().OnLists()
}

// SpaceUnreadable leaves fields out of every item of a Space's lists and names
// them in $errors, as if the token might not read them.
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

// SpaceErrorBesideData gives the pages of a Space's lists an error with a code
// along with data that seems complete.
func SpaceErrorBesideData(code string) Fault {
	return onSpaceLists(func(c *captured, _ *http.Request) {
		body := setField(c.body.Bytes(), "error", marshal(code))
		c.setBody(setField(body, "error_description", marshal("Error injected by the simulator")))
	})
}

// SpacePageErrors gives the pages of a Space's lists $errors along with data that seems
// complete.
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

// setField sets a field of an object, or removes it if value is empty. What is
// no object becomes one.
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

// rewriteItem changes one item of the response. A response that has no such item
// is left alone.
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

// members are the members of a response that is an object.
func (c *captured) members() map[string]json.RawMessage { return membersOf(c.body.Bytes()) }

// items are those of an array, or of data in an object.
func (c *captured) items() (items []json.RawMessage, ok bool) {
	if items, ok = array(c.body.Bytes()); ok {
		return items, true
	}
	return array(c.members()["data"])
}

// setItems replaces what items returned. The items need not be JSON.
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
