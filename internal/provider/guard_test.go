package provider

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// A panic in any call would end the process, and with it the reads of all data
// sources of a plan. The zero server panics in every call.
func TestAPanicIsAnErrorAboutABug(t *testing.T) {
	s := &guard{&server{}}
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
