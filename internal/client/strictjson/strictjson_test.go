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
	for name, test := range map[string]struct{ body, pointer, reason string }{
		"empty":               {"", "", "empty"},
		"only space":          {" \r\n\t", "", "empty"},
		"a login page":        {"<!doctype html><html>", "", "HTML page"},
		"a list":              {`[]`, "", "a list, but an object"},
		"null":                {`null`, "", "null, but an object"},
		"true":                {`true`, "", "a boolean, but an object"},
		"false":               {`false`, "", "a boolean, but an object"},
		"no JSON":             {`hello`, "", "not valid JSON"},
		"cut short":           {`{"name":"a`, "/name", "ends in the middle"},
		"cut after a comma":   {`{"name":"a",`, "", "ends in the middle"},
		"followed by more":    {`{} {}`, "", "extra data follows"},
		"followed by rubbish": {`{"count":12}x`, "", "extra data follows the JSON, at byte 12"},
		"a duplicate name":    {`{"name":"a","name":"b"}`, "/name", "twice"},
		"an unknown one too":  {`{"x":1,"x":2}`, "/x", "twice"},
		"invalid UTF-8":       {"{\"name\":\"\xff\"}", "/name", "not valid JSON"},
		"half a surrogate":    {`{"name":"\ud800"}`, "/name", "not valid JSON"},
		"a raw line break":    {"{\"name\":\"\n\"}", "/name", "not valid JSON"},
		"a byte order mark":   {"\ufeff{}", "", "not valid JSON at byte 0"},
		"UTF-16":              {"{\x00}\x00", "", "not valid JSON at byte 1"},
		"a comment":           {`{/* none */}`, "", "not valid JSON at byte 1"},
		"not a number":        {`{"x":NaN}`, "/x", "not valid JSON at byte 5"},
		"a comma too much":    {`{"count":10,}`, "", "not valid JSON at byte 11"},
		"the wrong bracket":   {`{]`, "", "not valid JSON at byte 1"},
		"deeper than a stack": {`{"x":` + strings.Repeat("[", 20_000), "/x" + strings.Repeat("/0", 9_999), "not valid JSON"},
		"a wrong type":        {`{"count":"1"}`, "/count", "a string"},
		"a fraction":          {`{"count":1.5}`, "/count", "a number"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var into thing
			err := strictjson.Decode([]byte(test.body), strictjson.Object, &into)
			var problem *strictjson.Problem
			if !errors.As(err, &problem) {
				t.Fatalf("error is %v (%T), want a *strictjson.Problem", err, err)
			}
			if problem.Pointer != test.pointer || !strings.Contains(problem.Reason, test.reason) {
				t.Errorf("problem is %q at %.80q, want %q at %.80q", problem.Reason, problem.Pointer, test.reason, test.pointer)
			}
			if want := strings.TrimPrefix(problem.Pointer+": "+problem.Reason, ": "); err.Error() != want {
				t.Errorf("text is %q, want %q", err, want)
			}
		})
	}
}

func TestDecodeReadsAnObjectAndPassesOverUnknownFields(t *testing.T) {
	t.Parallel()
	var into thing
	if err := strictjson.Decode([]byte(" {\"name\":\"a\",\"other\":{\"x\":[1]},\"count\":2}\n"), strictjson.Object, &into); err != nil {
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
		if err := strictjson.Decode([]byte(body), strictjson.Boolean, &got); err != nil || got != want {
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
		if err := strictjson.Decode([]byte(body), strictjson.Object, &into); err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("%s gives %v", body, err)
		}
	}
}

// picky is a type that decodes itself, and refuses every value.
type picky struct{}

func (*picky) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	value, _ := dec.ReadValue()
	return fmt.Errorf("%s is not what I like", value)
}

func TestATypeThatRefusesAValueIsToldWithoutIt(t *testing.T) {
	t.Parallel()
	var into struct {
		Name picky `json:"name"`
	}
	err := strictjson.Decode([]byte(`{"name":"s3cr3t-value"}`), strictjson.Object, &into)
	if want := "/name: the wrong type"; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

func TestAnyCutIsNoticed(t *testing.T) {
	t.Parallel()
	const whole = `{"name":"a","x":[{"y":null}],"count":2}`
	for cut := 1; cut < len(whole); cut++ {
		var into thing
		err := strictjson.Decode([]byte(whole[:cut]), strictjson.Object, &into)
		if want := fmt.Sprintf("in the middle of the JSON, after %d bytes", cut); err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("cut after %d bytes: %v", cut, err)
		}
	}
}

