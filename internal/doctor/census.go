package doctor

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// census counts how the rows of a list are written: which keys are there, null
// or absent, and what their values look like. It keeps no value.
type census struct {
	keys map[string][]phrase // by the path of an object, the paths of its documented keys

	rows    int
	parents map[string]int // by the path of an object, how often it was there
	present map[phrase]int // neither absent nor null
	null    map[phrase]int
	kinds   map[phrase]forms     // what JSON values there are
	texts   map[phrase]*alphabet // how IDs and codes are written
	dates   map[phrase]*dates
	unknown map[string]int // by the path of a key that is not documented

	tally map[phrase]int // of what a list's own questions count
	visit func(c *census, row any)
}

// schema is what is documented of the rows of a list.
type schema struct {
	paths []phrase // of all keys; nested ones with a dot, those of a list's elements with []
	texts []phrase // of IDs and codes, whose form is of interest
	dates []phrase
	visit func(c *census, row any)
}

func newCensus(s schema) *census {
	c := &census{
		keys: map[string][]phrase{}, parents: map[string]int{}, present: map[phrase]int{}, null: map[phrase]int{},
		kinds: map[phrase]forms{}, texts: map[phrase]*alphabet{}, dates: map[phrase]*dates{}, unknown: map[string]int{},
		tally: map[phrase]int{}, visit: s.visit,
	}
	for _, path := range s.paths {
		c.keys[parentOf(string(path))] = append(c.keys[parentOf(string(path))], path)
		c.kinds[path] = forms{}
	}
	for _, path := range s.texts {
		c.texts[path] = &alphabet{}
	}
	for _, path := range s.dates {
		c.dates[path] = newDates()
	}
	return c
}

// parentOf is the path of the object that a key is in, empty for a row.
func parentOf(path string) string {
	if i := strings.LastIndexByte(path, '.'); i >= 0 {
		return path[:i]
	}
	return ""
}

// empty reports whether no row was read. A half that was not connected has no
// census.
func (c *census) empty() bool { return c == nil || c.rows == 0 }

// add counts rows.
func (c *census) add(rows []any) {
	for _, row := range rows {
		c.rows++
		c.object("", row)
		if c.visit != nil {
			c.visit(c, row)
		}
	}
}

// object counts the keys of an object.
func (c *census) object(path string, v any) {
	object, ok := v.(map[string]any)
	if !ok {
		return
	}
	c.parents[path]++
	documented := c.keys[path]
	for _, key := range documented {
		name := string(key)[len(path):]
		name = strings.TrimPrefix(name, ".")
		field, there := object[name]
		switch {
		case !there:
		case field == nil:
			c.null[key]++
		default:
			c.present[key]++
			c.value(key, field)
		}
	}
	for name := range object {
		full := strings.TrimPrefix(path+"."+name, ".")
		if !slices.ContainsFunc(documented, func(p phrase) bool { return string(p) == full }) && name != "$errors" {
			c.unknown[full]++
		}
	}
}

func (c *census) value(path phrase, v any) {
	c.kinds[path].add(kindOf(v))
	if text, ok := v.(string); ok && c.texts[path] != nil && text != "null" { // JetBrains sends this text for no pack
		c.texts[path].add(text)
	}
	if c.dates[path] != nil {
		c.dates[path].add(v)
		return
	}
	switch v := v.(type) {
	case map[string]any:
		c.object(string(path), v)
	case []any:
		for _, element := range v {
			c.object(string(path)+"[]", element)
		}
	}
}

// kindOf is the kind of a JSON value.
func kindOf(v any) phrase {
	switch v.(type) {
	case nil:
		return "null"
	case string:
		return "a text"
	case json.Number:
		return "a number"
	case bool:
		return "true or false"
	case []any:
		return "a list"
	default:
		return "an object"
	}
}

// absent is how many objects lack a key.
func (c *census) absent(path phrase) int {
	return c.parents[parentOf(string(path))] - c.present[path] - c.null[path]
}

// unknownFields are the keys that are not documented, for the person who runs
// the program and not for the report: a key could be a value.
func (c *census) unknownFields() []string {
	return value.SortedKeys(c.unknown)
}

// dates counts how dates are written.
type dates struct {
	winter, summer forms // offsets of dates in November to February, and in May to September
	times          forms // midnight or a time of day
	shapes         forms
	strange        int // not a date with an offset
}

func newDates() *dates {
	return &dates{winter: forms{}, summer: forms{}, times: forms{}, shapes: forms{}}
}

var instant = regexp.MustCompile(`^(\d{4}-(\d{2})-\d{2})T(\d{2}:\d{2}:\d{2})(\.\d+)?(Z|[+-]\d{2}:?\d{2})$`)

// add counts a date, which is a text or an object with the text in iso.
func (d *dates) add(v any) {
	text, ok := v.(string)
	if object, isObject := v.(map[string]any); isObject {
		d.shapes.add("an object with iso")
		text, ok = object["iso"].(string)
	} else {
		d.shapes.add("a text")
	}
	if _, err := time.Parse(time.DateOnly, text); err == nil {
		d.times.add("a date without a time")
		return
	}
	parts := instant.FindStringSubmatch(text)
	if !ok || parts == nil {
		d.strange++
		return
	}
	switch month := parts[2]; {
	case slices.Contains([]string{"11", "12", "01", "02"}, month):
		d.winter.add(offset(parts[5]))
	case month >= "05" && month <= "09":
		d.summer.add(offset(parts[5]))
	}
	if parts[3] == "00:00:00" && strings.Trim(parts[4], ".0") == "" {
		d.times.add("midnight")
	} else {
		d.times.add("with a time of day")
	}
}

// seen says how the dates are written.
func (d *dates) seen() phrase {
	seen := say("%s; in winter %s; in summer %s", d.times.list("none"), d.winter.list("none seen"), d.summer.list("none seen"))
	if d.strange > 0 {
		seen = say("%s; %s in another form", seen, about(d.strange))
	}
	return seen
}

// instantOf reads a date; the zero time if it is none.
func instantOf(text string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05Z0700"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t
		}
	}
	return time.Time{}
}
