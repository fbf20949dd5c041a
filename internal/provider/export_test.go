package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Observe calls see with every configuration of a data source or an ephemeral
// resource that the framework gets from a server of NewServer, with the name of
// the call.
func Observe(s tfprotov6.ProviderServer, see func(call string, config *tfprotov6.DynamicValue)) {
	observed := s.(*guard).frameworkServer.(*server)
	observed.frameworkServer = &observer{observed.frameworkServer, see}
}

type observer struct {
	frameworkServer
	see func(call string, config *tfprotov6.DynamicValue)
}

func (o *observer) ValidateDataResourceConfig(ctx context.Context, req *tfprotov6.ValidateDataResourceConfigRequest) (*tfprotov6.ValidateDataResourceConfigResponse, error) {
	o.see("ValidateDataResourceConfig", req.Config)
	return o.frameworkServer.ValidateDataResourceConfig(ctx, req)
}

func (o *observer) ReadDataSource(ctx context.Context, req *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	o.see("ReadDataSource", req.Config)
	return o.frameworkServer.ReadDataSource(ctx, req)
}

func (o *observer) ValidateEphemeralResourceConfig(ctx context.Context, req *tfprotov6.ValidateEphemeralResourceConfigRequest) (*tfprotov6.ValidateEphemeralResourceConfigResponse, error) {
	o.see("ValidateEphemeralResourceConfig", req.Config)
	return o.frameworkServer.ValidateEphemeralResourceConfig(ctx, req)
}

func (o *observer) OpenEphemeralResource(ctx context.Context, req *tfprotov6.OpenEphemeralResourceRequest) (*tfprotov6.OpenEphemeralResourceResponse, error) {
	o.see("OpenEphemeralResource", req.Config)
	return o.frameworkServer.OpenEphemeralResource(ctx, req)
}
