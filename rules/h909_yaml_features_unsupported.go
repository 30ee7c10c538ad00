package rules

import (
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/lazy"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
)

func yamlFeaturesUnsupported() *lint.Rule {
	return &lint.Rule{
		ID:       "H909",
		Name:     "yaml-features-unsupported",
		Title:    "CloudFormation reads this YAML in another way, or not at all",
		Severity: diag.Warning,
		Why: `CloudFormation refuses aliases, and reads YAML 1.1, where yes, no, on and off are booleans and a number that begins ` +
			`with 0 is octal: a tag No becomes false, and the account 012345670123 another number. What cfnc builds holds ` +
			`what was written; a plain template that is deployed as it is does not. In sources of cfnc, which have to be built, ` +
			`nothing is said. Merges with << are a matter of W1100.`,
		Help: "put quotes around the text, write aliases out, or deploy what `cfnc build` makes of the template",
		Bad: []lint.Example{
			{Name: "an alias", Template: `Resources:
  News:
    Type: AWS::SNS::Topic
    Properties:
      Tags: &tags [{Key: Team, Value: web}]
  Alarms:
    Type: AWS::SNS::Topic
    Properties:
      Tags: *tags # want
`},
			{Name: "texts that are others in YAML 1.1", Template: `Parameters:
  Public:
    Type: String
    AllowedValues: ["yes", "no"]
Mappings:
  Accounts: {prod: {Id: 012345670123}} # want
Conditions:
  IsPublic: !Equals [!Ref Public, Yes] # want
Resources:
  News:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !If [IsPublic, !FindInMap [Accounts, prod, Id], OFF] # want
`},
			{Name: "a parameter that is compared with what it offers", Template: `Parameters:
  Public:
    Type: String
    AllowedValues:
      - yes # want
      - no # want
Conditions:
  IsPublic: !Equals [!Ref Public, yes] # want
Resources:
  News:
    Type: AWS::SNS::Topic
    Condition: IsPublic
`},
		},
		Good: []lint.Example{
			{Name: "quotes, dates and numbers that are none", Template: `AWSTemplateFormatVersion: 2010-09-09
Description: Yes
Mappings:
  Accounts: {prod: {Id: "012345670123", Other: 012345678901, Zero: 0, Part: 0.5}}
Resources:
  News:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: 'on'
      DisplayName: !FindInMap [Accounts, prod, Other]
      FifoTopic: true
`},
			{Name: "texts of JSON", Template: `{"Resources": {"News": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "yes", "DisplayName": "010"}}}}
`},
			{Name: "a source of cfnc, which has to be built", Template: `Resources:
  News: &topic
    Type: AWS::SNS::Topic
    Properties: {DisplayName: "News of @AWS::Region", TopicName: on}
  Alarms: *topic
`},
		},
		Check: func(p *lint.Pass) {
			written := p.Unit.Documents[0]
			if written.Format != syntax.YAML || isSource(p.Unit) {
				return
			}
			y := &yamlReader{Pass: p, told: map[source.Span]bool{}, anchors: map[string]bool{}}
			y.note(written.Root)
			// A boolean that is written so is no boolean for us, and one for CloudFormation: both are told.
			for _, v := range p.Unit.Violations("E3012") {
				y.told[v.Node.Span()] = true
			}
			for _, section := range []string{"Parameters", "Mappings", "Conditions", "Rules", "Resources", "Outputs"} {
				y.section = section
				y.read(written.Root.Get(section))
			}
		},
	}
}

// yamlReader goes through a tree as it was written.
type yamlReader struct {
	*lint.Pass
	told    map[source.Span]bool // what is reported for its type already
	anchors map[string]bool      // an alias of none is an error of its own
	section string
	offered bool // a parameter has such a boolean
}

var (
	oldBoolean = lazy.Regexp(`^(yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$`)
	oldOctal   = lazy.Regexp(`^[-+]?0[0-7_]+$`)
)

func (y *yamlReader) note(n *syntax.Node) {
	y.anchors[n.Anchor()] = true
	for _, kid := range n.Kids() {
		y.note(kid)
	}
}

func (y *yamlReader) read(n *syntax.Node) {
	switch {
	case n.Is(syntax.Alias) && y.anchors[n.Text()]:
		y.At(n, "CloudFormation does not take aliases, as `%s`", n.Span().Text())
	case n.IsScalar() && n.Style() == syntax.Plain:
		y.scalar(n)
	}
	for key, value := range n.Pairs() {
		if key.Text() != "<<" {
			y.read(value)
		}
	}
	for _, item := range n.Items() {
		y.read(item)
	}
}

func (y *yamlReader) scalar(n *syntax.Node) {
	switch text := n.Text(); {
	case oldBoolean().MatchString(text):
		y.boolean(n)
	case oldOctal().MatchString(text) && !y.told[n.Span()]:
		if number, err := strconv.ParseInt(strings.ReplaceAll(text, "_", ""), 8, 64); err == nil {
			y.At(n, "CloudFormation reads `%s` as an octal number, which is %d", text, number)
		}
	}
}

// boolean reports a text that is a boolean in YAML 1.1. A parameter whose values are booleans, and
// conditions that compare it with one, go together; only who passes the text is refused.
func (y *yamlReader) boolean(n *syntax.Node) {
	is := strings.EqualFold(n.Text(), "yes") || strings.EqualFold(n.Text(), "on")
	f := y.At(n, "CloudFormation reads `%s` as the boolean `%t`", n.Text(), is)
	y.offered = y.offered || y.section == "Parameters"
	if y.section == "Parameters" || y.offered && (y.section == "Conditions" || y.section == "Rules") {
		f.Severity(diag.Info)
	}
}
