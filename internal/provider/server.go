package provider

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/vmihailenco/msgpack/v5/msgpcode"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
)

// Address is the address of this provider in the registry.
const Address = "registry.terraform.io/terraform-jetbrains/jetbrains"

// NewServer returns a constructor of the provider's protocol 6 server. It wraps
// the framework's server, and merges the outputs of data sources into its
// responses.
func NewServer(options Options) func() tfprotov6.ProviderServer {
	limit := cmp.Or(options.MaxResultSize, output.MaxSize)
	return func() tfprotov6.ProviderServer {
		instance := newInstance(options)
		framework, ok := providerserver.NewProtocol6(instance)().(frameworkServer)
		if !ok { // fixed by the version of the framework, and found by any test
			panic("the framework's server does not implement the optional parts of the protocol")
		}
		return &guard{
			frameworkServer: &server{frameworkServer: framework, limit: limit, large: largeArgumentsByType()},
			configured:      &instance.configured,
		}
	}
}

// frameworkServer is the framework's server with the parts of the protocol
// that terraform-plugin-go finds by type assertion. A wrapper that embeds
// ProviderServer alone would hide them.
type frameworkServer interface {
	tfprotov6.ProviderServerWithActions      //nolint:staticcheck // deprecated for a merger that is still to come
	tfprotov6.ProviderServerWithListResource //nolint:staticcheck // as above
	tfprotov6.ProviderServerWithStateStores  //nolint:staticcheck // as above
}

type server struct {
	frameworkServer
	limit int                        // of an encoded result, in bytes
	large map[string]*largeArguments // by the type of a data source or an ephemeral resource
}

// largeArgumentsByType collects what may bypass the framework. The audit has the
// same arguments as a data source and as an ephemeral resource.
var largeArgumentsByType = sync.OnceValue(func() map[string]*largeArguments {
	byType := map[string]*largeArguments{}
	ctx, p := context.Background(), &jetbrains{}
	for _, construct := range p.DataSources(ctx) {
		var metadata datasource.MetadataResponse
		d := construct()
		d.Metadata(ctx, datasource.MetadataRequest{ProviderTypeName: typeName}, &metadata)
		if source, ok := d.(interface{ large() *largeArguments }); ok {
			byType[metadata.TypeName] = source.large()
		}
	}
	return byType
})

// ReadDataSource lets the framework decode the arguments and call Read, and
// then merges the outputs that Read set into the encoded state.
func (s *server) ReadDataSource(ctx context.Context, req *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	ctx, outputs := output.NewContext(ctx, s.limit)
	ctx, config, taken := takeOut(ctx, s.large[req.TypeName], req.Config)
	stripped := *req
	stripped.Config = config
	resp, err := s.frameworkServer.ReadDataSource(ctx, &stripped)
	if err != nil {
		return nil, err
	}
	if resp.State, err = taken.putBack(resp.State); err != nil {
		return nil, err
	}
	resp.State, resp.Diagnostics, err = merge(outputs, resp.State, resp.Diagnostics)
	return resp, err
}

// OpenEphemeralResource does the same for an ephemeral resource.
func (s *server) OpenEphemeralResource(ctx context.Context, req *tfprotov6.OpenEphemeralResourceRequest) (*tfprotov6.OpenEphemeralResourceResponse, error) {
	ctx, outputs := output.NewContext(ctx, s.limit)
	ctx, config, taken := takeOut(ctx, s.large[req.TypeName], req.Config)
	stripped := *req
	stripped.Config = config
	resp, err := s.frameworkServer.OpenEphemeralResource(ctx, &stripped)
	if err != nil {
		return nil, err
	}
	if resp.Result, err = taken.putBack(resp.Result); err != nil {
		return nil, err
	}
	resp.Result, resp.Diagnostics, err = merge(outputs, resp.Result, resp.Diagnostics)
	return resp, err
}

// ValidateDataResourceConfig lets large arguments bypass the framework, as
// ReadDataSource does.
func (s *server) ValidateDataResourceConfig(ctx context.Context, req *tfprotov6.ValidateDataResourceConfigRequest) (*tfprotov6.ValidateDataResourceConfigResponse, error) {
	stripped := *req
	ctx, stripped.Config, _ = takeOut(ctx, s.large[req.TypeName], req.Config)
	return s.frameworkServer.ValidateDataResourceConfig(ctx, &stripped)
}

// ValidateEphemeralResourceConfig does the same for an ephemeral resource.
func (s *server) ValidateEphemeralResourceConfig(ctx context.Context, req *tfprotov6.ValidateEphemeralResourceConfigRequest) (*tfprotov6.ValidateEphemeralResourceConfigResponse, error) {
	stripped := *req
	ctx, stripped.Config, _ = takeOut(ctx, s.large[req.TypeName], req.Config)
	return s.frameworkServer.ValidateEphemeralResourceConfig(ctx, &stripped)
}

// CallFunction treats an argument without any encoding as null: OpenTofu 1.10
// sends null in this form, and the framework rejects it.
func (s *server) CallFunction(ctx context.Context, req *tfprotov6.CallFunctionRequest) (*tfprotov6.CallFunctionResponse, error) {
	for i, argument := range req.Arguments {
		if argument == nil || len(argument.MsgPack) == 0 && len(argument.JSON) == 0 {
			req.Arguments[i] = &tfprotov6.DynamicValue{MsgPack: []byte{msgpcode.Nil}}
		}
	}
	return s.frameworkServer.CallFunction(ctx, req)
}

func merge(outputs *output.Response, value *tfprotov6.DynamicValue, diagnostics []*tfprotov6.Diagnostic) (*tfprotov6.DynamicValue, []*tfprotov6.Diagnostic, error) {
	if value == nil || hasError(diagnostics) {
		return value, diagnostics, nil
	}
	merged, err := outputs.Merge(value.MsgPack)
	if tooLarge, ok := errors.AsType[*output.TooLargeError](err); ok {
		return nil, append(diagnostics, &tfprotov6.Diagnostic{
			Severity: tfprotov6.DiagnosticSeverityError, Summary: tooLargeSummary, Detail: tooLargeDetail(tooLarge, nil),
		}), nil
	}
	if err != nil {
		return nil, nil, err
	}
	return &tfprotov6.DynamicValue{MsgPack: merged}, diagnostics, nil
}

const tooLargeSummary = "The result is too large for Terraform"

// tooLargeDetail says what to do. filters names the arguments that narrow the
// data source down, if any.
func tooLargeDetail(err *output.TooLargeError, filters []string) string {
	todo := "Split the read into several data source blocks, using the filters of the data source"
	if len(filters) > 0 {
		todo += " (" + strings.Join(filters, ", ") + ")"
	}
	return fmt.Sprintf("Terraform accepts at most 256 MiB from a provider at once, but %s.\n\n%s. "+
		"For a check, prefer jetbrains_license_audit, which returns findings instead of rows.", err, todo)
}

func hasError(diagnostics []*tfprotov6.Diagnostic) bool {
	return slices.ContainsFunc(diagnostics, func(d *tfprotov6.Diagnostic) bool {
		return d.Severity == tfprotov6.DiagnosticSeverityError
	})
}
