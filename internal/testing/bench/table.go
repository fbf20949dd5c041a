package bench

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// table is a Markdown table with columns wide enough to be read as text too.
type table struct {
	kind   string
	header []string
	rows   [][]string
}

func (t *table) row(cells ...string) { t.rows = append(t.rows, cells) }

// write adds the table below a title and a text; an empty table is left out.
func (t *table) write(b *strings.Builder, title, text string) {
	if len(t.rows) == 0 {
		return
	}
	fmt.Fprintf(b, "\n### %s\n\n", title)
	if text != "" {
		fmt.Fprintf(b, "%s\n\n", text)
	}
	widths := make([]int, len(t.header))
	for _, row := range append([][]string{t.header}, t.rows...) {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell), 3)
		}
	}
	rule := make([]string, len(widths))
	for i, width := range widths {
		if rule[i] = strings.Repeat("-", width); i > 0 {
			rule[i] = rule[i][1:] + ":" // numbers stand right
		}
	}
	for _, row := range append([][]string{t.header, rule}, t.rows...) {
		for i, cell := range row {
			padding := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if i == 0 {
				fmt.Fprintf(b, "| %s%s |", cell, padding)
			} else {
				fmt.Fprintf(b, " %s%s |", padding, cell)
			}
		}
		b.WriteByte('\n')
	}
}

func code(s string) string { return "`" + s + "`" }

func seconds(d time.Duration) string { return fmt.Sprintf("%.2f s", d.Seconds()) }

func mebibytes(n int64) string {
	if n == 0 {
		return "?"
	}
	return fmt.Sprintf("%d MiB", (n+1<<19)>>20)
}

func ratio(r float64) string {
	if r == 0 {
		return "?"
	}
	return fmt.Sprintf("%.2f", r)
}

// count writes a number with commas between thousands.
func count(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
