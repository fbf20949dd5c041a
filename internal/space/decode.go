package space

import (
	"errors"
	"net/http"

	"github.com/go-json-experiment/json"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
)

// answer is a 200 that is still to be decoded.
type answer struct {
	method      string
	path        string
	contentType string // cleaned
	attempts    int
	body        []byte
	clean       func(string) string // makes text of the server fit for a message
}

// apiError reads an error's body, which is often no JSON at all; then the
// status says it alone.
func (a *answer) apiError(status int) *APIError {
	e := &APIError{Method: a.method, Path: a.path, Status: status, ContentType: a.contentType, Attempts: a.attempts}
	var wire struct {
		Code        string `json:"error"`
		Description string `json:"error_description"`
	}
	if json.Unmarshal(a.body, &wire) == nil {
		e.Code, e.Description = Code(a.clean(wire.Code)), a.clean(wire.Description)
	}
	if e.Denied() {
		e.Permissions = permissionsFor(a.path)
	}
	return e
}

// fail says why a 200 is not what it should be. One that carries an error's
// code in place of the data is that error: the code counts, not the status.
func (a *answer) fail(err error) error {
	if e := a.apiError(http.StatusOK); e.Code.known() {
		return e
	}
	e := &DecodeError{Method: a.method, Path: a.path, Reason: "the body is not valid JSON", ContentType: a.contentType, Size: len(a.body)}
	var problem *strictjson.Problem
	if errors.As(err, &problem) {
		e.Where, e.Reason = a.clean(problem.Where), problem.Reason
	}
	return e
}

// isNull says whether the answer is a bare null, with which Space says that
// there is no such thing.
func (a *answer) isNull() bool {
	var nothing *struct{}
	return strictjson.KindOf(a.body) == strictjson.ANull && strictjson.Decode(a.body, strictjson.ANull, &nothing) == nil
}

// object decodes a body that is one JSON object, and turns it into the
// domain's type.
func object[W, T any](a *answer, convert func(*W) (T, error)) (T, error) {
	var (
		w    W
		none T
	)
	if err := strictjson.Decode(a.body, strictjson.AnObject, &w); err != nil {
		return none, a.fail(err)
	}
	value, err := convert(&w)
	if err != nil {
		return none, a.fail(err)
	}
	return value, nil
}

// list decodes a body that is one plain JSON array.
func list[W any](a *answer, each func(*W) error) error {
	if err := strictjson.List(a.body, each); err != nil {
		return a.fail(err)
	}
	return nil
}
