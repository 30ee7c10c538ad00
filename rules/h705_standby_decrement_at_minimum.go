package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/bundle"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/script"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func standbyAtMinimum() *lint.Rule {
	return &lint.Rule{
		ID:       "H705",
		Name:     "standby-decrement-at-minimum",
		Title:    "An instance goes to standby in a group that is at its minimum",
		Severity: diag.Error,
		Why: `With --should-decrement-desired-capacity the group wants one instance less while this one stands by. Auto Scaling ` +
			`refuses that where the group is at MinSize already, which is where a group starts that has no DesiredCapacity. The ` +
			`script fails, and so does the deployment.`,
		Help: "let `MinSize` be below `DesiredCapacity`, use `--no-should-decrement-desired-capacity`, or let CodeDeploy itself speak to the load balancer",
		Bad: []lint.Example{
			{Name: "a group of a fixed size", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  BeforeInstall:
    - {location: standby.sh, timeout: 400}
`, Files: map[string]string{"standby.sh": `#!/bin/bash
aws autoscaling enter-standby --instance-ids "$ID" --auto-scaling-group-name "$ASG" \
  --should-decrement-desired-capacity # want
`, "template.yaml": `Parameters:
  Size: {Type: Number}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: !Ref Size, MaxSize: !Sub "${Size}"}
`}},
			{Name: "no wanted size, in a script that another one sources", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  BeforeInstall:
    - location: leave.sh
`, Files: map[string]string{"leave.sh": ". $(dirname $0)/common.sh\nenter_standby\n", "common.sh": `enter_standby() {
  $AWS_CLI autoscaling enter-standby --should-decrement-desired-capacity --instance-ids "$ID" # want
}
`, "template.yaml": `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4}
`}},
		},
		Good: []lint.Example{
			{Name: "a minimum below the wanted size", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  BeforeInstall: [{location: standby.sh}]
`, Files: map[string]string{"standby.sh": "#!/bin/bash\naws autoscaling enter-standby --instance-ids i --should-decrement-desired-capacity\n", "template.yaml": `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, DesiredCapacity: 3, MaxSize: 4}
`}},
			{Name: "the wanted size stays, or the minimum goes down first", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  BeforeInstall: [{location: standby.sh}, {location: other.sh}]
`, Files: map[string]string{
				"standby.sh": "#!/bin/bash\naws autoscaling enter-standby --instance-ids i --no-should-decrement-desired-capacity\n",
				"other.sh":   "#!/bin/bash\naws autoscaling update-auto-scaling-group --min-size 0\naws autoscaling enter-standby --should-decrement-desired-capacity\n",
				"template.yaml": `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 3, DesiredCapacity: 3, MaxSize: 4}
`}},
			{Name: "two groups, of which it may be either", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  BeforeInstall: [{location: standby.sh}]
`, Files: map[string]string{"standby.sh": "#!/bin/bash\naws autoscaling enter-standby --should-decrement-desired-capacity\n", "template.yaml": `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 3, DesiredCapacity: 3, MaxSize: 4}
  Api:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, DesiredCapacity: 3, MaxSize: 4}
`}},
		},
		Pack: func(p *lint.Pass) {
			of, ok := deployedTo(p)
			if !ok {
				return
			}
			v := of.Judge(func(c *template.Case) template.Answer { return startsAtMinimum(of.Group, c) })
			for _, s := range p.Unit.Bundle.Scripts {
				if at, ok := decrements(s); ok && v.Holds() {
					p.AtSpan(nil, s.Span(at), "Auto Scaling refuses this while `%s` is at its `MinSize`, where it starts", of.ID).
						Note(firstNode(v.Case.At(of.Property("MinSize")), of.Key), "the smallest size").Under(v)
				}
			}
		},
	}
}

// decrements returns the option with which a script lets its group shrink, unless the script lowers
// the minimum itself.
func decrements(s *bundle.Script) (at script.Span, found bool) {
	for _, text := range s.Scripts {
		for _, c := range text.Commands {
			if callsAWS(c) && c.Subcommand("autoscaling", "update-auto-scaling-group") {
				return script.Span{}, false
			}
			option, ok := c.Switch("", "--should-decrement-desired-capacity")
			if ok && !found && callsAWS(c) && c.Subcommand("autoscaling", "enter-standby") {
				at, found = option.Span, true
			}
		}
	}
	return at, found
}

// startsAtMinimum says whether a group has no more instances than it must have.
func startsAtMinimum(g *group.Group, c *template.Case) template.Answer {
	low, high, wanted := g.Property("MinSize"), g.Property("MaxSize"), g.Property("DesiredCapacity")
	if c.Same(low, high) || c.Same(low, wanted) {
		return template.Yes
	}
	sizes := []template.Int{g.Size(c, "MaxSize"), g.Size(c, "DesiredCapacity")}
	least, known := g.Size(c, "MinSize").Known()
	if known && slices.ContainsFunc(sizes, func(n template.Int) bool { return n.Is(least) }) {
		return template.Yes
	}
	return c.Lacks(g.Property(), "DesiredCapacity")
}
