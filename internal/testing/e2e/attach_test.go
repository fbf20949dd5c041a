package e2e_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/provider"
)

// hosts are the registries of Terraform and OpenTofu.
var hosts = []string{"registry.terraform.io", "registry.opentofu.org"}

// attach serves the provider in this process for one command. It returns the
// variable that makes Terraform use this provider instead of an installed one,
// and a function that ends it. The provider sees only the given environment, and
// its clock stands at the given time.
//
// One server answers for all provider blocks, so a configuration with several of
// them needs the installed provider.
func attach(t *testing.T, env []string, now time.Time) (variable string, detach func()) {
	t.Helper()
	variables := map[string]string{}
	for _, v := range env {
		name, value, _ := strings.Cut(v, "=")
		variables[name] = value // the last value counts, as it does for a program
	}
	server := provider.NewServer(provider.Options{
		Version: builtVersion,
		Now:     func() time.Time { return now },
		Getenv:  func(name string) string { return variables[name] },
	})
	ctx, cancel := context.WithCancel(t.Context())
	started, ended := make(chan *plugin.ReattachConfig), make(chan struct{})
	failed := make(chan error, 1)
	go func() {
		failed <- tf6server.Serve(provider.Address, server, tf6server.WithDebug(ctx, started, ended),
			tf6server.WithGoPluginLogger(hclog.NewNullLogger()), tf6server.WithLoggingSink(t)) // the sink logs only where TF_LOG asks for it
	}()
	detach = func() {
		cancel()
		<-ended
	}
	select {
	case config := <-started:
		return "TF_REATTACH_PROVIDERS=" + reattachment(t, config), detach
	case err := <-failed:
		cancel()
		t.Fatalf("the provider does not start: %v", err)
		return "", nil
	}
}

// reattachment describes a running provider in the form that Terraform reads.
func reattachment(t *testing.T, config *plugin.ReattachConfig) string {
	t.Helper()
	type address struct{ Network, String string }
	type reattach struct {
		Protocol        string
		ProtocolVersion int
		Pid             int
		Test            bool // Terraform must not end the process
		Addr            address
	}
	providers := map[string]reattach{}
	for _, host := range hosts {
		providers[host+"/terraform-jetbrains/jetbrains"] = reattach{
			Protocol: string(config.Protocol), ProtocolVersion: config.ProtocolVersion, Pid: config.Pid, Test: config.Test,
			Addr: address{config.Addr.Network(), config.Addr.String()},
		}
	}
	text, err := json.Marshal(providers)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
