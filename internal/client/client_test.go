package client_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
)

const token = "faketoken0123456789abcdef"

// newClient returns a client of a server that sends one response. The client
// reads the error code from the text after "error:".
func newClient(t *testing.T, dialect client.Dialect, resp func() *http.Response) *client.Client {
	t.Helper()
	dialect.ErrorBody = func(body []byte) client.ErrorBody {
		_, code, _ := strings.Cut(string(body), "error:")
		return client.ErrorBody{Code: code, Description: "about " + code}
	}
	c := client.New(transport.Config{
		BaseURL:     clienttest.URL(t, "https://api.example/base"),
		Credentials: map[string]transport.Secret{"X-Api-Key": transport.NewSecret(token)},
		Policy:      transport.Policy{MaxConcurrent: 1, AttemptTimeout: time.Minute, Now: time.Now},
		Base:        clienttest.Server(func(*http.Request) (*http.Response, error) { return resp(), nil }),
	}, dialect)
	t.Cleanup(c.Close)
	return c
}

func get(t *testing.T, dialect client.Dialect, status int, body string) (*client.Response, error) {
	t.Helper()
	c := newClient(t, dialect, func() *http.Response {
		return clienttest.Reply(status, body, "Content-Type", "application/json")
	})
	return c.Get(t.Context(), "/thing", nil)
}

func TestErrorsOfTheAPIAreSortedByCodeThenByStatus(t *testing.T) {
	codes := client.Dialect{StatusOf: map[string]int{"denied": 403}, ErrorsWithOK: true}
	for name, c := range map[string]struct {
		dialect client.Dialect
		status  int
		body    string
		class   client.ErrorClass
		code    string
	}{
		"400":                         {status: 400, class: client.ClassBadRequest},
		"401":                         {status: 401, class: client.ClassUnauthorized},
		"403":                         {status: 403, class: client.ClassDenied},
		"404":                         {status: 404, class: client.ClassNotFound},
		"429":                         {status: 429, class: client.ClassThrottled},
		"503":                         {status: 503, class: client.ClassServerFault},
		"204":                         {status: 204, class: client.ClassOther},
		"418":                         {status: 418, class: client.ClassOther},
		"a code that counts":          {dialect: codes, status: 400, body: "error:denied", class: client.ClassDenied, code: "denied"},
		"a code that does not count":  {dialect: codes, status: 404, body: "error:new", class: client.ClassNotFound, code: "new"},
		"a code with status 200":      {dialect: codes, status: 200, body: "error:denied", class: client.ClassDenied, code: "denied"},
		"a code with the token in it": {dialect: codes, status: 200, body: "error:" + token, class: client.ClassOther, code: "[redacted]"},
	} {
		_, err := get(t, c.dialect, c.status, c.body)
		e := clienttest.WantError[*client.APIError](t, err)
		if e.Class != c.class || e.Status != c.status || e.Code != c.code || e.Attempts != 1 || e.ContentType != "application/json" || e.Path != "/thing" {
			t.Errorf("%s: %+v", name, e)
		}
	}
}

func TestASuccessfulResponseIsDecoded(t *testing.T) {
	resp, err := get(t, client.Dialect{}, 200, `{"error":"is only looked for where the API has errors with status 200","a":[1]}`)
	if err != nil {
		t.Fatal(err)
	}
	var into struct {
		A []int `json:"a"`
	}
	if err := resp.Decode(strictjson.Object, &into); err != nil || len(into.A) != 1 {
		t.Errorf("%+v, %v", into, err)
	}
	err = resp.Decode(strictjson.List, &into)
	if e := clienttest.WantError[*client.DecodeError](t, err); e.Error() != "GET /thing: the body is an object, but a list is expected" || e.Size != len(resp.Body) || e.ContentType != "application/json" {
		t.Errorf("error is %+v", e)
	}
	err = resp.Fail(&strictjson.Problem{Subject: "thing \x1b7", Pointer: "/a/" + token, Reason: "is bad"})
	if err.Error() != `GET /thing: thing \x1b7: /a/[redacted]: is bad` {
		t.Errorf("error is %v", err)
	}
	own := errors.New("own")
	if err := resp.Fail(strictjson.At("/a", own)); !errors.Is(err, own) {
		t.Errorf("error is %v", err)
	}
	if err := resp.Mismatch("thing", "a", token); err.Error() != `GET /thing: the response is about the thing "[redacted]", but the request asked for "a"` {
		t.Errorf("error is %v", err)
	}
}

func TestASuccessfulResponseWithTheTokenIsAnError(t *testing.T) {
	for _, body := range []string{`{"name":"` + token + `"}`, `{"name":"\u0066` + token[1:] + `"}`} {
		resp, err := get(t, client.Dialect{}, 200, body)
		if e := clienttest.WantError[*client.TokenEchoError](t, err); e.Error() != "GET /thing: the response contains the token" || resp != nil {
			t.Errorf("%+v, %v", resp, err)
		}
	}
}
