package account

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/clienttest"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
)

// recorded are the answers of a simulated server, to be given again from memory.
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

// BenchmarkRead reads a whole organization from a server in memory: requests,
// decoding, merging, sorting.
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
