package account

import (
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func TestTokenOfAnOrganization(t *testing.T) {
	none := value.Optional[string]{}
	organization := func(code string, licensee bool) licensing.Account {
		return licensing.Account{
			Scope: licensing.ScopeOrganization, CustomerCode: code, Teams: []licensing.TeamRole{},
			PrimaryLicensee: value.Some(licensee), PrimaryTechnicalContact: value.Some(false), PrimaryBillingContact: value.Some(false),
		}
	}
	with := func(a licensing.Account, change func(*licensing.Account)) licensing.Account { change(&a); return a }
	for _, c := range []struct {
		name, body string
		want       licensing.Account
	}{
		{
			"everything",
			`{"type":"CUSTOMER","code":1234567,"name":"Acme","role":"PRIMARY_CONTACT",
				"contactFlags":{"isPrimaryLicensee":true,"isPrimaryTechnical":false,"isPrimaryBilling":false},
				"teams":[{"id":98,"name":"Mobile","role":"VIEWER"},{"id":1042,"name":"Core","role":"ADMIN"}]}`,
			with(organization("1234567", true), func(a *licensing.Account) {
				a.CustomerName, a.Role = some("Acme"), some("PRIMARY_CONTACT")
				a.Teams = []licensing.TeamRole{{ID: "1042", Name: some("Core"), Role: some("ADMIN")}, {ID: "98", Name: some("Mobile"), Role: some("VIEWER")}}
			}),
		},
		{
			"nothing that may be left out",
			`{"type":"CUSTOMER","code":1234567}`,
			organization("1234567", false),
		},
		{
			"null for it",
			`{"type":"CUSTOMER","code":1234567,"name":null,"role":null,"contactFlags":null,"teams":null,"team":null,"customer":null}`,
			organization("1234567", false),
		},
		{
			"the code as text, an unknown role, a team without name and role",
			`{"type":"CUSTOMER","code":"1234567","name":"","role":"OWNER","teams":[{"id":1,"new":true}]}`,
			with(organization("1234567", false), func(a *licensing.Account) {
				a.CustomerName, a.Role, a.Teams = some(""), some("OWNER"), []licensing.TeamRole{{ID: "1", Name: none, Role: none}}
			}),
		},
		{
			"a team listed twice",
			`{"type":"CUSTOMER","code":1,"teams":[{"id":7,"name":"A"},{"id":3},{"id":7,"name":"A"}]}`,
			with(organization("1", false), func(a *licensing.Account) {
				a.Teams = []licensing.TeamRole{{ID: "3"}, {ID: "7", Name: some("A")}}
			}),
		},
		{
			"a team's token",
			`{"type":"TEAM","team":{"id":98,"name":"Mobile","role":"ADMIN"},"customer":{"code":1234567,"name":"Acme"}}`,
			licensing.Account{Scope: "team", CustomerCode: "1234567", CustomerName: some("Acme"), Teams: []licensing.TeamRole{{ID: "98", Name: some("Mobile"), Role: some("ADMIN")}}},
		},
		{
			"a team's token with the least",
			`{"type":"TEAM","team":{"id":98},"customer":{"code":1234567},"teams":[{"id":"not looked at"}],"role":"ADMIN"}`,
			licensing.Account{Scope: "team", CustomerCode: "1234567", Teams: []licensing.TeamRole{{ID: "98"}}},
		},
	} {
		got, err := decodeToken(responseOf(c.body))
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v (-want +got):\n%s", c.name, err, cmp.Diff(c.want, got))
		}
	}
}

