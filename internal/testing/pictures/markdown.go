package main

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/report"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// jobSummary returns a report of a failing audit as findings_markdown writes it.
func jobSummary() (string, error) {
	markdown, err := report.Markdown([]report.Audit{{
		Subject: "organization", CustomerCode: "1234567", CustomerName: "Acme Example Ltd",
		Licenses: value.Optional[int]{Value: 250, Set: true}, People: value.Optional[int]{Value: 157, Set: true},
		Rules: []report.Rule{
			{Name: "external", Count: 1, OutOf: 156, Excused: 1},
			{Name: "inactive", WarnOnly: true, Count: 2, OutOf: 157},
			{Name: "expiring", Passed: true, Count: 0, OutOf: 250, MaxPercent: value.Optional[float64]{Value: 5, Set: true}},
		},
		Findings: []report.Finding{
			{Rule: "external", Severity: "error", Email: "rosa@evil.example", Message: "Rosa Zimmermann (rosa@evil.example) holds WebStorm (WS) and has an address outside the " +
				"allowed domains (acme.example), last assigned 2026-11-05."},
			{Rule: "inactive", Severity: "warning", Email: "elif@acme.example", Message: "Elif Berg (elif@acme.example) holds PyCharm (PC) and is inactive: last seen 2026-05-08, limit 90 days."},
			{Rule: "inactive", Severity: "warning", Email: "noah@acme.example", Message: "Noah Costa (noah@acme.example) holds WebStorm (WS) and is inactive: last seen 2026-01-31, limit 90 days."},
		},
		Exempted: []report.Exemption{{Email: "umar@evil.example", Rule: "external", Until: "2027-01-31", Reason: "SOW-12"}},
	}})
	if err != nil {
		return "", fmt.Errorf("write a report: %w", err)
	}
	return markdown, nil
}

var (
	marked    = regexp.MustCompile("`([^`]*)`|\\*\\*([^*]*)\\*\\*")
	separator = regexp.MustCompile(`^\|(:?-+:?\|)+$`)
)

// page shows Markdown as GitHub does. It knows what reports use: headings,
// paragraphs, and tables, with code and strong text in them.
func page(title, markdown string) string {
	const left, width = 32, 836
	p := &picture{width: 900}
	y := 24
	paragraph := func(x, width int, class, text string) {
		for _, line := range wrap(text, width) {
			y += 22
			p.rich(x, y, class, line)
		}
	}
	lines := strings.Split(strings.TrimSpace(markdown), "\n")
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		switch {
		case line == "":
			y += 10
		case strings.HasPrefix(line, "### "):
			y += 8
			paragraph(left, width, "heading", strings.TrimPrefix(line, "### "))
		case strings.HasPrefix(line, "## "):
			paragraph(left, width, "title", strings.TrimPrefix(line, "## "))
		case strings.HasPrefix(line, "|"):
			var rows [][]string
			for ; i < len(lines) && strings.HasPrefix(lines[i], "|"); i++ {
				if !separator.MatchString(strings.ReplaceAll(lines[i], " ", "")) {
					rows = append(rows, cells(lines[i]))
				}
			}
			i--
			y = p.table(left, y, width, rows)
		default:
			if item, ok := strings.CutPrefix(line, "- "); ok {
				line = "• " + item
			}
			paragraph(left, width, "", line)
		}
	}
	p.height = y + 28
	return p.svg(title)
}

func cells(line string) []string {
	line = strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|"), `\|`, "\x00")
	var found []string
	for cell := range strings.SplitSeq(line, "|") {
		found = append(found, strings.ReplaceAll(strings.TrimSpace(cell), "\x00", "|"))
	}
	return found
}

// table draws rows, the first of which is the header, and returns where it ends.
func (p *picture) table(x, y, width int, rows [][]string) int {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], 28+letters(plain(cell))*8)
		}
	}
	used := 0
	for _, w := range widths[:len(widths)-1] {
		used += w
	}
	last := len(widths) - 1
	widths[last] = min(widths[last], width-used)
	total := used + widths[last]
	y += 6
	top := y
	for n, row := range rows {
		height, at := 0, x
		for i, cell := range row {
			class := ""
			if n == 0 {
				class = "bold"
			}
			for k, line := range wrap(cell, widths[i]-24) {
				p.rich(at+12, y+22+k*20, class, line)
				height = max(height, 32+k*20)
			}
			at += widths[i]
		}
		y += height
		if n < len(rows)-1 {
			p.add(`<line x1="%d" y1="%d" x2="%d" y2="%d" class="row"/>`, x, y, x+total, y)
		}
	}
	at := x
	for _, w := range widths[:last] {
		at += w
		p.add(`<line x1="%d" y1="%d" x2="%d" y2="%d" class="row"/>`, at, top, at, y)
	}
	p.add(`<rect x="%d" y="%d" width="%d" height="%d" fill="none" class="row"/>`, x, top, total, y-top)
	return y
}

// rich writes one line with code and strong text in it.
func (p *picture) rich(x, y int, class, text string) {
	var spans strings.Builder
	at := 0
	for _, m := range marked.FindAllStringSubmatchIndex(text, -1) {
		spans.WriteString(escape(text[at:m[0]]))
		if m[2] >= 0 {
			fmt.Fprintf(&spans, `<tspan class="code">%s</tspan>`, html.EscapeString(text[m[2]:m[3]]))
		} else {
			fmt.Fprintf(&spans, `<tspan class="bold">%s</tspan>`, escape(text[m[4]:m[5]]))
		}
		at = m[1]
	}
	spans.WriteString(escape(text[at:]))
	switch plain(text) {
	case "failed":
		class += " failed"
	case "passed":
		class += " passed"
	}
	p.add(`<text x="%d" y="%d" class="%s">%s</text>`, x, y, strings.TrimSpace(class), spans.String())
}

// escape returns text of Markdown as text of XML.
func escape(text string) string {
	return html.EscapeString(strings.ReplaceAll(html.UnescapeString(text), `\`, ""))
}

// plain returns what a reader sees of a text.
func plain(text string) string {
	return html.UnescapeString(strings.ReplaceAll(marked.ReplaceAllString(text, "$1$2"), `\`, ""))
}

func letters(text string) int { return utf8.RuneCountInString(text) }

// wrap breaks a text into lines of a width in pixels, and never inside of code.
func wrap(text string, width int) []string {
	const (
		advance = 7 // of an average letter, a little too much
		joined  = "\x00"
	)
	text = marked.ReplaceAllStringFunc(text, func(code string) string { return strings.ReplaceAll(code, " ", joined) })
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		word = strings.ReplaceAll(word, joined, " ")
		if line != "" && letters(plain(line+" "+word))*advance > width {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return append(lines, line)
}
