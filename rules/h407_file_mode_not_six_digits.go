package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/lazy"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func fileModeNotSixDigits() *lint.Rule {
	return &lint.Rule{
		ID:       "H407",
		Name:     "file-mode-not-six-digits",
		Title:    "The mode of a file for cfn-init is not six octal digits",
		Severity: diag.Error,
		Why: `The mode of a file is a text of six octal digits: 000 or, for a symbolic link, 120, then what chmod takes. Without ` +
			`quotes YAML reads 000400 as the octal number 256, so that CloudFormation hands on other permissions than were written. ` +
			`What cfnc builds keeps the digits as they stand; the template as it is does not.`,
		Help: "write six octal digits in quotes, as `\"000644\"`",
		Bad: []lint.Example{
			{Name: "no quotes, four digits, and letters", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/a.conf:
              content: a
              mode: 000400 # want
            /etc/b.conf:
              content: b
              mode: "0644" # want
            /etc/c.conf: {content: c, mode: 644} # want
            /etc/d.conf:
              content: d
              mode: u=rw # want
`},
			{Name: "in one branch, and by default", Template: `Parameters:
  Mode: {Type: String, Default: "0600"}
Conditions:
  Open: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/a.conf:
              content: a
              mode: !If
                - Open
                - "644" # want
                - "000400"
            /etc/b.conf:
              content: b
              mode: !Ref Mode # want
`},
		},
		Good: []lint.Example{
			{Name: "six digits in quotes, a link, and no mode", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/a.conf: {content: a, mode: "000400"}
            /etc/b.conf: {content: b, mode: '100755'}
            /etc/c.conf: {content: /etc/a.conf, mode: "120777"}
            /etc/d.conf: {content: d}
`},
			{Name: "in JSON", Template: `{"Resources": {"Server": {"Type": "AWS::EC2::Instance", "Metadata": {"AWS::CloudFormation::Init": {"config": {"files": {
  "/etc/a.conf": {"content": "a", "mode": "000644"}}}}}}}}
`},
			{Name: "a mode that only the deployment knows, and one of the allowed", Template: `Parameters:
  Mode: {Type: String}
  Known: {Type: String, AllowedValues: ["000600", "000644"]}
Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/a.conf: {content: a, mode: !Ref Mode}
            /etc/b.conf: {content: b, mode: !Ref Known}
            /etc/c.conf: {content: c, mode: !Ref AWS::NoValue}
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			for _, in := range p.Unit.Boot().Inits() {
				for _, c := range in.Configs {
					for _, f := range c.Files {
						list = append(list, wrongModes(p, f)...)
					}
				}
			}
			reportFlaws(p, list)
		},
	}
}

var (
	sixDigits = lazy.Regexp(`^[0-7]{6}$`)
	fewDigits = lazy.Regexp(`^[0-7]{3,5}$`)
)

func wrongModes(p *lint.Pass, f *boot.File) (list []flaw) {
	for when, n := range p.Template.Branches(f.Mode.Node, f.When) {
		wrong := flaw{resource: f.Config.Init.Resource, node: n, at: n.Span(), when: when}
		switch text := n.Text(); {
		case template.IsNoValue(n):
			continue
		case template.CallOf(n).Function != "":
			wrong.message = "the mode does not have six octal digits"
			wrong.holds = func(c *template.Case) template.Answer { return hasNotSixDigits(c, n) }
		case n.Is(syntax.None, syntax.Null, syntax.List, syntax.Map):
			continue
		case isYAMLOctal(n):
			wrong.message = "without quotes YAML reads `" + text + "` as an octal number, and the file gets other permissions"
			wrong.dress = func(found *lint.Finding) { offerMode(found, "put it in quotes", n, text, true) }
		case !sixDigits().MatchString(text):
			wrong.message = "`" + text + "` does not have six octal digits, as in `000644`"
			wrong.dress = func(found *lint.Finding) { offerLonger(found, n) }
		default:
			continue
		}
		list = append(list, wrong)
	}
	return list
}

func hasNotSixDigits(c *template.Case, n *syntax.Node) template.Answer {
	text, known := c.Text(n)
	if !known {
		return template.Undecided
	}
	return template.Whether(!sixDigits().MatchString(text))
}

// isYAMLOctal reports whether a mode is one that YAML 1.1, which CloudFormation reads, takes for
// an octal number.
func isYAMLOctal(n *syntax.Node) bool {
	return n.Style() == syntax.Plain && !isJSON(n.Span()) && strings.HasPrefix(n.Text(), "0") && sixDigits().MatchString(n.Text())
}

func offerMode(found *lint.Finding, title string, n *syntax.Node, mode string, safe bool) {
	if edit, ok := replaceScalar(n, flow{`"` + mode + `"`, `"` + mode + `"`}); ok {
		found.Fix(title, safe, edit)
	}
}

// offerLonger offers to write a mode of chmod with all its digits.
func offerLonger(found *lint.Finding, n *syntax.Node) {
	if text := n.Text(); fewDigits().MatchString(text) {
		mode := strings.Repeat("0", 6-len(text)) + text
		offerMode(found, "write `"+mode+"`", n, mode, false)
	}
}
