package main

// exitStatus shows how a configuration becomes the exit status of a job.
func exitStatus() string {
	p := &picture{width: 900, height: 330}
	plan := box{x: 110, y: 165, width: 180, class: "mark", lines: []string{"terraform plan", "reads all licenses,", "the audit judges them"}}
	fails := box{x: 390, y: 65, width: 220, lines: []string{"`on_findings = \"error\"`", "and the audit fails"}}
	goesOn := box{x: 390, y: 245, width: 220, lines: []string{"`\"warn\" or \"none\"`", "or nothing was found", "the plan has outputs"}}
	stop := box{x: 760, y: 65, width: 230, class: "bad", lines: []string{"exit status 1", "an error names the people,", "no outputs, so no report"}}
	report := box{x: 635, y: 245, width: 170, lines: []string{"a later step writes", "the report and", "reads", "`passed`"}}
	failed := box{x: 820, y: 195, width: 130, class: "bad", lines: []string{"exit status 1", "if false"}}
	passed := box{x: 820, y: 285, width: 130, class: "good", lines: []string{"exit status 0", "if true"}}
	for _, b := range []box{plan, fails, goesOn, stop, report, failed, passed} {
		p.draw(b)
	}
	p.arrow("", [2]int{200, 165}, [2]int{240, 165}, [2]int{240, 65}, [2]int{280, 65})
	p.arrow("", [2]int{200, 165}, [2]int{240, 165}, [2]int{240, 245}, [2]int{280, 245})
	p.arrow("", [2]int{500, 65}, [2]int{645, 65})
	p.arrow("", [2]int{500, 245}, [2]int{550, 245})
	p.arrow("", [2]int{720, 245}, [2]int{738, 245}, [2]int{738, 195}, [2]int{755, 195})
	p.arrow("", [2]int{720, 245}, [2]int{738, 245}, [2]int{738, 285}, [2]int{755, 285})
	return p.svg("From configuration to exit status: terraform plan reads all licenses, and the audit judges them. " +
		"With on_findings = error and an audit that fails, the plan ends with exit status 1 and has no outputs. " +
		"Otherwise a later step writes the report, reads passed, and ends with exit status 1 if it is false, and 0 if it is true.")
}

// chooseAGate is a decision tree.
func chooseAGate() string {
	p := &picture{width: 820, height: 440}
	questions := []box{
		{x: 190, y: 55, width: 320, lines: []string{"Should reviewers see a report?"}},
		{x: 190, y: 155, width: 320, lines: []string{"Must state and plan name no one?"}},
		{x: 190, y: 255, width: 320, lines: []string{"Do you need a condition of your own?"}},
	}
	answers := []box{
		{x: 620, y: 55, width: 350, class: "mark", lines: []string{"A report, then a gate", "`on_findings = \"none\"`", "a later step fails unless passed is true"}},
		{x: 620, y: 155, width: 350, class: "mark", lines: []string{"The ephemeral audit", "`ephemeral \"jetbrains_license_audit\"`", "`on_findings = \"error\"`"}},
		{x: 620, y: 255, width: 350, class: "mark", lines: []string{"A precondition or postcondition", "`condition = ...`", "a check only warns"}},
	}
	last := box{x: 190, y: 375, width: 320, class: "mark", lines: []string{"The data source", "`on_findings = \"error\"`", "one line, and it names the people"}}
	for i := range questions {
		p.draw(questions[i])
		p.draw(answers[i])
		p.arrow("yes", [2]int{350, questions[i].y}, [2]int{445, questions[i].y})
		next := last
		if i+1 < len(questions) {
			next = questions[i+1]
		}
		p.arrow("no", [2]int{190, questions[i].y + questions[i].height()/2}, [2]int{190, next.y - next.height()/2})
	}
	p.draw(last)
	return p.svg("Decision tree: If reviewers should see a report, set on_findings to none and let a later step fail unless passed is true. " +
		"Else, if state and plan must name no one, use the ephemeral audit with on_findings = error. " +
		"Else, if you need a condition of your own, use a precondition or a postcondition; a check only warns. Else, use the data source with on_findings = error.")
}
