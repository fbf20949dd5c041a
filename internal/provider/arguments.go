package provider

import (
	"context"
	"fmt"
	"reflect"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// readArguments fills a struct whose fields name arguments in their tfsdk tags,
// and checks lists of texts. The framework's own Get would also require fields
// for the computed attributes.
func readArguments[A any](ctx context.Context, config tfsdk.Config, schemas map[string]schema.Attribute) (A, diag.Diagnostics) {
	var (
		arguments A
		diags     diag.Diagnostics
	)
	v := reflect.ValueOf(&arguments).Elem()
	for i := range v.NumField() {
		name := v.Type().Field(i).Tag.Get("tfsdk")
		if name == "" {
			continue // read by the method below
		}
		at := path.Root(name)
		if large, ok := takenFrom(ctx, name); ok {
			v.Field(i).Set(reflect.ValueOf(large))
		} else {
			diags.Append(config.GetAttribute(ctx, at, v.Field(i).Addr().Interface())...)
		}
		if diags.HasError() {
			continue
		}
		normalizeTexts(at, v.Field(i), &diags)
		if list, ok := schemas[name].(checkedList); ok {
			diags.Append(list.check(at, v.Field(i).Interface().(textList))...) //nolint:forcetypeassert // every list of texts has this type
		}
	}
	if more, ok := any(&arguments).(interface {
		readMore(context.Context, tfsdk.Config) diag.Diagnostics
	}); ok && !diags.HasError() {
		diags.Append(more.readMore(ctx, config)...)
	}
	return arguments, diags
}

// validateArguments checks arguments as a whole, unless one is not known yet, or
// is large. A read checks them again in any case, and checking 100,000 addresses
// twice takes too long.
func validateArguments[A any](ctx context.Context, config tfsdk.Config, schemas map[string]schema.Attribute, validate func(*A) diag.Diagnostics) diag.Diagnostics {
	if !config.Raw.IsFullyKnown() || tookOut(ctx) {
		return validateKnownLists(ctx, config, schemas)
	}
	arguments, diags := readArguments[A](ctx, config, schemas)
	if diags.HasError() || validate == nil {
		return diags
	}
	return append(diags, validate(&arguments)...)
}

// validateKnownLists checks the lists whose values are known, while others are
// not.
func validateKnownLists(ctx context.Context, config tfsdk.Config, schemas map[string]schema.Attribute) diag.Diagnostics {
	var diags diag.Diagnostics
	for _, name := range value.SortedKeys(schemas) {
		list, ok := schemas[name].(checkedList)
		if !ok {
			continue
		}
		var value types.List
		if more := config.GetAttribute(ctx, path.Root(name), &value); more.HasError() || value.IsUnknown() {
			continue
		}
		elements, known := knownTexts(value)
		if _, large := takenFrom(ctx, name); known && !large && !value.IsNull() {
			diags.Append(list.check(path.Root(name), append(textList{}, elements...))...)
		}
	}
	return diags
}

// checkedList is a list of texts that the provider checks itself, because a
// large one bypasses the framework and its validators.
type checkedList struct {
	schema.ListAttribute
	empty    namesSomething // what is wrong with a list that names nothing
	elements []textCheck
}

// check checks a list whose elements are known. Null and blank elements are
// dropped before a list is used, so they are valid.
func (l checkedList) check(at path.Path, list textList) diag.Diagnostics {
	var diags diag.Diagnostics
	if list == nil {
		return nil
	}
	if len(list.values()) == 0 {
		diags.AddAttributeError(at, l.empty.summary, fmt.Sprintf("%s is set but contains no value. %s", at, l.empty.detail))
	}
	for i, element := range list {
		text := value.NormalizeText(element.ValueString())
		if text == "" {
			continue
		}
		for _, check := range l.elements {
			if summary, detail := check.check(text); summary != "" {
				diags.AddAttributeError(at.AtListIndex(i), summary, fmt.Sprintf("%s: %s", at.AtListIndex(i), detail))
				return diags // one is enough: there may be very many
			}
		}
	}
	return diags
}

// attributeSetter is a state, or the result of an ephemeral resource.
type attributeSetter interface {
	SetAttribute(ctx context.Context, path path.Path, value any) diag.Diagnostics
}

// storeArguments replaces the stored values of some arguments.
func storeArguments(ctx context.Context, to attributeSetter, values map[string]any) diag.Diagnostics {
	var diags diag.Diagnostics
	for _, name := range value.SortedKeys(values) {
		diags.Append(to.SetAttribute(ctx, pathOf(name), values[name])...)
	}
	return diags
}

// pathOf is the path of an argument: as_of, or inactive.days.
func pathOf(argument string) path.Path {
	name, inner, nested := strings.Cut(argument, ".")
	if nested {
		return path.Root(name).AtName(inner)
	}
	return path.Root(name)
}

// normalizeTexts trims every text in the arguments and every key of a map, and
// converts it to NFC. The elements of lists are normalized in the same way when
// they are used. Two keys that become equal are an error.
func normalizeTexts(at path.Path, v reflect.Value, diags *diag.Diagnostics) {
	if text, ok := v.Interface().(types.String); ok {
		if !text.IsNull() && !text.IsUnknown() {
			v.Set(reflect.ValueOf(types.StringValue(value.NormalizeText(text.ValueString()))))
		}
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			normalizeTexts(at, v.Elem(), diags)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if name := v.Type().Field(i).Tag.Get("tfsdk"); name != "" {
				normalizeTexts(at.AtName(name), v.Field(i), diags)
			}
		}
	case reflect.Slice:
		if v.Type() == reflect.TypeFor[textList]() {
			return // their elements are normalized when they are used
		}
		for i := range v.Len() {
			normalizeTexts(at.AtListIndex(i), v.Index(i), diags)
		}
	case reflect.Map:
		normalizeKeys(at, v, diags)
	default: // holds no text
	}
}

