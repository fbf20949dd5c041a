package account

import (
	"fmt"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func itoa(n int) string { return strconv.Itoa(n) }

// responseOf returns a response with the given body, as if it came from the
// API.
func responseOf(body string) *client.Response {
	return &client.Response{
		Method: http.MethodGet, Path: "/path", Header: http.Header{}, Body: []byte(body), ContentType: "application/json",
		Clean: func(text string) string { return value.Printable(text, 300) },
	}
}

// decoder is a client that only decodes responses.
var decoder = &Client{limits: paging.DefaultLimits()}

func some(text string) value.Optional[string] { return value.Some(text) }

func at(year int, month time.Month, day, hour, minute int) time.Time {
	return time.Date(year, month, day, hour, minute, 0, 0, time.UTC)
}

// minimal returns a license with only the required fields, followed by more.
func minimal(more string) string {
	if more != "" {
		more = "," + more
	}
	return `{"licenseId":"AAAAAAAAA1","product":{"code":"II"}` + more + `}`
}

func TestALicenseIsDecodedFieldByField(t *testing.T) {
	base := licensing.License{ID: "AAAAAAAAA1", ProductCode: "II"}
	with := func(change func(*licensing.License)) licensing.License {
		l := base
		change(&l)
		return l
	}
	for _, c := range []struct {
		name, more string
		want       licensing.License
	}{
		{"nothing else", ``, base},
		{"everything null", `"assignee":null,"subscription":null,"perpetual":null,"domain":null,"lastSeen":null,"team":null,
			"isTransferableBetweenTeams":null,"isTrial":null,"isAvailableToAssign":null,"isSuspended":null`, base},
		{"unknown fields of every kind", `"new":1,"newer":[{"a":null}],"newest":{"licenseId":"no"},"LicenseId":"other case"`, base},
		{"booleans", `"isTransferableBetweenTeams":true,"isTrial":true,"isAvailableToAssign":true,"isSuspended":true`,
			with(func(l *licensing.License) { l.Transferable, l.Trial, l.Available, l.Suspended = true, true, true, true })},
		{"one boolean", `"isSuspended":true,"isTrial":false`, with(func(l *licensing.License) { l.Suspended = true })},
		{"domain", `"domain":"acme.example"`, with(func(l *licensing.License) { l.Domain = some("acme.example") })},
		{"empty domain", `"domain":""`, with(func(l *licensing.License) { l.Domain = some("") })},

		{"a team", `"team":{"id":42,"name":"Core"}`, with(func(l *licensing.License) { l.TeamID, l.TeamName = "42", some("Core") })},
		{"a team's ID as text", `"team":{"id":"42"}`, with(func(l *licensing.License) { l.TeamID = "42" })},
		{"a team with an empty name", `"team":{"id":42,"name":""}`, with(func(l *licensing.License) { l.TeamID, l.TeamName = "42", some("") })},
		{"a team with a null name", `"team":{"id":42,"name":null}`, with(func(l *licensing.License) { l.TeamID = "42" })},

		{"a user", `"assignee":{"type":"USER","name":"Ann B","email":"Ann.B@Acme.Example"}`,
			with(func(l *licensing.License) {
				l.AssigneeType, l.Name, l.Email, l.AccountEmail = "USER", some("Ann B"), "ann.b@acme.example", "ann.b@acme.example"
			})},
		{"a user with a masked name", `"assignee":{"type":"USER","name":"A** B****","email":" a@b.example\n"}`,
			with(func(l *licensing.License) {
				l.AssigneeType, l.Name, l.Email, l.AccountEmail = "USER", some("A** B****"), "a@b.example", "a@b.example"
			})},
		{"a user with an internationalized domain", `"assignee":{"type":"USER","email":"Ann@Müller.example"}`,
			with(func(l *licensing.License) {
				l.AssigneeType, l.Letters = "USER", "ann@müller.example"
				l.Email, l.AccountEmail = "ann@xn--mller-kva.example", "ann@xn--mller-kva.example"
			})},
		{"a user without an address", `"assignee":{"type":"USER","name":"Ann"}`,
			with(func(l *licensing.License) { l.AssigneeType, l.Name = "USER", some("Ann") })},
		{"a user with a blank address", `"assignee":{"type":"USER","email":" \t"}`, with(func(l *licensing.License) { l.AssigneeType = "USER" })},
		{"a user without a name", `"assignee":{"type":"USER","name":null,"email":"a@b.example"}`,
			with(func(l *licensing.License) {
				l.AssigneeType, l.Email, l.AccountEmail = "USER", "a@b.example", "a@b.example"
			})},
		{"a user with an empty name", `"assignee":{"type":"USER","name":"","email":"a@b.example"}`,
			with(func(l *licensing.License) {
				l.AssigneeType, l.Name, l.Email, l.AccountEmail = "USER", some(""), "a@b.example", "a@b.example"
			})},
		{"a server", `"assignee":{"type":"SERVER","uid":"srv-1","serverType":"LICENSE_VAULT"}`,
			with(func(l *licensing.License) {
				l.AssigneeType, l.ServerUID, l.ServerType = "SERVER", some("srv-1"), some("LICENSE_VAULT")
			})},
		{"a server that says nothing", `"assignee":{"type":"SERVER","uid":null}`,
			with(func(l *licensing.License) { l.AssigneeType = "SERVER" })},
		{"a license key", `"assignee":{"type":"LICENSE_KEY","registrationName":"CI","key":"K","legacyKey":"L"}`,
			with(func(l *licensing.License) { l.AssigneeType, l.Name = "LICENSE_KEY", some("CI") })},
		{"fields of other types of assignee", `"assignee":{"type":"SERVER","name":"x","email":"x@y.example","registrationName":"z"}`,
			with(func(l *licensing.License) { l.AssigneeType = "SERVER" })},

		{"a subscription", `"subscription":{"validUntilDate":"2026-12-31T00:00:00.000+03:00","subscriptionPackRef":"1215/1JGQR","isAutomaticallyRenewed":true,"isOutdated":false}`,
			with(func(l *licensing.License) {
				l.Subscription, l.ValidUntil, l.SubscriptionPack, l.AutoRenewed = true, at(2026, 12, 30, 21, 0), some("1215/1JGQR"), value.Some(true)
				l.ValidUntilDate = 20261231
			})},
		{"a subscription that is outdated", `"subscription":{"isOutdated":true,"subscriptionPackRef":"x"}`,
			with(func(l *licensing.License) {
				l.Subscription, l.Expired, l.SubscriptionPack, l.AutoRenewed = true, true, some("x"), value.Some(false)
			})},
		{"a subscription with nothing in it", `"subscription":{}`,
			with(func(l *licensing.License) {
				l.Subscription, l.RenewalStopped, l.AutoRenewed = true, true, value.Some(false)
			})},
		{"no pack", `"subscription":{"subscriptionPackRef":null}`,
			with(func(l *licensing.License) {
				l.Subscription, l.RenewalStopped, l.AutoRenewed = true, true, value.Some(false)
			})},
		{"no pack as text", `"subscription":{"subscriptionPackRef":"null"}`,
			with(func(l *licensing.License) {
				l.Subscription, l.RenewalStopped, l.AutoRenewed = true, true, value.Some(false)
			})},
		{"a perpetual license", `"perpetual":{"upgradeDueDate":"2020-10-21T00:00:00.000+00:00","isOutdated":true}`,
			with(func(l *licensing.License) {
				l.Perpetual, l.PerpetualOutdated, l.UpgradeDue = true, value.Some(true), at(2020, 10, 21, 0, 0)
				l.UpgradeDueDate = 20201021
			})},
		{"a perpetual license without a date", `"perpetual":{"upgradeDueDate":null}`, with(func(l *licensing.License) { l.Perpetual, l.PerpetualOutdated = true, value.Some(false) })},

		{"last seen", `"lastSeen":{"lastSeenDate":"2026-11-20T10:00:00.000-05:00","lastAssignmentDate":"2026-01-02T03:04:00.000+05:30","isOfflineCodeGenerated":true}`,
			with(func(l *licensing.License) {
				l.LastSeen, l.LastAssigned, l.OfflineCode = at(2026, 11, 20, 15, 0), at(2026, 1, 1, 21, 34), true
				l.LastSeenDate, l.LastAssignedDate = 20261120, 20260102
			})},
		{"assigned and never seen", `"lastSeen":{"lastAssignmentDate":"2026-01-02T03:04:00.000+00:00","isOfflineCodeGenerated":false}`,
			with(func(l *licensing.License) { l.LastAssigned, l.LastAssignedDate = at(2026, 1, 2, 3, 4), 20260102 })},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := decoder.decodeLicense(responseOf(minimal(c.more)))
			if err != nil || got != c.want {
				t.Errorf("one license: %v (-want +got):\n%s", err, cmp.Diff(c.want, got))
			}
			page, err := decoder.decodeLicenses(responseOf("[" + minimal(c.more) + "]"))
			if err != nil || len(page) != 1 || page[0] != c.want {
				t.Errorf("a page: %v (-want +got):\n%s", err, cmp.Diff([]licensing.License{c.want}, page))
			}
		})
	}
}

