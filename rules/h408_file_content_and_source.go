package rules

import (
	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func fileContentAndSource() *lint.Rule {
	return &lint.Rule{
		ID:       "H408",
		Name:     "file-content-and-source",
		Title:    "A file for cfn-init has both a content and a source, or neither",
		Severity: diag.Error,
		Why: `A file gets its text from content or from the URL in source. With both only one of them can be what the file holds, ` +
			`and with neither cfn-init has nothing to write and fails. An encoding says how content is encoded; for what comes ` +
			`from a URL it says nothing, which is reported as information.`,
		Help: "give the file either `content` or `source`",
		Bad: []lint.Example{
			{Name: "both, neither, and an encoding of a source", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/a.conf:
              content: a
              source: https://example.com/a.conf # want
            /etc/b.conf: # want
              mode: "000644"
            /etc/c.conf:
              source: https://example.com/c.conf
              encoding: base64 # want
`},
			{Name: "both in one branch, and neither in one", Template: `Conditions:
  Remote: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/a.conf:
              source: !If [Remote, "https://example.com/a.conf", !Ref AWS::NoValue]
              content: {port: 80} # want
            /etc/b.conf: # want
              content: !If [Remote, b, !Ref AWS::NoValue]
`},
		},
		Good: []lint.Example{
			{Name: "one or the other", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/a.conf: {content: YQ==, encoding: base64}
            /etc/b.conf: {source: "https://example.com/b.conf", authentication: Access}
            /etc/c.conf: {content: {port: 80}}
            /etc/d.conf: {content: ""}
            /etc/e.conf: {content: /etc/a.conf, mode: "120777"}
`},
			{Name: "one in each branch", Template: `Conditions:
  Remote: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/a.conf:
              source: !If [Remote, "https://example.com/a.conf", !Ref AWS::NoValue]
              content: !If [Remote, !Ref AWS::NoValue, a]
            /etc/b.conf: !If [Remote, {source: "https://example.com/b.conf"}, {content: b}]
            /etc/c.conf: !If [Remote, {content: c}, !Ref AWS::NoValue]
`},
			{Name: "what cannot be seen", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/a.conf: {"Fn::Transform": {Name: OurFile, Parameters: {Name: a}}}
            /etc/b.conf: {contents: b}
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			for _, in := range p.Unit.Boot().Inits() {
				for _, c := range in.Configs {
					for _, f := range c.Files {
						if !c.Open {
							list = append(list, contentFlaws(f)...)
						}
					}
				}
			}
			reportFlaws(p, list)
		},
	}
}

func contentFlaws(f *boot.File) (list []flaw) {
	add := func(key *syntax.Node, message string, holds func(*template.Case) bool) *flaw {
		list = append(list, flaw{
			resource: f.Config.Init.Resource, node: key, at: key.Span(), when: f.When, message: message,
			holds: func(c *template.Case) template.Answer { return template.Whether(holds(c)) },
		})
		return &list[len(list)-1]
	}
	has := func(c *template.Case, v boot.Value) bool { return v.Key != nil && c.At(v.Node) != nil }
	if second := later(f.Content.Key, f.Source.Key); second != nil {
		add(second, "`"+f.Name+"` has both `content` and `source`, and one of them is not what it gets",
			func(c *template.Case) bool { return has(c, f.Content) && has(c, f.Source) })
	}
	if !f.Open {
		add(f.Key, "`"+f.Name+"` has neither `content` nor `source`, and cfn-init has nothing to write",
			func(c *template.Case) bool { return !has(c, f.Content) && !has(c, f.Source) })
	}
	if f.Encoding.Key != nil {
		add(f.Encoding.Key, "`encoding` is about `content`: what comes from `source` is written as it is",
			func(c *template.Case) bool { return has(c, f.Encoding) && has(c, f.Source) && !has(c, f.Content) }).dress = func(found *lint.Finding) {
			found.Severity(diag.Info).Help("remove `encoding`")
		}
	}
	return list
}

// later returns the second of two keys of a map, nil where one is missing.
func later(a, b *syntax.Node) *syntax.Node {
	if a == nil || b == nil || a.Span().Start > b.Span().Start {
		a, b = b, a
	}
	if a == nil || b == nil {
		return nil
	}
	return b
}
