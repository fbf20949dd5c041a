package provider

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/output"
)

// Address is where the registry keeps this provider.
const Address = "registry.terraform.io/terraform-jetbrains/jetbrains"

// NewServer returns a constructor of the provider as a protocol 6 server: the
// framework's, with the answers of data sources put in behind it.
func NewServer(options Options) func() tfprotov6.ProviderServer {
	return func() tfprotov6.ProviderServer {
		return &server{ProviderServer: providerserver.NewProtocol6(New(options))()}
	}
}

type server struct{ tfprotov6.ProviderServer }

// ReadDataSource lets the framework decode the arguments and call Read, and
// then puts the answer that Read gave into the encoded state.
func (s *server) ReadDataSource(ctx context.Context, req *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	ctx, sink := output.WithSink(ctx)
	resp, err := s.ProviderServer.ReadDataSource(ctx, req)
	if err != nil {
		return nil, err
	}
	resp.State, err = spliced(sink, resp.State, resp.Diagnostics)
	return resp, err
}

// OpenEphemeralResource does the same for an ephemeral resource.
func (s *server) OpenEphemeralResource(ctx context.Context, req *tfprotov6.OpenEphemeralResourceRequest) (*tfprotov6.OpenEphemeralResourceResponse, error) {
	ctx, sink := output.WithSink(ctx)
	resp, err := s.ProviderServer.OpenEphemeralResource(ctx, req)
	if err != nil {
		return nil, err
	}
	resp.Result, err = spliced(sink, resp.Result, resp.Diagnostics)
	return resp, err
}

// messagePackNil is null in MessagePack.
const messagePackNil = 0xc0

// CallFunction takes an argument without any encoding for null: that is how
// OpenTofu (1.10) sends null, and the framework refuses it.
func (s *server) CallFunction(ctx context.Context, req *tfprotov6.CallFunctionRequest) (*tfprotov6.CallFunctionResponse, error) {
	for i, argument := range req.Arguments {
		if argument == nil || len(argument.MsgPack) == 0 && len(argument.JSON) == 0 {
			req.Arguments[i] = &tfprotov6.DynamicValue{MsgPack: []byte{messagePackNil}}
		}
	}
	return s.ProviderServer.CallFunction(ctx, req)
}

func spliced(sink *output.Sink, value *tfprotov6.DynamicValue, diagnostics []*tfprotov6.Diagnostic) (*tfprotov6.DynamicValue, error) {
	if !sink.Given() || value == nil || hasError(diagnostics) {
		return value, nil
	}
	encoded, err := sink.Splice(value.MsgPack)
	if err != nil {
		return nil, err
	}
	return &tfprotov6.DynamicValue{MsgPack: encoded}, nil
}

func hasError(diagnostics []*tfprotov6.Diagnostic) bool {
	return slices.ContainsFunc(diagnostics, func(d *tfprotov6.Diagnostic) bool {
		return d.Severity == tfprotov6.DiagnosticSeverityError
	})
}
