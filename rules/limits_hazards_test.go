package rules_test

import (
	"strings"
	"testing"
)

// Where the capacity can be left out, removing it ends the finding.
func TestFixOfDesiredCount(t *testing.T) {
	const text = `Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: web:1
      DesiredCount: 2
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ScalableDimension: "ecs:service:DesiredCount", ResourceId: !Sub "service/default/${Service.Name}", MinCapacity: 2, MaxCapacity: 20}
`
	found := findings(t, "H1031", text)
	if len(found) != 1 || len(found[0].Fixes) != 1 || found[0].Fixes[0].Safe {
		t.Fatalf("found %v", found)
	}
	fixed := edited(text, found[0].Fixes[0].Edits[0])
	if fixed != strings.Replace(text, "      DesiredCount: 2\n", "", 1) || len(findings(t, "H1031", fixed)) > 0 {
		t.Errorf("%s", fixed)
	}
}

// What is built has long forms only, so a source may hold short ones.
func TestShortFormsInASource(t *testing.T) {
	const text = `Resources:
  A:
    Type: AWS::SNS::Topic
    Properties: {DisplayName: "@AWS::Region", TopicName: !GetStackOutput {StackName: !Ref AWS::StackName, OutputName: b}}
`
	if got := verdict(findings(t, "H908", text)); got != "info" {
		t.Errorf("in a source: %s", got)
	}
	if got := verdict(findings(t, "H908", strings.Replace(text, "@AWS::", "", 1))); got != "error" {
		t.Errorf("in a plain template: %s", got)
	}
}