func TestProductNames(t *testing.T) {
	for product, want := range map[string]value.Optional[string]{
		`{"code":"II","name":"IntelliJ IDEA"}`: some("IntelliJ IDEA"),
		`{"code":"II","name":""}`:              some(""),
		`{"code":"II","name":null}`:            {},
		`{"code":"II"}`:                        {},
	} {
		l, err := decoder.decodeLicense(responseOf(`{"licenseId":"A","product":` + product + `}`))
		if err != nil || l.ProductName != want {
			t.Errorf("%s: name is %+v, %v, want %+v", product, l.ProductName, err, want)
		}
	}
}

func TestALicenseThatBreaksTheRulesIsADecodeError(t *testing.T) {
	const named, other = "license A: ", "license AAAAAAAAA1: "
	for _, c := range []struct{ name, body, subject, want string }{
		{"no ID", `{"product":{"code":"II"}}`, "", "/licenseId: missing or empty"},
		{"null ID", `{"licenseId":null,"product":{"code":"II"}}`, "", "/licenseId: missing or empty"},
		{"empty ID", `{"licenseId":"","product":{"code":"II"}}`, "", "/licenseId: missing or empty"},
		{"ID in another case only", `{"LicenseID":"A","product":{"code":"II"}}`, "", "/licenseId: missing or empty"},
		{"ID of the wrong type", `{"licenseId":7}`, "", "/licenseId: a number is not valid here"},
		{"ID of other letters", `{"licenseId":"Ä","product":{"code":"II"}}`, "", "/licenseId: not an ID of letters and digits"},
		{"ID that is a path", `{"licenseId":"../A","product":{"code":"II"}}`, "", "/licenseId: not an ID of letters and digits"},
		{"ID that goes on", `{"licenseId":"` + strings.Repeat("A", 65) + `","product":{"code":"II"}}`, "", "/licenseId: longer than any ID"},
		{"null", `null`, "", "/licenseId: missing or empty"},
		{"a list", `[]`, "", "a list is not valid here"},
		{"no product", `{"licenseId":"A"}`, named, "/product: missing"},
		{"null product", `{"licenseId":"A","product":null}`, named, "/product: missing"},
		{"no code", `{"licenseId":"A","product":{"name":"x"}}`, named, "/product/code: missing or empty"},
		{"empty code", `{"licenseId":"A","product":{"code":""}}`, named, "/product/code: missing or empty"},
		{"a code of other letters", `{"licenseId":"A","product":{"code":"e\u0301"}}`, named, "/product/code: not a code of letters and digits"},
		{"product of the wrong type", `{"licenseId":"A","product":"II"}`, "", "/product: a string is not valid here"},
		{"assignee of the wrong type", minimal(`"assignee":"a"`), "", "/assignee: a string is not valid here"},
		{"an assignee without a type", minimal(`"assignee":{"email":"a@b.example"}`), other, "/assignee/type: missing"},
		{"an unknown type of assignee", minimal(`"assignee":{"type":"ROBOT"}`), other, "/assignee/type: not one of USER, SERVER, and LICENSE_KEY"},
		{"a type in lower case", minimal(`"assignee":{"type":"user","email":"a@b.example"}`), other, "/assignee/type: not one of USER, SERVER, and LICENSE_KEY"},
		{"a team without an ID", minimal(`"team":{"name":"Core"}`), other, "/team/id: missing"},
		{"a team's ID that is no number", minimal(`"team":{"id":"core"}`), other, "/team/id: not a whole number"},
		{"a list as team", minimal(`"team":[]`), "", "/team: a list is not valid here"},
		{"a bad date", minimal(`"subscription":{"validUntilDate":"soon"}`), other, "/subscription/validUntilDate: not a date and time with an offset, such as 2023-05-20T00:00:00.000+03:00"},
		{"a date in the year 1", minimal(`"lastSeen":{"lastSeenDate":"0001-01-01T00:00:00Z"}`), other, "/lastSeen/lastSeenDate: not a plausible year (1)"},
		{"a bad date of the assignment", minimal(`"lastSeen":{"lastAssignmentDate":""}`), other, "/lastSeen/lastAssignmentDate: not a date and time with an offset, such as 2023-05-20T00:00:00.000+03:00"},
		{"a bad date of the upgrade", minimal(`"perpetual":{"upgradeDueDate":"soon"}`), other, "/perpetual/upgradeDueDate: not a date and time with an offset, such as 2023-05-20T00:00:00.000+03:00"},
		{"a date as a number", minimal(`"perpetual":{"upgradeDueDate":1684530000000}`), "", "/perpetual/upgradeDueDate: a number is not valid here"},
		{"a boolean as text", minimal(`"isTrial":"true"`), "", "/isTrial: a string is not valid here"},
		{"a name twice", minimal(`"isTrial":true,"isTrial":false`), "", "/isTrial: an object contains the same name twice"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if strings.HasPrefix(c.body, "{") {
				_, err := decoder.decodeLicense(responseOf(c.body))
				e := clienttest.WantError[*client.DecodeError](t, err)
				if want := "GET /path: " + c.subject + c.want; e.Error() != want || e.Size != len(c.body) {
					t.Errorf("one license: %q, want %q", e, want)
				}
			}
			got, err := decoder.decodeLicenses(responseOf(`[{"licenseId":"Z","product":{"code":"X"}},` + c.body + "]"))
			e := clienttest.WantError[*client.DecodeError](t, err)
			want := c.want
			if !strings.HasPrefix(want, "/") {
				want = ": " + want
			}
			if want = "GET /path: " + c.subject + "/1" + want; e.Error() != want || got != nil {
				t.Errorf("second on a page: %q, want %q", e, want)
			}
		})
	}
}

