package account

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/memory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

// recorded is a server that replays the responses of a simulated server from
// memory.
type recorded struct {
	pages [][]byte
	total string
}

func record(b *testing.B, licenses int) *recorded {
	b.Helper()
	s := simulate(b, licenses, simulator.WithoutRecording())
	r := &recorded{total: strconv.Itoa(licenses)}
	for page := 1; page <= (licenses+pageSize-1)/pageSize; page++ {
		resp, err := s.api.Get(b.Context(), licensesPath, url.Values{"page": {strconv.Itoa(page)}, "perPage": {"200"}})
		if err != nil {
			b.Fatal(resp, err)
		}
		r.pages = append(r.pages, resp.Body)
	}
	return r
}

func (r *recorded) RoundTrip(req *http.Request) (*http.Response, error) {
	page, err := strconv.Atoi(req.URL.Query().Get("page"))
	if err != nil {
		return nil, err
	}
	if page > len(r.pages) { // the client requests one page after a full last page
		return clienttest.Reply(200, "[]", "X-Total-Count", r.total), nil
	}
	return clienttest.Reply(200, string(r.pages[page-1]), "X-Total-Count", r.total, "Link", `<https://x>; rel="last"`), nil
}

// BenchmarkDecodePage decodes one page of 200 licenses.
func BenchmarkDecodePage(b *testing.B) {
	body := record(b, pageSize).pages[0]
	resp := responseOf(string(body))
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		page, err := decoder.decodeLicenses(resp)
		if err != nil || len(page) != pageSize {
			b.Fatal(len(page), err)
		}
	}
}

// BenchmarkRead reads a complete organization from a server in memory: it sends
// requests, then decodes, merges, and sorts the licenses.
func BenchmarkRead(b *testing.B) {
	for _, licenses := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(licenses), func(b *testing.B) {
			server := record(b, licenses)
			client := fake(b, server.RoundTrip)
			b.ReportAllocs()
			for b.Loop() {
				got, err := client.organizationList().Read(b.Context())
				if err != nil || len(got) != licenses {
					b.Fatal(len(got), err)
				}
			}
		})
	}
}

// BenchmarkMemory reports how much the heap grows while a hostile server sends
// the largest pages that it can, all at the same time. Each page is 16 MiB. The
// pages contain as many tiny licenses as fit, the maximum number of licenses
// with long texts, or licenses with the maximum number of names. Each of these
// reads ends in an error. The last read is complete: it reads a list with the
// maximum number of licenses.
func BenchmarkMemory(b *testing.B) {
	const size = 16<<20 - 1
	tiny := `{"licenseId":"A","product":{"code":"A"}}`
	long := strings.Repeat("x", size/2000-100)
	names := new(strings.Builder)
	for i := range strictjson.MaxNames - 10 {
		fmt.Fprintf(names, `,"%x":0`, i)
	}
	for name, body := range map[string]string{
		"tiny":  "[" + strings.Repeat(tiny+",", size/len(tiny)-1) + tiny + "]",
		"long":  "[" + strings.Repeat(minimal(`"domain":"`+long+`"`)+",", 1900) + "7]",
		"names": "[" + strings.Repeat(minimal(names.String()[1:])+",", size/(names.Len()+100)) + "7]",
	} {
		for _, width := range []int{8, 32} {
			b.Run(fmt.Sprintf("%s/concurrency=%d", name, width), func(b *testing.B) {
				peak := 0.0
				for b.Loop() {
					var arrived sync.WaitGroup
					arrived.Add(width)
					api := fake(b, func(req *http.Request) (*http.Response, error) {
						switch {
						case strings.HasSuffix(req.URL.Path, tokenPath):
							return clienttest.Reply(200, `{"type":"CUSTOMER","code":1234567}`), nil
						case req.URL.Query().Get("page") == "1":
							return clienttest.Reply(200, listBody(numbered(0, 200)), "X-Total-Count", "500000"), nil
						}
						arrived.Done()
						arrived.Wait()
						return clienttest.Reply(200, body, "X-Total-Count", "500000"), nil
					}, func(c *Config) { c.MaxConcurrent, c.MaxRetries, c.Memory = width, 0, memory.NewBudget(memory.Default) })
					peak = max(peak, clienttest.PeakMiB(b, func() {
						if _, err := api.Organization(b.Context()); err == nil {
							b.Error("no error")
						}
					}))
				}
				b.ReportMetric(peak, "peak-MiB")
			})
		}
	}
	b.Run("list", func(b *testing.B) {
		peak := 0.0
		for b.Loop() {
			api := fake(b, func(req *http.Request) (*http.Response, error) {
				if strings.HasSuffix(req.URL.Path, tokenPath) {
					return clienttest.Reply(200, `{"type":"CUSTOMER","code":1234567}`), nil
				}
				page, err := strconv.Atoi(req.URL.Query().Get("page"))
				return clienttest.Reply(200, listBody(numbered(200*page, 200)), "X-Total-Count", "500000", "Link", `<x>; rel="last"`), err
			}, func(c *Config) { c.MaxConcurrent, c.MaxRetries, c.Memory = 32, 0, memory.NewBudget(memory.Default) })
			peak = max(peak, clienttest.PeakMiB(b, func() {
				if _, err := api.Organization(b.Context()); err != nil {
					b.Error(err)
				}
			}))
		}
		b.ReportMetric(peak, "peak-MiB")
	})
}
