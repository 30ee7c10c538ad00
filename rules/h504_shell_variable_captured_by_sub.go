package rules

import (
	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/lazy"
	"github.com/cfnc/cfnc/compiler/script"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func shellVariableCaptured() *lint.Rule {
	return &lint.Rule{
		ID:       "H504",
		Name:     "shell-variable-captured-by-sub",
		Title:    "Fn::Sub takes a variable of the shell for one of the template",
		Severity: diag.Error,
		Why: `Fn::Sub replaces every ${name} of a script before the shell sees it. A name that the template does not declare is an ` +
			`error of the whole template. One that it does declare, for a parameter, gives the parameter's value, also where the ` +
			`script has set its own variable of that name. $name and $(command) are left alone.`,
		Help: "write `${!name}` for what the shell is to replace, or `$name`",
		Bad: []lint.Example{
			{Name: "a loop, a default and a file that cfn-init writes", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /opt/run.sh:
              content: !Sub |
                #!/bin/bash
                echo ${HOME} ${AWS::Region} # want
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          for f in *; do echo ${f}; done # want
          echo ${1:-none} # want
`},
			{Name: "a parameter that the script assigns", Template: `Parameters:
  Stage: {Type: String}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          Stage=$(cat /etc/stage)
          echo ${Stage} # want
`},
		},
		Good: []lint.Example{
			{Name: "variables that are kept", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub
          - |
            #!/bin/bash
            for f in *; do echo ${!f} $f $(date) ${Size}; done
            echo ${!1:-none} ${AWS::StackName} ${Web.PrivateIp}
          - Size: 3
`},
			{Name: "a variable that is set to the parameter", Template: `Parameters:
  Stage: {Type: String}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          echo ${Stage}
          export Stage="${Stage}"
          echo ${Stage} $Stage
`},
			{Name: "texts that are no scripts, and a text without Fn::Sub", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData: !Base64 "#!/bin/bash\nfor f in *; do echo ${f}; done\n"
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Sub news-${AWS::Region}
`},
		},
		Check: func(p *lint.Pass) {
			phrases := p.Template.Phrases()
			for i := range phrases {
				if phrases[i].Sub && runsSomewhere(&phrases[i]) {
					captured(p, &phrases[i])
				}
			}
			reportFlaws(p, overwritten(p))
		},
	}
}

// runsSomewhere reports whether a text of Fn::Sub is a script or a part of one.
func runsSomewhere(phrase *template.Phrase) bool {
	return phrase.Owner.Resource != nil && isScript(phrase) && !isTemplate(phrase)
}

// captured reports the variables of a text that are not the template's.
func captured(p *lint.Pass, phrase *template.Phrase) {
	n := phrase.Node
	parts, problems := interp.ParseSub(n.Text())
	for _, part := range parts {
		if part.Kind == interp.SubRef && shellName().MatchString(part.Name) && foreign(p, n, part.Name) {
			keepVariable(p.AtSpan(n, n.TextSpan(part.From, part.To),
				"`${%s}` is replaced by `Fn::Sub`, and this template declares no `%s`: the script never sees its variable", part.Name, part.Name),
				n.TextSpan(part.From, part.From+len("${")), p.Template.Nearest(part.Name) == "")
		}
	}
	for _, problem := range problems {
		written := n.Text()[problem.From:min(problem.To, len(n.Text()))]
		if problem.Code == "" && shellExpansion().MatchString(written) {
			keepVariable(p.AtSpan(n, n.TextSpan(problem.From, problem.To), "`Fn::Sub` cannot replace `%s`: the script never sees its variable", written),
				n.TextSpan(problem.From, problem.From+len("${")), true)
		}
	}
}

// shellName is a name that a shell takes for a variable, and shellExpansion what it expands
// beyond that.
var (
	shellName      = lazy.Regexp(`^([A-Za-z_][A-Za-z0-9_]*|[0-9])$`)
	shellExpansion = lazy.Regexp(`^\$\{[#!]?([A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-])([\[:#%/^,@+=?-].*)?\}$`)
)

// foreign reports whether a name in the text of Fn::Sub certainly is none of the template's.
func foreign(p *lint.Pass, n *syntax.Node, name string) bool {
	for use := range p.Template.UsesOf(name) {
		if use.Via == template.BySub && use.Name.Node == n {
			return p.Template.Undeclared(use) != ""
		}
	}
	return false
}

func keepVariable(f *lint.Finding, opening source.Span, safe bool) {
	f.Fix("keep it for the shell", safe, diag.Edit{Span: opening, Text: "${!"})
}

// overwritten finds variables of Fn::Sub in scripts that set a variable of the same name to
// something else.
func overwritten(p *lint.Pass) (list []flaw) {
	eachScript(p, func(program *boot.Program, s *script.Script) {
		for at, h := range program.Text.Holes() {
			if h.Kind == template.OfParameter && h.Node.IsScalar() && setBefore(program.Text, s, h.Name, at) {
				m := remark{message: "`${" + h.Name + "}` is the parameter here, although the script has set its own variable `" + h.Name + "`"}
				m.at.From, m.at.To = at, at+len(string(template.FirstHole))
				list = append(list, mild(inProgram(program, m)))
			}
		}
	})
	return list
}

// setBefore reports whether a script has given a variable, before a place, another value than the
// parameter of that name.
func setBefore(x template.Text, s *script.Script, name string, place int) bool {
	if place < s.Span.From || place >= s.Span.To {
		return false
	}
	for _, a := range s.Assignments {
		hole, whole := x.Part(a.Value.Span.From, a.Value.Span.To).Only()
		if inner := a.Value; !whole && len(inner.Text) == len(string(template.FirstHole)) {
			for _, r := range inner.Text {
				hole, whole = x.Hole(r)
			}
		}
		if a.Name == name && a.Span.To <= place && !(whole && hole.Name == name) {
			return true
		}
	}
	return false
}
