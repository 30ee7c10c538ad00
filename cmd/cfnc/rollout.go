package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/cfnc/cfnc/cmd/cfnc/internal/project"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/rollout"
	"github.com/cfnc/cfnc/compiler/rollout/chart"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/lint/report"
)

type rolloutFlags struct {
	sourceFlags
	resource, previous, at, format string
	running, failBelow, failAt     int
	terminateAll, metadataOnly     bool
}

func (s *session) rolloutCommand() *cobra.Command {
	f := &rolloutFlags{}
	c := &cobra.Command{
		Use:   "rollout TEMPLATE",
		Short: "Show what an update does to the instances that are running",
		Long: "rollout simulates the update of each Auto Scaling group of a template: how many instances are in\n" +
			"service after each step. Without --running it shows the number of running instances, of those\n" +
			"between MinSize and MaxSize, for which the update takes the most of them away.",
		Example: "  cfnc rollout web.yaml --running 10\n  cfnc rollout web.yaml --running 10 --fail-below 8\n  cfnc rollout web.yaml --format svg > update.svg",
		RunE:    func(_ *cobra.Command, args []string) error { return s.rollout(args, f) },
	}
	f.add(c)
	flags := c.Flags()
	flags.StringVar(&f.resource, "resource", "", "show only the group with this logical `ID`")
	flags.IntVar(&f.running, "running", group.AnyNumber, "`N` instances are running when the update begins (default: the worst number)")
	flags.IntVar(&f.failBelow, "fail-below", chart.NoFloor, "exit with 1 when fewer than `N` instances are in service at any time")
	flags.IntVar(&f.failAt, "fail-at", 0, "new instances do not work from the launch of this `BATCH` on, counted from 1")
	flags.StringVar(&f.previous, "previous", "", "the template before, `FILE`: a rollback uses its policy")
	flags.StringVar(&f.at, "at", "", "the update begins at this `TIME`, as 2026-11-26T12:00:00Z: scheduled actions have run by then")
	flags.BoolVar(&f.terminateAll, "terminate-all", false, "somebody terminates all instances at once")
	flags.BoolVar(&f.metadataOnly, "metadata-only", false, "only the metadata for cfn-init has changed")
	flags.StringVar(&f.format, "format", "text", "write `FORMAT`: text, json or svg")
	offers{"format": words("text", "json", "svg")}.add(c)
	return c
}

func (s *session) rollout(args []string, f *rolloutFlags) error {
	if len(args) != 1 {
		return usage("name one template")
	}
	question, err := f.question()
	if err != nil {
		return err
	}
	st, err := s.load(&f.sourceFlags)
	if err != nil {
		return err
	}
	src, err := s.compileOne(args[0], st)
	if err != nil || src == nil {
		return err
	}
	before, err := s.previousGroups(f, st)
	if err != nil {
		return err
	}
	return s.forecast(src, before, question, f)
}

// question reads the flags that say of which update somebody asks.
func (f *rolloutFlags) question() (q group.Question, err error) {
	q = group.Question{Running: f.running, FailAt: f.failAt}
	switch {
	case !slices.Contains([]string{"text", "json", "svg"}, f.format):
		return q, usage("--format is `%s`, expected text, json or svg", f.format)
	case f.running < group.AnyNumber || f.failAt < 0 || f.failBelow < chart.NoFloor:
		return q, usage("a number of instances is 0 or greater")
	case f.terminateAll && f.metadataOnly:
		return q, usage("--terminate-all and --metadata-only are two different events; name one")
	case f.terminateAll:
		q.Event = rollout.TerminateAll
	case f.metadataOnly:
		q.Event = rollout.MetadataOnly
	}
	if f.at != "" {
		if q.At, err = time.Parse(time.RFC3339, f.at); err != nil {
			return q, usage("--at is `%s`, expected a time such as 2026-11-26T12:00:00Z", f.at)
		}
	}
	return q, nil
}

// compileOne compiles a template that is named. It returns nil, and says why, for one with errors.
func (s *session) compileOne(path string, st settings) (*lint.Source, error) {
	inputs := s.find([]string{path})
	if len(inputs) != 1 {
		if len(s.failures) == 0 {
			return nil, usage("`%s` is no single file", path)
		}
		return nil, nil
	}
	src, err := s.compile(inputs[0], st)
	if err != nil {
		s.failFile(inputs[0].Name, project.Reason(err))
		return nil, nil
	}
	if slices.ContainsFunc(src.Found, src.Fatal) {
		s.raise(exitFindings)
		fatal := slices.DeleteFunc(slices.Clone(src.Found), func(d diag.Diagnostic) bool { return !src.Fatal(d) })
		return nil, report.Text(s.stderr, report.Report{Findings: diag.Sort(fatal), Files: 1}, colored(s.stderr))
	}
	return src, nil
}

// previousGroups returns the groups of the template before by their logical IDs.
func (s *session) previousGroups(f *rolloutFlags, st settings) (map[string]*group.Group, error) {
	groups := map[string]*group.Group{}
	if f.previous == "" {
		return groups, nil
	}
	src, err := s.compileOne(f.previous, st)
	if err != nil || src == nil {
		return nil, err
	}
	for _, g := range src.Unit.Groups() {
		groups[g.ID] = g
	}
	return groups, nil
}

func (s *session) forecast(src *lint.Source, before map[string]*group.Group, q group.Question, f *rolloutFlags) error {
	var charts []chart.Group
	for _, g := range src.Unit.Groups() {
		if f.resource == "" || f.resource == g.ID {
			q.Previous = before[g.ID]
			charts = append(charts, s.chartOf(g, src, q, f))
		}
	}
	if len(charts) == 0 {
		return usage("%s", noGroup(src, f.resource))
	}
	switch f.format {
	case "json":
		return chart.JSON(s.stdout, charts)
	case "svg":
		return chart.SVG(s.stdout, charts)
	}
	return chart.Text(s.stdout, charts, colored(s.stdout))
}

// chartOf forecasts the update of a group, and decides by it how the command exits.
func (s *session) chartOf(g *group.Group, src *lint.Source, q group.Question, f *rolloutFlags) chart.Group {
	forecast := g.Forecast(src.Unit.Boot(), q)
	c := chart.Group{Resource: g.ID, Outcome: forecast.Outcome, Worst: forecast.Worst, Floor: f.failBelow, Notes: forecast.Notes}
	switch {
	case len(forecast.Unknown) > 0:
		c.Problem = "only the deployment knows " + strings.Join(forecast.Unknown, ", ") + ": give the values of parameters with --param"
		s.raise(exitUsage)
	case c.Short() || c.Outcome.Rejection != "":
		s.raise(exitFindings)
	}
	return c
}

func noGroup(src *lint.Source, id string) string {
	if id == "" {
		return "the template has no Auto Scaling group"
	}
	if r := src.Unit.Template.Resource(id); r != nil {
		return fmt.Sprintf("`%s` is no Auto Scaling group, but %s", id, r.Type)
	}
	return fmt.Sprintf("the template has no resource `%s`", id)
}
