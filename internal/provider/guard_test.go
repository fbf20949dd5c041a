package provider

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/account"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/space"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// A panic in any call would end the process, and with it the reads of all data
// sources of a plan. The zero server panics in every call.
func TestAPanicIsAnErrorAboutABug(t *testing.T) {
	s := &guard{frameworkServer: &server{}, configured: new(atomic.Pointer[clients])}
	read, err := s.ReadDataSource(t.Context(), &tfprotov6.ReadDataSourceRequest{})
	if err != nil {
		t.Fatal(err)
	}
	open, err := s.OpenEphemeralResource(t.Context(), &tfprotov6.OpenEphemeralResourceRequest{})
	if err != nil {
		t.Fatal(err)
	}
	validate, err := s.ValidateDataResourceConfig(t.Context(), &tfprotov6.ValidateDataResourceConfigRequest{})
	if err != nil {
		t.Fatal(err)
	}
	validateEphemeral, err := s.ValidateEphemeralResourceConfig(t.Context(), &tfprotov6.ValidateEphemeralResourceConfigRequest{})
	if err != nil {
		t.Fatal(err)
	}
	configure, err := s.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{})
	if err != nil {
		t.Fatal(err)
	}
	call, err := s.CallFunction(t.Context(), &tfprotov6.CallFunctionRequest{})
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{call.Error.Text}
	for _, diagnostics := range [][]*tfprotov6.Diagnostic{read.Diagnostics, open.Diagnostics, validate.Diagnostics, validateEphemeral.Diagnostics, configure.Diagnostics} {
		if len(diagnostics) != 1 || diagnostics[0].Severity != tfprotov6.DiagnosticSeverityError || diagnostics[0].Summary != "A bug in the provider" {
			t.Fatalf("diagnostics are %+v", diagnostics)
		}
		texts = append(texts, diagnostics[0].Detail)
	}
	for _, text := range texts {
		if !strings.Contains(text, "nil pointer") || !strings.Contains(text, "Please report it") || strings.Contains(text, ".go:") {
			t.Errorf("message is %q", text)
		}
	}
}

// waiting is a server whose reads wait until their context ends.
type waiting struct{ frameworkServer }

func (waiting) ReadDataSource(ctx context.Context, _ *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

func (waiting) OpenEphemeralResource(ctx context.Context, _ *tfprotov6.OpenEphemeralResourceRequest) (*tfprotov6.OpenEphemeralResourceResponse, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

func (waiting) StopProvider(context.Context, *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	return &tfprotov6.StopProviderResponse{}, nil
}

func (waiting) ConfigureProvider(context.Context, *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	return &tfprotov6.ConfigureProviderResponse{}, nil
}

// Terraform starts reads side by side, so that some arrive after its stop.
func TestAStopEndsReadsThatArriveBeforeAndAfterIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := &guard{frameworkServer: waiting{}, configured: new(atomic.Pointer[clients])}
		ended := make(chan error, 3)
		read := func() {
			_, err := g.ReadDataSource(t.Context(), &tfprotov6.ReadDataSourceRequest{})
			ended <- err
		}
		open := func() {
			_, err := g.OpenEphemeralResource(t.Context(), &tfprotov6.OpenEphemeralResourceRequest{})
			ended <- err
		}
		stop := func() {
			if _, err := g.StopProvider(t.Context(), &tfprotov6.StopProviderRequest{}); err != nil {
				t.Error(err)
			}
		}
		expect := func(when string, want int) {
			t.Helper()
			synctest.Wait()
			if len(ended) != want {
				t.Errorf("%s, %d calls have ended, want %d", when, len(ended), want)
			}
			for range len(ended) {
				if err := <-ended; !errors.Is(err, context.Canceled) {
					t.Errorf("%s, a call ended with %v", when, err)
				}
			}
		}
		go read()
		go open()
		expect("before the stop", 0)
		stop()
		expect("after the stop", 2)
		stop()
		go read()
		go open()
		expect("after another stop", 2)
		if _, err := g.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{}); err != nil {
			t.Fatal(err)
		}
		go read()
		expect("configured again", 0)
		stop()
		expect("stopped again", 1)
	})
}

// The clients search what arrives. What is returned is searched once more, for
// what only this program made of it.
func TestNoResultAndNoMessageHoldsAToken(t *testing.T) {
	const accountToken, spaceToken = "xn--bcher-kva", "spacetoken0123456789"
	url := &url.URL{Scheme: "https", Host: "a.example"}
	both := &clients{
		account: account.New(account.Config{URL: url, Token: transport.NewSecret(accountToken)}),
		space:   space.New(space.Config{URL: url, Token: transport.NewSecret(spaceToken)}),
	}
	for name, c := range map[string]struct {
		clients         *clients
		result, message string
		held, removed   bool
	}{
		"neither":                     {both, "ada@acme.example", "ada@acme.example is not in the directory", false, false},
		"the ASCII form of a domain":  {both, value.NormalizeEmail("ada@B\u00fccher.example"), "", true, false},
		"the token of Space":          {both, strings.ToUpper(spaceToken), "", true, false},
		"a message with a token":      {both, "", "the server says " + accountToken, false, true},
		"a message with an escape":    {both, "", `the server says \x73pacetoken0123456789`, false, true},
		"a message with a part":       {both, "", "the server says " + spaceToken[:16] + "…", false, true},
		"not configured":              {nil, accountToken, accountToken, false, false},
		"only one of the two is read": {&clients{space: both.space}, accountToken, spaceToken, false, true},
	} {
		g := &guard{configured: new(atomic.Pointer[clients])}
		g.configured.Store(c.clients)
		result, diagnostics := g.withoutToken(&tfprotov6.DynamicValue{MsgPack: []byte(c.result)}, []*tfprotov6.Diagnostic{{Summary: "Summary", Detail: c.message}})
		if (result == nil) != c.held || (len(diagnostics) == 2) != c.held || c.held && !hasError(diagnostics) {
			t.Errorf("%s: the result is %v, with %d messages", name, result, len(diagnostics))
		}
		if diagnostics[0].Summary != "Summary" || (diagnostics[0].Detail == tokenInMessage) != c.removed || !c.removed && diagnostics[0].Detail != c.message {
			t.Errorf("%s: the message is %+v", name, diagnostics[0])
		}
	}
}
