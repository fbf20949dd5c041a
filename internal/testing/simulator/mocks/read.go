package mocks

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
	ctymsgpack "github.com/zclconf/go-cty/cty/msgpack"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/provider"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// result is what one data source returned: its computed attributes by name.
type result struct {
	dataSource string
	outputs    map[string]cty.Value
	rows       map[string]bool // whether an attribute contains a collection of nested attributes
}

// spaceURL replaces the simulator's address in the results, because that
// address differs in every run.
const spaceURL = "https://space.acme.example"

// session is the configured provider.
type session struct {
	server  tfprotov6.ProviderServer
	schemas *tfprotov6.GetProviderSchemaResponse
}

// read serves an organization and returns the results of every data source,
// sorted by name.
func read(ctx context.Context, options org.Options) ([]result, error) {
	organization := simulator.Generate(options)
	made := arguments{now: options.Now, clean: options.Clean, directory: slices.Clone(organization.Directory), prices: prices(organization)}
	server, err := simulator.Start(organization, simulator.WithoutRecording()) //nolint:contextcheck // the server runs until it is closed
	if err != nil {
		return nil, err
	}
	defer server.Close()
	environment := server.Env()
	administrator, ok := server.SpaceEnvOf(org.SpaceAdministrator) // reading permission roles requires an administrator
	if !ok {
		return nil, errors.New("the organization has no Space")
	}
	s, err := newSession(ctx, options.Now, map[string]any{
		"account_url":   environment["JETBRAINS_ACCOUNT_URL"],
		"customer_code": environment["JETBRAINS_CUSTOMER_CODE"],
		"token":         environment["JETBRAINS_TOKEN"],
		"space_url":     administrator["JETBRAINS_SPACE_URL"],
		"space_token":   administrator["JETBRAINS_SPACE_TOKEN"],
	})
	if err != nil {
		return nil, err
	}
	given, err := s.arguments(ctx, made)
	if err != nil {
		return nil, err
	}
	var results []result
	for _, name := range slices.Sorted(maps.Keys(s.schemas.DataSourceSchemas)) {
		outputs, err := s.read(ctx, name, given[name])
		if err != nil {
			return nil, err
		}
		r := result{name, outputs, map[string]bool{}}
		for _, attribute := range s.schemas.DataSourceSchemas[name].Block.Attributes {
			r.rows[attribute.Name] = holdsRows(attribute)
		}
		for attribute, value := range outputs {
			if outputs[attribute], err = replaced(value, server.URL(), spaceURL); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
		}
		results = append(results, r)
	}
	return results, nil
}

// arguments contains what the arguments of data sources are made of.
type arguments struct {
	now       time.Time
	clean     bool
	directory []string       // addresses of the employees
	prices    map[string]any // monthly prices by product code
}

// prices returns a made-up price for each product that JetBrains sells.
func prices(organization *org.Organization) map[string]any {
	list := map[string]any{}
	for _, product := range organization.Products {
		list[product.Code] = json.Number("19.9")
	}
	for code, price := range map[string]json.Number{"ALL": "77.9", "AIP": "10", "II": "59.9", "PC": "24.9", "WS": "15.9"} {
		list[code] = price
	}
	return list
}

// arguments returns the arguments of every data source that needs some. All
// other data sources are read without arguments.
func (s *session) arguments(ctx context.Context, made arguments) (map[string]map[string]any, error) {
	people, err := s.read(ctx, "jetbrains_licensed_users", nil)
	if err != nil {
		return nil, err
	}
	members, err := s.read(ctx, "jetbrains_space_members", map[string]any{"include_external": false})
	if err != nil {
		return nil, err
	}
	email, err := textAt(people["users"], cty.IndexIntPath(0).GetAttr("email"))
	if err != nil {
		return nil, fmt.Errorf("there is no person to look up: %w", err)
	}
	license, err := textAt(people["users"], cty.IndexIntPath(0).GetAttr("license_ids").IndexInt(0))
	if err != nil {
		return nil, fmt.Errorf("there is no license to look up: %w", err)
	}
	username, err := textAt(members["members"], cty.IndexIntPath(0).GetAttr("username"))
	if err != nil {
		return nil, fmt.Errorf("there is no member to look up: %w", err)
	}
	rules, err := s.rules(ctx, made)
	if err != nil {
		return nil, err
	}
	rules["as_of"] = made.now.UTC().Format(time.RFC3339)
	rules["on_findings"] = "none" // a warning would be an error here
	return map[string]map[string]any{
		"jetbrains_license":       {"license_id": license},
		"jetbrains_licensed_user": {"email": email},
		"jetbrains_license_audit": rules,
		"jetbrains_seats": {
			"as_of":         made.now.UTC().Format(time.RFC3339),
			"inactive_days": 90,
			"prices":        made.prices,
		},
		"jetbrains_space_member": {"username": username},
		"jetbrains_space_member_permissions": {
			"username":    username,
			"permissions": []string{"Profile.View", "Team.View"},
		},
	}, nil
}

