package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func joinAsSub() *lint.Rule {
	return &lint.Rule{
		ID:       "I1022",
		Name:     "join-as-sub",
		Title:    "Fn::Join puts texts together that Fn::Sub says in one",
		Severity: diag.Info,
		Why: `Fn::Join with an empty delimiter takes a text apart, and a missing separator is hard to see among the quotes. Fn::Sub ` +
			`gives the same text and shows it as it will be.`,
		Help: "write the text with `Fn::Sub`, and the values in it as `${Name}` or `${Name.Attribute}`",
		Bad: []lint.Example{
			{Name: "texts, references and attributes", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Join ["", [news-, !Ref "AWS::Region"]] # want
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName:
        Fn::Join:
          - "" # want
          - - orders-
            - !GetAtt Topic.TopicName
            - !Sub "-${AWS::StackName}"
`},
			{Name: "in JSON, and text that looks like a variable", Template: `{
  "Resources": {
    "Topic": {
      "Type": "AWS::SNS::Topic",
      "Properties": {
        "TopicName": {"Fn::Join": ["", ["${HOME}-", {"Ref": "AWS::Region"}]]} // want
      }
    }
  }
}
`},
		},
		Good: []lint.Example{
			{Name: "text with expressions, of which expansion makes Fn::Join", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData: |
        #!/bin/bash
        cfn-init --region @AWS::Region
`},
			{Name: "a delimiter, a list from elsewhere, and functions that Fn::Sub has no form for", Template: `Parameters:
  Names: {Type: CommaDelimitedList}
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Join ["-", [news, !Ref AWS::Region]]
      DisplayName: !Join ["", !Ref Names]
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Join ["", [orders, !Select [0, !Ref Names]]]
`},
		},
		Check: func(p *lint.Pass) {
			for call := range p.Template.Calls(template.FnJoin) {
				if join := call.Join(); resolves(call.Owner) && isWritten(call.Call) && sayable(join) {
					finding := p.At(join.Delimiter, "`Fn::Join` with an empty delimiter can be written as one text with `Fn::Sub`")
					fixJoin(p, finding, call)
				}
			}
		},
	}
}

// fixJoin writes Fn::Sub in place of Fn::Join, or only the text where it is all known.
func fixJoin(p *lint.Pass, finding *lint.Finding, call *template.Site) {
	values := call.Join().Values
	if call.Loop != nil || !replaceable(p.Unit, call.Node) {
		return
	}
	written, ok := "", false
	if text, literal := joinedText(values); literal {
		written, ok = writeText(call.Call, text)
	} else if text, sayable := subText(values); sayable {
		written, ok = writeSub(call.Call, text)
	}
	if ok {
		finding.Fix("write it as one text", true, diag.Edit{Span: call.Node.Span(), Text: written})
	}
}

// sayable reports whether Fn::Sub has a form for everything that is joined.
func sayable(join template.Join) bool {
	if delimiter, ok := join.Delimiter.Str(); !ok || delimiter != "" {
		return false
	}
	for _, value := range join.Values.Items() {
		if !sayableValue(value) {
			return false
		}
	}
	return join.Values.Is(syntax.List) && join.Values.Len() > 0
}

func sayableValue(n *syntax.Node) bool {
	switch call := template.CallOf(n); call.Function {
	case "":
		return n.Is(syntax.String, syntax.Number, syntax.Bool)
	case template.FnRef:
		return call.Argument.Is(syntax.String) && call.Argument.Text() != template.NoValue
	case template.FnGetAtt:
		get, ok := call.GetAtt()
		return ok && get.Resource.Text != "" && get.Attribute.Text != ""
	case template.FnSub:
		return call.Argument.Is(syntax.String)
	}
	return false
}
