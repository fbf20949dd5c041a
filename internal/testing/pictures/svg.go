package main

import (
	"fmt"
	"html"
	"strings"
	"unicode/utf8"
)

// fonts and sizes are the same in both color schemes.
const fonts = `
text { font-family: -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; font-size: 14px; }
.code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 13px; white-space: pre; }
.bold { font-weight: 600; }
.title { font-size: 20px; font-weight: 600; }
.heading { font-size: 16px; font-weight: 600; }
.middle { text-anchor: middle; }
`

// colors are those of one color scheme, by their use.
type colors struct{ back, frame, text, quiet, box, good, bad, mark string }

var (
	light = colors{"#ffffff", "#d0d7de", "#1f2328", "#59636e", "#f6f8fa", "#1a7f37", "#d1242f", "#0969da"}
	dark  = colors{"#0d1117", "#3d444d", "#f0f6fc", "#9198a1", "#151b23", "#3fb950", "#f85149", "#4493f8"}
)

func (c colors) rules() string {
	return strings.NewReplacer("BACK", c.back, "FRAME", c.frame, "TEXT", c.text, "QUIET", c.quiet, "BOX", c.box, "GOOD", c.good, "BAD", c.bad, "MARK", c.mark).Replace(
		`text { fill: TEXT; }
.back { fill: BACK; stroke: FRAME; }
.box { fill: BOX; stroke: FRAME; }
.row { stroke: FRAME; }
rect.good { stroke: GOOD; }
rect.bad { stroke: BAD; }
rect.mark { stroke: MARK; }
.line { stroke: QUIET; fill: none; }
.tip, .quiet { fill: QUIET; }
text.failed { fill: BAD; }
text.passed { fill: GOOD; }
`)
}

// style chooses colors by the reader's setting. The picture's own background
// keeps it legible where the page around it has the other one.
func style() string {
	return "<style>" + fonts + light.rules() + "@media (prefers-color-scheme: dark) {\n" + dark.rules() + "}\n</style>\n"
}

// picture collects the parts of an SVG document.
type picture struct {
	width, height int
	parts         strings.Builder
}

// add appends an element. All values in it are numbers or escaped.
func (p *picture) add(format string, values ...any) {
	fmt.Fprintf(&p.parts, format+"\n", values...)
}

// text writes a line of text, unless it is empty.
func (p *picture) text(x, y int, class, text string) {
	if text == "" {
		return
	}
	p.add(`<text x="%d" y="%d" class="%s">%s</text>`, x, y, class, html.EscapeString(text))
}

// svg returns the document. The title is what a screen reader says.
func (p *picture) svg(title string) string {
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="title">
<title id="title">%s</title>
%s<rect x="0.5" y="0.5" width="%d" height="%d" rx="8" class="back"/>
%s</svg>
`, p.width, p.height, p.width, p.height, html.EscapeString(title), style(), p.width-1, p.height-1, p.parts.String())
}

// terminal shows what a command prints.
func terminal(title, command, output string) string {
	const advance, row = 8, 19
	lines := strings.Split(strings.TrimRight(output, "\n"), "\n")
	widest := utf8.RuneCountInString(command) + 2
	for _, line := range lines {
		widest = max(widest, utf8.RuneCountInString(line))
	}
	p := &picture{width: widest*advance + 48, height: (len(lines)+2)*row + 36}
	p.text(24, 36, "code quiet", "$ "+command)
	for i, line := range lines {
		class := "code"
		switch {
		case strings.HasPrefix(line, "Error: "):
			class = "code failed bold"
		case strings.HasPrefix(line, "Warning: "):
			class = "code bold"
		case line == "...":
			class = "code quiet"
		}
		p.text(24, 36+(i+2)*row-6, class, line)
	}
	return p.svg(title)
}

// box is a labeled rectangle of a diagram. Its position is that of its center.
type box struct {
	x, y, width int
	class       string // good, bad, mark, or empty
	lines       []string
}

const lineHeight = 20

func (b box) height() int { return len(b.lines)*lineHeight + 20 }

func (p *picture) draw(b box) {
	p.add(`<rect x="%d" y="%d" width="%d" height="%d" rx="6" class="box %s"/>`, b.x-b.width/2, b.y-b.height()/2, b.width, b.height(), b.class)
	for i, line := range b.lines {
		class := "middle"
		if text, ok := strings.CutPrefix(line, "`"); ok {
			line, class = strings.TrimSuffix(text, "`"), "middle code"
		} else if i == 0 && b.class != "" {
			class = "middle bold"
		}
		p.text(b.x, b.y-b.height()/2+10+i*lineHeight+15, class, line)
	}
}

// arrow leads along the points, each of which is x, y.
func (p *picture) arrow(label string, points ...[2]int) {
	var path strings.Builder
	for i, point := range points {
		fmt.Fprintf(&path, "%c%d %d", "ML"[min(i, 1)], point[0], point[1])
	}
	p.add(`<path d="%s" class="line"/>`, path.String())
	end, before := points[len(points)-1], points[len(points)-2]
	x, y := end[0], end[1]
	if before[0] == x { // down
		p.add(`<path d="M%d %dl-5 -9h10z" class="tip"/>`, x, y)
		p.text(x+10, (before[1]+y)/2+5, "quiet", label)
	} else { // right
		p.add(`<path d="M%d %dl-9 -5v10z" class="tip"/>`, x, y)
		p.text((before[0]+x)/2-2, y-8, "quiet middle", label)
	}
}
