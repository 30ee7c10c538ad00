package chart

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/cfnc/cfnc/compiler/rollout"
)

// barWidth is how many columns the longest bar of a text has.
const barWidth = 40

// maxLines is how many lines a group has at most.
const maxLines = 24

// Text writes groups for people. With colour, what is below a floor is red.
func Text(w io.Writer, groups []Group, colour bool) error {
	out := bufio.NewWriter(w)
	for i, g := range groups {
		if i > 0 {
			fmt.Fprintln(out)
		}
		g.text(out, colour)
	}
	return out.Flush()
}

func (g Group) text(out *bufio.Writer, colour bool) {
	if failure := g.failure(); failure != "" {
		fmt.Fprintf(out, "%s: %s\n  %s\n", g.Resource, policyName(g.Outcome), failure)
		g.remarks(out)
		return
	}
	o := g.Outcome
	fmt.Fprintf(out, "%s: %s\n", g.Resource, policyName(o))
	worst := ""
	if g.Worst {
		worst = ", the worst of the plausible numbers"
	}
	fmt.Fprintf(out, "  %s%s (MinSize %d, MaxSize %d)\n  %s: %s\n\n", plural(o.Running, "running instance"), worst, o.MinSize, o.MaxSize, Series(o), summary(o))
	for _, m := range moments(o, maxLines) {
		g.line(out, m, colour)
	}
	g.verdict(out)
	g.remarks(out)
}

// line writes one moment: the number in service, a bar, and what happened.
func (g Group) line(out *bufio.Writer, m moment, colour bool) {
	if m.skipped > 0 {
		fmt.Fprintf(out, "      … %d more steps\n", m.skipped)
		return
	}
	bar := strings.Repeat("█", scaled(m.inService, g.Outcome.Peak()))
	mark := ""
	if m.inService < g.Floor {
		mark = fmt.Sprintf("  below %d", g.Floor)
		if colour {
			bar = "\x1b[31m" + bar + "\x1b[0m"
		}
	}
	pad := strings.Repeat(" ", barWidth-scaled(m.inService, g.Outcome.Peak()))
	fmt.Fprintf(out, "  %5d %s%s  %s%s\n", m.inService, bar, pad, label(m.event)+basis(m), mark)
}

// basis marks what AWS does not document.
func basis(m moment) string {
	if m.event == nil || m.event.Basis == rollout.Documented {
		return ""
	}
	return " (" + m.event.Basis.String() + ")"
}

// scaled is the length of a bar. Something that is there has at least one column.
func scaled(n, most int) int {
	if n <= 0 || most <= 0 {
		return 0
	}
	return max(1, n*barWidth/max(most, barWidth))
}

func (g Group) verdict(out *bufio.Writer) {
	o := g.Outcome
	if needed, waits := o.SignalsNeeded(); waits {
		fmt.Fprintf(out, "\n  %s needed\n", plural(needed, "signal"))
	}
	if g.Short() {
		fmt.Fprintf(out, "\n  %s: fewer than %d\n", plural(o.Lowest(), "instance")+" in service at the lowest point", g.Floor)
	}
}

func (g Group) remarks(out *bufio.Writer) {
	for _, note := range g.Notes {
		fmt.Fprintf(out, "  note: %s\n", note)
	}
}
