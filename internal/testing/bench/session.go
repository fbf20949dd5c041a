package bench

import (
	"context"
	"fmt"
	"io"
	"time"
)

// Case is one question asked of one organization.
type Case struct {
	Question    string
	Size        int // licenses, or members for questions about Space
	Latency     time.Duration
	Concurrency int // requests at once that the provider may send; 0 for its default
}

// Results are the runs of each case, in the order in which cases were met.
type Results struct {
	Cases []Case
	Runs  map[Case][]Run
}

func (r *Results) add(c Case, run Run) {
	if r.Runs == nil {
		r.Runs = map[Case][]Run{}
	}
	if _, met := r.Runs[c]; !met {
		r.Cases = append(r.Cases, c)
	}
	r.Runs[c] = append(r.Runs[c], run)
}

// Scale says how much to measure.
type Scale struct {
	Licenses []int
	Members  []int // of a Space

	LatencyLicenses int
	Latencies       []time.Duration
	Concurrencies   []int

	Runs      int           // of each case
	FewestRun int           // of each case, however long they take
	Patience  time.Duration // after which a group of cases is not run more often than FewestRun
}

// Full is what the documentation shows: a quarter of an hour and more, most of
// it the http provider's.
func Full() Scale {
	return Scale{
		Licenses:        []int{1_000, 10_000, 100_000},
		Members:         []int{20_000, 50_000},
		LatencyLicenses: 10_000,
		Latencies:       []time.Duration{0, 50 * time.Millisecond, 150 * time.Millisecond},
		Concurrencies:   []int{1, 8, 32},
		Runs:            5, FewestRun: 3, Patience: 30 * time.Second,
	}
}

// Quick leaves out what is large: two or three minutes.
func Quick() Scale {
	s := Full()
	s.Licenses, s.Members = []int{1_000, 10_000}, []int{5_000}
	s.Latencies = []time.Duration{0, 50 * time.Millisecond}
	s.Runs, s.FewestRun = 3, 1
	s.Patience = 15 * time.Second
	return s
}

// Session measures.
type Session struct {
	Planner  *Planner
	Scale    Scale
	Progress io.Writer

	results Results
}

// asked is a question that takes part in a group.
type asked struct {
	question  *Question
	recorded  Case
	variables []string
}

// Run measures everything that the scale asks for. On an error it returns what
// it has so far as well.
func (s *Session) Run(ctx context.Context) (*Results, error) {
	for i, n := range s.Scale.Licenses {
		if err := s.account(ctx, n, i == 0); err != nil {
			return &s.results, err
		}
	}
	for _, latency := range s.Scale.Latencies {
		if err := s.latency(ctx, latency); err != nil {
			return &s.results, err
		}
	}
	for _, n := range s.Scale.Members {
		if err := s.space(ctx, n); err != nil {
			return &s.results, err
		}
	}
	return &s.results, nil
}

func (s *Session) account(ctx context.Context, licenses int, first bool) error {
	return s.with(ctx, Organization{Licenses: licenses}, func(simulator *Simulator) error {
		pairs := s.plain(licenses, LicensedUsers(), LicensedUsersByHTTP(), LicenseAudit(), LicenseAuditByHTTP())
		if first { // the programs come from the disk
			for _, a := range pairs {
				if _, err := s.Planner.Plan(ctx, a.question, simulator); err != nil {
					return err
				}
			}
		}
		if err := s.group(ctx, simulator, pairs); err != nil {
			return err
		}
		for _, question := range AccountQuestions() {
			if err := s.group(ctx, simulator, s.plain(licenses, question)); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Session) plain(size int, questions ...*Question) []asked {
	group := make([]asked, len(questions))
	for i, q := range questions {
		group[i] = asked{question: q, recorded: Case{Question: q.Name, Size: size}}
	}
	return group
}

// latencyQuestion reads every page and answers little, so that what is seen is
// the reading.
func latencyQuestion() *Question { return LicenseAudit() }

func (s *Session) latency(ctx context.Context, latency time.Duration) error {
	n := s.Scale.LatencyLicenses
	return s.with(ctx, Organization{Licenses: n, Latency: latency}, func(simulator *Simulator) error {
		var group []asked
		for _, concurrency := range s.Scale.Concurrencies {
			q := latencyQuestion()
			group = append(group, asked{
				question:  q,
				recorded:  Case{Question: q.Name, Size: n, Latency: latency, Concurrency: concurrency},
				variables: []string{fmt.Sprintf("TF_VAR_concurrency=%d", concurrency)},
			})
		}
		q := LicenseAuditByHTTP()
		// Told apart from the same case without latency by a concurrency that
		// is Terraform's own.
		group = append(group, asked{question: q, recorded: Case{Question: q.Name, Size: n, Latency: latency, Concurrency: terraformParallelism}})
		return s.group(ctx, simulator, group)
	})
}

// terraformParallelism is how many data sources Terraform reads at once.
const terraformParallelism = 10

func (s *Session) space(ctx context.Context, members int) error {
	const licenses = 1000 // nothing of the Space depends on it
	return s.with(ctx, Organization{Licenses: licenses, Members: members}, func(simulator *Simulator) error {
		for _, question := range SpaceQuestions() {
			if err := s.group(ctx, simulator, s.plain(members, question)); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Session) with(ctx context.Context, organization Organization, measure func(*Simulator) error) (err error) {
	simulator, err := StartSimulator(ctx, s.Planner.programs.Simulator, organization)
	if err != nil {
		return err
	}
	defer func() {
		if closed := simulator.Close(); err == nil {
			err = closed
		}
	}()
	return measure(simulator)
}

// group asks its questions in turn, A B A B, so that a machine that slows down
// does so for all of them.
func (s *Session) group(ctx context.Context, simulator *Simulator, group []asked) error {
	begin := s.Planner.now()
	for round := 1; round <= s.Scale.Runs; round++ {
		if round > s.Scale.FewestRun && s.Planner.now().Sub(begin) > s.Scale.Patience {
			return nil
		}
		for _, a := range group {
			run, err := s.Planner.Plan(ctx, a.question, simulator, a.variables...)
			if err != nil {
				return err
			}
			s.results.add(a.recorded, run)
			if _, err := fmt.Fprintf(s.Progress, "%-8d %-7s %8s  %s: %s\n", a.recorded.Size, a.recorded.Latency, seconds(run.Wall), a.question.Name, run.Answer); err != nil {
				return err
			}
		}
	}
	return nil
}
