package space

import (
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// fieldErrors is $errors, which an object in a successful response has if it
// lacks fields that the token cannot read.
type fieldErrors []struct {
	Fields []string `json:"fields"`
}

// denies reports whether the token cannot read a field: an error names the
// field, or an error names no field at all and this one is absent.
func (e fieldErrors) denies(field string, absent bool) bool {
	for _, one := range e {
		if len(one.Fields) == 0 && absent {
			return true
		}
		for _, name := range one.Fields {
			// A name can continue into the field: name.firstName,
			// emails(email).
			if rest, ok := strings.CutPrefix(name, field); ok && (rest == "" || strings.ContainsRune(".([", rune(rest[0]))) {
				return true
			}
		}
	}
	return false
}

// row collects the fields that a row of the domain lacks because the token
// cannot read them.
type row struct{ unreadable directory.Fields }

// optional reports whether a field of the object that has the errors can be
// used. If not, it records what the row lacks.
func (r *row) optional(errors fieldErrors, name string, absent bool, lacks directory.Fields) bool {
	if errors.denies(name, absent) {
		r.unreadable |= lacks
		return false
	}
	return true
}

// required does the same for a field that Space always sends: if it is absent
// or null, it is unknown, too.
func (r *row) required(errors fieldErrors, name string, absent bool, lacks directory.Fields) bool {
	if absent {
		r.unreadable |= lacks
		return false
	}
	return r.optional(errors, name, absent, lacks)
}

// text is a field that may be null.
func (r *row) text(errors fieldErrors, name string, text *string, lacks directory.Fields) value.Optional[string] {
	if !r.optional(errors, name, text == nil, lacks) {
		return value.Optional[string]{}
	}
	return strictjson.Optional(text)
}

// flag is a field that is false when it is null.
func (r *row) flag(errors fieldErrors, name string, flag *bool, lacks directory.Fields) value.Optional[bool] {
	if !r.optional(errors, name, flag == nil, lacks) {
		return value.Optional[bool]{}
	}
	return value.Some(flag != nil && *flag)
}

// ID is the ID of an object that another one refers to. It is empty if the
// token cannot read it.
func (r *row) id(errors fieldErrors, id *string, lacks directory.Fields) (string, error) {
	if !r.optional(errors, "id", id == nil, lacks) {
		return "", nil
	}
	return strictjson.ID("/id", id)
}

// username is empty if the token cannot read it. If it is missing for no such
// reason, that is an error, because everyone has a username.
func (r *row) username(errors fieldErrors, username *string, lacks directory.Fields) (string, error) {
	if !r.optional(errors, "username", username == nil, lacks) {
		return "", nil
	}
	return strictjson.Required("/username", username)
}

// either is true if one of the two is true, and otherwise unknown if one of
// them is unknown.
func either(a, b value.Optional[bool]) value.Optional[bool] {
	switch {
	case a.Value || b.Value:
		return value.Some(true)
	case a.Set && b.Set:
		return value.Some(false)
	default:
		return value.Optional[bool]{}
	}
}

// isoText is a date or an instant, which comes as an object with the text in
// iso, or as the bare text.
type isoText string

// UnmarshalJSONFrom implements json.UnmarshalerFrom.
func (t *isoText) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	if dec.PeekKind() != '{' {
		return json.UnmarshalDecode(dec, (*string)(t))
	}
	var object struct {
		ISO string `json:"iso"`
	}
	if err := json.UnmarshalDecode(dec, &object); err != nil {
		return err
	}
	*t = isoText(object.ISO)
	return nil
}
