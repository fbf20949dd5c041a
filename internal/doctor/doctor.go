// Package doctor tests the connection to JetBrains step by step, and asks what
// a real server does where JetBrains does not document it.
//
// It reads with the provider's own clients and behind the same guards, so a
// step that succeeds here succeeds in a plan. It never writes. What it learns
// about a server leaves in two forms: steps, which are for the person who runs
// it and may name the organization, and answers, which hold nothing of what
// the server stores. See phrase.go for how that is kept.
package doctor

import (
	"context"
	"errors"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/provider"
)

// MaxRequests is how many requests a run sends at most, besides those that read
// the complete lists.
const MaxRequests = 60

// Options are what a run depends on.
type Options struct {
	Getenv       func(string) string
	Version      string
	Now          func() time.Time // the only clock
	FirstBackoff time.Duration    // pause before the first retry; zero for the provider's default
	List         bool             // read the complete lists, too

	// OnStep is told of every step as soon as it ends, and OnProgress of how far
	// a long read is. Both may be nil.
	OnStep     func(Step)
	OnProgress func(string)
}

// Area is a part of the configuration.
type Area string

// The areas, in the order in which they are tested.
const (
	AreaSettings Area = "settings"
	AreaAccount  Area = "account"
	AreaSpace    Area = "space"
)

// Mark is how a step ended.
type Mark string

// A warning is something that a person should know, but that does not keep the
// provider from working. A step is skipped if it cannot be tried, or was not
// asked for.
const (
	MarkOK      Mark = "ok"
	MarkWarning Mark = "warning"
	MarkFailed  Mark = "failed"
	MarkSkipped Mark = "skipped"
)

// Step is one thing that was tried. Seen and Advice can name the organization
// and its people, but never hold a token.
type Step struct {
	Area   Area   `json:"area"`
	Name   string `json:"name"`
	Mark   Mark   `json:"mark"`
	Seen   string `json:"seen"`
	Advice string `json:"advice,omitempty"` // what it means and what to do; empty if the step succeeded

	shared phrase // what the report says of a step that failed
}

// Result is what a run found.
type Result struct {
	Steps    []Step
	Answers  []Answer
	Requests int // sent besides the lists

	context reportContext
}

// OK reports whether no step failed.
func (r *Result) OK() bool {
	for _, s := range r.Steps {
		if s.Mark == MarkFailed {
			return false
		}
	}
	return true
}

// run is a run in progress.
type run struct {
	options    Options
	connection *provider.Connection
	result     *Result
	requests   *requestLog
	facts      facts
}

// Run tests everything that the environment configures. It returns an error
// only if the context ends.
func Run(ctx context.Context, options Options) (*Result, error) {
	r := &run{options: options, result: &Result{}}
	r.requests = newRequestLog(options)
	r.result.context = reportContext{version: options.Version, now: options.Now(), lists: options.List}
	if r.settings() {
		r.account(ctx)
		r.space(ctx)
	}
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	r.result.Requests = r.requests.sent()
	r.result.context.facts(&r.facts)
	r.result.Answers = r.facts.answers()
	return r.result, nil
}

// step records how a step ended.
func (r *run) step(s Step) {
	r.result.Steps = append(r.result.Steps, s)
	if r.options.OnStep != nil {
		r.options.OnStep(s)
	}
}

// settings shows what is set and from where, and reports whether there is
// something to test.
func (r *run) settings() bool {
	for _, s := range provider.EnvironmentSettings(r.options.Getenv) {
		step := Step{Area: AreaSettings, Name: s.Argument, Mark: MarkOK, Seen: "from " + s.Variable + ": " + s.Value}
		switch {
		case !s.Set:
			step.Mark, step.Seen = MarkSkipped, s.Variable+" is not set"
		case s.Secret:
			step.Seen = "from " + s.Variable + ", not shown"
		}
		r.step(step)
	}
	connection, wrong := provider.Connect(r.options.Getenv)
	for _, m := range wrong {
		r.step(Step{Area: AreaSettings, Name: "check", Mark: MarkFailed, Seen: m.Summary, Advice: m.Detail, shared: "a value was refused"})
	}
	if connection == nil {
		return false
	}
	r.connection = connection
	if !connection.AccountConfigured() && !connection.SpaceConfigured() {
		m, _ := connection.AccountMissing(r.providerOptions(nil))
		r.step(Step{
			Area: AreaSettings, Name: "check", Mark: MarkFailed, Seen: "Neither JetBrains Account nor JetBrains Space is configured in the environment.",
			Advice: m.Detail + "\n\nValues in a provider block are not visible here. Export them as these variables.", shared: "nothing was set",
		})
		return false
	}
	return true
}

// providerOptions are those of clients whose attempts a function sees.
func (r *run) providerOptions(observe observer) provider.Options {
	return provider.Options{Version: r.options.Version, Now: r.options.Now, FirstBackoff: r.options.FirstBackoff, Observe: observe}
}

// interrupted reports whether an error only says that the run was stopped.
func interrupted(ctx context.Context, err error) bool {
	return err != nil && (ctx.Err() != nil || errors.Is(err, context.Canceled))
}
