package space

import (
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/paging"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

var annIsThere = says(http.StatusOK, obj{"id": "7", "username": "ann"})

func TestPermissionsAreAskedOnceForEachCode(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		target directory.PermissionTarget
		body   string
	}{
		"organization": {directory.PermissionTarget{}, `{"className":"GlobalPermissionTarget"}`},
		"project":      {directory.PermissionTarget{ProjectKey: "WEB"}, `{"className":"ProjectPermissionTarget","project":"key:WEB"}`},
		"team":         {directory.PermissionTarget{TeamID: "t1"}, `{"className":"TeamPermissionTarget","team":"t1"}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, s := newSpace(t, map[string]http.HandlerFunc{profilesPath + "/username:ann": annIsThere})
			s.handlers[checkPermissionPath] = func(w http.ResponseWriter, _ *http.Request) {
				s.mu.Lock()
				body := s.bodies[len(s.bodies)-1]
				s.mu.Unlock()
				reply(w, http.StatusOK, strings.Contains(body, "Profile.View"))
			}
			for range 2 {
				got, err := c.CheckPermissions(t.Context(), "ann", []string{"Profile.View"}, test.target)
				if err != nil || !maps.Equal(got, map[string]bool{"Profile.View": true}) {
					t.Errorf("granted is %v, %v", got, err)
				}
			}
			want := `{"principal":"profile:id:7","uniqueRightCode":"Profile.View","target":` + test.body + `}`
			if body := s.bodies[len(s.bodies)-1]; body != want {
				t.Errorf("sent %s\nwant %s", body, want)
			}
			if s.total() != 2 {
				t.Errorf("requests are %v", s.requests)
			}
		})
	}
}

func TestPermissionsOfManyCodes(t *testing.T) {
	t.Parallel()
	c, s := newSpace(t, map[string]http.HandlerFunc{
		profilesPath + "/username:ann": annIsThere,
		checkPermissionPath:            says(http.StatusOK, " false\n"),
	})
	codes := []string{"b", "a", "b", "c"}
	got, err := c.CheckPermissions(t.Context(), "ann", codes, directory.PermissionTarget{})
	if err != nil || !maps.Equal(got, map[string]bool{"a": false, "b": false, "c": false}) || s.asked(checkPermissionPath) != 3 {
		t.Errorf("granted is %v, %v", got, err)
	}
	if !slices.Equal(codes, []string{"b", "a", "b", "c"}) {
		t.Errorf("the codes were changed to %v", codes)
	}
}

func TestTheFirstRejectedCodeIsReportedWhateverTheOrder(t *testing.T) {
	t.Parallel()
	c, _ := inProcess(t, map[string]http.HandlerFunc{
		profilesPath + "/username:ann": annIsThere, checkPermissionPath: says(http.StatusBadRequest, obj{"error": "validation-error"}),
	})
	for _, codes := range [][]string{{"c", "a", "b"}, {"a", "b", "c"}} {
		_, err := c.CheckPermissions(t.Context(), "ann", codes, directory.PermissionTarget{})
		if e := clienttest.WantError[*PermissionCodeError](t, err); e.Code != "a" {
			t.Errorf("%v: code is %q", codes, e.Code)
		}
	}
}

func TestUsernamesCompareWithoutCase(t *testing.T) {
	t.Parallel()
	c, _ := inProcess(t, map[string]http.HandlerFunc{profilesPath + "/username:ANN": annIsThere, checkPermissionPath: says(http.StatusOK, "true")})
	got, err := c.CheckPermissions(t.Context(), "ANN", []string{"a"}, directory.PermissionTarget{})
	if err != nil || !got["a"] {
		t.Errorf("granted is %v, %v", got, err)
	}
}

func TestPermissionCheckFails(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		profile, check http.HandlerFunc
		want           func(*testing.T, error)
	}{
		"no such person": {says(http.StatusNotFound, obj{"error": "not-found"}), nil, func(t *testing.T, err error) {
			t.Helper()
			_ = clienttest.WantError[*directory.NotFoundError](t, err)
			wantText(t, err, `no member with username "ann"`)
		}},
		"null for a profile": {says(http.StatusOK, "null"), nil, func(t *testing.T, err error) {
			t.Helper()
			_ = clienttest.WantError[*directory.NotFoundError](t, err)
		}},
		"a profile without ID": {says(http.StatusOK, obj{"username": "ann"}), nil, func(t *testing.T, err error) {
			t.Helper()
			if e := clienttest.WantError[*client.DecodeError](t, err); e.Pointer != "/id" {
				t.Errorf("error is at %s: %v", e.Pointer, err)
			}
		}},
		"a profile without name": {says(http.StatusOK, obj{"id": "7"}), nil, func(t *testing.T, err error) {
			t.Helper()
			if e := clienttest.WantError[*client.DecodeError](t, err); e.Pointer != "/username" {
				t.Errorf("error is at %s: %v", e.Pointer, err)
			}
		}},
		"no connection": {annIsThere, func(w http.ResponseWriter, _ *http.Request) { cut(w, "") }, func(t *testing.T, err error) {
			t.Helper()
			_ = clienttest.WantError[*transport.RequestError](t, err)
		}},
		"another person": {says(http.StatusOK, obj{"id": "8", "username": "bob"}), nil, func(t *testing.T, err error) {
			t.Helper()
			if e := clienttest.WantError[*client.MismatchError](t, err); e.Subject != "member" || e.Asked != "ann" || e.Got != "bob" {
				t.Errorf("error is %+v", e)
			}
		}},
		"profiles denied": {denied(), nil, func(t *testing.T, err error) {
			t.Helper()
			if e := clienttest.WantError[*DeniedError](t, err); e.Permissions[0] != directory.ViewMemberProfiles {
				t.Errorf("permissions are %v", e.Permissions)
			}
		}},
		"check denied": {annIsThere, denied(), func(t *testing.T, err error) {
			t.Helper()
			if e := clienttest.WantError[*DeniedError](t, err); !strings.HasPrefix(e.Error(), "POST ") || e.Permissions[0] != "Permissions: View permissions granted to other members" {
				t.Errorf("error is %+v", e)
			}
		}},
		"no such code": {annIsThere, says(http.StatusBadRequest, obj{"error": "validation-error", "error_description": "Unknown right"}), func(t *testing.T, err error) {
			t.Helper()
			if e := clienttest.WantError[*PermissionCodeError](t, err); e.Code != "Profile.View" {
				t.Errorf("code is %q", e.Code)
			}
			wantText(t, err, "POST /permissions/check-permission: status 400 validation-error: Unknown right")
			_ = clienttest.WantError[*client.APIError](t, err)
		}},
		"a page of a proxy": {annIsThere, says(http.StatusBadRequest, "<html>"), func(t *testing.T, err error) {
			t.Helper()
			var e *PermissionCodeError
			if errors.As(err, &e) {
				t.Errorf("%v blames the code", err)
			}
		}},
		"a text": {annIsThere, says(http.StatusOK, `"true"`), func(t *testing.T, err error) {
			t.Helper()
			wantText(t, err, "a string, but a boolean is expected")
		}},
		"null": {annIsThere, says(http.StatusOK, `null`), func(t *testing.T, err error) {
			t.Helper()
			wantText(t, err, "null, but a boolean is expected")
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, _ := newSpace(t, map[string]http.HandlerFunc{profilesPath + "/username:ann": test.profile, checkPermissionPath: test.check})
			got, err := c.CheckPermissions(t.Context(), "ann", []string{"Profile.View"}, directory.PermissionTarget{})
			if got != nil {
				t.Errorf("with the error came %v", got)
			}
			test.want(t, err)
		})
	}
}

// With a target, a validation error does not say what is invalid.
func TestAnInvalidTargetIsNotBlamedOnTheCode(t *testing.T) {
	t.Parallel()
	c, _ := newSpace(t, map[string]http.HandlerFunc{profilesPath + "/username:ann": annIsThere, checkPermissionPath: says(http.StatusBadRequest, obj{"error": "validation-error"})})
	_, err := c.CheckPermissions(t.Context(), "ann", []string{"a"}, directory.PermissionTarget{ProjectKey: "?"})
	var code *PermissionCodeError
	if err == nil || errors.As(err, &code) {
		t.Errorf("error is %v", err)
	}
}

func TestAnUnknownTargetIsNotFound(t *testing.T) {
	t.Parallel()
	missing := says(http.StatusNotFound, obj{"error": "not-found"})
	c, _ := newSpace(t, map[string]http.HandlerFunc{profilesPath + "/username:ann": annIsThere, checkPermissionPath: missing, permissionRolesPath: missing})
	for target, want := range map[directory.PermissionTarget]directory.LookupKey{{ProjectKey: "X"}: directory.LookupProjectByKey, {TeamID: "X"}: directory.LookupTeamByID} {
		_, err := c.CheckPermissions(t.Context(), "ann", []string{"a"}, target)
		if e := clienttest.WantError[*directory.NotFoundError](t, err); e.Key != want || e.Value != "X" {
			t.Errorf("%+v: %+v", target, e)
		}
	}
	_, err := c.PermissionRoles(t.Context(), "X")
	if e := clienttest.WantError[*directory.NotFoundError](t, err); e.Key != directory.LookupProjectByKey || e.Value != "X" {
		t.Errorf("roles of a project: %+v", e)
	}
	_, err = c.PermissionRoles(t.Context(), "")
	_ = clienttest.WantError[*client.APIError](t, err)
	_, err = c.CheckPermissions(t.Context(), "ann", []string{"a"}, directory.PermissionTarget{})
	_ = clienttest.WantError[*client.APIError](t, err)
}

// Only one response says that a target does not exist.
func TestATargetThatFailsIsNotMissing(t *testing.T) {
	t.Parallel()
	handlers := roleServer([]obj{{"roleId": "r1"}})
	handlers[profilesPath+"/username:ann"] = annIsThere
	handlers[checkPermissionPath] = says(http.StatusConflict, "")
	delete(handlers, "/permission-roles/r1/teams") // not found
	c, _ := inProcess(t, handlers)
	for _, target := range []directory.PermissionTarget{{ProjectKey: "X"}, {TeamID: "X"}} {
		_, err := c.CheckPermissions(t.Context(), "ann", []string{"a"}, target)
		if e := clienttest.WantError[*client.APIError](t, err); e.Status != http.StatusConflict {
			t.Errorf("%+v: %v", target, err)
		}
	}
	_, err := c.PermissionRoles(t.Context(), "WEB")
	if e := clienttest.WantError[*client.APIError](t, err); e.Path != "/permission-roles/r1/teams" || e.Status != http.StatusNotFound {
		t.Errorf("roles of a project: %v", err)
	}
}

func TestTextThatIsNotUTF8IsNotSent(t *testing.T) {
	t.Parallel()
	c, s := inProcess(t, roleServer([]obj{{"roleId": "r1"}}))
	s.handlers[profilesPath+"/username:ann"] = annIsThere
	s.handlers[checkPermissionPath] = says(http.StatusOK, "true")
	if got, err := c.CheckPermissions(t.Context(), "ann", []string{"\xff"}, directory.PermissionTarget{}); err == nil {
		t.Errorf("granted is %v", got)
	}
	if roles, err := c.PermissionRoles(t.Context(), "\xff"); err == nil {
		t.Errorf("roles are %v", roles)
	}
	if s.asked(checkPermissionPath) != 0 || s.asked(permissionRolesPath) != 0 {
		t.Errorf("requests are %v", s.requests)
	}
}

func TestNamesAreEscapedInPaths(t *testing.T) {
	t.Parallel()
	c, s := newSpace(t, map[string]http.HandlerFunc{})
	_, err := c.CheckPermissions(t.Context(), "../x?y/ü", []string{"a"}, directory.PermissionTarget{})
	_ = clienttest.WantError[*directory.NotFoundError](t, err)
	_, err = c.Team(t.Context(), "../x?y")
	_ = clienttest.WantError[*directory.NotFoundError](t, err)
	want := []string{"GET /team-directory/profiles/username:..%2Fx%3Fy%2F%C3%BC", "GET /team-directory/teams/id:..%2Fx%3Fy"}
	if diff := cmp.Diff(want, s.requests); diff != "" {
		t.Errorf("the requests differ (-want +got):\n%s", diff)
	}
}

func roleServer(roles any) map[string]http.HandlerFunc {
	return map[string]http.HandlerFunc{
		permissionRolesPath: says(http.StatusOK, roles),
		"/permission-roles/r1/permissions": says(http.StatusOK, []obj{
			{"rightCode": "Profile.View", "status": "GRANTED"},
			{"rightCode": obj{"className": "PermissionIdentifier.X", "code": "Team.View"}, "status": "GRANTED"},
			{"rightCode": obj{"className": "PermissionIdentifier.ViewTeams"}, "status": "GRANTED"},
			{"rightCode": "A.Requested", "status": "REQUESTED"}, {"rightCode": "A.None", "status": "NONE"}, {"rightCode": "A.Rejected", "status": "REJECTED"},
			{"rightCode": "Profile.View", "status": "GRANTED"},
		}),
		"/permission-roles/r1/profiles":    says(http.StatusOK, []obj{{"id": "2", "username": "zoe"}, {"username": "ann"}, {"username": "ann"}}),
		"/permission-roles/r1/teams":       says(http.StatusOK, []obj{{"id": "t2"}, {"id": "t1", "name": "x"}}),
		"/permission-roles/r2/permissions": says(http.StatusOK, []obj{}),
		"/permission-roles/r2/profiles":    says(http.StatusOK, []obj{}),
		"/permission-roles/r2/teams":       says(http.StatusOK, []obj{}),
	}
}

func TestPermissionRolesAreReadWithWhatTheyHold(t *testing.T) {
	t.Parallel()
	r2 := obj{"roleId": "r2", "type": "CUSTOM", "code": nil, "name": "Auditors", "description": "", "membersEditable": true}
	c, s := newSpace(t, roleServer([]obj{r2, {"roleId": "r1", "type": "PREDEFINED", "code": "SystemAdmin", "name": "System Admin"}, r2}))
	for range 2 {
		roles, err := c.PermissionRoles(t.Context(), "")
		if err != nil || len(roles) != 2 {
			t.Fatalf("roles are %+v, %v", roles, err)
		}
		r := roles[0]
		if r.ID != "r1" || r.Code != value.Some("SystemAdmin") || r.Name != value.Some("System Admin") || r.Type != value.Some("PREDEFINED") || r.Unreadable != 0 {
			t.Errorf("role is %+v", r)
		}
		wantList(t, "permissions", r.Permissions, "Profile.View", "Team.View", "ViewTeams")
		wantList(t, "usernames", r.Usernames, "ann", "zoe")
		wantList(t, "teams", r.TeamIDs, "t1", "t2")
		wantList(t, "permissions of r2", roles[1].Permissions)
		if roles[1].Code.Set {
			t.Errorf("role is %+v", roles[1])
		}
	}
	if s.total() != 7 || s.bodies[0] != `{"contextIdentifier":"global"}` {
		t.Errorf("requests are %v, the first with %s", s.requests, s.bodies[0])
	}
	if _, err := c.PermissionRoles(t.Context(), "WEB"); err != nil || s.bodies[7] != `{"contextIdentifier":"project:key:WEB"}` {
		t.Errorf("sent %s, %v", s.bodies[7], err)
	}
}

func TestPermissionRolesFail(t *testing.T) {
	t.Parallel()
	r1 := obj{"roleId": "r1", "type": "CUSTOM", "name": "x"}
	for name, test := range map[string]struct {
		change map[string]http.HandlerFunc
		text   string
	}{
		"roles denied":       {map[string]http.HandlerFunc{permissionRolesPath: denied()}, "POST /permission-roles/get: status 403 permission-denied"},
		"people denied":      {map[string]http.HandlerFunc{"/permission-roles/r1/profiles": denied()}, "GET /permission-roles/r1/profiles: status 403"},
		"a role without ID":  {map[string]http.HandlerFunc{permissionRolesPath: says(http.StatusOK, []obj{{"name": "x"}})}, "/0/roleId: missing"},
		"one role in two":    {map[string]http.HandlerFunc{permissionRolesPath: says(http.StatusOK, []obj{r1, {"roleId": "r1", "name": "y"}})}, "/1/roleId: the same ID"},
		"roles as an object": {map[string]http.HandlerFunc{permissionRolesPath: says(http.StatusOK, obj{})}, "an object, but a list"},
		"a right of no code": {map[string]http.HandlerFunc{"/permission-roles/r1/permissions": says(http.StatusOK, []obj{{"status": "GRANTED"}})}, "/0/rightCode: missing"},
		"a code as number":   {map[string]http.HandlerFunc{"/permission-roles/r1/permissions": says(http.StatusOK, []obj{{"rightCode": obj{"code": 1}, "status": "GRANTED"}})}, "/0/rightCode/code: a number"},
		"a right as number":  {map[string]http.HandlerFunc{"/permission-roles/r1/permissions": says(http.StatusOK, []obj{{"rightCode": 1, "status": "GRANTED"}})}, "/0/rightCode: a number"},
		"a right of no state": {map[string]http.HandlerFunc{"/permission-roles/r1/permissions": says(http.StatusOK, []obj{{"rightCode": "a"}})},
			"/0/status: missing"},
		"a team of no ID":    {map[string]http.HandlerFunc{"/permission-roles/r1/teams": says(http.StatusOK, []obj{{}})}, "/0/id: missing"},
		"a person of no ID":  {map[string]http.HandlerFunc{"/permission-roles/r1/profiles": says(http.StatusOK, []obj{{}})}, "/0/username: missing"},
		"people as null":     {map[string]http.HandlerFunc{"/permission-roles/r1/profiles": says(http.StatusOK, "null")}, "null, but a list"},
		"more than can be":   {map[string]http.HandlerFunc{permissionRolesPath: manyRoles}, "5000 entries"},
		"a login page":       {map[string]http.HandlerFunc{"/permission-roles/r1/teams": says(http.StatusOK, "<html>")}, "HTML page"},
		"half of a list":     {map[string]http.HandlerFunc{"/permission-roles/r1/teams": says(http.StatusOK, `[{"id":"t1"},`)}, "ends in the middle"},
		"a list and a tail":  {map[string]http.HandlerFunc{"/permission-roles/r1/teams": says(http.StatusOK, `[]]`)}, "extra data follows"},
		"not even the roles": {map[string]http.HandlerFunc{permissionRolesPath: says(http.StatusOK, "")}, "the body is empty"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			handlers := roleServer([]obj{r1})
			maps.Copy(handlers, test.change)
			c, _ := newSpace(t, handlers)
			roles, err := c.PermissionRoles(t.Context(), "")
			wantText(t, err, test.text)
			if roles != nil {
				t.Errorf("with the error came %v", roles)
			}
		})
	}
}

func manyRoles(w http.ResponseWriter, _ *http.Request) {
	_, _ = io.WriteString(w, "[")
	for i := range 5001 {
		if i > 0 {
			_, _ = io.WriteString(w, ",")
		}
		_, _ = io.WriteString(w, `{"roleId":"r`+strconv.Itoa(i)+`"}`)
	}
	_, _ = io.WriteString(w, "]")
}

func TestDeniedPermissionRolesNameThePermissionOfTheirPlace(t *testing.T) {
	t.Parallel()
	c, _ := newSpace(t, map[string]http.HandlerFunc{permissionRolesPath: denied()})
	for project, want := range map[string]directory.Permission{"": directory.GrantPermissions, "WEB": directory.ViewProject} {
		_, err := c.PermissionRoles(t.Context(), project)
		e := clienttest.WantError[*DeniedError](t, err)
		if !slices.Equal(e.Permissions, []directory.Permission{want}) {
			t.Errorf("permissions for %q are %v", project, e.Permissions)
		}
		if response := clienttest.WantError[*client.APIError](t, err); e.Error() != response.Error() || response.Status != http.StatusForbidden {
			t.Errorf("error for %q is %v", project, err)
		}
	}
}

func TestARightCodeIsATextOrInAnObject(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`"Profile.View"`:                                          "Profile.View",
		`"PermissionIdentifier.ViewTeams"`:                        "PermissionIdentifier.ViewTeams",
		`{"code":"A","rightCode":"B"}`:                            "A",
		`{"rightCode":"B","className":"C"}`:                       "B",
		`{"className":"ViewTeams","code":""}`:                     "ViewTeams",
		`{"className":"PermissionIdentifier.ViewTeams","new":{}}`: "ViewTeams",
	} {
		var code rightCode
		if err := json.Unmarshal([]byte(body), &code); err != nil || string(code) != want {
			t.Errorf("%s is %q, %v, want %q", body, code, err, want)
		}
	}
}

func TestPartsOfARoleThatTheTokenMayNotReadAreNotKnown(t *testing.T) {
	t.Parallel()
	handlers := roleServer([]obj{refuse(obj{"roleId": "r1", "type": "CUSTOM"}, "name")})
	handlers["/permission-roles/r1/permissions"] = says(http.StatusOK, []obj{{"rightCode": "a", "status": "GRANTED"}, refuse(obj{"rightCode": "b"}, "status")})
	handlers["/permission-roles/r1/profiles"] = says(http.StatusOK, []obj{refuse(obj{"id": "2"}, "username"), {"username": "ann"}})
	handlers["/permission-roles/r1/teams"] = says(http.StatusOK, []obj{refuse(obj{}, "id")})
	c, _ := newSpace(t, handlers)
	roles, err := c.PermissionRoles(t.Context(), "")
	if err != nil || len(roles) != 1 {
		t.Fatalf("roles are %+v, %v", roles, err)
	}
	r := roles[0]
	if r.Name.Set || r.Permissions != nil || r.Usernames != nil || r.TeamIDs != nil ||
		r.Unreadable != directory.RoleDescription|directory.RolePermissions|directory.RoleUsernames|directory.RoleTeams {
		t.Errorf("role is %+v", r)
	}
}

func TestEachPartOfARoleHasAFieldOfItsOwn(t *testing.T) {
	t.Parallel()
	role := obj{"roleId": "r1", "type": "CUSTOM", "code": "C", "name": "x"}
	for name, test := range map[string]struct {
		path string
		rows []obj
		want directory.Fields
	}{
		"name":              {permissionRolesPath, []obj{refuse(role, "name")}, directory.RoleDescription},
		"code":              {permissionRolesPath, []obj{refuse(role, "code")}, directory.RoleDescription},
		"type":              {permissionRolesPath, []obj{refuse(role, "type")}, directory.RoleDescription},
		"permission status": {"/permission-roles/r1/permissions", []obj{refuse(obj{"rightCode": "b"}, "status")}, directory.RolePermissions},
		"permission code":   {"/permission-roles/r1/permissions", []obj{refuse(obj{"status": "GRANTED"}, "rightCode")}, directory.RolePermissions},
		"username":          {"/permission-roles/r1/profiles", []obj{refuse(obj{}, "username")}, directory.RoleUsernames},
		"team":              {"/permission-roles/r1/teams", []obj{refuse(obj{}, "id")}, directory.RoleTeams},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			handlers := roleServer([]obj{role})
			handlers[test.path] = says(http.StatusOK, test.rows)
			c, _ := inProcess(t, handlers)
			roles, err := c.PermissionRoles(t.Context(), "")
			if err != nil || len(roles) != 1 || roles[0].Unreadable != test.want {
				t.Errorf("roles are %+v, %v", roles, err)
			}
		})
	}
}

func TestPermissionReadsHaveATimeLimit(t *testing.T) {
	hang := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	handlers := roleServer([]obj{{"roleId": "r1"}})
	handlers[profilesPath+"/username:ann"] = annIsThere
	handlers[checkPermissionPath] = hang
	handlers["/permission-roles/r1/teams"] = hang
	for path, read := range map[string]func(context.Context, *Client) error{
		permissionRolesPath: func(ctx context.Context, c *Client) error {
			_, err := c.PermissionRoles(ctx, "")
			return err
		},
		checkPermissionPath: func(ctx context.Context, c *Client) error {
			_, err := c.CheckPermissions(ctx, "ann", []string{"a", "b"}, directory.PermissionTarget{})
			return err
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			c, _ := inProcess(t, handlers)
			c.limits.Time = time.Second
			err := read(t.Context(), c)
			if e := clienttest.WantError[*paging.ReadTimeoutError](t, err); e.Path != path || e.Limit != time.Second {
				t.Errorf("error is %v", err)
			}
		})
	}
}

func TestPermissionReadsHaveALimitOfBytes(t *testing.T) {
	t.Parallel()
	handlers := roleServer([]obj{{"roleId": "r1"}, {"roleId": "r2"}})
	handlers[profilesPath+"/username:ann"] = annIsThere
	handlers[checkPermissionPath] = says(http.StatusOK, "true")
	for bytes, complete := range map[int]bool{10: false, 100: false, 10_000: true} { // nothing, only the roles, or everything
		c, _ := newSpace(t, handlers)
		c.limits.Bytes = bytes
		roles, err := c.PermissionRoles(t.Context(), "")
		if complete && (err != nil || len(roles) != 2) {
			t.Errorf("%d roles, %v", len(roles), err)
		}
		if !complete && (clienttest.WantError[*paging.ListTooLargeError](t, err).Path != permissionRolesPath || roles != nil) {
			t.Errorf("%d roles, %v", len(roles), err)
		}
	}
	for bytes, complete := range map[int]bool{7: false, 8: true} { // two responses have four bytes each
		c, _ := newSpace(t, handlers)
		c.limits.Bytes = bytes
		got, err := c.CheckPermissions(t.Context(), "ann", []string{"a", "b"}, directory.PermissionTarget{})
		if complete && (err != nil || len(got) != 2) {
			t.Errorf("%v, %v", got, err)
		}
		if !complete && (clienttest.WantError[*paging.ListTooLargeError](t, err).Rows != 1 || got != nil) {
			t.Errorf("%v, %v", got, err)
		}
	}
}
