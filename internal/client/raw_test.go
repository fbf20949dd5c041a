package client_test

import (
	"net/http"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
)

func TestARawResponseComesWithTheErrorThatItMeans(t *testing.T) {
	c := newClient(t, client.Dialect{}, func() *http.Response { return clienttest.Reply(403, "error:denied", "X-Kept", "yes") })
	resp, err := c.Raw(t.Context(), "/thing", nil, nil)
	if e := clienttest.WantError[*client.APIError](t, err); e.Code != "denied" || e.Method != http.MethodGet {
		t.Errorf("error %+v", e)
	}
	if resp == nil || resp.Status != 403 || resp.Header.Get("X-Kept") != "yes" || string(resp.Body) != "error:denied" {
		t.Errorf("response %+v", resp)
	}
}

func TestARawResponseThatIsNoErrorHasNone(t *testing.T) {
	c := newClient(t, client.Dialect{}, func() *http.Response { return clienttest.Reply(200, "[]") })
	if resp, err := c.Raw(t.Context(), "/thing", nil, nil); err != nil || string(resp.Body) != "[]" {
		t.Errorf("%+v, %v", resp, err)
	}
}

func TestARawRequestPassesTheSameGuards(t *testing.T) {
	c := newClient(t, client.Dialect{}, func() *http.Response { return clienttest.Reply(200, "[]") })
	resp, err := c.Raw(t.Context(), "/thing", nil, []byte("{}"))
	if clienttest.WantError[*transport.WriteError](t, err); resp != nil {
		t.Errorf("response %+v", resp)
	}
}
