package report

import (
	"regexp"
	"strings"
)

// Cell is one cell of a table.
type Cell struct {
	Text   string
	Number bool // the text is a number, which a spreadsheet may calculate with
}

// CSV writes a table as RFC 4180 describes it: a header, commas, and CRLF at
// the end of every line, the last one too. No cell runs in a spreadsheet. The
// package encoding/csv cannot write this, because it quotes no semicolon: some
// spreadsheets take that for the end of a cell.
func CSV(columns []string, rows [][]Cell) string {
	header := make([]Cell, len(columns))
	for i, column := range columns {
		header[i].Text = column
	}
	var b strings.Builder
	writeRow(&b, header)
	for _, row := range rows {
		writeRow(&b, row)
	}
	return b.String()
}

func writeRow(b *strings.Builder, row []Cell) {
	if len(row) == 1 && row[0].Text == "" {
		b.WriteString(`""`) // readers skip an empty line
	} else {
		for i, cell := range row {
			writeCell(b, i, cell)
		}
	}
	b.WriteString("\r\n")
}

func writeCell(b *strings.Builder, i int, cell Cell) {
	if i > 0 {
		b.WriteByte(',')
	}
	text := cell.Text
	if !cell.Number {
		text = inert(text)
	}
	if !strings.ContainsAny(text, "\",;\t\r\n") && strings.TrimSpace(text) == text {
		b.WriteString(text)
		return
	}
	b.WriteByte('"')
	b.WriteString(strings.ReplaceAll(text, `"`, `""`))
	b.WriteByte('"')
}

var (
	// formula matches a cell that a spreadsheet may run, also after characters
	// that it drops. Some versions take the signs in full width, too.
	formula = regexp.MustCompile("^[=+\\-@\x00-\x1f\ufeff＝＋－＠]")
	// laterFormula matches the same after what some spreadsheets take for the
	// end of a cell, depending on the country.
	laterFormula = regexp.MustCompile("([;\t\r\n][\" ]*)([=+\\-@＝＋－＠])")
)

// inert puts an apostrophe in front of what a spreadsheet would run.
func inert(text string) string {
	text = laterFormula.ReplaceAllString(text, "$1'$2")
	if formula.MatchString(text) {
		text = "'" + text
	}
	return text
}