func TestAPageWithFarTooManyLicensesFailsEarly(t *testing.T) {
	body := func(rows int, end string) string {
		return "[" + strings.Repeat(minimal("")+",", rows-1) + minimal("") + end
	}
	if got, err := decoder.decodeLicenses(responseOf(body(2000, "]"))); err != nil || len(got) != 2000 {
		t.Errorf("%d licenses, %v", len(got), err)
	}
	got, err := decoder.decodeLicenses(responseOf(body(2001, "and this is not even read")))
	if e := clienttest.WantError[*paging.PageTooLargeError](t, err); e.Asked != 200 || e.Limit != 2000 || got != nil {
		t.Errorf("%d licenses, %v", len(got), err)
	}
}

// A license key must not get into the data or a message, regardless of its type
// and of any other errors in the response.
func TestALicenseKeyGoesNowhere(t *testing.T) {
	const key = "SECRET-LICENSE-KEY-1"
	values := []string{
		`"` + key + `"`, `["` + key + `"]`, `{"` + key + `":1}`, `{"a":"` + key + `"}`, `{"` + key + `":1,"` + key + `":2}`,
		`{"` + key + `":{"` + key + `":1,"` + key + `":2}}`, `"` + key, `"` + key + "\xff\"", `"` + key + `\ud800"`, key, `{"` + key + `":`, `{"` + key + "\xff\":1}",
		`"` + key + `","key":"` + key + `"`, `"` + key + `","isTrial":"` + key + `"`, `"` + key + `","type":7`, `null,"name":["` + key + `"]`,
	}
	for _, name := range []string{"key", "legacyKey"} {
		for _, value := range values {
			for _, kind := range []string{`"LICENSE_KEY"`, `"` + key + `"`, `"USER"`, `7`, `{"` + key + `":1}`} {
				for _, after := range []string{``, `,"isTrial":"` + key + `"`, `,"team":{"id":"` + key + `"}`, `,"subscription":{"validUntilDate":"` + key + `"}`} {
					body := `{"licenseId":"A","product":{"code":"II"},"assignee":{"` + name + `":` + value + `,"type":` + kind + `}` + after + `}`
					got, err := decoder.decodeLicense(responseOf(body))
					page, pageErr := decoder.decodeLicenses(responseOf("[" + body + "]"))
					if text := fmt.Sprintf("%+v %#v %+v %#v", got, got, page, page); strings.Contains(text, "SECRET") {
						t.Fatalf("the data of %s hold the key: %s", body, text)
					}
					for _, err := range []error{err, pageErr} {
						if text := fmt.Sprintf("%v %#v", err, err); strings.Contains(text, "SECRET") {
							t.Fatalf("the error about %s holds the key: %s", body, text)
						}
					}
				}
			}
		}
	}
}

