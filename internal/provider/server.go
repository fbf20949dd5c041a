package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/answer"
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
	ctx, sink := answer.WithSink(ctx)
	resp, err := s.ProviderServer.ReadDataSource(ctx, req)
	if err != nil || !sink.Given() || resp.State == nil || hasError(resp.Diagnostics) {
		return resp, err
	}
	encoded, err := sink.Splice(resp.State.MsgPack)
	if err != nil {
		return nil, err
	}
	resp.State = &tfprotov6.DynamicValue{MsgPack: encoded}
	return resp, nil
}

func hasError(diagnostics []*tfprotov6.Diagnostic) bool {
	for _, d := range diagnostics {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			return true
		}
	}
	return false
}
