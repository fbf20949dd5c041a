package provider

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/panics"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// guard is the outermost server. It turns a panic into an error: one process
// serves all data sources of a plan, and a panic would end all of their reads.
// It also takes the last look at what Terraform receives.
type guard struct {
	frameworkServer
	configured *atomic.Pointer[clients] // nil before the provider is configured
	stop       stop
}

// stop ends calls when Terraform stops the provider. The framework ends only
// the calls that it knows then. Terraform starts reads side by side, so a read
// may arrive after the stop, and would keep the person waiting who interrupted
// Terraform. The zero stop is ready to use.
type stop struct {
	mu      sync.Mutex
	stopped chan struct{} // closed by the stop; nil before the first call
}

// channel returns the channel that the next stop closes, or the last one closed.
// The caller holds the mutex.
func (s *stop) channel() chan struct{} {
	if s.stopped == nil {
		s.stopped = make(chan struct{})
	}
	return s.stopped
}

func (s *stop) now() {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case <-s.channel():
	default:
		close(s.stopped)
	}
}

// again allows calls after a stop: a provider under a debugger serves several
// runs of Terraform, and each configures it.
func (s *stop) again() {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case <-s.channel():
		s.stopped = nil
	default:
	}
}

// context returns a context that a stop cancels, also one before the call.
func (s *stop) context(ctx context.Context) (context.Context, context.CancelFunc) {
	s.mu.Lock()
	stopped := s.channel()
	s.mu.Unlock()
	ctx, cancel := context.WithCancel(ctx)
	select {
	case <-stopped:
		cancel()
	default:
		go func() {
			select {
			case <-stopped:
				cancel()
			case <-ctx.Done():
			}
		}()
	}
	return ctx, cancel
}

// StopProvider implements tfprotov6.ProviderServer.
func (g *guard) StopProvider(ctx context.Context, req *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	g.stop.now()
	return g.frameworkServer.StopProvider(ctx, req)
}

// ReadDataSource implements tfprotov6.DataSourceServer.
func (g *guard) ReadDataSource(ctx context.Context, req *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	ctx, cancel := g.stop.context(ctx)
	defer cancel()
	resp, err := guarded(ctx, req, g.frameworkServer.ReadDataSource, func(bug []*tfprotov6.Diagnostic) *tfprotov6.ReadDataSourceResponse {
		return &tfprotov6.ReadDataSourceResponse{Diagnostics: bug}
	})
	if err == nil {
		resp.State, resp.Diagnostics = g.withoutToken(resp.State, resp.Diagnostics)
	}
	return resp, err
}

// OpenEphemeralResource implements tfprotov6.EphemeralResourceServer.
func (g *guard) OpenEphemeralResource(ctx context.Context, req *tfprotov6.OpenEphemeralResourceRequest) (*tfprotov6.OpenEphemeralResourceResponse, error) {
	ctx, cancel := g.stop.context(ctx)
	defer cancel()
	resp, err := guarded(ctx, req, g.frameworkServer.OpenEphemeralResource, func(bug []*tfprotov6.Diagnostic) *tfprotov6.OpenEphemeralResourceResponse {
		return &tfprotov6.OpenEphemeralResourceResponse{Diagnostics: bug}
	})
	if err == nil {
		resp.Result, resp.Diagnostics = g.withoutToken(resp.Result, resp.Diagnostics)
	}
	return resp, err
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
	g.stop.again()
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
		"A bug in the provider", "The provider stopped this read because of " + value.Sentence(bug.Error()),
		"Please report it to the maintainers of the provider, with the stack, which the provider writes to the log: set TF_LOG=error, and run Terraform again. " + nothingRead,
	}
}

// withoutToken removes messages that contain a token, and a result that does.
// The clients have searched each response. But what a response becomes may
// contain the token all the same, in a form that only this program made of it,
// and a message may quote a part of it.
func (g *guard) withoutToken(result *tfprotov6.DynamicValue, diagnostics []*tfprotov6.Diagnostic) (*tfprotov6.DynamicValue, []*tfprotov6.Diagnostic) {
	c := g.configured.Load()
	if c == nil {
		return result, diagnostics
	}
	for _, d := range diagnostics {
		for _, text := range []*string{&d.Summary, &d.Detail} {
			if c.recognize(*text) {
				*text = tokenInMessage
			}
		}
	}
	if result == nil || !c.hold(result.MsgPack) {
		return result, diagnostics
	}
	return nil, append(diagnostics, &tfprotov6.Diagnostic{
		Severity: tfprotov6.DiagnosticSeverityError, Summary: "The result contains the token",
		Detail: "The provider did not return the result, because the token would have ended up in the state.\n\n" +
			"If an argument of this block contains the token, remove it. Otherwise, the server sent the token in a form that only normalization turns into the token. " +
			"Check what responds at the configured address, and then generate a new token.",
	})
}

const tokenInMessage = "[The provider removed this text, because it contained a token.]"

// hold reports whether a result contains the token of either API.
func (c *clients) hold(result []byte) bool {
	return c.account != nil && c.account.Holds(result) || c.space != nil && c.space.Holds(result)
}

// recognize reports whether either token is recognizable in a message.
func (c *clients) recognize(message string) bool {
	return c.account != nil && c.account.Recognizes(message) || c.space != nil && c.space.Recognizes(message)
}
