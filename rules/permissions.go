package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// permissions are the actions that a role may take in a case, as policies write them.
type permissions struct {
	c        *template.Case
	template *template.Template
	patterns []string
	all      bool // there are no others
}

// permissionsOf reads the policies of a role: its own, those that are attached to it in the
// template, and the ones of AWS that it takes.
func permissionsOf(t *template.Template, c *template.Case, role *template.Resource) permissions {
	p := permissions{c: c, template: t, all: !t.MayDeclareMore() && role.Loop == nil}
	own, all := c.Items(role.Property("Policies"))
	p.all = p.all && all
	for _, policy := range own {
		p.document(c.At(policy, "PolicyDocument"))
	}
	managed, all := c.Items(role.Property("ManagedPolicyArns"))
	p.all = p.all && all
	for _, policy := range managed {
		p.managed(policy)
	}
	p.attached(role)
	return p
}

func (p *permissions) document(n *syntax.Node) {
	statements, all := p.c.Items(n.Get("Statement"))
	p.all = p.all && all && n != nil
	for _, statement := range statements {
		if effect, known := p.c.Text(statement.Get("Effect")); known && effect == "Deny" {
			continue
		}
		actions, all := p.c.Texts(statement.Get("Action"))
		p.patterns = append(p.patterns, actions...)
		p.all = p.all && all && statement.Get("NotAction") == nil
	}
}

// managed reads a managed policy: one of the template, or of AWS.
func (p *permissions) managed(n *syntax.Node) {
	if r := p.c.Target(n); r != nil && r.Type == "AWS::IAM::ManagedPolicy" {
		p.document(p.c.At(r.Property("PolicyDocument")))
		return
	}
	name := ""
	if a := arnOf(p.c.At(n)); a != nil {
		name = a[5][strings.LastIndex(a[5], "/")+1:]
	}
	patterns, known := awsPolicy(name)
	p.patterns = append(p.patterns, patterns...)
	p.all = p.all && known
}

// awsPolicy is what some policies of AWS allow, of what rules ask for: the services Auto Scaling,
// EC2, S3 and IAM. See https://docs.aws.amazon.com/aws-managed-policy/latest/reference/.
func awsPolicy(name string) (patterns []string, known bool) {
	switch name {
	case "AWSCodeDeployRole":
		return []string{
			"autoscaling:CompleteLifecycleAction", "autoscaling:DeleteLifecycleHook", "autoscaling:Describe*", "autoscaling:PutLifecycleHook",
			"autoscaling:RecordLifecycleActionHeartbeat", "autoscaling:CreateAutoScalingGroup", "autoscaling:UpdateAutoScalingGroup",
			"ec2:DescribeInstances", "ec2:DescribeInstanceStatus", "ec2:TerminateInstances",
		}, true
	case "AmazonEC2RoleforAWSCodeDeploy":
		return []string{"s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket"}, true
	case "AmazonS3ReadOnlyAccess":
		return []string{"s3:Get*", "s3:List*", "s3:Describe*"}, true
	case "AmazonSSMManagedInstanceCore", "CloudWatchAgentServerPolicy":
		return []string{"ec2:DescribeTags", "ec2:DescribeVolumes"}, true
	case "AutoScalingReadOnlyAccess":
		return []string{"autoscaling:Describe*"}, true
	}
	return nil, false
}

// attached reads the policies that name the role from elsewhere in the template.
func (p *permissions) attached(role *template.Resource) {
	for _, typ := range []string{"AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy"} {
		for _, r := range p.template.OfType(typ) {
			names, all := p.c.Items(firstNode(r.Property("Roles"), r.Property("RoleName")))
			p.all = p.all && all
			if p.c.Exists(r) && slices.ContainsFunc(names, func(n *syntax.Node) bool { return p.c.Target(n) == role || p.c.Same(n, role.Property("RoleName")) }) {
				p.document(p.c.At(r.Property("PolicyDocument")))
			}
		}
	}
}

// lacks returns those of some actions that the role certainly may not take.
func (p *permissions) lacks(actions ...string) (missing []string) {
	if !p.all {
		return nil
	}
	for _, action := range actions {
		may := func(pattern string) bool { return overlap(strings.ToLower(pattern), strings.ToLower(action)) }
		if !slices.ContainsFunc(p.patterns, may) {
			missing = append(missing, action)
		}
	}
	return missing
}
