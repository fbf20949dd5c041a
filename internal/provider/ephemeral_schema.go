package provider

import (
	"fmt"

	datasourceschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
)

// ephemeralSchema is the schema of a data source for an ephemeral resource.
func ephemeralSchema(description string, attributes map[string]datasourceschema.Attribute) schema.Schema {
	return schema.Schema{MarkdownDescription: description, Attributes: ephemeralAttributes(attributes)}
}

// ephemeralAttributes translates the kinds of attribute that data sources of
// this provider use. The framework defines the same types separately for data
// sources and for ephemeral resources.
func ephemeralAttributes(attributes map[string]datasourceschema.Attribute) map[string]schema.Attribute {
	translated := make(map[string]schema.Attribute, len(attributes))
	for name, attribute := range attributes {
		translated[name] = ephemeralAttribute(name, attribute)
	}
	return translated
}

func ephemeralAttribute(name string, attribute datasourceschema.Attribute) schema.Attribute {
	switch a := attribute.(type) {
	case datasourceschema.StringAttribute:
		return schema.StringAttribute{Required: a.Required, Optional: a.Optional, Computed: a.Computed, MarkdownDescription: a.MarkdownDescription, Validators: a.Validators}
	case datasourceschema.BoolAttribute:
		return schema.BoolAttribute{Required: a.Required, Optional: a.Optional, Computed: a.Computed, MarkdownDescription: a.MarkdownDescription, Validators: a.Validators}
	case datasourceschema.Int64Attribute:
		return schema.Int64Attribute{Required: a.Required, Optional: a.Optional, Computed: a.Computed, MarkdownDescription: a.MarkdownDescription, Validators: a.Validators}
	case datasourceschema.NumberAttribute:
		return schema.NumberAttribute{Required: a.Required, Optional: a.Optional, Computed: a.Computed, MarkdownDescription: a.MarkdownDescription, Validators: a.Validators}
	case checkedList:
		return ephemeralAttribute(name, a.ListAttribute)
	case exemptionsAttribute:
		return ephemeralAttribute(name, a.ListNestedAttribute)
	case datasourceschema.ListAttribute:
		return schema.ListAttribute{Required: a.Required, Optional: a.Optional, Computed: a.Computed, MarkdownDescription: a.MarkdownDescription, Validators: a.Validators, ElementType: a.ElementType}
	case datasourceschema.MapAttribute:
		return schema.MapAttribute{Required: a.Required, Optional: a.Optional, Computed: a.Computed, MarkdownDescription: a.MarkdownDescription, Validators: a.Validators, ElementType: a.ElementType}
	case datasourceschema.SingleNestedAttribute:
		return schema.SingleNestedAttribute{Required: a.Required, Optional: a.Optional, Computed: a.Computed, MarkdownDescription: a.MarkdownDescription, Validators: a.Validators,
			Attributes: ephemeralAttributes(a.Attributes)}
	case datasourceschema.ListNestedAttribute:
		return schema.ListNestedAttribute{Required: a.Required, Optional: a.Optional, Computed: a.Computed, MarkdownDescription: a.MarkdownDescription, Validators: a.Validators,
			NestedObject: schema.NestedAttributeObject{Attributes: ephemeralAttributes(a.NestedObject.Attributes)}}
	default:
		panic(fmt.Sprintf("attribute %s: no ephemeral form of %T", name, attribute)) // found by the schema test
	}
}