var errTooMany = errors.New("too many")

// counts returns rows that read the counts of at most three things.
func counts() *strictjson.Rows[thing, int] {
	return strictjson.NewRows(strictjson.LimitRows(3, errTooMany), count)
}

func count(v *thing) (int, error) {
	if v.Count < 0 {
		return 0, &strictjson.Problem{Subject: "thing", Pointer: "/count", Reason: "a negative number"}
	}
	return v.Count, nil
}

func TestRowsAreReadWhereverTheListIs(t *testing.T) {
	t.Parallel()
	for list, want := range map[string]string{
		`[{"count":1},{"name":"a"},{"count":3}]`: "[1 0 3]",
		`[]`:                                     "[]",
		`[{"count":1},{"count":-1}]`:             "/1/count: a negative number",
		`[{"count":1},{"count":"x"},{"count`:     "/1/count: a string is not valid here",
		`[{},{},{},{},and this is not read`:      "/2: too many",
		`[{"count":1,"count":2}]`:                "/0/count: an object contains the same name twice",
	} {
		rows := counts()
		err := strictjson.Decode([]byte(list), strictjson.List, rows)
		check(t, list, rows.List, err, "", want)
		if strings.HasSuffix(want, "too many") != errors.Is(err, errTooMany) {
			t.Errorf("%s: error is %v", list, err)
		}
		outer := struct {
			Data *strictjson.Rows[thing, int] `json:"data"`
		}{counts()}
		err = strictjson.Decode([]byte(`{"data":`+list+`}`), strictjson.Object, &outer)
		check(t, list, outer.Data.List, err, "/data", want)
	}
	outer := struct {
		Data *strictjson.Rows[thing, int] `json:"data"`
	}{counts()}
	err := strictjson.Decode([]byte(`{"data":{"count":1}}`), strictjson.Object, &outer)
	check(t, "an object", outer.Data.List, err, "/data", ": an object is not valid here")
}

// A limit that was not set must not let a hostile array through, and must not
// end the process.
func TestALimitThatIsNotSetAcceptsNoElement(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{"[]": "", "[{}]": "/data: more than 0 elements"} {
		for _, limit := range []strictjson.RowLimit{{}, strictjson.LimitRows(0, nil), strictjson.LimitRows(-1, nil)} {
			outer := struct {
				Data *strictjson.Rows[thing, int] `json:"data"`
			}{strictjson.NewRows(limit, count)}
			err := strictjson.Decode([]byte(`{"data":`+body+"}"), strictjson.Object, &outer)
			if want == "" && err != nil || want != "" && (err == nil || err.Error() != want) {
				t.Errorf("%s with %+v: %v, want %q", body, limit, err, want)
			}
		}
	}
}

// check compares what was read, or the error at the JSON pointer, with the
// expected result.
func check(t *testing.T, body string, got []int, err error, pointer, want string) {
	t.Helper()
	switch {
	case err == nil && fmt.Sprint(got) != want:
		t.Errorf("%s reads as %v, want %s", body, got, want)
	case err != nil && (err.Error() != pointer+want || got != nil):
		t.Errorf("%s gives %v, %v, want %s", body, got, err, pointer+want)
	}
}

const (
	tooManyNames  = "an object has more than 1000 names"
	tooLongNames  = "the names of an object have more than 65536 bytes"
	tooManyValues = "the body, or one row of it, has more than 131072 values"
	tooManyInRow  = "the body, or one row of it, has more than 16384 values"
)

