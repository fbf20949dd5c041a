package output

import (
	"bytes"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/vmihailenco/msgpack/v5"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// row has a field of every kind.
type row struct {
	text     string
	optional value.Optional[string]
	number   int
	maybe    value.Optional[int]
	flag     bool
	perhaps  value.Optional[bool]
	at       time.Time
	texts    []string
	numbers  map[string]int
	flags    map[string]bool
	lists    map[string][]string
	inner    *row
	rows     []row
}

func rowFields(depth int) []Field[row] {
	fields := []Field[row]{
		Text("text", "A text.", func(r *row) string { return r.text }),
		TextOrNull("id", "A text or null.", func(r *row) string { return r.text }),
		OptionalText("optional", "A text or null.", func(r *row) value.Optional[string] { return r.optional }),
		Number("number", "A number.", func(r *row) int { return r.number }),
		OptionalNumber("maybe", "A number or null.", func(r *row) value.Optional[int] { return r.maybe }),
		Bool("flag", "Yes or no.", func(r *row) bool { return r.flag }),
		OptionalBool("perhaps", "Yes, no or null.", func(r *row) value.Optional[bool] { return r.perhaps }),
		Time("at", "A time.", func(r *row) time.Time { return r.at }),
		Texts("texts", "Texts.", func(r *row) []string { return r.texts }),
		OptionalTexts("some_texts", "Texts or null.", func(r *row) []string { return r.texts }),
		NumberMap("numbers", "Numbers by name.", func(r *row) map[string]int { return r.numbers }),
		BoolMap("flags", "Flags by name.", func(r *row) map[string]bool { return r.flags }),
		TextsMap("lists", "Texts by name.", func(r *row) map[string][]string { return r.lists }),
	}
	if depth > 0 {
		inner := rowFields(depth - 1)
		fields = append(fields,
			Object("inner", "One.", inner, func(r *row) *row { return r.inner }),
			Objects("rows", "Many.", inner, func(r *row) []row { return r.rows }),
			OptionalObjects("some_rows", "Many or null.", inner, func(r *row) []row { return r.rows }))
	}
	return fields
}

// rowType is the type that the schema promises to Terraform.
func rowType(tb testing.TB, fields []Field[row]) tftypes.Object {
	tb.Helper()
	types := map[string]tftypes.Type{}
	for name, attribute := range Attributes(fields) {
		types[name] = attribute.GetType().TerraformType(tb.Context())
	}
	return tftypes.Object{AttributeTypes: types}
}

// spliceInto hands r over through a framework value that has an argument of
// its own and nothing yet in the place of each field.
func spliceInto(tb testing.TB, fields []Field[row], r *row) []byte {
	tb.Helper()
	ctx, sink := WithSink(tb.Context())
	if sink.Given() {
		tb.Fatal("a new sink has no answer yet")
	}
	if err := Give(ctx, fields, r); err != nil {
		tb.Fatal(err)
	}
	if !sink.Given() {
		tb.Fatal("the answer was given")
	}
	object, err := sink.Splice(frameworkValue(tb, fields))
	if err != nil {
		tb.Fatal(err)
	}
	return object
}

func frameworkValue(tb testing.TB, fields []Field[row]) []byte {
	tb.Helper()
	var object bytes.Buffer
	out := msgpack.NewEncoder(&object)
	names := []string{"argument"}
	for _, f := range fields {
		names = append(names, f.Name())
	}
	slices.Sort(names)
	err := out.EncodeMapLen(len(names))
	for _, name := range names {
		err = errors.Join(err, out.EncodeString(name))
		if name == "argument" {
			err = errors.Join(err, out.Encode([]string{"kept", "as it is"}))
		} else {
			err = errors.Join(err, out.EncodeNil())
		}
	}
	if err != nil {
		tb.Fatal(err)
	}
	return object.Bytes()
}

// decoded reads the object as Terraform does, by the schema's type.
func decoded(tb testing.TB, fields []Field[row], object []byte) map[string]tftypes.Value {
	tb.Helper()
	typ := rowType(tb, fields)
	typ.AttributeTypes["argument"] = tftypes.List{ElementType: tftypes.String}
	value, err := tfprotov6.DynamicValue{MsgPack: object}.Unmarshal(typ)
	if err != nil {
		tb.Fatal(err)
	}
	var attributes map[string]tftypes.Value
	if err := value.As(&attributes); err != nil {
		tb.Fatal(err)
	}
	return attributes
}

func TestEveryKindOfFieldArrivesAsItsSchemaSays(t *testing.T) {
	fields := rowFields(1)
	long := strings.Repeat("long ", 20_000) // every width of a text's length
	leaf := row{
		text: "a", optional: value.Some(""), number: -3, maybe: value.Some(1 << 40), flag: true, perhaps: value.Some(false),
		at:    time.Date(2026, 11, 21, 1, 2, 3, 0, time.FixedZone("", 3600)),
		texts: []string{"x", long, strings.Repeat("y", 31), strings.Repeat("z", 32), strings.Repeat("w", 300)},
		numbers: map[string]int{
			"b": 127, "a": 128, "d": -32, "c": -33, "e": 255, "f": 256, "g": -128, "h": -129, "i": 65535, "j": 65536,
			"k": -32768, "l": -32769, "m": 1<<32 - 1, "n": 1 << 32, "o": -1 << 31, "p": -1<<31 - 1, "q": 0,
		},
		flags: map[string]bool{"t": true, "f": false},
		lists: map[string][]string{"two": {"1", "2"}, "none": nil},
	}
	top := leaf
	top.inner = &leaf
	top.rows = make([]row, 3_000) // more than the encoder looks at to make room
	top.rows[2_999] = leaf
	got := decoded(t, fields, spliceInto(t, fields, &top))

	text := func(s string) tftypes.Value { return tftypes.NewValue(tftypes.String, s) }
	want := map[string]tftypes.Value{
		"argument": tftypes.NewValue(tftypes.List{ElementType: tftypes.String}, []tftypes.Value{text("kept"), text("as it is")}),
		"text":     text("a"),
		"id":       text("a"),
		"optional": text(""),
		"number":   tftypes.NewValue(tftypes.Number, -3),
		"maybe":    tftypes.NewValue(tftypes.Number, 1<<40),
		"flag":     tftypes.NewValue(tftypes.Bool, true),
		"perhaps":  tftypes.NewValue(tftypes.Bool, false),
		"at":       text("2026-11-21T00:02:03Z"),
	}
	for name, value := range want {
		if !got[name].Equal(value) {
			t.Errorf("%s: got %s, want %s", name, got[name], value)
		}
	}
	var numbers map[string]tftypes.Value
	if err := got["numbers"].As(&numbers); err != nil {
		t.Fatal(err)
	}
	if len(numbers) != len(leaf.numbers) {
		t.Errorf("numbers: got %v", numbers)
	}
	for name, n := range leaf.numbers {
		if !numbers[name].Equal(tftypes.NewValue(tftypes.Number, n)) {
			t.Errorf("numbers[%s]: got %s, want %d", name, numbers[name], n)
		}
	}
	for _, name := range []string{"texts", "some_texts"} {
		var list []tftypes.Value
		if err := got[name].As(&list); err != nil || len(list) != len(leaf.texts) {
			t.Fatalf("%s: %v, %d texts", name, err, len(list))
		}
		for i := range list {
			if !list[i].Equal(text(leaf.texts[i])) {
				t.Errorf("%s[%d] is another text", name, i)
			}
		}
	}
	for _, name := range []string{"rows", "some_rows"} {
		var rows []tftypes.Value
		if err := got[name].As(&rows); err != nil || len(rows) != len(top.rows) {
			t.Fatalf("%s: %v, %d rows", name, err, len(rows))
		}
		if !rows[2_999].Equal(got["inner"]) {
			t.Errorf("%s: the last row is not the leaf", name)
		}
	}
}

func TestNothingIsNullWhereTheFieldSaysSo(t *testing.T) {
	fields := rowFields(1)
	got := decoded(t, fields, spliceInto(t, fields, &row{inner: &row{}}))
	null := map[string]bool{
		"id": true, "optional": true, "maybe": true, "perhaps": true, "at": true, "some_texts": true,
		"numbers": true, "flags": true, "lists": true, "some_rows": true,
	}
	for name, value := range got {
		if value.IsNull() != null[name] {
			t.Errorf("%s: got %s", name, value)
		}
	}
}

// FuzzEncoding holds the encoder against the MessagePack library that
// Terraform's own plugin library uses.
func FuzzEncoding(f *testing.F) {
	f.Add("a text", int64(-1), 40, int64(1_800_000_000))
	f.Add(strings.Repeat("é", 200), int64(1)<<62, 70_000, int64(-1))
	f.Fuzz(func(t *testing.T, text string, number int64, length int, seconds int64) {
		length = max(0, min(length, 100_000))
		at := time.Unix(seconds%(1<<37), 0) // within a few thousand years
		e := &encoder{}
		e.objectLen(length)
		e.listLen(length)
		e.text(text)
		e.number(int(number))
		e.instant(at)
		e.null()
		e.boolean(number > 0)

		in := msgpack.NewDecoder(bytes.NewReader(e.buf))
		pairs, err1 := in.DecodeMapLen()
		items, err2 := in.DecodeArrayLen()
		gotText, err3 := in.DecodeString()
		gotNumber, err4 := in.DecodeInt64()
		gotAt, err5 := in.DecodeString()
		err6 := in.DecodeNil()
		gotBool, err7 := in.DecodeBool()
		if err := errors.Join(err1, err2, err3, err4, err5, err6, err7); err != nil {
			t.Fatal(err)
		}
		if pairs != length || items != length || gotText != text || gotNumber != number || gotAt != at.UTC().Format(time.RFC3339) || gotBool != (number > 0) {
			t.Errorf("got %d, %d, %q, %d, %s, %t", pairs, items, gotText, gotNumber, gotAt, gotBool)
		}
		if _, err := in.PeekCode(); err == nil {
			t.Error("something follows")
		}
	})
}

func TestTheSameAnswerGivesTheSameBytes(t *testing.T) {
	fields := rowFields(0)
	r := row{numbers: map[string]int{}, flags: map[string]bool{}, lists: map[string][]string{}}
	for _, name := range strings.Split("q w e r t y u i o p a s d f g h j k l z x c v b n m", " ") {
		r.numbers[name], r.flags[name], r.lists[name] = 1, true, []string{name}
	}
	first := spliceInto(t, fields, &r)
	for range 10 {
		if again := spliceInto(t, fields, &row{numbers: maps.Clone(r.numbers), flags: maps.Clone(r.flags), lists: maps.Clone(r.lists)}); !bytes.Equal(first, again) {
			t.Fatal("the same answer, other bytes")
		}
	}
}

func TestFieldsOfAnEmbeddedValueAreLifted(t *testing.T) {
	type outer struct{ held *row }
	lifted := Of(rowFields(0), func(o *outer) *row { return o.held })
	if got, want := Attributes(lifted), Attributes(rowFields(0)); !reflect.DeepEqual(got, want) {
		t.Errorf("the schema differs: %v, want %v", got, want)
	}
	ctx, sink := WithSink(t.Context())
	r := row{text: "a", texts: []string{"b"}}
	if err := Give(ctx, lifted, &outer{&r}); err != nil {
		t.Fatal(err)
	}
	object, err := sink.Splice(frameworkValue(t, rowFields(0)))
	if err != nil {
		t.Fatal(err)
	}
	if want := spliceInto(t, rowFields(0), &r); !bytes.Equal(object, want) {
		t.Errorf("got %x, want %x", object, want)
	}
}

func TestAReadOutsideOfTheServerIsAnError(t *testing.T) {
	var noSink *NoSinkError
	if err := Give(t.Context(), rowFields(0), &row{}); !errors.As(err, &noSink) {
		t.Errorf("got %v, want a *NoSinkError", err)
	}
}

func TestAValueOfTheFrameworkThatIsBrokenIsAnError(t *testing.T) {
	ctx, sink := WithSink(t.Context())
	if err := Give(ctx, rowFields(0), &row{}); err != nil {
		t.Fatal(err)
	}
	whole := frameworkValue(t, rowFields(0))
	for length := range whole {
		if got, err := sink.Splice(whole[:length]); err == nil {
			t.Errorf("%d of %d bytes: got %x, want an error", length, len(whole), got)
		}
	}
	if got, err := sink.Splice([]byte{0xa1, 'x'}); err == nil {
		t.Errorf("a text and no object: got %x, want an error", got)
	}
}
