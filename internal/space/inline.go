package space

import (
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/directory"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// inlineErrors is $errors, which an object of an otherwise good answer carries
// when it lacks fields that the token may not read.
type inlineErrors []struct {
	Fields []string `json:"fields"`
}

// denies says whether a field is not readable: an error names it, or names no
// field at all and this one is absent.
func (e inlineErrors) denies(field string, absent bool) bool {
	for _, one := range e {
		if len(one.Fields) == 0 && absent {
			return true
		}
		for _, name := range one.Fields {
			// A name could go on into the field: name.firstName, emails(email).
			if rest, ok := strings.CutPrefix(name, field); ok && (rest == "" || strings.ContainsRune(".([", rune(rest[0]))) {
				return true
			}
		}
	}
	return false
}

// row collects what a row of the domain lacks because the token may not read
// it.
type row struct{ unreadable directory.Fields }

// may says whether a field of the object that carries the errors can be used,
// and else notes what the row lacks.
func (r *row) may(errors inlineErrors, name string, absent bool, lacks directory.Fields) bool {
	if errors.denies(name, absent) {
		r.unreadable |= lacks
		return false
	}
	return true
}

// must is the same for a field that Space always sends: where it is absent or
// null, what it says is not known either.
func (r *row) must(errors inlineErrors, name string, absent bool, lacks directory.Fields) bool {
	if absent {
		r.unreadable |= lacks
		return false
	}
	return r.may(errors, name, absent, lacks)
}

// text is a field that may be null.
func (r *row) text(errors inlineErrors, name string, text *string, lacks directory.Fields) value.Optional[string] {
	if !r.may(errors, name, text == nil, lacks) {
		return value.Optional[string]{}
	}
	return optional(text)
}

// flag is a field that is false when it is null.
func (r *row) flag(errors inlineErrors, name string, flag *bool, lacks directory.Fields) value.Optional[bool] {
	if !r.may(errors, name, flag == nil, lacks) {
		return value.Optional[bool]{}
	}
	return value.Some(flag != nil && *flag)
}

func optional[T comparable](pointer *T) value.Optional[T] {
	if pointer == nil {
		return value.Optional[T]{}
	}
	return value.Some(*pointer)
}

// either is true where one is, else not known where one is not.
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

// required is an id, without which an entry cannot be told from others.
func required(name string, value *string) (string, error) {
	if value == nil || *value == "" {
		return "", &strictjson.Problem{Where: "/" + name, Reason: "is missing or empty"}
	}
	return *value, nil
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

func instant(name string, t *isoText) (time.Time, error) {
	if t == nil {
		return time.Time{}, nil
	}
	value, err := strictjson.Instant(string(*t))
	if err != nil {
		return time.Time{}, strictjson.At("/"+name, err)
	}
	return value, nil
}

func date(name string, t *isoText) (directory.Date, error) {
	if t == nil {
		return "", nil
	}
	value, err := strictjson.Date(string(*t))
	if err != nil {
		return "", strictjson.At("/"+name, err)
	}
	return directory.Date(value), nil
}