func TestABodyHasALimitOfValues(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		body string
		kind strictjson.JSONKind
		want string // the reason; empty for none
	}{
		"many commas in a text":                 {`{"name":"` + strings.Repeat(",", strictjson.MaxValues+1) + `\\","count":1}`, strictjson.Object, ""},
		"and behind a quote in it":              {`{"name":"\"` + strings.Repeat(",", strictjson.MaxValues+1) + `","count":1}`, strictjson.Object, ""},
		"as many names as may be":               {`{"x":` + object(strictjson.MaxNames-1) + `,"y":"` + strings.Repeat(" ", 1<<20) + `"}`, strictjson.Object, ""},
		"one name more":                         {`{"x":` + object(strictjson.MaxNames) + `,"y":"` + strings.Repeat(" ", 1<<20) + `"}`, strictjson.Object, tooManyNames},
		"many names in the largest small body":  {padded(`{"x":`+object(2*strictjson.MaxNames)+`,"y":"`, 1<<20), strictjson.Object, ""},
		"and in a body of a byte more":          {padded(`{"x":`+object(2*strictjson.MaxNames)+`,"y":"`, 1<<20+1), strictjson.Object, tooManyNames},
		"many names in a small body":            {`{"x":` + object(2*strictjson.MaxNames) + `}`, strictjson.Object, ""},
		"a name of a megabyte":                  {`{"x":{"` + strings.Repeat("x", 1<<20) + `":0}}`, strictjson.Object, tooLongNames},
		"names as long as may be":               {padded(`{"x":{"`+strings.Repeat("x", 1<<16-1)+`":0},"`+strings.Repeat("y", 1<<16-1)+`":"`, 2<<20), strictjson.Object, ""},
		"names of a byte more":                  {padded(`{"x":{"`+strings.Repeat("x", 1<<16)+`":0},"y":"`, 2<<20), strictjson.Object, tooLongNames},
		"many values in two lists":              {`{"x":[0` + strings.Repeat(",0", strictjson.MaxValues/2) + `],"y":[0` + strings.Repeat(",0", strictjson.MaxValues/2) + `]}`, strictjson.Object, tooManyValues},
		"many rows with a list each":            {`[` + strings.Repeat(`{"a":[],"b":2},`, strictjson.MaxValues/2) + `{}]`, strictjson.List, ""},
		"one row of two lists":                  {`[{"x":[0` + strings.Repeat(",0", strictjson.MaxRowValues/2) + `],"y":[0` + strings.Repeat(",0", strictjson.MaxRowValues/2) + `]}]`, strictjson.List, tooManyInRow},
		"many names in small rows":              {`[` + strings.Repeat(object(500)+",", 300) + `{}]`, strictjson.List, ""},
		"as many elements as may be":            {`{"x":[0` + strings.Repeat(",0", strictjson.MaxValues-2) + `]}`, strictjson.Object, ""},
		"one element more":                      {`{"x":[0` + strings.Repeat(",0", strictjson.MaxValues-1) + `]}`, strictjson.Object, tooManyValues},
		"too many names for all":                {object(strictjson.MaxValues + 1), strictjson.Object, tooManyNames},
		"many rows of a few names":              {`[` + strings.Repeat(`{"a":1,"b":2},`, strictjson.MaxValues/2) + `{}]`, strictjson.List, ""},
		"one row of many names":                 {`[{},` + object(strictjson.MaxRowValues+1) + `]`, strictjson.List, tooManyNames},
		"one row of many elements":              {`[{},{"x":[0` + strings.Repeat(",0", strictjson.MaxRowValues) + `]}]`, strictjson.List, tooManyInRow},
		"as many as a row may have":             {`[{},{"x":[0` + strings.Repeat(",0", strictjson.MaxRowValues-2) + `]}]`, strictjson.List, ""},
		"one more than a row may have":          {`[{},{"x":[0` + strings.Repeat(",0", strictjson.MaxRowValues-1) + `]}]`, strictjson.List, tooManyInRow},
		"a long text without an end":            {`{"name":"` + strings.Repeat("x", 1<<20), strictjson.Object, "the body ends in the middle of the JSON, after 1048585 bytes"},
		"a long text with an escape at its end": {`{"name":"` + strings.Repeat("x", 1<<20) + `\`, strictjson.Object, "the body ends in the middle of the JSON, after 1048586 bytes"},
		"one row of many lists":                 {`[{"x":[` + strings.Repeat("[],", strictjson.MaxRowValues) + `[]]}]`, strictjson.List, tooManyInRow},
		"nothing but colons":                    {strings.Repeat(":", 1<<20+1), strictjson.Object, tooManyNames},
		"nothing but ends":                      {strings.Repeat("]", 1<<20+1), strictjson.Object, "the body is not valid JSON at byte 0"},
	} {
		into := any(strictjson.NewRows(strictjson.LimitRows(1<<30, errTooMany), count))
		if c.kind == strictjson.Object {
			into = new(thing)
		}
		err := strictjson.Decode([]byte(c.body), c.kind, into)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.HasSuffix(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// padded ends a body in a text of an object, so that it has the given size.
func padded(body string, size int) string {
	return body + strings.Repeat(" ", size-len(body)-len(`"}`)) + `"}`
}

// object returns an object with the given number of members.
func object(members int) string {
	b := new(strings.Builder)
	for i := range members {
		fmt.Fprintf(b, `,"%d":0`, i)
	}
	return "{" + b.String()[1:] + "}"
}

func TestNull(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]bool{"null": true, " null\n": true, "": false, "{}": false, "nul": false, "null null": false} {
		if got := strictjson.IsNull([]byte(body)); got != want {
			t.Errorf("%q: %t", body, got)
		}
	}
}

func TestInstantIsUTCInWholeSeconds(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"2023-11-20T12:45:48.117Z":            "2023-11-20T12:45:48Z",
		"2023-05-20T00:00:00.000+03:00":       "2023-05-19T21:00:00Z",
		"2023-05-20T00:00:00.000-11:00":       "2023-05-20T11:00:00Z",
		"2023-05-20T00:00:00+05:45":           "2023-05-19T18:15:00Z",
		"2023-05-20T00:00:00.999999999+00:00": "2023-05-20T00:00:00Z",
		"2023-05-20T00:00:00+0300":            "2023-05-19T21:00:00Z",
		"2024-02-29T23:59:00-00:30":           "2024-03-01T00:29:00Z",
		"9999-12-31T23:59:00+00:00":           "9999-12-31T23:59:00Z",
		"1900-01-01T00:00:00Z":                "1900-01-01T00:00:00Z",
	} {
		got, err := strictjson.Instant("/at", &text)
		if err != nil || got.Format(time.RFC3339Nano) != want || got.Location() != time.UTC {
			t.Errorf("%q reads as %s, %v; want %s", text, got.Format(time.RFC3339Nano), err, want)
		}
	}
	if got, on, err := strictjson.InstantAndDate("/at", nil); err != nil || !got.IsZero() || on != 0 {
		t.Errorf("an absent one reads as %v on %s, %v", got, on, err)
	}
	for _, text := range []string{
		"", " ", "null", "2023-05-20", "2023-05-20T00:00:00", "2023-05-20 00:00:00+03:00", "20 May 2023", "1684530000",
		"2023-02-30T00:00:00Z", "2023-13-01T00:00:00Z", "2023-05-20T25:00:00Z", "2023-05-20T00:00:00+99:00", "2023-05-20T00:00:00Zx",
		" 2023-05-20T00:00:00Z", "0001-01-01T00:00:00Z", "0000-00-00T00:00:00Z", "1899-12-31T23:59:59Z", "9999-12-31T23:59:59-01:00",
		"10000-01-01T00:00:00Z", "-2023-05-20T00:00:00Z", strings.Repeat("2", 10000),
	} {
		if got, err := strictjson.Instant("/at", &text); err == nil || !strings.HasPrefix(err.Error(), "/at: not a ") || text != "" && strings.HasSuffix(err.Error(), text) {
			t.Errorf("%.40q reads as %s, %v", text, got, err)
		}
	}
}

func TestTheDateOfAnInstantIsInTheOffsetOfTheText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"2023-05-20T00:00:00+03:00": "2023-05-20", "2023-05-19T23:59:59-11:00": "2023-05-19", "2023-05-20T00:00:00Z": "2023-05-20", "20 May 2023": "",
	} {
		if _, got, _ := strictjson.InstantAndDate("/at", &text); got.String() != want {
			t.Errorf("%q is on %s, want %s", text, got, want)
		}
	}
}

func TestDateIsACalendarDate(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"2020-10-21", "2024-02-29", "1900-01-01", "9999-12-31"} {
		if got, err := strictjson.Date("/day", &text); err != nil || got != text {
			t.Errorf("%q reads as %q, %v", text, got, err)
		}
	}
	if got, err := strictjson.Date("/day", nil); err != nil || got != "" {
		t.Errorf("an absent one reads as %q, %v", got, err)
	}
	for _, text := range []string{"", "2020-10-32", "2020-1-2", "2020-10-21T00:00:00Z", "0000-00-00", "1066-10-14", "21.10.2020"} {
		want := "/day: not a date such as 2020-10-21"
		if text == "1066-10-14" {
			want = "/day: not a plausible year (1066)"
		}
		if got, err := strictjson.Date("/day", &text); err == nil || err.Error() != want {
			t.Errorf("%q reads as %q, %v", text, got, err)
		}
	}
}

func TestIDsAreOfASCIILettersAndDigits(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"ABC1234567": "", "3mFk-a_9": "", strings.Repeat("a", 64): "",
		"": "/id: missing or empty", "a b": "/id: not an ID of letters and digits", "..": "/id: not an ID of letters and digits",
		"\u00e9": "/id: not an ID of letters and digits", "e\u0301": "/id: not an ID of letters and digits", "a/b": "/id: not an ID of letters and digits",
		strings.Repeat("a", 65): "/id: longer than any ID",
	} {
		got, err := strictjson.ID("/id", &text)
		if want == "" && (err != nil || got != text) || want != "" && (err == nil || err.Error() != want || got != "") {
			t.Errorf("%q reads as %q, %v, want %q", text, got, err, want)
		}
	}
	for r := range rune(0x100) {
		text := "a" + string(r)
		want := strings.ContainsRune("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_", r)
		if _, err := strictjson.ID("/id", &text); (err == nil) != want {
			t.Errorf("%q in an ID: %v, want it accepted: %t", r, err, want)
		}
	}
	if _, err := strictjson.ID("/id", nil); err == nil {
		t.Error("an absent ID is accepted")
	}
}

func TestCodesAreVisibleASCII(t *testing.T) {
	t.Parallel()
	for text, ok := range map[string]bool{"II": true, "RS0": true, "C-S.II_Y+1": true, "": false, "I I": false, "II\n": false, "\u00e9": false, "e\u0301": false} {
		if got, err := strictjson.Code("/code", &text); ok != (err == nil) || ok && got != text || !ok && err.Error() != "/code: not a code of letters and digits" && err.Error() != "/code: missing or empty" {
			t.Errorf("%q reads as %q, %v", text, got, err)
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
			strictjson.Decode(body, strictjson.Object, &into),
			strictjson.Decode(body, strictjson.List, counts()),
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
		if instant, err := strictjson.Instant("", &text); err == nil {
			printed := instant.Format(time.RFC3339)
			again, err := strictjson.Instant("", &printed)
			if err != nil || !again.Equal(instant) {
				t.Errorf("%q reads as %s, which reads as %s, %v", text, instant, again, err)
			}
		}
		if date, err := strictjson.Date("", &text); err == nil && date != text {
			t.Errorf("%q reads as %q", text, date)
		}
	})
}

func TestAnAbsentFieldIsNoValue(t *testing.T) {
	t.Parallel()
	if got := strictjson.Optional[string](nil); got.Set || got.Value != "" {
		t.Errorf("an absent text is %+v", got)
	}
	for _, text := range []string{"", "a"} {
		if got := strictjson.Optional(&text); !got.Set || got.Value != text {
			t.Errorf("%q is %+v", text, got)
		}
	}
}

func TestAtAddsWhereAnErrorIs(t *testing.T) {
	t.Parallel()
	own := errors.New("own")
	inner := &strictjson.Problem{Subject: "thing", Pointer: "/b", Reason: "bad", Err: own}
	for name, c := range map[string]struct {
		err  error
		want strictjson.Problem
	}{
		"a problem":     {fmt.Errorf("wrapped: %w", inner), strictjson.Problem{Subject: "thing", Pointer: "/a/b", Reason: "bad", Err: own}},
		"another error": {own, strictjson.Problem{Pointer: "/a", Reason: "own", Err: own}},
	} {
		problem, ok := errors.AsType[*strictjson.Problem](strictjson.At("/a", c.err))
		if !ok || *problem != c.want || !errors.Is(problem, own) {
			t.Errorf("%s: %+v, want %+v", name, problem, c.want)
		}
	}
}