func TestTokenNonsenseIsAnError(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{`{}`, "/type: neither CUSTOMER nor TEAM"},
		{`{"type":null}`, "/type: neither CUSTOMER nor TEAM"},
		{`{"type":""}`, "/type: neither CUSTOMER nor TEAM"},
		{`{"type":"customer","code":1}`, "/type: neither CUSTOMER nor TEAM"},
		{`{"type":"USER","code":1}`, "/type: neither CUSTOMER nor TEAM"},
		{`{"type":1}`, "/type: a number is not valid here"},
		{`{"type":"CUSTOMER"}`, "/code: missing"},
		{`{"type":"CUSTOMER","code":null}`, "/code: missing"},
		{`{"type":"CUSTOMER","code":"abc"}`, "/code: not a whole number"},
		{`{"type":"CUSTOMER","code":-5}`, "/code: not a whole number"},
		{`{"type":"CUSTOMER","code":1.5}`, "/code: not a whole number"},
		{`{"type":"CUSTOMER","code":1e9}`, "/code: not a whole number"},
		{`{"type":"CUSTOMER","code":{"a":1}}`, "/code: not a whole number"},
		{`{"type":"CUSTOMER","code":1,"teams":{}}`, "/teams: an object is not valid here"},
		{`{"type":"CUSTOMER","code":1,"teams":[null]}`, "/teams/0/id: missing"},
		{`{"type":"CUSTOMER","code":1,"teams":[{"name":"x"}]}`, "/teams/0/id: missing"},
		{`{"type":"CUSTOMER","code":1,"teams":[{"id":"../../x"}]}`, "/teams/0/id: not a whole number"},
		{`{"type":"CUSTOMER","code":1,"teams":[{"id":1,"name":"a"},{"id":1,"name":"b"}]}`, "/teams: the same team appears twice, with different names or roles"},
		{`{"type":"CUSTOMER","code":1,"teams":[{"id":2,"name":"a"},{"id":1},{"id":2,"name":"b"}]}`, "/teams: the same team appears twice, with different names or roles"},
		{`{"type":"TEAM"}`, "/team: missing"},
		{`{"type":"TEAM","team":{"id":1}}`, "/customer: missing"},
		{`{"type":"TEAM","customer":{"code":1}}`, "/team: missing"},
		{`{"type":"TEAM","team":{},"customer":{"code":1}}`, "/team/id: missing"},
		{`{"type":"TEAM","team":{"id":"1/../2"},"customer":{"code":1}}`, "/team/id: not a whole number"},
		{`{"type":"TEAM","team":{"id":1},"customer":{}}`, "/customer/code: missing"},
	} {
		_, err := decodeToken(responseOf(c.body))
		if e := clienttest.WantError[*client.DecodeError](t, err); !strings.HasSuffix(e.Error(), c.want) {
			t.Errorf("%s: %q, want %q", c.body, e, c.want)
		}
	}
}

var tenRows = paging.DefaultLimits().Whole("/products", 10, 0)

// A dictionary has a limit, like every other list, whether it is read for the
// catalog or because a license lacks the name of its product.
func TestADictionaryIsLimited(t *testing.T) {
	api := fake(t, func(req *http.Request) (*http.Response, error) {
		switch strings.TrimPrefix(req.URL.Path, apiPath) {
		case tokenPath:
			return clienttest.Reply(200, `{"type":"CUSTOMER","code":1234567}`), nil
		case licensesPath:
			return clienttest.Reply(200, "["+minimal("")+"]", "X-Total-Count", "1"), nil
		default:
			return clienttest.Reply(200, `[{"code":"A","name":"a"},{"code":"B","name":"b"},{"code":"C","name":"c"}]`), nil
		}
	})
	api.limits.Rows = 2
	_, err := api.Organization(t.Context())
	if e := clienttest.WantError[*paging.ListTooLargeError](t, err); e.Path != productsPath || e.Rows != 2 {
		t.Errorf("error is %+v", e)
	}
	_, err = api.Catalog(t.Context())
	clienttest.WantError[*paging.ListTooLargeError](t, err)
}

func TestProductsAreAFlatDictionary(t *testing.T) {
	got, err := decodeDictionary(responseOf(`[{"code":"II","name":"IDEA"},{"code":"X","name":null},{"name":"no code"},null,{"code":"WS","name":"WebStorm","new":[]}]`), tenRows)
	if diff := cmp.Diff(map[string]string{"II": "IDEA", "WS": "WebStorm"}, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	for _, body := range []string{`{}`, `null`, ``, `[{"code":7}]`, `["II"]`, `[{"code":"II"}`} {
		if _, err := decodeDictionary(responseOf(body), tenRows); err == nil {
			t.Errorf("%q was taken", body)
		}
	}
}
