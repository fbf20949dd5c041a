package output

import (
	"fmt"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Schema returns the attributes of a data source: its arguments and its
// outputs. If a name is used twice, it returns a *DuplicateNameError, because
// one of the two would hide the other.
func Schema[T any](arguments map[string]schema.Attribute, outputs []Field[T]) (map[string]schema.Attribute, error) {
	attributes := maps.Clone(arguments)
	if attributes == nil {
		attributes = make(map[string]schema.Attribute, len(outputs))
	}
	for _, a := range attributesOf(outputs) {
		if _, ok := attributes[a.name]; ok {
			return nil, &DuplicateNameError{Name: a.name}
		}
		attributes[a.name] = a.schema()
	}
	return attributes, nil
}

// DuplicateNameError reports an output that has the name of an argument or of
// another output.
type DuplicateNameError struct{ Name string }

func (e *DuplicateNameError) Error() string {
	return fmt.Sprintf("the attribute %s is defined twice", e.Name)
}

func schemaOf(attributes []attribute) map[string]schema.Attribute {
	result := make(map[string]schema.Attribute, len(attributes))
	for _, a := range attributes {
		result[a.name] = a.schema()
	}
	return result
}

func (a attribute) schema() schema.Attribute {
	switch a.shape {
	case shapeNumber:
		return schema.Int64Attribute{Computed: true, MarkdownDescription: a.description}
	case shapeDecimal:
		return schema.NumberAttribute{Computed: true, MarkdownDescription: a.description}
	case shapeBool:
		return schema.BoolAttribute{Computed: true, MarkdownDescription: a.description}
	case shapeTexts:
		return schema.ListAttribute{Computed: true, MarkdownDescription: a.description, ElementType: types.StringType}
	case shapeBoolMap:
		return a.mapOf(types.BoolType)
	case shapeTextsMap:
		return a.mapOf(types.ListType{ElemType: types.StringType})
	case shapeObject:
		return schema.SingleNestedAttribute{Computed: true, MarkdownDescription: a.description, Attributes: schemaOf(a.nested)}
	case shapeObjects:
		return schema.ListNestedAttribute{Computed: true, MarkdownDescription: a.description, NestedObject: schema.NestedAttributeObject{Attributes: schemaOf(a.nested)}}
	case shapeObjectMap:
		return a.mapOf(objectType(a.nested))
	default:
		return schema.StringAttribute{Computed: true, MarkdownDescription: a.description}
	}
}

func (a attribute) mapOf(element attr.Type) schema.Attribute {
	return schema.MapAttribute{Computed: true, MarkdownDescription: a.description, ElementType: element}
}

// objectType is the type of a plain object with attributes.
func objectType(attributes []attribute) types.ObjectType {
	object := types.ObjectType{AttrTypes: make(map[string]attr.Type, len(attributes))}
	for _, a := range attributes {
		object.AttrTypes[a.name] = a.schema().GetType()
	}
	return object
}
