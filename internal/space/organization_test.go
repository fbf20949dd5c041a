package space

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

func TestOrganizationNamesTheOwnerOfTheToken(t *testing.T) {
	t.Parallel()
	notFound := says(http.StatusNotFound, obj{"error": "not-found"})
	for name, test := range map[string]struct {
		me, application http.HandlerFunc
		kind            directory.PrincipalKind
		principal       value.Optional[string]
		unreadable      directory.Fields
	}{
		"a person":                        {says(http.StatusOK, obj{"username": "ann"}), denied(), "user", value.Some("ann"), 0},
		"a person without name":           {says(http.StatusOK, refuse(obj{}, "username")), denied(), "user", value.Optional[string]{}, directory.PrincipalName},
		"a person with more fields":       {says(http.StatusOK, obj{"id": "1", "username": "ann", "name": obj{"firstName": "Ann", "lastName": "B"}, "emails": 7}), denied(), "user", value.Some("ann"), 0},
		"an application with more fields": {denied(), says(http.StatusOK, obj{"name": "Audit", "username": obj{}, "owner": obj{"name": obj{}}}), "application", value.Some("Audit"), 0},
		"an application":                  {denied(), says(http.StatusOK, obj{"name": "Audit"}), "application", value.Some("Audit"), 0},
		"an application without name":     {denied(), says(http.StatusOK, refuse(obj{}, "name")), "application", value.Optional[string]{}, directory.PrincipalName},
		"an application by 404":           {notFound, says(http.StatusOK, obj{"name": "Audit"}), "application", value.Some("Audit"), 0},
		"unknown, twice denied":           {denied(), denied(), "", value.Optional[string]{}, 0},
		"unknown, no app":                 {denied(), notFound, "", value.Optional[string]{}, 0},
		"unknown, bad request":            {denied(), says(http.StatusBadRequest, obj{"error": "request-error"}), "", value.Optional[string]{}, 0},
		"unknown, null":                   {says(http.StatusOK, "null"), says(http.StatusOK, "null"), "", value.Optional[string]{}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, s := newSpace(t, map[string]http.HandlerFunc{
				"/organization":       says(http.StatusOK, obj{"id": "1", "orgId": "2", "name": "Acme", "createdAt": int64(1600000000000)}),
				profilesPath + "/me":  test.me,
				"/applications/me":    test.application,
				"/unused/by/anything": denied(),
			})
			got, err := c.Organization(t.Context())
			want := directory.Organization{Partial: directory.Partial{Unreadable: test.unreadable}, ID: "1", Name: value.Some("Acme"), URL: c.url, Principal: test.kind, PrincipalName: test.principal}
			if err != nil || got != want || !strings.HasPrefix(got.URL, "http://127.0.0.1:") {
				t.Errorf("%v (-want +got):\n%s", err, cmp.Diff(want, got))
			}
			before := s.total()
			if _, err := c.Organization(t.Context()); err != nil || s.total() != before {
				t.Errorf("asked again: %v", err)
			}
		})
	}
}

func TestTheAddressOfAnOrganizationEndsWithoutASlash(t *testing.T) {
	t.Parallel()
	c, _ := inProcess(t, map[string]http.HandlerFunc{
		organizationPath: says(http.StatusOK, obj{"id": "1"}), profilesPath + "/me": denied(), "/applications/me": denied(),
	}, func(c *Config) { c.URL = clienttest.URL(t, "https://space.example/") })
	if got, err := c.Organization(t.Context()); err != nil || got.URL != "https://space.example" {
		t.Errorf("organization is %+v, %v", got, err)
	}
}

func TestOrganizationWithoutANameThatTheTokenMayRead(t *testing.T) {
	t.Parallel()
	c, _ := inProcess(t, map[string]http.HandlerFunc{
		organizationPath: says(http.StatusOK, refuse(obj{"id": "1"}, "name")), profilesPath + "/me": says(http.StatusOK, refuse(obj{}, "username")),
	})
	got, err := c.Organization(t.Context())
	if err != nil || got.ID != "1" || got.Name.Set || got.Unreadable != directory.OrganizationName|directory.PrincipalName {
		t.Errorf("organization is %+v, %v", got, err)
	}
}

func TestOrganizationThatCannotBeReadIsAnError(t *testing.T) {
	t.Parallel()
	good := says(http.StatusOK, obj{"id": "1", "name": "Acme"})
	down := says(http.StatusInternalServerError, obj{"error": "internal-server-error"})
	for name, test := range map[string]struct {
		organization, me http.HandlerFunc
		text             string
	}{
		"organization denied": {denied(), says(http.StatusOK, obj{"username": "ann"}), "GET /organization: status 403 permission-denied: Access denied"},
		"no ID":               {says(http.StatusOK, obj{"name": "Acme"}), says(http.StatusOK, obj{"username": "ann"}), "GET /organization: /id: missing"},
		"null":                {says(http.StatusOK, "null"), says(http.StatusOK, obj{"username": "ann"}), "null, but an object"},
		"profile is down":     {good, down, "GET /team-directory/profiles/me: status 500 internal-server-error"},
		"profile is a list":   {good, says(http.StatusOK, "[]"), "a list, but an object"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, _ := newSpace(t, map[string]http.HandlerFunc{"/organization": test.organization, profilesPath + "/me": test.me})
			got, err := c.Organization(t.Context())
			wantText(t, err, test.text)
			if got != (directory.Organization{}) {
				t.Errorf("with the error came %+v", got)
			}
		})
	}
}
