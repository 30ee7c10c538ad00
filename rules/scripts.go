package rules

import (
	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/script"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// remark is what a check of a script says of a place in its text. Such checks know nothing of
// templates, so that they can be asked of any script.
type remark struct {
	at      script.Span
	message string
}

// eachScript calls visit for every script that instances run.
func eachScript(p *lint.Pass, visit func(*boot.Program, *script.Script)) {
	for _, program := range p.Unit.Boot().Programs() {
		for _, s := range program.Scripts {
			visit(program, s)
		}
	}
}

// reportRemarks reports what a check finds in the scripts that instances run.
func reportRemarks(p *lint.Pass, check func(text string, s *script.Script) []remark, dress func(flaw) flaw) {
	var list []flaw
	eachScript(p, func(program *boot.Program, s *script.Script) {
		for _, r := range check(program.Text.String(), s) {
			list = append(list, dress(inProgram(program, r)))
		}
	})
	reportFlaws(p, list)
}

// reportPacked reports what a check finds in the scripts of a bundle.
func reportPacked(p *lint.Pass, check func(text string, s *script.Script) []remark, dress func(*lint.Finding, source.Span)) {
	for _, packed := range p.Unit.Bundle.Scripts {
		for _, s := range packed.Scripts {
			for _, r := range check(packed.File.Text(), s) {
				at := packed.Span(r.at)
				dress(p.AtSpan(nil, at, "%s", r.message), at)
			}
		}
	}
}

// inProgram is a flaw at a place of a program.
func inProgram(program *boot.Program, r remark) flaw {
	return inText(program.Resource, program.Text, r)
}

// inText is a flaw at a place of a text.
func inText(r *template.Resource, x template.Text, m remark) flaw {
	return flaw{resource: r, node: x.Node(m.at.From), at: x.Span(m.at.From, m.at.To), when: x.When, message: m.message}
}

// launchValue reads what the instances are launched with that run what a resource says: it is
// the launch template, launch configuration or instance itself, or a group of them.
func launchValue(p *lint.Pass, c *template.Case, r *template.Resource, keys ...string) *syntax.Node {
	switch r.Type {
	case group.LaunchTemplate, group.LaunchConfiguration:
		return group.LaunchData(c, r, keys...)
	case "AWS::EC2::Instance":
		if own := c.At(r.Property(), keys...); own != nil {
			return own
		}
		return group.LaunchData(c, launchedFrom(c, r), keys...)
	}
	for _, g := range p.Unit.GroupsNaming(r) {
		if g.Resource == r {
			return groupValue(c, g, keys...)
		}
	}
	return nil
}

// launchedFrom returns the launch template of an instance, or nil.
func launchedFrom(c *template.Case, r *template.Resource) *template.Resource {
	for _, key := range []string{"LaunchTemplateId", "LaunchTemplateName"} {
		if t := c.Target(c.At(r.Property(), "LaunchTemplate", key)); t != nil && t.Type == group.LaunchTemplate {
			return t
		}
	}
	return nil
}

func groupValue(c *template.Case, g *group.Group, keys ...string) *syntax.Node {
	for _, launch := range g.Launches(c) {
		if value := launch.Data(c, keys...); value != nil {
			return value
		}
	}
	return nil
}
