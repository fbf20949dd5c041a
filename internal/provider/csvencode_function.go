package provider

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/report"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

type csvEncode struct{}

func newCSVEncodeFunction() function.Function { return csvEncode{} }

func (csvEncode) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "csvencode"
}

func (csvEncode) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "A list of objects as CSV",
		MarkdownDescription: "Writes a list of objects as CSV, for auditors and spreadsheets: " +
			"a header, then a line for each object, as RFC 4180 describes it, with CRLF at the end of every line. The opposite of Terraform's `csvdecode`. " +
			"If `rows` is null, the result is null. " + functionsNeed + "\n\n" +
			"What a cell contains:\n\n" +
			"- Null, or an attribute that the object does not have, is an empty cell.\n" +
			"- A number is written in full, without an exponent. A bool is `true` or `false`.\n" +
			"- A list, a map, or an object is an error that names the column. Join a list into one text first, such as with `join(\" \", user.product_codes)`, or leave the column out.\n" +
			"- A text that a spreadsheet would run gets an apostrophe in front: one that starts with `=`, `+`, `-`, `@`, a tab, a carriage return, or another control character. " +
			"So does what follows a semicolon, a tab, or a line break inside a text, where some spreadsheets start a new cell.\n\n" +
			"The text is UTF-8 without a byte-order mark, as `csvdecode` requires. Choose UTF-8 when you import it into a spreadsheet. " +
			"For Excel to open the file by itself, write `\"\\ufeff${provider::jetbrains::csvencode(…)}\"` to it. " +
			"Import identifiers such as license IDs as text, because a spreadsheet takes `0123` and `1E5` for numbers.",
		Parameters: []function.Parameter{
			function.DynamicParameter{Name: "rows", AllowNullValue: true, MarkdownDescription: "A list of objects or maps, such as `data.jetbrains_ide_entitlements.all.entitlements`."},
		},
		VariadicParameter: function.StringParameter{
			Name: "columns",
			MarkdownDescription: "Names of the attributes to write, in this order. A name that no row has is an error. " +
				"Without names, all attributes are written, sorted by name; " +
				"then an empty list is an error unless Terraform knows its attributes, as it does for the lists of a data source and not for the result of `for`. " +
				"Name the columns of a document that others rely on.",
		},
		Return: function.StringReturn{},
	}
}

func (csvEncode) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var (
		argument attr.Value // of a generic type, so that the framework does not copy it
		columns  []string
	)
	if resp.Error = req.Arguments.Get(ctx, &argument, &columns); resp.Error != nil {
		return
	}
	rows := unwrapped(argument)
	if rows.IsNull() {
		resp.Error = resp.Result.Set(ctx, types.StringNull())
		return
	}
	if !isFullyKnown(ctx, rows) {
		resp.Error = resp.Result.Set(ctx, types.StringUnknown())
		return
	}
	text, err := encodeCSV(ctx, rows, columns)
	var column *columnError
	switch {
	case errors.As(err, &column):
		resp.Error = function.NewArgumentFuncError(1+int64(column.index), err.Error())
	case err != nil:
		resp.Error = function.NewArgumentFuncError(0, err.Error())
	default:
		resp.Error = resp.Result.Set(ctx, types.StringValue(text))
	}
}

// unwrapped returns the value in a value of any type. Null and unknown can have
// no type.
func unwrapped(v attr.Value) attr.Value {
	if dynamic, ok := v.(basetypes.DynamicValue); ok && dynamic.UnderlyingValue() != nil {
		return dynamic.UnderlyingValue()
	}
	return v
}

// columnError says what is wrong with one of the columns that were named.
type columnError struct {
	index  int
	reason string
}

func (e *columnError) Error() string { return e.reason }

func encodeCSV(ctx context.Context, list attr.Value, columns []string) (string, error) {
	elements, err := elementsOf(list)
	if err != nil {
		return "", err
	}
	rows := make([]map[string]attr.Value, len(elements))
	for i, element := range elements {
		if rows[i] = fieldsOf(unwrapped(element)); rows[i] == nil {
			return "", fmt.Errorf("rows[%d] is %s and not an object", i, kindOf(element))
		}
	}
	if columns, err = chooseColumns(columnsOf(list.Type(ctx), rows), columns, len(rows)); err != nil {
		return "", err
	}
	cells := make([][]report.Cell, len(rows))
	for i, row := range rows {
		cells[i] = make([]report.Cell, len(columns))
		for j, column := range columns {
			cell, ok := cellOf(row[column])
			if !ok {
				return "", fmt.Errorf("the column %s of rows[%d] is %s, which has no place in one cell: "+
					"join its elements into a text, or name the columns to write without this one", quotedColumn(column), i, kindOf(row[column]))
			}
			cells[i][j] = cell
		}
	}
	return report.CSV(columns, cells), nil
}

