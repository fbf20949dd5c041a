package output

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Attributes is the computed part of a data source's schema.
func Attributes[T any](fields []Field[T]) map[string]schema.Attribute {
	return schemaOf(attributesOf(fields))
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
	case shapeBool:
		return schema.BoolAttribute{Computed: true, MarkdownDescription: a.description}
	case shapeTexts:
		return schema.ListAttribute{Computed: true, MarkdownDescription: a.description, ElementType: types.StringType}
	case shapeNumberMap:
		return a.mapOf(types.Int64Type)
	case shapeBoolMap:
		return a.mapOf(types.BoolType)
	case shapeTextsMap:
		return a.mapOf(types.ListType{ElemType: types.StringType})
	case shapeObject:
		return schema.SingleNestedAttribute{Computed: true, MarkdownDescription: a.description, Attributes: schemaOf(a.nested)}
	case shapeObjects:
		return schema.ListNestedAttribute{Computed: true, MarkdownDescription: a.description, NestedObject: schema.NestedAttributeObject{Attributes: schemaOf(a.nested)}}
	default:
		return schema.StringAttribute{Computed: true, MarkdownDescription: a.description}
	}
}

func (a attribute) mapOf(element attr.Type) schema.Attribute {
	return schema.MapAttribute{Computed: true, MarkdownDescription: a.description, ElementType: element}
}
