package transport

import (
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
)

func TestCloseLetsGoOfIdleConnections(t *testing.T) {
	closed := make(chan struct{})
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateClosed {
			close(closed)
		}
	}
	server.Start()
	t.Cleanup(server.Close)
	client := newClient(t, nil, func(c *Config) { c.BaseURL = clienttest.URL(t, server.URL) })
	if _, err := get(t, client); err != nil {
		t.Fatal(err)
	}
	select {
	case <-closed:
		t.Fatal("the connection was closed before Close")
	default:
	}
	client.Close()
	select {
	case <-closed:
	case <-time.After(30 * time.Second): // the wait failed
		t.Error("the connection is still open after Close")
	}
}

func TestCloseOfAClientWithoutConnections(t *testing.T) {
	server, asked := inTurn(status(200))
	newClient(t, server).Close()
	if asked.Load() != 0 {
		t.Errorf("%d requests were sent", asked.Load())
	}
}