// elementsOf returns the elements of a list, a tuple or a set.
func elementsOf(rows attr.Value) ([]attr.Value, error) {
	switch rows := rows.(type) {
	case basetypes.ListValue:
		return rows.Elements(), nil
	case basetypes.TupleValue:
		return rows.Elements(), nil
	case basetypes.SetValue:
		return rows.Elements(), nil
	case basetypes.MapValue, basetypes.ObjectValue:
		return nil, fmt.Errorf("rows is %s and not a list of objects: use values(…) for the objects in it", kindOf(rows))
	default:
		return nil, fmt.Errorf("rows is %s and not a list of objects", kindOf(rows))
	}
}

// fieldsOf returns the attributes of an object or the elements of a map, or nil
// if the value is neither, or null.
func fieldsOf(row attr.Value) map[string]attr.Value {
	if row.IsNull() {
		return nil
	}
	switch row := row.(type) {
	case basetypes.ObjectValue:
		return row.Attributes()
	case basetypes.MapValue:
		return row.Elements()
	default:
		return nil
	}
}

// columnsOf returns the names of all attributes: of every row, and of the type
// of the rows, which a list has even without rows.
func columnsOf(typ attr.Type, rows []map[string]attr.Value) value.Set[string] {
	columns := value.SetOf[string]()
	if list, ok := typ.(attr.TypeWithElementType); ok {
		if object, ok := list.ElementType().(attr.TypeWithAttributeTypes); ok {
			for name := range object.AttributeTypes() {
				columns.Add(name)
			}
		}
	}
	for _, row := range rows {
		for name := range row {
			columns.Add(name)
		}
	}
	return columns
}

// chooseColumns returns the columns that were named, or else all of them. Where
// nothing says which columns there are, the names are taken as they are, since
// an empty text without a header would look like a failed export.
func chooseColumns(all value.Set[string], named []string, rows int) ([]string, error) {
	known := value.SortedKeys(all)
	if len(named) == 0 {
		if len(known) == 0 {
			return nil, errors.New("rows has no columns, and a CSV without a header would look like a failed export: name the columns to write")
		}
		return known, nil
	}
	for i, name := range named {
		if slices.Contains(named[:i], name) {
			return nil, &columnError{i, fmt.Sprintf("the column %s is named twice", quotedColumn(name))}
		}
		if !all.Has(name) && (rows > 0 || len(known) > 0) {
			return nil, &columnError{i, fmt.Sprintf("no row has the column %s; the columns are %s", quotedColumn(name), value.Printable(strings.Join(known, ", "), maxColumns))}
		}
	}
	return named, nil
}

// cellOf returns the cell of a value, which is empty for null. It reports false
// for a list or an object, even where that is null: whether a column can be
// written must not depend on the data.
func cellOf(v attr.Value) (report.Cell, bool) {
	if v == nil { // the row does not have the column
		return report.Cell{}, true
	}
	switch v := unwrapped(v).(type) {
	case basetypes.DynamicValue: // null without a type
		return report.Cell{}, true
	case basetypes.StringValue:
		return report.Cell{Text: v.ValueString()}, true
	case basetypes.NumberValue:
		if v.IsNull() {
			return report.Cell{}, true
		}
		return report.Cell{Text: v.ValueBigFloat().Text('f', -1), Number: true}, true
	case basetypes.BoolValue:
		if v.IsNull() {
			return report.Cell{}, true
		}
		return report.Cell{Text: strconv.FormatBool(v.ValueBool())}, true
	default:
		return report.Cell{}, false
	}
}

// kindOf names the kind of a value in Terraform's words.
func kindOf(v attr.Value) string {
	switch v := unwrapped(v).(type) {
	case basetypes.ListValue, basetypes.TupleValue:
		return "a list"
	case basetypes.SetValue:
		return "a set"
	case basetypes.MapValue:
		return "a map"
	case basetypes.ObjectValue:
		if v.IsNull() {
			return "null"
		}
		return "an object"
	case basetypes.StringValue:
		return "a text"
	case basetypes.NumberValue:
		return "a number"
	case basetypes.BoolValue:
		return "a bool"
	default:
		return "null"
	}
}

// maxColumns is how many characters of columns a message repeats.
const maxColumns = 1000

func quotedColumn(name string) string { return value.Quoted(name, maxColumns) }
