package provider_test

import (
	"context"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Calling the server over the protocol without Terraform takes milliseconds,
// but a plan takes seconds. The tests make the same calls as Terraform:
// configure, validate, and read.

// object is a Terraform value as plain Go: string, int, bool, nil, []any, or
// object.
type object = map[string]any

type reply struct {
	state    object
	problems []string // the severity, attribute, summary, and detail of each diagnostic
}

// read reads one data source.
func read(t *testing.T, name string, arguments object) reply {
	t.Helper()
	return newSession(t, nil).read(t, name, arguments)
}

// session is a configured server. All its data sources share one read.
type session struct {
	server    tfprotov6.ProviderServer
	schemas   *tfprotov6.GetProviderSchemaResponse
	validated []string // problems from validating the provider block
	problems  []string // all problems that prevent reading the data sources
}

// providerSchemas are the schemas of every server. Terraform, too, asks only one
// server of several for them.
var providerSchemas = sync.OnceValues(func() (*tfprotov6.GetProviderSchemaResponse, error) {
	return newTestServer().GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
})

func newSession(t *testing.T, configuration object) *session {
	t.Helper()
	return newSessionWith(t, newTestServer(), configuration)
}

func newSessionWith(t *testing.T, server tfprotov6.ProviderServer, configuration object) *session {
	t.Helper()
	schemas, err := providerSchemas()
	if err != nil {
		t.Fatal(err)
	}
	s := &session{server: server, schemas: schemas, problems: problems(schemas.Diagnostics)}
	config := encode(t, schemas.Provider.ValueType(), configuration)
	validated, err := s.server.ValidateProviderConfig(t.Context(), &tfprotov6.ValidateProviderConfigRequest{Config: config})
	if err != nil {
		t.Fatal(err)
	}
	s.validated = problems(validated.Diagnostics)
	if hasError(validated.Diagnostics) { // warnings do not prevent reading
		s.problems = append(s.problems, s.validated...)
		return s
	}
	resp, err := s.server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{
		TerraformVersion: "1.11.4",
		Config:           config,
	})
	if err != nil {
		t.Fatal(err)
	}
	s.problems = append(s.problems, problems(resp.Diagnostics)...)
	return s
}

func (s *session) read(t *testing.T, name string, arguments object) reply {
	t.Helper()
	state, problems := s.readContext(t.Context(), t, name, arguments)
	return reply{state, problems}
}

func (s *session) readContext(ctx context.Context, t *testing.T, name string, arguments object) (object, []string) {
	t.Helper()
	if len(s.problems) > 0 {
		return nil, s.problems
	}
	schema, ok := s.schemas.DataSourceSchemas[name]
	if !ok {
		t.Fatalf("no data source %s", name)
	}
	config := encode(t, schema.ValueType(), arguments)
	validated, err := s.server.ValidateDataResourceConfig(ctx, &tfprotov6.ValidateDataResourceConfigRequest{TypeName: name, Config: config})
	if err != nil {
		t.Fatal(err)
	}
	if hasError(validated.Diagnostics) {
		return nil, problems(validated.Diagnostics)
	}
	resp, err := s.server.ReadDataSource(ctx, &tfprotov6.ReadDataSourceRequest{TypeName: name, Config: config})
	if err != nil {
		t.Fatal(err)
	}
	if hasError(resp.Diagnostics) {
		return nil, problems(resp.Diagnostics)
	}
	value, err := resp.State.Unmarshal(schema.ValueType())
	if err != nil {
		t.Fatalf("the state does not fit the schema: %v", err)
	}
	state, ok := decoded(t, value).(object)
	if !ok {
		t.Fatal("the state is no object")
	}
	return state, problems(resp.Diagnostics)
}

// succeeds returns the state. It fails the test if there are any problems.
func (r reply) succeeds(t *testing.T) object {
	t.Helper()
	if len(r.problems) > 0 {
		t.Fatalf("unexpected problems:\n%s", strings.Join(r.problems, "\n"))
	}
	return r.state
}

// fails requires exactly one error, which must contain every phrase.
func (r reply) fails(t *testing.T, phrases ...string) {
	t.Helper()
	if r.state != nil {
		t.Error("there is a state besides the error")
	}
	if len(r.problems) != 1 {
		t.Fatalf("want one error, got %d:\n%s", len(r.problems), strings.Join(r.problems, "\n"))
	}
	for _, phrase := range phrases {
		if !strings.Contains(r.problems[0], phrase) {
			t.Errorf("want %q in:\n%s", phrase, r.problems[0])
		}
	}
}

