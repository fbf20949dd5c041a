package spaceapi

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// This file serves $fields, the parameter that selects what a response holds:
// fields, field(fields) and *, separated by commas and without spaces. The
// fields of an object are those of a struct with JSON names. Its tag "space"
// may say
//
//	extension  the field comes only when it is named
//	reference  without fields of its own, the field holds nothing but ids
//	basic, contact, memberships, teams  what a token must be allowed to read
//
// Fields that are functions are computed when they are asked for.

// fields are the names asked for and what is asked for of each. nil asks for
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
				return nil, "", fmt.Errorf("a ) is missing in $fields")
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

// field is one field of a type of the API.
type field struct {
	name  string
	index int
	tags  []string
}

func (f field) is(tag string) bool { return slices.Contains(f.tags, tag) }

// fieldsOf returns the fields of a struct.
func fieldsOf(t reflect.Type) []field {
	all := make([]field, 0, t.NumField())
	for i := range t.NumField() {
		if name, ok := t.Field(i).Tag.Lookup("json"); ok {
			all = append(all, field{name, i, strings.Split(t.Field(i).Tag.Get("space"), ",")})
		}
	}
	return all
}

// element is the type of the objects of a field: T of T, *T, []*T and of
// functions that return these. ok is false for a plain value.
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

// check fails for fields that a type does not have, and for fields of a plain value.
func check(t reflect.Type, asked fields) error {
	object, ok := element(t)
	if !ok {
		return fmt.Errorf("a plain value has no fields to select")
	}
	all := fieldsOf(object)
	for name, below := range asked {
		i := slices.IndexFunc(all, func(f field) bool { return f.name == name })
		if i < 0 && name != "*" {
			return fmt.Errorf("there is no field %q", name)
		}
		if below == nil {
			continue
		}
		if i < 0 {
			return fmt.Errorf("* has no fields to select")
		}
		if err := check(object.Field(all[i].index).Type, below); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// protected is an object some fields of which a token may not read.
type protected interface {
	mayRead(field string, tags []string) bool
}

var onlyID = fields{"id": nil}

// choose returns the JSON value of an object or a list of objects, with the
// fields asked for. What may not be read is named in $errors.
func choose(v reflect.Value, asked fields) any {
	switch v.Kind() {
	case reflect.Func:
		return choose(v.Call(nil)[0], asked)
	case reflect.Slice:
		if v.IsNil() {
			return nil
		}
		list := make([]any, v.Len())
		for i := range list {
			list[i] = choose(v.Index(i), asked)
		}
		return list
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		if _, ok := element(v.Type()); !ok {
			return v.Elem().Interface()
		}
	default:
		return v.Interface()
	}
	guard, guarded := v.Interface().(protected)
	object := map[string]any{}
	var denied []string
	for _, f := range fieldsOf(v.Type().Elem()) {
		below, named := asked[f.name]
		_, star := asked["*"]
		switch {
		case !named && (f.is("extension") || asked != nil && !star):
			continue
		case guarded && !guard.mayRead(f.name, f.tags):
			denied = append(denied, f.name)
			continue
		case below == nil && f.is("reference"):
			below = onlyID
		}
		object[f.name] = choose(v.Elem().Field(f.index), below)
	}
	if denied != nil {
		object["$errors"] = Inaccessible(denied)
	}
	return object
}

// Inaccessible is the value of $errors for fields that a token may not read.
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
