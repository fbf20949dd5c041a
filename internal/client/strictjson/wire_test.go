package strictjson_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/strictjson"
)

type thing struct {
	Name  *string `json:"name"`
	Count int     `json:"count"`
}

func TestDecodeRefusesWhatIsNotOneValueOfTheKind(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ body, where, reason string }{
		"empty":               {"", "", "empty"},
		"only space":          {" \r\n\t", "", "empty"},
		"a login page":        {"<!doctype html><html>", "", "HTML page"},
		"a list":              {`[]`, "", "a list where an object"},
		"null":                {`null`, "", "null where an object"},
		"no JSON":             {`hello`, "", "not valid JSON"},
		"cut short":           {`{"name":"a`, "", "ends in the middle"},
		"cut after a comma":   {`{"name":"a",`, "", "ends in the middle"},
		"followed by more":    {`{} {}`, "", "something follows"},
		"followed by rubbish": {`{}x`, "", "something follows"},
		"a duplicate name":    {`{"name":"a","name":"b"}`, "/name", "twice"},
		"an unknown one too":  {`{"x":1,"x":2}`, "/x", "twice"},
		"invalid UTF-8":       {"{\"name\":\"\xff\"}", "", "not valid JSON"},
		"a wrong type":        {`{"count":"1"}`, "/count", "a string"},
		"a fraction":          {`{"count":1.5}`, "/count", "a number"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var into thing
			err := strictjson.Decode([]byte(test.body), strictjson.AnObject, &into)
			var problem *strictjson.Problem
			if !errors.As(err, &problem) {
				t.Fatalf("error is %v (%T), want a *strictjson.Problem", err, err)
			}
			if test.where != "" && problem.Where != test.where || !strings.Contains(problem.Reason, test.reason) {
				t.Errorf("problem is %q at %q, want %q at %q", problem.Reason, problem.Where, test.reason, test.where)
			}
		})
	}
}

func TestDecodeReadsAnObjectAndPassesOverUnknownFields(t *testing.T) {
	t.Parallel()
	var into thing
	if err := strictjson.Decode([]byte(" {\"name\":\"a\",\"other\":{\"x\":[1]},\"count\":2}\n"), strictjson.AnObject, &into); err != nil {
		t.Fatal(err)
	}
	if into.Name == nil || *into.Name != "a" || into.Count != 2 {
		t.Errorf("read %+v", into)
	}
}

func TestDecodeReadsBothBooleans(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]bool{"true": true, "\tfalse\n": false} {
		got := !want
		if err := strictjson.Decode([]byte(body), strictjson.ABoolean, &got); err != nil || got != want {
			t.Errorf("%q reads as %v, %v", body, got, err)
		}
	}
}

func TestProblemsQuoteNoValue(t *testing.T) {
	t.Parallel()
	const secret = "s3cr3t-value"
	for _, body := range []string{
		`{"count":"` + secret + `"}`,
		`{"name":"` + secret,
		`{"name":"` + secret + `" x`,
	} {
		var into thing
		if err := strictjson.Decode([]byte(body), strictjson.AnObject, &into); err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("%s gives %v", body, err)
		}
	}
}

func TestListNamesTheElementThatBreaksARule(t *testing.T) {
	t.Parallel()
	err := strictjson.List([]byte(`[{"count":1},{"count":2}]`), func(v *thing) error {
		if v.Count == 2 {
			return &strictjson.Problem{Where: "/count", Reason: "is two"}
		}
		return nil
	})
	if err == nil || err.Error() != "/1/count: is two" {
		t.Errorf("error is %v", err)
	}
}

func TestListStopsAtTheFirstBadElement(t *testing.T) {
	t.Parallel()
	seen := 0
	err := strictjson.List([]byte(`[{"count":1},{"count":"x"},{"count":3}]`), func(*thing) error { seen++; return nil })
	if err == nil || seen != 1 {
		t.Errorf("saw %d elements, error %v", seen, err)
	}
}

// counts is a list that decodes itself, inside of something else.
type counts []int

