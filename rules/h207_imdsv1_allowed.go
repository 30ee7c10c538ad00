package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

const instanceType = "AWS::EC2::Instance"

func imdsv1Allowed() *lint.Rule {
	return &lint.Rule{
		ID:       "H207",
		Name:     "imdsv1-allowed",
		Title:    "Instances answer metadata requests without a token",
		Severity: diag.Warning,
		Why: `With the first version of the metadata service one request that an application can be talked into, by forwarding a ` +
			`URL, say, hands out the credentials of the instance's role. The second version wants a token first. Where the ` +
			`template says nothing, the image and the account decide.`,
		Help: "set `MetadataOptions` to `{HttpTokens: required}`, once nothing on the instance asks without a token",
		Bad: []lint.Example{
			{Name: "tokens are optional", Template: `Resources:
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        ImageId: ami-0123456789abcdef0
        MetadataOptions: {HttpEndpoint: enabled, HttpTokens: optional} # want
`},
			{Name: "nothing is said", Template: `Resources:
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData: {ImageId: ami-0123456789abcdef0} # want
  Configuration:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      ImageId: ami-0123456789abcdef0
      MetadataOptions: {HttpPutResponseHopLimit: 2} # want
  Server:
    Type: AWS::EC2::Instance
    Properties: {ImageId: ami-0123456789abcdef0} # want
`},
			{Name: "by a parameter, and in one branch", Template: `Parameters:
  Tokens: {Type: String, AllowedValues: [optional, required]}
Conditions:
  Old: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData: {MetadataOptions: {HttpTokens: !Ref Tokens}} # want
  Server:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-0123456789abcdef0
      MetadataOptions:
        HttpTokens: !If [Old, !Ref AWS::NoValue, required] # want
`},
		},
		Good: []lint.Example{
			{Name: "tokens are required, or there is no service", Template: `Conditions:
  Old: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData: {MetadataOptions: {HttpTokens: !If [Old, required, required]}}
  Configuration:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      ImageId: ami-0123456789abcdef0
      MetadataOptions: {HttpEndpoint: disabled}
`},
			{Name: "only the deployment knows", Template: `Parameters:
  Tokens: {Type: String}
Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties: {ImageId: ami-0123456789abcdef0, MetadataOptions: {HttpTokens: !Ref Tokens}}
`},
			{Name: "an instance whose options are those of a launch template", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      LaunchTemplate: {LaunchTemplateId: lt-0123456789abcdef0, Version: "7"}
`},
		},
		Check: func(p *lint.Pass) {
			for _, name := range []string{group.LaunchTemplate, group.LaunchConfiguration, instanceType} {
				for _, r := range p.Template.OfType(name) {
					checkTokens(p, r)
				}
			}
		},
	}
}

func checkTokens(p *lint.Pass, r *template.Resource) {
	v := p.Template.Judge(r.When(), func(c *template.Case) template.Answer {
		tokens, _ := c.Text(group.LaunchData(c, r, "MetadataOptions", "HttpTokens"))
		return template.Whether(tokens == "optional" && !silent(c, r))
	})
	if v.Holds() {
		p.At(group.LaunchData(v.Case, r, "MetadataOptions", "HttpTokens"), "the instances hand out the credentials of their role to requests without a token").Under(v)
		return
	}
	v = p.Template.Judge(r.When(), func(c *template.Case) template.Answer {
		return template.Whether(!silent(c, r)).And(tokensUnsaid(c, r))
	})
	if v.Holds() {
		p.At(narrowest(r.Key, r.Body, tokensPath(r)), "nothing says that metadata requests need a token: whether they do is left to the image and the account").
			Severity(diag.Info).Under(v)
	}
}

// silent reports whether the metadata service of an instance is off.
func silent(c *template.Case, r *template.Resource) bool {
	endpoint, _ := c.Text(group.LaunchData(c, r, "MetadataOptions", "HttpEndpoint"))
	return endpoint == "disabled"
}

// tokensUnsaid says whether the template leaves it open if tokens are required. That of an instance
// with a launch template stands there.
func tokensUnsaid(c *template.Case, r *template.Resource) template.Answer {
	if r.Type == instanceType && c.At(r.Property(), "LaunchTemplate") != nil {
		return template.No
	}
	return c.Lacks(r.Body, tokensPath(r)...)
}

func tokensPath(r *template.Resource) []string {
	if r.Type == group.LaunchTemplate {
		return []string{"Properties", "LaunchTemplateData", "MetadataOptions", "HttpTokens"}
	}
	return []string{"Properties", "MetadataOptions", "HttpTokens"}
}

// narrowest returns the key of the innermost map on a path in which the next key is missing, as
// the template is written, and outer when the first one is.
func narrowest(outer, n *syntax.Node, path []string) *syntax.Node {
	for _, key := range path {
		if n.Get(key) == nil || n.Key(key) == nil {
			return outer
		}
		if n.Get(key).IsScalar() || template.CallOf(n.Get(key)).Function != "" {
			return n.Key(key)
		}
		outer, n = n.Key(key), n.Get(key)
	}
	return outer
}
