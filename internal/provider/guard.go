package provider

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/panics"
)

// guard is the outermost server. It turns a panic into an error: one process
// serves all data sources of a plan, and a panic would end all of their reads.
type guard struct{ frameworkServer }

// ReadDataSource implements tfprotov6.DataSourceServer.
func (g *guard) ReadDataSource(ctx context.Context, req *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	return guarded(ctx, req, g.frameworkServer.ReadDataSource, func(bug []*tfprotov6.Diagnostic) *tfprotov6.ReadDataSourceResponse {
		return &tfprotov6.ReadDataSourceResponse{Diagnostics: bug}
	})
}

// OpenEphemeralResource implements tfprotov6.EphemeralResourceServer.
func (g *guard) OpenEphemeralResource(ctx context.Context, req *tfprotov6.OpenEphemeralResourceRequest) (*tfprotov6.OpenEphemeralResourceResponse, error) {
	return guarded(ctx, req, g.frameworkServer.OpenEphemeralResource, func(bug []*tfprotov6.Diagnostic) *tfprotov6.OpenEphemeralResourceResponse {
		return &tfprotov6.OpenEphemeralResourceResponse{Diagnostics: bug}
	})
}

// ValidateDataResourceConfig implements tfprotov6.DataSourceServer.
func (g *guard) ValidateDataResourceConfig(ctx context.Context, req *tfprotov6.ValidateDataResourceConfigRequest) (*tfprotov6.ValidateDataResourceConfigResponse, error) {
	return guarded(ctx, req, g.frameworkServer.ValidateDataResourceConfig, func(bug []*tfprotov6.Diagnostic) *tfprotov6.ValidateDataResourceConfigResponse {
		return &tfprotov6.ValidateDataResourceConfigResponse{Diagnostics: bug}
	})
}

// ValidateEphemeralResourceConfig implements tfprotov6.EphemeralResourceServer.
func (g *guard) ValidateEphemeralResourceConfig(ctx context.Context, req *tfprotov6.ValidateEphemeralResourceConfigRequest) (*tfprotov6.ValidateEphemeralResourceConfigResponse, error) {
	return guarded(ctx, req, g.frameworkServer.ValidateEphemeralResourceConfig, func(bug []*tfprotov6.Diagnostic) *tfprotov6.ValidateEphemeralResourceConfigResponse {
		return &tfprotov6.ValidateEphemeralResourceConfigResponse{Diagnostics: bug}
	})
}

// ConfigureProvider implements tfprotov6.ProviderServer.
func (g *guard) ConfigureProvider(ctx context.Context, req *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	return guarded(ctx, req, g.frameworkServer.ConfigureProvider, func(bug []*tfprotov6.Diagnostic) *tfprotov6.ConfigureProviderResponse {
		return &tfprotov6.ConfigureProviderResponse{Diagnostics: bug}
	})
}

// CallFunction implements tfprotov6.FunctionServer.
func (g *guard) CallFunction(ctx context.Context, req *tfprotov6.CallFunctionRequest) (*tfprotov6.CallFunctionResponse, error) {
	return guarded(ctx, req, g.frameworkServer.CallFunction, func(bug []*tfprotov6.Diagnostic) *tfprotov6.CallFunctionResponse {
		return &tfprotov6.CallFunctionResponse{Error: &tfprotov6.FunctionError{Text: bug[0].Detail}}
	})
}

// guarded serves a call. If it panics, failed makes the response of one
// diagnostic.
func guarded[Q, R any](ctx context.Context, req *Q, call func(context.Context, *Q) (*R, error), failed func([]*tfprotov6.Diagnostic) *R) (*R, error) {
	resp, err := panics.Try(ctx, func(ctx context.Context) (*R, error) { return call(ctx, req) })
	if bug, ok := errors.AsType[*panics.Error](err); ok {
		m := bugMessage(bug)
		return failed([]*tfprotov6.Diagnostic{{Severity: tfprotov6.DiagnosticSeverityError, Summary: m.summary, Detail: m.happened + "\n\n" + m.todo}}), nil
	}
	return resp, err
}

// bugMessage explains a panic. The stack is in the log only: it is of no use to
// the reader of a plan.
func bugMessage(bug *panics.Error) message {
	return message{
		"A bug in the provider", "The provider stopped this read because of " + sentence(bug.Error()),
		"Please report it to the maintainers of the provider, with the stack, which the provider writes to the log: set TF_LOG=error, and run Terraform again. " + nothingRead,
	}
}
