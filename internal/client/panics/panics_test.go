package panics_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"
	"golang.org/x/sync/errgroup"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/panics"
)

func TestAPanicIsAnErrorAndItsStackIsInTheLogOnly(t *testing.T) {
	const secret = "faketoken0123456789abcdef"
	var (
		list  []int
		index int
	)
	for name, c := range map[string]struct {
		panics func()
		want   string
	}{
		"an error of the runtime": {func() { list[index] = 1 }, "a bug: runtime error: index out of range [0] with length 0"},
		"nil":                     {func() { var e *panics.Error; _ = e.Reason }, "a bug: runtime error: invalid memory address or nil pointer dereference"},
		"text with data":          {func() { panic(secret) }, "a bug: panic with a value of type string"},
		"an error with data":      {func() { panic(errors.New(secret)) }, "a bug: panic with a value of type *errors.errorString"},
	} {
		var log bytes.Buffer
		ctx := tflogtest.RootLogger(t.Context(), &log)
		got, err := panics.Try(ctx, func(context.Context) ([]int, error) {
			c.panics()
			return []int{1}, nil
		})
		if err == nil || err.Error() != c.want || got != nil {
			t.Errorf("%s: %v, %v, want %s", name, got, err, c.want)
		}
		if !strings.Contains(log.String(), "panics_test.go") || strings.Contains(log.String(), secret) || strings.Contains(err.Error(), "panics_test.go") {
			t.Errorf("%s: the log is %s", name, log.String())
		}
	}
}

func TestWithoutAPanicTheResultIsUnchanged(t *testing.T) {
	own := errors.New("own")
	if got, err := panics.Try(t.Context(), func(context.Context) (int, error) { return 7, own }); got != 7 || !errors.Is(err, own) {
		t.Errorf("%d, %v", got, err)
	}
}

func TestAGuardedGoroutineDoesNotEndTheProcess(t *testing.T) {
	group, ctx := errgroup.WithContext(t.Context())
	group.Go(panics.Guard(ctx, func() error { panic("bug") }))
	if _, ok := errors.AsType[*panics.Error](group.Wait()); !ok {
		t.Error("no error")
	}
}
