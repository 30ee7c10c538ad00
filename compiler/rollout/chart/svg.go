package chart

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/cfnc/cfnc/compiler/rollout"
)

// The measures of a picture, in pixels of its own coordinates.
const (
	columnWidth = 58
	barGap      = 14
	plotHeight  = 180
	leftMargin  = 52
	topMargin   = 70
	belowPlot   = 66
	minColumns  = 8
	maxColumns  = 24
)

const style = `  <style>
    .page { fill: #ffffff } .ink { fill: #1f2328 } .quiet { fill: #59636e } .line { stroke: #d1d9e0 }
    .serving { fill: #0969da } .new { fill: #1a7f37 } .ended { fill: none; stroke: #8c959f; stroke-dasharray: 3 3 }
    .broken { fill: none; stroke: #d1242f; stroke-dasharray: 3 3 } .short { fill: #d1242f } .floor { stroke: #bc4c00; stroke-width: 1.5; stroke-dasharray: 6 4 } .floortext { fill: #bc4c00 }
    text { font: 12px system-ui, -apple-system, "Segoe UI", sans-serif } .title { font-size: 15px; font-weight: 600 } .number { font-weight: 600 }
    @media (prefers-color-scheme: dark) {
      .page { fill: #0d1117 } .ink { fill: #f0f6fc } .quiet { fill: #9198a1 } .line { stroke: #3d444d }
      .serving { fill: #4493f8 } .new { fill: #3fb950 } .ended { stroke: #7d8590 } .broken { stroke: #f85149 } .short { fill: #f85149 } .floor { stroke: #f0883e } .floortext { fill: #f0883e }
    }
  </style>
`