// The wire structs have no field for a key, so the client never decodes it.
func TestNoWireStructNamesAKey(t *testing.T) {
	var look func(reflect.Type)
	look = func(of reflect.Type) {
		for of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice {
			of = of.Elem()
		}
		if of.Kind() != reflect.Struct {
			return
		}
		for i := range of.NumField() {
			if name := strings.ToLower(of.Field(i).Tag.Get("json")); strings.Contains(name, "key") || strings.Contains(name, "inline") || strings.Contains(name, "embed") {
				t.Errorf("%s has the field %q", of, name)
			}
			look(of.Field(i).Type)
		}
	}
	look(reflect.TypeFor[wireLicense]())
}

func TestIdsAreWholeNumbers(t *testing.T) {
	for value, want := range map[string]string{
		`0`: "0", `42`: "42", `"42"`: "42", `"007"`: "7", `9223372036854775807`: "9223372036854775807", `"\u0034"`: "4",
	} {
		if got, err := number("/field", []byte(value)); err != nil || got != want {
			t.Errorf("number(%s) = %q, %v, want %q", value, got, err, want)
		}
	}
	for _, value := range []string{
		`-1`, `1.0`, `1e3`, `9223372036854775808`, `1e400`, strings.Repeat("9", 1000), `true`, `{}`, `[]`, `[42]`,
		`""`, `" 42"`, `"4_2"`, `"0x2a"`, `"+42"`, `"-1"`, `"42.0"`, `"SECRET"`, `"\u0000"`, "\"\xff\"", `"`, `"42`, `x`,
	} {
		if got, err := number("/field", []byte(value)); err == nil || err.Error() != "/field: not a whole number" {
			t.Errorf("number(%.30s) = %q, %v, want an error that quotes nothing", value, got, err)
		}
	}
	for _, value := range []string{"", "null"} {
		if got, err := number("/field", []byte(value)); err == nil || err.Error() != "/field: missing" {
			t.Errorf("number(%s) = %q, %v", value, got, err)
		}
	}
}

func TestAPointerEndsAtALicenseKey(t *testing.T) {
	for pointer, want := range map[string]string{
		"/0/assignee/key/SECRET": "/0/assignee/key", "/assignee/legacyKey/a/b": "/assignee/legacyKey", "/assignee/key": "/assignee/key", "/keyed/x": "/keyed/x", "": "",
		"/key/SECRET": "/key", "/legacyKey/key/SECRET": "/legacyKey",
	} {
		if got := publicPart(pointer); got != want {
			t.Errorf("%q: %q, want %q", pointer, got, want)
		}
	}
}