// warns requires a state and exactly one warning, which must contain every
// phrase.
func (r reply) warns(t *testing.T, phrases ...string) {
	t.Helper()
	if r.state == nil || len(r.problems) != 1 {
		t.Fatalf("want a state and one warning, got %d:\n%s", len(r.problems), strings.Join(r.problems, "\n"))
	}
	for _, phrase := range phrases {
		if !strings.Contains(r.problems[0], phrase) {
			t.Errorf("want %q in:\n%s", phrase, r.problems[0])
		}
	}
}

func problems(diagnostics []*tfprotov6.Diagnostic) []string {
	var list []string
	for _, d := range diagnostics {
		where := ""
		if d.Attribute != nil {
			where = fmt.Sprintf(" at %s", d.Attribute)
		}
		list = append(list, fmt.Sprintf("%s%s: %s: %s", d.Severity, where, d.Summary, d.Detail))
	}
	return list
}

func hasError(diagnostics []*tfprotov6.Diagnostic) bool {
	return slices.ContainsFunc(diagnostics, func(d *tfprotov6.Diagnostic) bool {
		return d.Severity == tfprotov6.DiagnosticSeverityError
	})
}

func encode(t testing.TB, typ tftypes.Type, value object) *tfprotov6.DynamicValue {
	t.Helper()
	encoded, err := tfprotov6.NewDynamicValue(typ, encoded(t, typ, anyObject(value)))
	if err != nil {
		t.Fatal(err)
	}
	return &encoded
}

type unknown struct{}

func encoded(t testing.TB, typ tftypes.Type, value any) tftypes.Value {
	t.Helper()
	switch v := value.(type) {
	case nil:
		return tftypes.NewValue(typ, nil)
	case unknown:
		return tftypes.NewValue(typ, tftypes.UnknownValue)
	case object:
		if element, ok := typ.(tftypes.Map); ok {
			values := make(map[string]tftypes.Value, len(v))
			for name, e := range v {
				values[name] = encoded(t, element.ElementType, e)
			}
			return tftypes.NewValue(typ, values)
		}
		objectType, ok := typ.(tftypes.Object)
		if !ok {
			t.Fatalf("an object for a %s", typ)
		}
		values := make(map[string]tftypes.Value, len(objectType.AttributeTypes))
		for name, attributeType := range objectType.AttributeTypes {
			values[name] = encoded(t, attributeType, v[name])
		}
		for name := range v {
			if _, ok := objectType.AttributeTypes[name]; !ok {
				t.Fatalf("no attribute %s", name)
			}
		}
		return tftypes.NewValue(typ, values)
	case []any:
		list, ok := typ.(tftypes.List)
		if !ok {
			t.Fatalf("a list for a %s", typ)
		}
		values := make([]tftypes.Value, len(v))
		for i, e := range v {
			values[i] = encoded(t, list.ElementType, e)
		}
		return tftypes.NewValue(typ, values)
	case float64:
		// Terraform parses decimals with this precision.
		n, _, err := big.ParseFloat(strconv.FormatFloat(v, 'g', -1, 64), 10, 512, big.ToNearestEven)
		if err != nil {
			t.Fatal(err)
		}
		return tftypes.NewValue(typ, n)
	default:
		return tftypes.NewValue(typ, v)
	}
}

func decoded(t *testing.T, value tftypes.Value) any {
	t.Helper()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	if value.IsNull() {
		return nil
	}
	switch {
	case value.Type().Is(tftypes.String):
		var s string
		must(value.As(&s))
		return s
	case value.Type().Is(tftypes.Bool):
		var b bool
		must(value.As(&b))
		return b
	case value.Type().Is(tftypes.Number):
		var n big.Float
		must(value.As(&n))
		i, accuracy := n.Int64()
		if accuracy != big.Exact {
			f, _ := n.Float64()
			return f
		}
		return int(i)
	case value.Type().Is(tftypes.List{}):
		var values []tftypes.Value
		must(value.As(&values))
		list := make([]any, len(values))
		for i := range values {
			list[i] = decoded(t, values[i])
		}
		return list
	default:
		var values map[string]tftypes.Value
		must(value.As(&values))
		result := make(object, len(values))
		for _, name := range slices.Sorted(maps.Keys(values)) {
			result[name] = decoded(t, values[name])
		}
		return result
	}
}

// anyObject prevents an object without attributes from counting as null.
func anyObject(o object) any {
	if o == nil {
		return object{}
	}
	return o
}