// rules enables every rule of the audit. In a clean organization none of them
// finds anything.
func (s *session) rules(ctx context.Context, made arguments) (map[string]any, error) {
	declared, err := s.declared(ctx, made.clean)
	if err != nil {
		return nil, err
	}
	discontinued, prices := "PC", maps.Clone(made.prices)
	if made.clean {
		discontinued = "AC"                // nobody has AppCode
		prices["ALL"] = json.Number("199") // no pack is cheaper than what people hold
	}
	days, nothing := map[string]any{"days": 90}, map[string]any{}
	return map[string]any{
		"inactive":               days,
		"never_seen":             nothing,
		"external":               map[string]any{"allowed_email_domains": []string{"acme.example", "*.acme.example"}},
		"not_in_directory":       map[string]any{"directory_emails": made.directory},
		"departed":               map[string]any{"leaving_dates": map[string]string{"leaver1@acme.example": made.now.AddDate(0, -1, 0).Format(time.DateOnly)}},
		"missing_entitlement":    map[string]any{"expected": declared},
		"unexpected_entitlement": map[string]any{"expected": declared},
		"unused":                 days,
		"overlapping":            nothing,
		"cheaper_pack":           map[string]any{"prices": prices},
		"suspended":              nothing,
		"trial":                  nothing,
		"offline_code":           nothing,
		"use_unknown":            nothing,
		"expiring":               map[string]any{"days": 30},
		"discontinued":           map[string]any{"product_codes": []string{discontinued}},
		"low_availability":       map[string]any{"min_available": map[string]int{"II": 1}},
	}, nil
}

// declared returns the people who may use IntelliJ IDEA. If the set should
// contain findings, a new colleague takes the place of one of them.
func (s *session) declared(ctx context.Context, clean bool) (map[string][]string, error) {
	const product = "II"
	entitlements, err := s.read(ctx, "jetbrains_ide_entitlements", map[string]any{"product_codes": []string{product}, "expand_packs": true})
	if err != nil {
		return nil, err
	}
	var people []string
	for _, email := range entitlements["emails_by_product"].Index(cty.StringVal(product)).AsValueSlice() {
		people = append(people, email.AsString())
	}
	if !clean && len(people) > 0 {
		people[0] = "new.colleague@acme.example"
	}
	return map[string][]string{product: people}, nil
}

// replaced returns the value with each occurrence of the text old replaced.
func replaced(value cty.Value, old, text string) (cty.Value, error) {
	return cty.Transform(value, func(_ cty.Path, v cty.Value) (cty.Value, error) {
		if v.RawEquals(cty.StringVal(old)) {
			return cty.StringVal(text), nil
		}
		return v, nil
	})
}

// textAt returns the text at the given path in a value.
func textAt(value cty.Value, path cty.Path) (string, error) {
	found, err := path.Apply(value)
	if err != nil {
		return "", err
	}
	return found.AsString(), nil
}

func newSession(ctx context.Context, now time.Time, configuration map[string]any) (*session, error) {
	server := provider.NewServer(provider.Options{Version: "mocks", Now: func() time.Time { return now }})()
	schemas, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err == nil {
		err = diagnosticsError(schemas.Diagnostics)
	}
	if err != nil {
		return nil, fmt.Errorf("the schemas: %w", err)
	}
	config, err := encodeArguments(schemas.Provider, configuration)
	if err != nil {
		return nil, fmt.Errorf("the provider: %w", err)
	}
	resp, err := server.ConfigureProvider(ctx, &tfprotov6.ConfigureProviderRequest{Config: config})
	if err == nil {
		err = diagnosticsError(resp.Diagnostics)
	}
	if err != nil {
		return nil, fmt.Errorf("the provider: %w", err)
	}
	return &session{server, schemas}, nil
}

// read returns the computed attributes of a data source. It treats a warning as
// an error, because results with a warning are not suitable as test data.
func (s *session) read(ctx context.Context, dataSource string, arguments map[string]any) (map[string]cty.Value, error) {
	schema := s.schemas.DataSourceSchemas[dataSource]
	config, err := encodeArguments(schema, arguments)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dataSource, err)
	}
	validated, err := s.server.ValidateDataResourceConfig(ctx, &tfprotov6.ValidateDataResourceConfigRequest{TypeName: dataSource, Config: config})
	if err == nil {
		err = diagnosticsError(validated.Diagnostics)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dataSource, err)
	}
	resp, err := s.server.ReadDataSource(ctx, &tfprotov6.ReadDataSourceRequest{TypeName: dataSource, Config: config})
	if err == nil {
		err = diagnosticsError(resp.Diagnostics)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dataSource, err)
	}
	typ, err := typeOf(schema)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dataSource, err)
	}
	state, err := ctymsgpack.Unmarshal(resp.State.MsgPack, typ)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dataSource, err)
	}
	attributes := state.AsValueMap()
	for _, attribute := range schema.Block.Attributes {
		if !attribute.Computed || attribute.Required || attribute.Optional {
			delete(attributes, attribute.Name) // this is an argument, which a test's configuration sets
		}
	}
	return attributes, nil
}

// diagnosticsError combines the diagnostics into one error. It returns nil if
// there are none.
func diagnosticsError(diagnostics []*tfprotov6.Diagnostic) error {
	var errs []error
	for _, d := range diagnostics {
		errs = append(errs, errors.New(d.Summary+": "+d.Detail))
	}
	return errors.Join(errs...)
}

// typeOf returns the type of a block's value. Both libraries write a type as
// the same JSON.
func typeOf(schema *tfprotov6.Schema) (cty.Type, error) {
	encoded, err := json.Marshal(schema.ValueType())
	if err != nil {
		return cty.NilType, err
	}
	return ctyjson.UnmarshalType(encoded)
}

// encodeArguments encodes arguments for the protocol. Missing arguments are
// null. An unknown one is an error.
func encodeArguments(schema *tfprotov6.Schema, arguments map[string]any) (*tfprotov6.DynamicValue, error) {
	typ, err := typeOf(schema)
	if err != nil {
		return nil, err
	}
	plain, err := json.Marshal(arguments)
	if err != nil {
		return nil, err
	}
	if arguments == nil {
		plain = []byte("{}")
	}
	value, err := ctyjson.Unmarshal(plain, typ)
	if err != nil {
		return nil, err
	}
	encoded, err := ctymsgpack.Marshal(value, typ)
	return &tfprotov6.DynamicValue{MsgPack: encoded}, err
}