func (c *counts) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	return strictjson.Elements(dec, func(v *thing) error {
		if v.Count < 0 {
			return &strictjson.Problem{Where: "/count", Reason: "is negative"}
		}
		*c = append(*c, v.Count)
		return nil
	})
}

func TestElementsAreReadWhereverTheListStands(t *testing.T) {
	t.Parallel()
	type outer struct {
		Data *counts `json:"data"`
	}
	for body, want := range map[string]string{
		`{"data":[{"count":1},{"name":"a"},{"count":3}]}`: "[1 0 3]",
		`{"data":[]}`:                                 "[]",
		`{"data":[{"count":1},{"count":-1}]}`:         "/data/1/count: is negative",
		`{"data":[{"count":1},{"count":"x"}]}`:        "/data/1/count: is a string, which is the wrong type here",
		`{"data":{"count":1}}`:                        "/data: is an object, which is the wrong type here",
		`{"data":[{"count":1}`:                        "the body ends in the middle of the JSON, after 20 bytes",
		`{"data":[{"count":1,"count":2}],"next":"x"}`: "/data/0/count: the same name stands twice in one object",
	} {
		var into outer
		err := strictjson.Decode([]byte(body), strictjson.AnObject, &into)
		switch {
		case err == nil && fmt.Sprint(*into.Data) != want:
			t.Errorf("%s reads as %v, want %s", body, *into.Data, want)
		case err != nil && !strings.HasSuffix(err.Error(), want):
			t.Errorf("%s gives %v, want %s", body, err, want)
		}
	}
}

func TestInstantIsUTCInWholeSeconds(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"2023-11-20T12:45:48.117Z":      "2023-11-20T12:45:48Z",
		"2023-05-20T00:00:00.000+03:00": "2023-05-19T21:00:00Z",
		"2023-05-20T00:00:00+0300":      "2023-05-19T21:00:00Z",
	} {
		got, err := strictjson.Instant(text)
		if err != nil || got.Format(time.RFC3339Nano) != want {
			t.Errorf("%s reads as %s, %v; want %s", text, got.Format(time.RFC3339Nano), err, want)
		}
	}
	for _, text := range []string{"", "2023-05-20", "2023-05-20T00:00:00", "2023-02-30T00:00:00Z", "1899-12-31T00:00:00Z", "yesterday"} {
		if got, err := strictjson.Instant(text); err == nil {
			t.Errorf("%q reads as %s, want an error", text, got)
		}
	}
}

func TestDateIsACalendarDate(t *testing.T) {
	t.Parallel()
	if got, err := strictjson.Date("2020-10-21"); err != nil || got != "2020-10-21" {
		t.Errorf("reads as %q, %v", got, err)
	}
	for _, text := range []string{"", "2020-10-32", "2020-1-2", "2020-10-21T00:00:00Z", "0000-00-00", "1066-10-14", "21.10.2020"} {
		if got, err := strictjson.Date(text); err == nil {
			t.Errorf("%q reads as %q, want an error", text, got)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, body := range []string{`{}`, `{"name":null,"count":1}`, `[{"name":"a"}]`, `null`, `true`, `{"a":1,"a":2}`, "\xff", `<html>`, `{`} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		var into thing
		for _, err := range []error{
			strictjson.Decode(body, strictjson.AnObject, &into),
			strictjson.List(body, func(*thing) error { return nil }),
		} {
			var problem *strictjson.Problem
			if err != nil && !errors.As(err, &problem) {
				t.Fatalf("error is a %T, want a *strictjson.Problem", err)
			}
		}
	})
}

func FuzzDates(f *testing.F) {
	for _, text := range []string{"2023-11-20T12:45:48.117Z", "2020-10-21", "", "9999-12-31T23:59:59-23:59"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if instant, err := strictjson.Instant(text); err == nil {
			again, err := strictjson.Instant(instant.Format(time.RFC3339))
			if err != nil || !again.Equal(instant) {
				t.Errorf("%q reads as %s, which reads as %s, %v", text, instant, again, err)
			}
		}
		if date, err := strictjson.Date(text); err == nil && date != text {
			t.Errorf("%q reads as %q", text, date)
		}
	})
}
