package doctor

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// The titles of the areas, and the signs of the marks, on a screen.
var (
	titles = map[Area]string{AreaSettings: "Settings in the environment", AreaAccount: "JetBrains Account", AreaSpace: "JetBrains Space"}
	signs  = map[Mark]string{MarkOK: "✓", MarkWarning: "!", MarkFailed: "✗", MarkSkipped: "-"}
)

// Announcement says what a run will send, before it starts.
func Announcement(lists bool) string {
	text := fmt.Sprintf("Reads what the provider reads, and changes nothing. Sends at most %d requests", MaxRequests)
	if lists {
		return text + ", and those for the complete lists of licenses, members, teams and memberships (-list=false leaves these out)."
	}
	return text + "."
}

// Printer writes steps to a screen as they end.
type Printer struct {
	w    io.Writer
	area Area
}

// NewPrinter returns a Printer that writes to w.
func NewPrinter(w io.Writer) *Printer { return &Printer{w: w} }

// Step writes a step: a mark, its name, what was seen, and what to do.
func (p *Printer) Step(s Step) {
	if s.Area != p.area {
		_, _ = fmt.Fprintf(p.w, "\n%s\n", titles[s.Area])
		p.area = s.Area
	}
	_, _ = fmt.Fprintf(p.w, "  %s %s: %s\n", signs[s.Mark], s.Name, s.Seen)
	for line := range strings.Lines(s.Advice) {
		if line = strings.TrimSpace(line); line != "" {
			_, _ = fmt.Fprintf(p.w, "      %s\n", line)
		}
	}
}

// Summary is the last line on the screen.
func (r *Result) Summary() string {
	counts := map[Mark]int{}
	for _, s := range r.Steps {
		counts[s.Mark]++
	}
	broken := 0
	for _, a := range r.Answers {
		if a.Verdict == Breaks {
			broken++
		}
	}
	verdict := "The connection works."
	if !r.OK() {
		verdict = "The connection does not work: see the steps with " + signs[MarkFailed] + "."
	}
	text := fmt.Sprintf("%s %s, %s, %s.", verdict, value.Counted(counts[MarkFailed], "step")+" failed",
		value.Counted(counts[MarkWarning], "warning"), value.Counted(r.Requests, "request")+" besides the lists")
	if broken > 0 {
		text += fmt.Sprintf(" The server breaks %s of the provider's code: -report writes them down.", value.Counted(broken, "assumption"))
	}
	return text
}

// WriteJSON writes the result for machines.
func (r *Result) WriteJSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	answers := r.Answers
	if answers == nil {
		answers = []Answer{}
	}
	return encoder.Encode(struct {
		OK       bool     `json:"ok"`
		Requests int      `json:"requests"`
		Steps    []Step   `json:"steps"`
		Answers  []Answer `json:"answers"`
	}{r.OK(), r.Requests, r.Steps, answers})
}
