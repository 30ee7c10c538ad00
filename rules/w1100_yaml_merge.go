package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
)

func yamlMerge() *lint.Rule {
	return &lint.Rule{
		ID:       "W1100",
		Name:     "yaml-merge",
		Title:    "A plain template merges maps with <<",
		Severity: diag.Warning,
		Why: `CloudFormation reads YAML without merge keys: it takes << for the name of a property and refuses the template. Only ` +
			`what is built first can hold them. A template that uses cfnc's own forms is built anyway, so nothing is said there.`,
		Help: "deploy what `cfnc build` or `aws cloudformation package` makes of the template",
		Bad: []lint.Example{{Name: "a resource like another", Template: `Resources:
  News: &topic
    Type: AWS::SNS::Topic
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
  Alarms:
    <<: *topic # want
    DeletionPolicy: Delete
`}},
		Good: []lint.Example{
			{Name: "a source of cfnc, which has to be built", Template: `Resources:
  News: &topic
    Type: AWS::SNS::Topic
  Alarms:
    <<: *topic
    Properties: {DisplayName: "Alarms of @AWS::Region"}
`},
			{Name: "text that looks like a merge", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData: !Base64 |
        cat <<END
        hello
        END
`},
		},
		Check: func(p *lint.Pass) {
			written := p.Unit.Documents[0]
			if strings.Contains(written.File.Text(), "<<") && !isSource(p.Unit) {
				reportMerges(p, written.Root)
			}
		},
	}
}

// isSource reports whether a template uses forms of cfnc's own, so that it has to be built.
func isSource(u *compiler.Unit) bool { return len(u.Documents) > 1 || isMade(u.Root) }

// isMade reports whether something in a tree came from an include, a merge or an expression.
func isMade(n *syntax.Node) bool {
	if o := n.Origin(); o != nil && o.Step != syntax.Aliased {
		return true
	}
	return slices.ContainsFunc(n.Kids(), isMade)
}

func reportMerges(p *lint.Pass, n *syntax.Node) {
	for key := range n.Pairs() {
		if key.Text() == "<<" && key.Style() == syntax.Plain {
			p.At(key, "`<<` merges maps, which CloudFormation does not do")
		}
	}
	for _, kid := range n.Kids() {
		reportMerges(p, kid)
	}
}