// SVG writes groups as one picture. It needs nothing from outside, reads well on light and on dark
// pages, and says in words what it shows.
func SVG(w io.Writer, groups []Group) error {
	out := bufio.NewWriter(w)
	width, height := 0, 0
	for _, g := range groups {
		width = max(width, g.width())
		height += g.height()
	}
	fmt.Fprintf(out, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="title description">`+"\n", width, height, width, height)
	fmt.Fprintf(out, "  <title id=\"title\">%s</title>\n  <desc id=\"description\">%s</desc>\n", escape(titles(groups)), escape(descriptions(groups)))
	out.WriteString(style)
	fmt.Fprintf(out, "  <rect class=\"page\" width=\"%d\" height=\"%d\"/>\n", width, height)
	top := 0
	for _, g := range groups {
		fmt.Fprintf(out, "  <g transform=\"translate(0 %d)\">\n", top)
		g.draw(out)
		out.WriteString("  </g>\n")
		top += g.height()
	}
	out.WriteString("</svg>\n")
	return out.Flush()
}

func titles(groups []Group) string {
	var names []string
	for _, g := range groups {
		names = append(names, g.Resource)
	}
	return "Instances in service during an update of " + strings.Join(names, ", ")
}

func descriptions(groups []Group) string {
	var all []string
	for _, g := range groups {
		if failure := g.failure(); failure != "" {
			all = append(all, fmt.Sprintf("%s: %s.", g.Resource, failure))
			continue
		}
		all = append(all, fmt.Sprintf("%s goes %s: %s.", g.Resource, Series(g.Outcome), summary(g.Outcome)))
	}
	return strings.Join(all, " ")
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace

func (g Group) width() int {
	return leftMargin + columnWidth*max(minColumns, len(moments(g.Outcome, maxColumns))) + barGap
}

func (g Group) height() int {
	if g.failure() != "" {
		return topMargin + belowPlot
	}
	return topMargin + plotHeight + belowPlot
}

// tallest is the greatest number that a group shows: instances in service, and those that come or
// go beside them.
func (g Group) tallest() int {
	most := max(1, g.Outcome.Started, g.Floor)
	for _, e := range g.Outcome.Events {
		most = max(most, e.InService+ghosts(e))
	}
	return most
}

// ghosts are the instances of an event that are not in service after it.
func ghosts(e rollout.Event) int {
	switch e.Action {
	case rollout.Terminate, rollout.ScaleIn, rollout.Interrupt, rollout.Fail:
		return e.Instances
	}
	return 0
}

func (g Group) draw(out *bufio.Writer) {
	text(out, "title ink", leftMargin, 22, "start", g.Resource+": "+policyName(g.Outcome))
	if failure := g.failure(); failure != "" {
		text(out, "short", leftMargin, 42, "start", failure)
		return
	}
	text(out, "quiet", leftMargin, 41, "start", Series(g.Outcome)+" — "+summary(g.Outcome))
	scale := float64(plotHeight) / float64(g.tallest())
	right := g.width() - barGap
	fmt.Fprintf(out, "    <line class=\"line\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", leftMargin, topMargin+plotHeight, right, topMargin+plotHeight)
	before := 0
	for i, m := range moments(g.Outcome, maxColumns) {
		g.column(out, leftMargin+i*columnWidth+barGap/2, m, before, scale)
		before = m.inService
	}
	g.floorLine(out, right, scale)
	legend(out)
}

// legend says what the colours mean.
func legend(out *bufio.Writer) {
	y := topMargin + plotHeight + 50
	for i, entry := range [][2]string{{"serving", "in service"}, {"new", "new in service"}, {"ended", "ended"}, {"broken", "do not work"}} {
		x := leftMargin + barGap/2 + i*110
		fmt.Fprintf(out, "    <rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"10\" height=\"10\" rx=\"2\"/>\n", entry[0], x, y)
		text(out, "quiet", x+16, y+9, "start", entry[1])
	}
}

// column draws one moment. What a launch has added is drawn apart, and so is what has gone.
func (g Group) column(out *bufio.Writer, x int, m moment, before int, scale float64) {
	middle := x + (columnWidth-barGap)/2
	if m.skipped > 0 {
		text(out, "quiet", middle, topMargin+plotHeight-8, "middle", fmt.Sprintf("… %d", m.skipped))
		return
	}
	added, gone := 0, 0
	if m.event != nil {
		added, gone = max(0, m.inService-before), ghosts(*m.event)
	}
	bar(out, "serving", x, m.inService-added, 0, scale)
	bar(out, "new", x, added, m.inService-added, scale)
	bar(out, ghostClass(m), x, gone, m.inService, scale)
	class := "number ink"
	if m.inService < g.Floor {
		class = "number short"
	}
	text(out, class, middle, top(m.inService, scale)-5, "middle", fmt.Sprint(m.inService))
	for i, line := range words(m.event) {
		text(out, "quiet", middle, topMargin+plotHeight+16+14*i, "middle", line)
	}
}

func ghostClass(m moment) string {
	if m.event != nil && m.event.Action == rollout.Fail {
		return "broken"
	}
	return "ended"
}

// words is what stands below a column.
func words(e *rollout.Event) []string {
	if e == nil {
		return []string{"running"}
	}
	number := fmt.Sprintf("%d", e.Instances)
	switch e.Action {
	case rollout.Launch:
		return []string{"launch", number}
	case rollout.Terminate:
		return []string{"terminate", number}
	case rollout.ScaleIn:
		return []string{"scale in", number}
	case rollout.ScaleOut:
		return []string{"scale out", number}
	case rollout.Interrupt:
		return []string{"restart", number}
	case rollout.Recover:
		return []string{"serve", number}
	}
	return []string{"fail", number}
}

// top is where a bar of some instances ends.
func top(instances int, scale float64) int {
	return topMargin + plotHeight - int(float64(instances)*scale+0.5)
}

func bar(out *bufio.Writer, class string, x, instances, above int, scale float64) {
	if instances > 0 {
		upper, lower := top(above+instances, scale), top(above, scale)
		fmt.Fprintf(out, "    <rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\"/>\n", class, x, upper, columnWidth-barGap, max(1, lower-upper))
	}
}

func text(out *bufio.Writer, class string, x, y int, anchor, content string) {
	fmt.Fprintf(out, "    <text class=\"%s\" x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>\n", class, x, y, anchor, escape(content))
}

// floorLine draws the number of instances that somebody wants in service.
func (g Group) floorLine(out *bufio.Writer, right int, scale float64) {
	if g.Floor <= 0 {
		return
	}
	y := top(g.Floor, scale)
	fmt.Fprintf(out, "    <line class=\"floor\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", leftMargin-6, y, right, y)
	text(out, "floortext", leftMargin-10, y+4, "end", fmt.Sprintf("min %d", g.Floor))
}
