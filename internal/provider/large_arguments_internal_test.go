package provider

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// A validator of the framework would see an empty list or map instead of a large
// argument, and accept it.
func TestLargeArgumentsHaveNoValidatorsOfTheFramework(t *testing.T) {
	ctx, checked := context.Background(), 0
	for _, construct := range (&jetbrains{}).DataSources(ctx) {
		var (
			metadata datasource.MetadataResponse
			response datasource.SchemaResponse
		)
		d := construct()
		d.Metadata(ctx, datasource.MetadataRequest{ProviderTypeName: typeName}, &metadata)
		d.Schema(ctx, datasource.SchemaRequest{}, &response)
		large := largeArgumentsByType()[metadata.TypeName]
		for name, attribute := range response.Schema.Attributes {
			path := metadata.TypeName + "." + name
			if object, ok := attribute.(schema.SingleNestedAttribute); ok {
				if _, ok := large.objects[name]; ok && len(object.Validators) > 0 {
					t.Errorf("%s has validators, which would not see its large attributes", path)
				}
				for inner, attribute := range object.Attributes {
					if _, ok := large.decoders[name+"."+inner]; ok {
						checked++
						hasNoValidators(t, path+"."+inner, attribute)
					}
				}
			} else if _, ok := large.decoders[name]; ok {
				checked++
				hasNoValidators(t, path, attribute)
			}
		}
	}
	if checked < 20 {
		t.Errorf("only %d arguments were checked", checked)
	}
}

func hasNoValidators(t *testing.T, path string, attribute schema.Attribute) {
	t.Helper()
	count := 0
	switch a := attribute.(type) {
	case exemptionsAttribute:
		count = len(a.Validators) + len(a.NestedObject.Validators)
		for name, inner := range a.NestedObject.Attributes {
			switch i := inner.(type) {
			case interface{ StringValidators() []validator.String }:
				count += len(i.StringValidators())
			case interface{ ListValidators() []validator.List }:
				count += len(i.ListValidators())
			default:
				t.Errorf("%s.%s is a %T, whose validators this test does not know", path, name, inner)
			}
		}
	case interface{ ListValidators() []validator.List }:
		count = len(a.ListValidators())
	case interface{ MapValidators() []validator.Map }:
		count = len(a.MapValidators())
	default:
		t.Errorf("%s is a %T, whose validators this test does not know", path, attribute)
	}
	if count > 0 {
		t.Errorf("%s has %d validators of the framework, which do not see a large value", path, count)
	}
}
