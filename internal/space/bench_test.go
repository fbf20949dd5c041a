package space

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync/atomic"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
)

// inMemory serves prepared pages of profiles by their offset.
type inMemory struct {
	pages    map[string][]byte
	requests atomic.Int64
	bytes    atomic.Int64
}

func newInMemory(b *testing.B, members int) *inMemory {
	b.Helper()
	s := &inMemory{pages: map[string][]byte{}}
	for from := 0; from <= members; from += 100 {
		to := min(from+100, members)
		rows := make([]obj, 0, 100)
		for i := from; i < to; i++ {
			rows = append(rows, profile(fmt.Sprintf("u%06d", i), obj{
				"managers":    []obj{{"username": fmt.Sprintf("u%06d", i/10)}},
				"memberships": []obj{{"archived": false, "team": obj{"id": fmt.Sprintf("t%03d", i%300)}}, {"archived": false, "team": obj{"id": "t000"}}},
				"logins":      []obj{{"access": obj{"time": obj{"iso": "2024-01-01T10:00:00.000Z", "timestamp": 1704103200000}}}},
			}))
		}
		body, err := json.Marshal(pageOf(strconv.Itoa(to), members, rows...))
		if err != nil {
			b.Fatal(err)
		}
		skip := strconv.Itoa(from)
		if from == 0 {
			skip = ""
		}
		s.pages[skip] = body
	}
	return s
}

func (s *inMemory) RoundTrip(req *http.Request) (*http.Response, error) {
	s.requests.Add(1)
	body := s.pages[req.URL.Query().Get("$skip")]
	s.bytes.Add(int64(len(body)))
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)), Request: req,
	}, nil
}

// BenchmarkMembers reads a directory of 20,000 people, 100 a page.
func BenchmarkMembers(b *testing.B) {
	const members = 20_000
	server := newInMemory(b, members)
	address := clienttest.URL(b, "https://space.example")
	b.ReportAllocs()
	for b.Loop() {
		server.requests.Store(0)
		server.bytes.Store(0)
		c := newClient(settings(address), server)
		got, err := c.Members(b.Context(), everybody)
		if err != nil || len(got) != members {
			b.Fatalf("read %d, %v", len(got), err)
		}
		c.Close()
	}
	b.ReportMetric(float64(server.requests.Load()), "requests/op")
	b.ReportMetric(float64(server.bytes.Load())/members, "wire-B/member")
}
