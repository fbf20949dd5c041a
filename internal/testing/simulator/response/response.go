// Package response builds the responses of both simulated APIs.
package response

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"strconv"
)

// These are the content types of the live services.
const (
	TypeJSON = "application/json;charset=UTF-8"
	TypeHTML = "text/html;charset=UTF-8"
)

// Response is a complete HTTP response.
type Response struct {
	Status int
	Header http.Header
	Body   []byte
}

// JSON returns a response with the JSON encoding of a value. It requires a
// value that can be encoded.
func JSON(status int, value any) Response {
	body, err := json.Marshal(value)
	if err != nil {
		panic(fmt.Sprintf("simulator: %T has no JSON form: %v", value, err))
	}
	return Response{status, http.Header{"Content-Type": {TypeJSON}}, body}
}

// HTML returns the error page of a web server that does not know the API.
func HTML(status int) Response {
	title := fmt.Sprintf("HTTP Status %d - %s", status, http.StatusText(status))
	return Response{status, http.Header{"Content-Type": {TypeHTML}},
		fmt.Appendf(nil, "<!DOCTYPE html>\n<html><head><title>%[1]s</title></head><body><h1>%[1]s</h1></body></html>\n", title)}
}

// MethodNotAllowed returns response with status 405 and an Allow header with
// the allowed method.
func MethodNotAllowed(response Response, allowed string) Response {
	response.Status = http.StatusMethodNotAllowed
	response.Header.Set("Allow", allowed)
	return response
}

// Write sends the response. It ignores errors, because a client that
// disconnects is not an error of the server.
func (r Response) Write(w http.ResponseWriter) {
	maps.Copy(w.Header(), r.Header)
	w.Header().Set("Content-Length", strconv.Itoa(len(r.Body)))
	w.WriteHeader(r.Status)
	_, _ = w.Write(r.Body)
}

// Error is an error of an API. Each API encodes it differently in JSON.
type Error struct {
	Status      int
	Code        string
	Description string
}

// Error returns the code and the description.
func (e *Error) Error() string { return e.Code + ": " + e.Description }
