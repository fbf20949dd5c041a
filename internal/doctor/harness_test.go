package doctor_test

import (
	"context"
	"maps"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/doctor"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/org"
)

// now is the time of the organizations in these tests. The clock stands still.
var now = time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC)

func generate(licenses int) *org.Organization {
	return simulator.Generate(org.Options{Seed: 1, Licenses: licenses, SpaceMembers: 130, Now: now})
}

func start(t *testing.T, o *org.Organization, options ...simulator.Option) *simulator.Server {
	t.Helper()
	server, err := simulator.Start(o, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	return server
}

// examine runs the doctor with an environment.
func examine(t *testing.T, env map[string]string, change ...func(*doctor.Options)) *doctor.Result {
	t.Helper()
	options := doctor.Options{
		Getenv: func(name string) string { return env[name] }, Version: "test",
		Now: func() time.Time { return now }, FirstBackoff: time.Millisecond, List: true,
	}
	for _, c := range change {
		c(&options)
	}
	result, err := doctor.Run(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	if result.Requests > doctor.MaxRequests {
		t.Errorf("%d requests besides the lists, want %d at most", result.Requests, doctor.MaxRequests)
	}
	return result
}

func withoutList(o *doctor.Options) { o.List = false }

// with returns an environment with some variables changed; an empty value
// removes one.
func with(env map[string]string, pairs ...string) map[string]string {
	changed := maps.Clone(env)
	for i := 0; i < len(pairs); i += 2 {
		changed[pairs[i]] = pairs[i+1]
	}
	return changed
}

// only keeps the variables of one half.
func only(env map[string]string, space bool) map[string]string {
	kept := map[string]string{}
	for name, value := range env {
		if strings.Contains(name, "SPACE") == space {
			kept[name] = value
		}
	}
	return kept
}

// stepOf finds a step.
func stepOf(t *testing.T, r *doctor.Result, area doctor.Area, name string) doctor.Step {
	t.Helper()
	for _, s := range r.Steps {
		if s.Area == area && s.Name == name {
			return s
		}
	}
	t.Fatalf("no step %s of %s in %v", name, area, r.Steps)
	return doctor.Step{}
}

func answerOf(t *testing.T, r *doctor.Result, id string) doctor.Answer {
	t.Helper()
	for _, a := range r.Answers {
		if a.ID == id {
			return a
		}
	}
	t.Fatalf("no answer %s in %v", id, r.Answers)
	return doctor.Answer{}
}

func canceled() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}

// ticking is a clock that moves a second whenever it is read.
type ticking struct {
	mu sync.Mutex
	at time.Time
}

func (c *ticking) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(time.Second)
	return c.at
}
