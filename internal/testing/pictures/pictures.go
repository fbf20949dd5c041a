package main

import (
	"fmt"
	"io/fs"
	"os"
	"regexp"
)

// sample is a block of text in a page that a test compares with what a command
// prints.
var sample = regexp.MustCompile("(?s)<!-- prints: ([a-z-]+) -->\n+```text\n(.*?)```")

// pictures draws every picture of the repository in the directory, by the name
// of its file.
func pictures(root string) (map[string]string, error) {
	readme, err := fs.ReadFile(os.DirFS(root), "README.md")
	if err != nil {
		return nil, fmt.Errorf("read the samples: %w", err)
	}
	samples := map[string]string{}
	for _, found := range sample.FindAllStringSubmatch(string(readme), -1) {
		samples[found[1]] = found[2]
	}
	for _, name := range []string{"demo-gate", "demo"} {
		if samples[name] == "" {
			return nil, fmt.Errorf("README.md has no sample %s", name)
		}
	}
	markdown, err := jobSummary()
	if err != nil {
		return nil, err
	}
	return map[string]string{
		"demo-gate.svg": terminal("A terminal: terraform plan fails, "+
			"and the error names the people whose licenses violate the policy.", "terraform plan -var on_findings=error", samples["demo-gate"]),
		"demo.svg":          terminal("A terminal: terraform plan shows tables of who holds which license, available seats, costs by team, and savings.", "terraform plan", samples["demo"]),
		"exit-status.svg":   exitStatus(),
		"choose-a-gate.svg": chooseAGate(),
		"job-summary.svg":   page("A job summary on GitHub: the license audit failed, a table of its rules, and a table of findings for each rule.", markdown),
	}, nil
}
