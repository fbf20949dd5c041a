package fault

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"strconv"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/response"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/spaceapi"
)

// captured is a response that has not been sent yet.
type captured struct {
	status int
	header http.Header
	body   bytes.Buffer
}

func (c *captured) Header() http.Header { return c.header }

func (c *captured) WriteHeader(status int) {
	if c.status == 0 {
		c.status = status
	}
}

func (c *captured) Write(p []byte) (int, error) {
	c.WriteHeader(http.StatusOK)
	return c.body.Write(p)
}

// capture calls next and keeps its response instead of sending it.
func capture(next http.Handler, r *http.Request) *captured {
	c := &captured{header: http.Header{}}
	next.ServeHTTP(c, r)
	return c
}

// send sends the response with a Content-Length that matches its body.
func (c *captured) send(w http.ResponseWriter) {
	c.header.Set("Content-Length", strconv.Itoa(c.body.Len()))
	c.sendHeader(w)
	_, _ = w.Write(c.body.Bytes())
}

func (c *captured) sendHeader(w http.ResponseWriter) {
	clear(w.Header())
	maps.Copy(w.Header(), c.header)
	w.WriteHeader(max(c.status, http.StatusOK))
}

// changing returns a fault that changes the response before it is sent.
func changing(change func(c *captured, r *http.Request)) Fault {
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		c := capture(next, r)
		change(c, r)
		c.send(w)
	})
}

// RewriteBody changes the body. The Content-Length still matches.
func RewriteBody(rewrite func([]byte) []byte) Fault {
	return changing(func(c *captured, _ *http.Request) {
		c.setBody(rewrite(bytes.Clone(c.body.Bytes())))
	})
}

// ContentType sends the correct body with another content type.
func ContentType(contentType string) Fault {
	return changing(func(c *captured, _ *http.Request) { c.header.Set("Content-Type", contentType) })
}

// Truncated sends the first half of the body with a matching Content-Length.
// Only the JSON shows that the rest is missing.
func Truncated() Fault {
	return RewriteBody(func(body []byte) []byte { return body[:len(body)/2] })
}

// Oversized responds with 200 and a well-formed list of generated items. The
// list is at least size bytes long and is sent in chunks without a
// Content-Length. The items are licenses, or people on a Space.
func Oversized(size int64) Fault {
	return flood(func(bytes int64, _ int) bool { return bytes >= size },
		`{"licenseId":%[1]q,"product":{"code":"II","name":"IntelliJ IDEA Ultimate"},"isTransferableBetweenTeams":false,"isTrial":false,"isAvailableToAssign":true,"isSuspended":false}`,
		`{"id":%[1]q,"username":%[1]q,"name":{"firstName":"Made","lastName":"Up"},"archived":false,"notAMember":false}`)
}

// TinyRows responds with 200 and one page with the given number of rows. Each
// row is as short as a client accepts. The rows are licenses, or people on a
// Space.
func TinyRows(rows int) Fault {
	return flood(func(_ int64, sent int) bool { return sent >= rows },
		`{"licenseId":%q,"product":{"code":"II"}}`, `{"id":%[1]q,"username":%[1]q,"archived":false,"notAMember":false}`)
}

// flood sends items until enough returns true.
func flood(enough func(bytes int64, rows int) bool, license, member string) Fault {
	return responding(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", response.TypeJSON)
		w.WriteHeader(http.StatusOK)
		begin, item, end := "[", license, "]"
		if strings.HasPrefix(r.URL.Path, spaceapi.Base+"/") {
			begin, item, end = `{"next":"1","totalCount":null,"data":[`, member, "]}"
		}
		chunk := []byte(begin)
		sent := int64(0)
		for rows := 0; r.Context().Err() == nil; rows++ {
			done := enough(sent+int64(len(chunk)), rows)
			switch {
			case done:
				chunk = append(chunk, end...)
			case rows > 0:
				chunk = append(chunk, ',')
				fallthrough
			default:
				chunk = fmt.Appendf(chunk, item, fmt.Sprintf("X%09d", rows))
			}
			if done || len(chunk) > 1<<15 {
				if _, err := w.Write(chunk); err != nil || done {
					return
				}
				sent += int64(len(chunk))
				chunk = chunk[:0]
			}
		}
	})
}
