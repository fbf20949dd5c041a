// Package panics turns the panic of a read into an error. Terraform runs one
// process of a provider for a whole plan, so a panic would end the reads of all
// data sources, and Terraform would print the stack.
package panics

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/hashicorp/terraform-plugin-log/tflog"
)

// Error reports a panic, which is a bug of this program.
type Error struct {
	Reason string // quotes no data
}

func (e *Error) Error() string { return "a bug: " + e.Reason }

// Try calls a function of the current goroutine. If it panics, Try logs the
// stack and returns an *Error. A goroutine that a read starts needs its own
// Try, because a panic ends the process unless its own goroutine recovers it.
func Try[T any](ctx context.Context, call func(context.Context) (T, error)) (result T, err error) {
	defer func() {
		if value := recover(); value != nil {
			result, err = *new(T), caught(ctx, value)
		}
	}()
	return call(ctx)
}

// Guard returns a function for a goroutine of an errgroup.Group that returns
// an *Error instead of ending the process.
func Guard(ctx context.Context, call func() error) func() error {
	return func() error {
		_, err := Try(ctx, func(context.Context) (struct{}, error) { return struct{}{}, call() })
		return err
	}
}

// caught describes a panic. A value that is no error of the runtime could quote
// data, so only its type is kept.
func caught(ctx context.Context, value any) error {
	reason := fmt.Sprintf("panic with a value of type %T", value)
	if err, ok := value.(runtime.Error); ok {
		reason = err.Error()
	}
	tflog.Error(ctx, "The provider recovered from a panic", map[string]any{"reason": reason, "stack": string(debug.Stack())})
	return &Error{Reason: reason}
}
