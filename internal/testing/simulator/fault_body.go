package simulator

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"maps"
	"net/http"
	"strconv"
	"strings"
)

// captured is an answer that has been kept back.
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

// capture lets next answer and keeps the answer back.
func capture(next http.Handler, r *http.Request) *captured {
	c := &captured{header: http.Header{}}
	next.ServeHTTP(c, r)
	return c
}

// send gives the answer away, its Content-Length made to fit the body.
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

// changing is a fault that changes the answer before it is sent.
func changing(change func(c *captured, r *http.Request)) Fault {
	return Custom(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			c := capture(next, r)
			change(c, r)
			c.send(w)
		})
	})
}

// RewriteBody changes the body; the framing stays right.
func RewriteBody(rewrite func([]byte) []byte) Fault {
	return changing(func(c *captured, _ *http.Request) {
		c.setBody(rewrite(bytes.Clone(c.body.Bytes())))
	})
}

// RewriteHeader changes the headers. Content-Length is set afterwards.
func RewriteHeader(rewrite func(http.Header)) Fault {
	return changing(func(c *captured, _ *http.Request) { rewrite(c.header) })
}

// ContentType gives the right body another type.
func ContentType(contentType string) Fault {
	return RewriteHeader(func(h http.Header) { h.Set("Content-Type", contentType) })
}

// Truncated sends the first half of the body with a Content-Length that fits:
// nothing but the JSON tells that something is missing.
func Truncated() Fault {
	return RewriteBody(func(body []byte) []byte { return body[:len(body)/2] })
}

// TrailingData sends more after the JSON value.
func TrailingData(more string) Fault {
	return RewriteBody(func(body []byte) []byte { return append(body, more...) })
}

// InvalidUTF8 puts two bytes that are no UTF-8 into the first name of the body.
func InvalidUTF8() Fault {
	return RewriteBody(func(body []byte) []byte {
		for _, name := range []string{`"name":"`, `"username":"`, `"firstName":"`} {
			if before, after, found := bytes.Cut(body, []byte(name)); found {
				return bytes.Join([][]byte{before, []byte(name + "\xff\xfe"), after}, nil)
			}
		}
		return append(body, 0xff, 0xfe)
	})
}

// Gzipped sends the body in gzip, which is no fault if the client asked for it.
func Gzipped() Fault {
	return changing(func(c *captured, _ *http.Request) { c.compress() })
}

// GzipCut declares gzip and ends in the middle of it, with framing that fits.
func GzipCut() Fault {
	return changing(func(c *captured, _ *http.Request) {
		c.compress()
		c.body.Truncate(c.body.Len() / 2)
	})
}

// GzipCorrupt declares gzip and has wrong bytes in the middle and in the checksum.
func GzipCorrupt() Fault {
	return changing(func(c *captured, _ *http.Request) {
		c.compress()
		zipped := c.body.Bytes()
		zipped[len(zipped)/2] ^= 0xff
		zipped[len(zipped)-8] ^= 0xff
	})
}

// GzipNot declares gzip and sends the body as it is.
func GzipNot() Fault {
	return RewriteHeader(func(h http.Header) { h.Set("Content-Encoding", "gzip") })
}

func (c *captured) compress() {
	var zipped bytes.Buffer
	writer := gzip.NewWriter(&zipped)
	_, _ = writer.Write(c.body.Bytes()) // a buffer does not fail
	_ = writer.Close()
	c.body = zipped
	c.header.Set("Content-Encoding", "gzip")
}

// GzipBomb answers 200 with zeros that take size bytes when they are unpacked,
// and about a thousandth of that on the wire.
func GzipBomb(size int64) Fault {
	return answering(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", jsonType)
		w.Header().Set("Content-Encoding", "gzip")
		w.WriteHeader(http.StatusOK)
		writer := gzip.NewWriter(w)
		spaces := bytes.Repeat([]byte{' '}, 1<<16)
		for left := size; left > 0 && r.Context().Err() == nil; left -= int64(len(spaces)) {
			if _, err := writer.Write(spaces[:min(left, int64(len(spaces)))]); err != nil {
				return
			}
		}
		_ = writer.Close()
	})
}

// Oversized answers 200 with a well-formed array of made-up licenses that is at
// least size bytes long, in chunks and without a Content-Length. From a Space it
// is a page of made-up people.
func Oversized(size int64) Fault {
	return answering(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", jsonType)
		w.WriteHeader(http.StatusOK)
		begin, end := "[", "]"
		item := func(chunk []byte, n int) []byte {
			return appendLicense(chunk, &License{ID: paddedID(n), Product: catalog[0], AvailableToAssign: true})
		}
		if strings.HasPrefix(r.URL.Path, spaceBase+"/") {
			begin, end = `{"next":"1","totalCount":null,"data":[`, "]}"
			item = func(chunk []byte, n int) []byte {
				return fmt.Appendf(chunk, `{"id":%[1]q,"username":%[1]q,"archived":false}`, paddedID(n))
			}
		}
		chunk := []byte(begin)
		for sent, n := int64(0), 0; r.Context().Err() == nil; n++ {
			if n > 0 {
				chunk = append(chunk, ',')
			}
			chunk = item(chunk, n)
			last := sent+int64(len(chunk)) >= size
			if last {
				chunk = append(chunk, end...)
			}
			if last || len(chunk) > 1<<15 {
				if _, err := w.Write(chunk); err != nil || last {
					return
				}
				sent += int64(len(chunk))
				chunk = chunk[:0]
			}
		}
	})
}

// paddedID is a license id that counts up.
func paddedID(n int) string {
	digits := strconv.Itoa(n)
	return "X000000000"[:max(0, 10-len(digits))] + digits
}
