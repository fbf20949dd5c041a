package simulator

import (
	"fmt"
	"net/http"
	"strconv"
)

const jsonType = "application/json;charset=UTF-8"

func writeBody(w http.ResponseWriter, status int, contentType string, body []byte) {
	header := w.Header()
	header["Content-Type"] = []string{contentType}
	header["Content-Length"] = []string{strconv.Itoa(len(body))}
	w.WriteHeader(status)
	_, _ = w.Write(body) //nolint:gosec // made-up data for a test; a client that is gone is its own affair
}

func writeJSON(w http.ResponseWriter, status int, body []byte) {
	writeBody(w, status, jsonType, body)
}

func writeError(w http.ResponseWriter, e apiError) { writeJSON(w, e.status, e.body()) }

// writePage answers as a web server does that knows nothing of the API: HTML.
func writePage(w http.ResponseWriter, status int) {
	writeBody(w, status, "text/html;charset=UTF-8", htmlPage(fmt.Sprintf("HTTP Status %d - %s", status, http.StatusText(status))))
}

func htmlPage(title string) []byte {
	return fmt.Appendf(nil, "<!DOCTYPE html>\n<html><head><title>%[1]s</title></head><body><h1>%[1]s</h1></body></html>\n", title)
}
