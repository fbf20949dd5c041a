package spaceapi

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// This file implements $fields, the parameter that selects what a response
// contains. Its syntax is fields, field(fields), and *, separated by commas and
// without spaces. The fields of an object are those of a struct with JSON
// names. The struct tag "space" can be:
//
//	extension  the response contains the field only if the request names it
//	reference  without fields of its own, the field contains only IDs
//	basic, contact, memberships, teams  the permission that a token needs to read the field
//
// Fields that are functions are computed only when a request asks for them.

// fields maps the requested names to what is requested of each. nil requests
// nothing in particular.
type fields map[string]fields

// maxDepth is deeper than any response.
const maxDepth = 16

func parseFields(text string) (fields, error) {
	asked, rest, err := parseList(text, 0)
	if err == nil && rest != "" {
		err = fmt.Errorf("unexpected %q in $fields", rest)
	}
	return asked, err
}

func parseList(text string, depth int) (asked fields, rest string, err error) {
	if depth > maxDepth {
		return nil, "", fmt.Errorf("$fields goes deeper than %d levels", maxDepth)
	}
	asked = fields{}
	for {
		end := strings.IndexAny(text, "(),")
		if end < 0 {
			end = len(text)
		}
		name := text[:end]
		if name == "" || strings.ContainsAny(name, " \t\r\n") {
			return nil, "", fmt.Errorf("a field name is missing or has a space in it before %q in $fields", text[end:])
		}
		text = text[end:]
		below := asked[name]
		if strings.HasPrefix(text, "(") {
			if below, text, err = parseList(text[1:], depth+1); err != nil {
				return nil, "", err
			}
			if !strings.HasPrefix(text, ")") {
				return nil, "", errors.New("a ) is missing in $fields")
			}
			text = text[1:]
		}
		asked[name] = below
		if !strings.HasPrefix(text, ",") {
			return asked, text, nil
		}
		text = text[1:]
	}
}

// selection is what to send for the objects of a type. It is nil for plain
// values.
type selection []selected

type selected struct {
	name  string
	index int // the index in the struct
	tags  []string
	below selection
}

var onlyID = fields{"id": nil}

// compile turns the requested fields of a type into a selection. It returns an
// error for a field that the type does not have, and for fields of a plain
// value.
func compile(t reflect.Type, asked fields) (selection, error) {
	object, ok := element(t)
	if !ok {
		if asked != nil {
			return nil, errors.New("a plain value has no fields to select")
		}
		return nil, nil
	}
	_, star := asked["*"]
	chosen, known := selection{}, map[string]bool{"*": true}
	for i := range object.NumField() {
		name, isField := object.Field(i).Tag.Lookup("json")
		if !isField {
			continue
		}
		known[name] = true
		tags := strings.Split(object.Field(i).Tag.Get("space"), ",")
		below, named := asked[name]
		if !named && (slices.Contains(tags, "extension") || asked != nil && !star) {
			continue
		}
		if below == nil && slices.Contains(tags, "reference") {
			below = onlyID
		}
		of, err := compile(object.Field(i).Type, below)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		chosen = append(chosen, selected{name, i, tags, of})
	}
	for name := range asked {
		if !known[name] {
			return nil, fmt.Errorf("there is no field %q", name)
		}
	}
	return chosen, nil
}

// element returns the type of the objects in a field: T for T, *T, []*T, and
// functions that return these. For a plain value, ok is false.
func element(t reflect.Type) (object reflect.Type, ok bool) {
	switch t.Kind() {
	case reflect.Func:
		return element(t.Out(0))
	case reflect.Pointer, reflect.Slice:
		return element(t.Elem())
	default:
		return t, t.Kind() == reflect.Struct
	}
}

// protected is an object with some fields that a token may lack permission to
// read.
type protected interface {
	mayRead(field string, tags []string) bool
}

// choose returns the JSON value of an object or a list of objects. It names
// fields that the token cannot read in $errors.
func choose(v reflect.Value, chosen selection) any {
	switch {
	case v.Kind() == reflect.Func:
		return choose(v.Call(nil)[0], chosen)
	case v.Kind() == reflect.Slice:
		list := make([]any, v.Len())
		for i := range list {
			list[i] = choose(v.Index(i), chosen)
		}
		return list
	case v.Kind() == reflect.Pointer && v.IsNil():
		return nil
	case chosen == nil:
		return v.Interface()
	}
	guard, guarded := v.Interface().(protected)
	object := make(map[string]any, len(chosen))
	var denied []string
	for _, f := range chosen {
		if guarded && !guard.mayRead(f.name, f.tags) {
			denied = append(denied, f.name)
			continue
		}
		object[f.name] = choose(v.Elem().Field(f.index), f.below)
	}
	if denied != nil {
		object["$errors"] = Inaccessible(denied)
	}
	return object
}

// Inaccessible returns the value of $errors for fields that a token cannot
// read.
func Inaccessible(names []string) any {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = "'" + name + "'"
	}
	return []map[string]any{{
		"className": "HA_InlineError.InaccessibleFields", "fields": names,
		"message": "Could not access following fields: " + strings.Join(quoted, ", ") + ".",
	}}
}
