package provider

import (
	"reflect"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
)

// terraform-plugin-go uses type assertions to find the optional parts of the
// protocol. If the framework implements a part and the wrapper hides it,
// Terraform considers it not implemented.
func TestTheServerHasEveryMethodOfTheFrameworks(t *testing.T) {
	options := Options{Now: func() time.Time { return time.Unix(0, 0) }}
	framework := reflect.TypeOf(providerserver.NewProtocol6(newInstance(options))())
	wrapper := reflect.TypeOf(NewServer(options)())
	if framework.NumMethod() < 30 {
		t.Fatalf("the framework's server shows %d methods only", framework.NumMethod())
	}
	for i := range framework.NumMethod() {
		want := framework.Method(i)
		got, ok := wrapper.MethodByName(want.Name)
		if !ok {
			t.Errorf("%s is missing", want.Name)
			continue
		}
		if w, g := signature(want.Type), signature(got.Type); w != g {
			t.Errorf("%s is %s, want %s", want.Name, g, w)
		}
	}
	if got, want := wrapper.NumMethod(), framework.NumMethod(); got != want {
		t.Errorf("the server has %d methods, the framework's %d", got, want)
	}
}

// signature returns a method's type without its receiver.
func signature(method reflect.Type) string {
	in := make([]reflect.Type, 0, method.NumIn())
	for i := 1; i < method.NumIn(); i++ {
		in = append(in, method.In(i))
	}
	out := make([]reflect.Type, method.NumOut())
	for i := range out {
		out[i] = method.Out(i)
	}
	return reflect.FuncOf(in, out, method.IsVariadic()).String()
}
