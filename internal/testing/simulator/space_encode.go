package simulator

import (
	"strconv"
	"time"
)

// spaceEncoder writes answers of the Space API for one request.
type spaceEncoder struct {
	buffer []byte
	data   *spaceData
	caller *spaceCaller
	bare   bool // dates as strings
	coded  bool // codes of rights as objects
}

// object writes an object. Fields that the token may not read are left out and
// named in $errors.
func (e *spaceEncoder) object(object any, s *selection) {
	e.buffer = append(e.buffer, '{')
	first := true
	var denied []string
	for i := range s.fields {
		field := &s.fields[i]
		if field.readable != nil && !field.readable(e, object) {
			denied = append(denied, field.name)
			continue
		}
		e.name(field.name, &first)
		field.write(e, object, field.below)
	}
	if denied != nil {
		e.name("$errors", &first)
		e.inaccessible(denied)
	}
	e.buffer = append(e.buffer, '}')
}

func (e *spaceEncoder) name(name string, first *bool) {
	if !*first {
		e.buffer = append(e.buffer, ',')
	}
	*first = false
	e.buffer = append(append(append(e.buffer, '"'), name...), '"', ':')
}

// inaccessible is the list that stands in $errors.
func (e *spaceEncoder) inaccessible(fields []string) {
	message := "Could not access following fields: "
	e.buffer = append(e.buffer, `[{"className":"HA_InlineError.InaccessibleFields","fields":[`...)
	for i, field := range fields {
		if i > 0 {
			e.buffer = append(e.buffer, ',')
			message += ", "
		}
		e.buffer = appendText(e.buffer, field)
		message += "'" + field + "'"
	}
	e.buffer = append(e.buffer, `],"message":`...)
	e.buffer = append(appendText(e.buffer, message+"."), "}]"...)
}

func (e *spaceEncoder) null() { e.buffer = append(e.buffer, "null"...) }

func (e *spaceEncoder) raw(json string) { e.buffer = append(e.buffer, json...) }

func (e *spaceEncoder) text(value string) { e.buffer = appendText(e.buffer, value) }

// textOrNull takes the empty string for null.
func (e *spaceEncoder) textOrNull(value string) {
	if value == "" {
		e.null()
		return
	}
	e.text(value)
}

func (e *spaceEncoder) flag(value bool) { e.buffer = strconv.AppendBool(e.buffer, value) }

func (e *spaceEncoder) number(value int64) { e.buffer = strconv.AppendInt(e.buffer, value, 10) }

// list writes a list; write writes one item.
func (e *spaceEncoder) list(n int, write func(i int)) {
	e.buffer = append(e.buffer, '[')
	for i := range n {
		if i > 0 {
			e.buffer = append(e.buffer, ',')
		}
		write(i)
	}
	e.buffer = append(e.buffer, ']')
}

// item writes an object of a list or the whole answer, raw if the data says so.
func (e *spaceEncoder) item(object any, s *selection) {
	var raw []byte
	switch object := object.(type) {
	case *SpaceMember:
		raw = object.Raw
	case *SpaceTeam:
		raw = object.Raw
	case *SpaceMembership:
		raw = object.Raw
	}
	if len(raw) > 0 {
		e.buffer = append(e.buffer, raw...)
		return
	}
	e.object(object, s)
}

// The forms of points in time. A date is a day in UTC.
const (
	spaceDate   = "2006-01-02"
	spaceMoment = "2006-01-02T15:04:05.000Z"
)

// time writes a date or a moment. The objects for them have fields to choose
// from like any other.
func (e *spaceEncoder) time(value *time.Time, format string, s *selection) {
	switch {
	case value == nil:
		e.null()
	case e.bare:
		e.buffer = append(value.UTC().AppendFormat(append(e.buffer, '"'), format), '"')
	default:
		e.object(value, s)
	}
}
