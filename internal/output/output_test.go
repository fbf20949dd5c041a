package output

import (
	"bytes"
	"errors"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/vmihailenco/msgpack/v5"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// row has a field of each kind.
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

func (r *row) numberObjects() map[string]*int {
	objects := map[string]*int{}
	for name, n := range r.numbers {
		objects[name] = &n
	}
	return objects
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
		ObjectMap("numbers", "Numbers by name.", []Field[int]{Number("number", "A number.", func(n *int) int { return *n })}, (*row).numberObjects),
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

// rowType returns the type that the schema promises to Terraform.
func rowType(tb testing.TB, fields []Field[row]) tftypes.Object {
	tb.Helper()
	types := map[string]tftypes.Type{}
	attributes, err := Schema(nil, fields)
	if err != nil {
		tb.Fatal(err)
	}
	for name, attribute := range attributes {
		types[name] = attribute.GetType().TerraformType(tb.Context())
	}
	return tftypes.Object{AttributeTypes: types}
}

// merged sets r and merges it into a framework value. The value has one
// argument. The other attributes are the fields, which are null.
func merged(tb testing.TB, fields []Field[row], r *row) []byte {
	tb.Helper()
	ctx, response := NewContext(tb.Context(), MaxSize)
	if err := Set(ctx, fields, r); err != nil {
		tb.Fatal(err)
	}
	object, err := response.Merge(frameworkValue(tb, fields))
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

// decoded reads the object with the schema's type, as Terraform does.
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
	long := strings.Repeat("long ", 20_000) // together with the other texts, covers every encoding of a text's length
	leaf := row{
		text: "a", optional: value.Some(""), number: -3, maybe: value.Some(math.MaxInt), flag: true, perhaps: value.Some(false),
		at:    time.Date(2026, 11, 21, 1, 2, 3, 0, time.FixedZone("", 3600)),
		texts: []string{"x", long, strings.Repeat("y", 31), strings.Repeat("z", 32), strings.Repeat("w", 300)},
		numbers: map[string]int{
			"b": 127, "a": 128, "d": -32, "c": -33, "e": 255, "f": 256, "g": -128, "h": -129, "i": 65535, "j": 65536,
			"k": -32768, "l": -32769, "m": math.MaxInt32, "n": math.MaxInt, "o": -1 << 31, "p": math.MinInt, "q": 0,
		},
		flags: map[string]bool{"t": true, "f": false},
		lists: map[string][]string{"two": {"1", "2"}, "none": nil},
	}
	top := leaf
	top.inner = &leaf
	top.rows = make([]row, 3_000) // more rows than the encoder needs to estimate the size
	top.rows[2_999] = leaf
	got := decoded(t, fields, merged(t, fields, &top))

	text := func(s string) tftypes.Value { return tftypes.NewValue(tftypes.String, s) }
	want := map[string]tftypes.Value{
		"argument": tftypes.NewValue(tftypes.List{ElementType: tftypes.String}, []tftypes.Value{text("kept"), text("as it is")}),
		"text":     text("a"),
		"id":       text("a"),
		"optional": text(""),
		"number":   tftypes.NewValue(tftypes.Number, -3),
		"maybe":    tftypes.NewValue(tftypes.Number, math.MaxInt),
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
		var object map[string]tftypes.Value
		if err := numbers[name].As(&object); err != nil || !object["number"].Equal(tftypes.NewValue(tftypes.Number, n)) {
			t.Errorf("numbers[%s]: got %s, %v, want %d", name, numbers[name], err, n)
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
	got := decoded(t, fields, merged(t, fields, &row{inner: &row{}}))
	null := map[string]bool{
		"id": true, "optional": true, "maybe": true, "perhaps": true, "at": true, "some_texts": true,
		"flags": true, "lists": true, "some_rows": true,
	}
	for name, value := range got {
		if value.IsNull() != null[name] {
			t.Errorf("%s: got %s", name, value)
		}
	}
}

func TestTheSameValueGivesTheSameBytes(t *testing.T) {
	fields := rowFields(0)
	r := row{numbers: map[string]int{}, flags: map[string]bool{}, lists: map[string][]string{}}
	for _, name := range strings.Split("q w e r t y u i o p a s d f g h j k l z x c v b n m", " ") {
		r.numbers[name], r.flags[name], r.lists[name] = 1, true, []string{name}
	}
	first := merged(t, fields, &r)
	for range 10 {
		if again := merged(t, fields, &row{numbers: maps.Clone(r.numbers), flags: maps.Clone(r.flags), lists: maps.Clone(r.lists)}); !bytes.Equal(first, again) {
			t.Fatal("the same value, other bytes")
		}
	}
}

func TestFieldsOfAnEmbeddedValueAreLifted(t *testing.T) {
	type outer struct{ held *row }
	lifted := Of(rowFields(0), func(o *outer) *row { return o.held })
	got, err1 := Schema(nil, lifted)
	want, err2 := Schema(nil, rowFields(0))
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the schema differs (-want +got):\n%s", cmp.Diff(want, got, cmp.Exporter(func(reflect.Type) bool { return true })))
	}
	ctx, response := NewContext(t.Context(), MaxSize)
	r := row{text: "a", texts: []string{"b"}}
	if err := Set(ctx, lifted, &outer{&r}); err != nil {
		t.Fatal(err)
	}
	object, err := response.Merge(frameworkValue(t, rowFields(0)))
	if err != nil {
		t.Fatal(err)
	}
	if want := merged(t, rowFields(0), &r); !bytes.Equal(object, want) {
		t.Errorf("got %x, want %x", object, want)
	}
}

func TestFieldsWithoutSomeKeepTheOthers(t *testing.T) {
	var names []string
	for _, f := range Without(rowFields(0), "id", "texts") {
		names = append(names, f.Name())
	}
	if want := 11; len(names) != want || slices.Contains(names, "id") || slices.Contains(names, "texts") {
		t.Errorf("got %v, want %d names without ID and texts", names, want)
	}
}

func TestANameThatIsUsedTwiceIsRefused(t *testing.T) {
	arguments := map[string]schema.Attribute{"text": schema.StringAttribute{Optional: true}}
	twice := append(rowFields(0), rowFields(0)[3])
	for name, build := range map[string]func() (map[string]schema.Attribute, error){
		"text":   func() (map[string]schema.Attribute, error) { return Schema(arguments, rowFields(0)) },
		"number": func() (map[string]schema.Attribute, error) { return Schema(nil, twice) },
	} {
		attributes, err := build()
		var duplicate *DuplicateNameError
		if !errors.As(err, &duplicate) || duplicate.Name != name || attributes != nil {
			t.Errorf("got %v, %v, want a *DuplicateNameError about %s", attributes, err, name)
		}
	}
}

func TestASetOutsideOfTheServerIsAnError(t *testing.T) {
	var none *NoResponseError
	if err := Set(t.Context(), rowFields(0), &row{}); !errors.As(err, &none) {
		t.Errorf("got %v, want a *NoResponseError", err)
	}
}

func TestWithoutASetTheObjectStays(t *testing.T) {
	_, response := NewContext(t.Context(), MaxSize)
	whole := frameworkValue(t, rowFields(0))
	if got, err := response.Merge(whole); err != nil || !bytes.Equal(got, whole) {
		t.Errorf("got %x, %v, want %x", got, err, whole)
	}
}

func TestANullObjectStaysNull(t *testing.T) {
	ctx, response := NewContext(t.Context(), MaxSize)
	if err := Set(ctx, rowFields(0), &row{}); err != nil {
		t.Fatal(err)
	}
	if got, err := response.Merge([]byte{0xc0}); err != nil || !bytes.Equal(got, []byte{0xc0}) {
		t.Errorf("got %x, %v, want null", got, err)
	}
	inner := decoded(t, rowFields(1), merged(t, rowFields(1), &row{}))["inner"]
	if !inner.IsNull() {
		t.Errorf("an object that is nil is %s, want null", inner)
	}
}

func TestAResponseKeepsNothingOfItsValue(t *testing.T) {
	ctx, response := NewContext(t.Context(), MaxSize)
	r := row{text: "before", texts: []string{"before"}}
	if err := Set(ctx, rowFields(0), &r); err != nil {
		t.Fatal(err)
	}
	r.text, r.texts[0] = "after", "after"
	object, err := response.Merge(frameworkValue(t, rowFields(0)))
	if err != nil || bytes.Contains(object, []byte("after")) {
		t.Errorf("got %q, %v, want the value as it was set", object, err)
	}
	if again, err := response.Merge([]byte{0x80}); err != nil || len(again) != 1 {
		t.Errorf("after a merge the response still holds %x, %v", again, err)
	}
}

func TestAValueThatIsTooLargeIsAnError(t *testing.T) {
	const limit = 1 << 20
	type rows struct{ rows []row }
	fields := []Field[rows]{Objects("rows", "Rows.", rowFields(0), func(r *rows) []row { return r.rows })}
	object := []byte{0x81, 0xa4, 'r', 'o', 'w', 's', 0xc0}
	for n, want := range map[int]bool{1: true, 2_000: true, 100_000: false} {
		ctx, response := NewContext(t.Context(), limit)
		err := Set(ctx, fields, &rows{make([]row, n)})
		var tooLarge *TooLargeError
		if got := !errors.As(err, &tooLarge); got != want {
			t.Errorf("%d rows: %v", n, err)
		}
		if value, err := response.Merge(object); err != nil || want != (len(value) > len(object)) {
			t.Errorf("%d rows: %d bytes, %v", n, len(value), err)
		}
	}
	ctx, response := NewContext(t.Context(), limit)
	if err := Set(ctx, fields, &rows{}); err != nil {
		t.Fatal(err)
	}
	argument, err := msgpack.Marshal(map[string]string{"argument": strings.Repeat("x", limit)})
	if err != nil {
		t.Fatal(err)
	}
	var tooLarge *TooLargeError
	if _, err := response.Merge(argument); !errors.As(err, &tooLarge) {
		t.Errorf("a large argument: got %v, want a *TooLargeError", err)
	}
}

func TestAValueOfTheFrameworkThatIsBrokenIsAnError(t *testing.T) {
	whole := frameworkValue(t, rowFields(0))
	merge := func(object []byte) ([]byte, error) {
		ctx, response := NewContext(t.Context(), MaxSize)
		if err := Set(ctx, rowFields(0), &row{}); err != nil {
			t.Fatal(err)
		}
		return response.Merge(object)
	}
	for length := range whole {
		if got, err := merge(whole[:length]); err == nil {
			t.Errorf("%d of %d bytes: got %x, want an error", length, len(whole), got)
		}
	}
	if got, err := merge([]byte{0xa1, 'x'}); err == nil {
		t.Errorf("a text and no object: got %x, want an error", got)
	}
}
