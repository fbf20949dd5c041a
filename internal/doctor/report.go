package doctor

import (
	"fmt"
	"strings"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
)

// reportContext is what a report says of the run itself.
type reportContext struct {
	version string
	now     time.Time
	lists   bool

	account, space phrase
}

// facts notes which servers were asked, without their addresses.
func (c *reportContext) facts(f *facts) {
	c.account, c.space = "not configured", "not configured"
	if f.account.configured {
		c.account = "another server than JetBrains' own"
		if f.account.official {
			c.account = "JetBrains' own server"
		}
		if f.account.token.Scope == licensing.ScopeTeam {
			c.account = say("%s, with a team's token", c.account)
		}
	}
	if f.space.configured {
		c.space = "a server of a company"
		if f.space.official {
			c.space = "a server under jetbrains.space"
		}
	}
}

// Report is what a server does, as Markdown to share. It holds no name, no
// address, no ID, no code and no date of what the server stores, and no exact
// number of anything in it.
func (r *Result) Report() string {
	var b strings.Builder
	c := &r.context
	fmt.Fprintf(&b, "# What my server does\n\n")
	fmt.Fprintf(&b, "jetbrains-doctor %s wrote this on %s. It says how the server behaves, and holds nothing that the server stores: "+
		"no name, address, ID, code, token or date. Counts and times are rounded up to a power of two.\n\n", c.version, c.now.UTC().Format(time.DateOnly))
	fmt.Fprintf(&b, "- JetBrains Account: %s\n- JetBrains Space: %s\n- Complete lists: %s\n\n", c.account, c.space,
		map[bool]string{true: "read where the token allows it", false: "left out"}[c.lists])
	b.WriteString("## Steps\n\n| part | step | result |\n|---|---|---|\n")
	for _, s := range r.Steps {
		result := string(s.Mark)
		if s.shared != "" {
			result += ": " + string(s.shared)
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", s.Area, s.Name, result)
	}
	b.WriteString("\n## Answers\n\nEach names the assumption of the provider's code, and whether what was seen supports or breaks it, or leaves it open.\n")
	for _, a := range r.Answers {
		fmt.Fprintf(&b, "\n### %s\n\n%s\n\n- Asked: %s\n- Seen: %s\n- Assumed: %s\n- Seen against assumed: **%s**\n", a.ID, a.Question, a.Asked, a.Seen, a.Assumption, a.Verdict)
	}
	return b.String()
}
