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

// captured is a response that is not sent yet.
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

// capture lets next respond and keeps the response.
func capture(next http.Handler, r *http.Request) *captured {
	c := &captured{header: http.Header{}}
	next.ServeHTTP(c, r)
	return c
}

// send sends the response with the Content-Length of its body.
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

// changing is a fault that changes the response before it is sent.
func changing(change func(c *captured, r *http.Request)) Fault {
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		c := capture(next, r)
		change(c, r)
		c.send(w)
	})
}

// RewriteBody changes the body; the framing stays right.
func RewriteBody(rewrite func([]byte) []byte) Fault {
	return changing(func(c *captured, _ *http.Request) {
		c.setBody(rewrite(bytes.Clone(c.body.Bytes())))
	})
}

// ContentType gives the right body another type.
func ContentType(contentType string) Fault {
	return changing(func(c *captured, _ *http.Request) { c.header.Set("Content-Type", contentType) })
}

// Truncated sends the first half of the body with a Content-Length that fits:
// nothing but the JSON tells that something is missing.
func Truncated() Fault {
	return RewriteBody(func(body []byte) []byte { return body[:len(body)/2] })
}

// InvalidUTF8 puts two bytes that are no UTF-8 into the first name of the body.
func InvalidUTF8() Fault {
	return RewriteBody(func(body []byte) []byte {
		if key := firstName(body); key != nil {
			return bytes.Replace(body, key, append(key, 0xff, 0xfe), 1)
		}
		return append(body, 0xff, 0xfe)
	})
}

// Oversized responds with 200 and a well-formed list of generated items that is at
// least size bytes long, in chunks and without a Content-Length. The items are
// licenses, and on a Space people.
func Oversized(size int64) Fault {
	return flood(func(bytes int64, _ int) bool { return bytes >= size },
		`{"licenseId":%[1]q,"product":{"code":"II","name":"IntelliJ IDEA Ultimate"},"isTransferableBetweenTeams":false,"isTrial":false,"isAvailableToAssign":true,"isSuspended":false}`,
		`{"id":%[1]q,"username":%[1]q,"name":{"firstName":"Made","lastName":"Up"},"archived":false,"notAMember":false}`)
}

// TinyRows responds with 200 and one page of that many rows, each as short as a
// client can read: a license, and on a Space a person.
func TinyRows(rows int) Fault {
	return flood(func(_ int64, sent int) bool { return sent >= rows },
		`{"licenseId":%q,"product":{"code":"II"}}`, `{"id":%[1]q,"username":%[1]q,"archived":false,"notAMember":false}`)
}

// flood responds with items until there are enough.
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
