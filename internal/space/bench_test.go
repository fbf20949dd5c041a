package space

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/memory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
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
				"logins":      []obj{{"access": obj{"time": obj{"iso": "2024-01-01T10:00:00.000Z", "timestamp": int64(1704103200000)}}}},
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

// BenchmarkMemory reports how much the heap grows while a hostile server sends
// the largest pages that it can, all at the same time. Each page is 16 MiB. The
// pages contain as many tiny profiles as fit, the maximum number of profiles
// with long texts, or the maximum number of names or nested elements. Each read
// ends in an error.
func BenchmarkMemory(b *testing.B) {
	const size = 16<<20 - 1
	fill := func(element func(i int) string, count int, end string) string {
		body := new(strings.Builder)
		for i := 0; i < count && body.Len() < size-100; i++ {
			body.WriteString(element(i))
		}
		return body.String() + end
	}
	const values = strictjson.MaxValues - 100
	long := strings.Repeat("x", size/1000-200)
	for name, body := range map[string]string{
		"tiny":     `{"data":[` + fill(func(int) string { return `{"id":"1","username":"a"},` }, size, "7]}"),
		"long":     `{"data":[` + fill(func(int) string { return `{"id":"1","username":"a","externalId":"` + long + `"},` }, 1000, "7]}"),
		"names":    `{` + fill(func(i int) string { return fmt.Sprintf(`"%060x":0,`, i) }, strictjson.MaxNames-10, `"next":"`+strings.Repeat("x", 15<<20)+`","data":7}`),
		"small":    (`{` + fill(func(i int) string { return fmt.Sprintf(`"%x":0,`, i) }, 1<<20/11, `"data":7}`)),
		"elements": `{"data":[{"id":"1","username":"a","emails":[` + fill(func(int) string { return `{},` }, values/2, `{}],"managers":7}]}`),
	} {
		for _, width := range []int{8, 32} {
			b.Run(fmt.Sprintf("%s/concurrency=%d", name, width), func(b *testing.B) {
				peak := 0.0
				for b.Loop() {
					var arrived sync.WaitGroup
					arrived.Add(width)
					config := settings(clienttest.URL(b, "https://space.example"))
					config.MaxConcurrent, config.MaxRetries, config.Memory = width, 0, memory.NewBudget(memory.Default)
					c := newClient(config, clienttest.Server(func(req *http.Request) (*http.Response, error) {
						if req.URL.Query().Get("$skip") == "" {
							first, err := json.Marshal(pageOf("100", 500_000, profiles(100)...))
							return clienttest.Reply(200, string(first)), err
						}
						arrived.Done()
						arrived.Wait()
						return clienttest.Reply(200, body), nil
					}))
					peak = max(peak, clienttest.PeakMiB(b, func() {
						if _, err := c.Members(b.Context(), everybody); err == nil {
							b.Error("no error")
						}
					}))
					c.Close()
				}
				b.ReportMetric(peak, "peak-MiB")
			})
		}
	}
}