func normalizeKeys(at path.Path, v reflect.Value, diags *diag.Diagnostics) {
	if v.IsNil() {
		return
	}
	normalized := reflect.MakeMapWithSize(v.Type(), v.Len())
	seen := make(map[string]string, v.Len())
	for _, key := range value.SortedKeys(stringKeys(v)) {
		name := value.NormalizeText(key)
		if first, ok := seen[name]; ok {
			diags.Append(duplicateKey(at, key, first))
			continue
		}
		seen[name] = key
		normalized.SetMapIndex(reflect.ValueOf(name), v.MapIndex(reflect.ValueOf(key)))
	}
	v.Set(normalized)
}

func duplicateKey(at path.Path, key, first string) diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(at.AtMapKey(key), "Duplicate key",
		fmt.Sprintf("%s has the keys %.*q and %.*q, which are one after surrounding spaces are removed. Keep one of them.", at, maxRepeated, first, maxRepeated, key))
}

func stringKeys(v reflect.Value) value.Set[string] {
	keys := make(value.Set[string], v.Len())
	for _, key := range v.MapKeys() {
		keys.Add(key.String())
	}
	return keys
}

// textList is a list argument. It is nil if the argument is left out. Its values
// are trimmed, without null and blank elements.
type textList []types.String

func (t textList) values() []string {
	if t == nil {
		return nil
	}
	values := make([]string, 0, len(t))
	for _, s := range t {
		if text := value.NormalizeText(s.ValueString()); text != "" {
			values = append(values, text)
		}
	}
	return values
}

// positions is like values, but null and blank elements stay as empty texts, so
// that a message can name the position of an element.
func (t textList) positions() []string {
	if t == nil {
		return nil
	}
	values := make([]string, len(t))
	for i, s := range t {
		values[i] = value.NormalizeText(s.ValueString())
	}
	return values
}

// emails is values in the form that identifies a person.
func (t textList) emails(identity *value.Identity) []string {
	values := t.values()
	for i := range values {
		values[i] = identity.Email(values[i])
	}
	return values
}

// wholeNumberArgument is an optional argument that takes whole numbers. It is
// not an Int64Attribute, because for a fraction the framework would report a
// bug in the provider.
func wholeNumberArgument(description string) schema.Attribute {
	return schema.NumberAttribute{Optional: true, MarkdownDescription: description, Validators: []validator.Number{countRange}}
}

// wholeNumber is the value of an argument that takes counts.
func wholeNumber(at path.Path, n types.Number, diags *diag.Diagnostics) value.Optional[int] {
	return countRange.value(at, n, diags)
}

// value is the value of an argument, or absent if it is null, unknown, or
// invalid.
func (v wholeNumberValidator) value(at path.Path, n types.Number, diags *diag.Diagnostics) value.Optional[int] {
	if n.IsNull() || n.IsUnknown() {
		return value.Optional[int]{}
	}
	if err := v.check(at, n); err != nil {
		diags.Append(err)
		return value.Optional[int]{}
	}
	i, _ := n.ValueBigFloat().Int64()
	return value.Some(int(i))
}

// wholeNumbers drops null values; nil stays nil.
func wholeNumbers(at path.Path, m map[string]types.Number, diags *diag.Diagnostics) map[string]int {
	if m == nil {
		return nil
	}
	result := make(map[string]int, len(m))
	for _, key := range value.SortedKeys(m) {
		if n := wholeNumber(at.AtMapKey(key), m[key], diags); n.Set {
			result[key] = n.Value
		}
	}
	return result
}

// optionalText is a text that JetBrains may leave out.
type optionalText = value.Optional[string]

func optionalString(s types.String) optionalText {
	return optionalText{Value: s.ValueString(), Set: !s.IsNull()}
}

func optionalBool(b types.Bool) value.Optional[bool] {
	return value.Optional[bool]{Value: b.ValueBool(), Set: !b.IsNull()}
}

func selectionOf(productCodes, teamIDs textList) licensing.Selection {
	return licensing.Selection{ProductCodes: productCodes.values(), TeamIDs: teamIDs.values()}
}

// The arguments that several data sources share.

// warnsOfUnknown is for filters whose possible values are all known from the
// account.
const warnsOfUnknown = "A value that is not in the account matches nothing and causes a warning."

func teamIDsArgument() schema.Attribute {
	return filterArgument("Includes only licenses of the teams with these IDs. `none` includes the licenses without a team. `jetbrains_teams` lists the IDs. " + warnsOfUnknown)
}

func emailsArgument(description string) schema.Attribute {
	return filterArgument(description+" An address that no one has causes a warning.", emailText)
}

func filterArgument(description string, elements ...textCheck) schema.Attribute {
	return checkedList{
		ListAttribute: schema.ListAttribute{
			Optional: true, ElementType: types.StringType,
			MarkdownDescription: description + " Null and blank elements are ignored. A list without any other elements is an error. Default: no filter.",
		},
		empty: filterNamesSomething, elements: elements,
	}
}

func statusArgument(description string, statuses ...licensing.Status) schema.Attribute {
	return schema.StringAttribute{
		Optional:            true,
		MarkdownDescription: description + " Default: no filter.",
		Validators:          []validator.String{oneOf(statuses...)},
	}
}
