package template_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cfnc/cfnc/compiler/template"
)

// uses lists the uses as "line:column way name.attribute in Section/Name/Part".
func uses(model *template.Template) string {
	ways := [...]string{"Ref", "GetAtt", "Sub", "DependsOn", "Condition", "FindInMap"}
	var lines []string
	for _, u := range model.Uses() {
		start, end := u.Span().Positions()
		name := u.Name.Text
		if u.Attr != "" {
			name += "." + u.Attr
		}
		lines = append(lines, fmt.Sprintf("%d:%d-%d %s %s in %s", start.Line, start.Column, end.Column, ways[u.Via], name, strings.TrimSuffix(u.Owner.Section+"/"+u.Owner.Name+"/"+u.Owner.Part, "/")))
	}
	return strings.Join(lines, "\n")
}

func TestUses(t *testing.T) {
	model := parse(t, `
Parameters:
  P: {Type: String, Default: {Ref: NotSeen}}
Metadata: {Note: {Ref: P}}
Conditions:
  C: {Fn::And: [{Condition: D}, {Fn::Equals: [{Ref: P}, x]}]}
Rules:
  R: {Assertions: [{Assert: {Fn::Equals: [{Fn::ValueOf: [P, VpcId]}, x]}}]}
Resources:
  A:
    Type: AWS::S3::Bucket
    Condition: C
    DependsOn: [B, C1]
    Metadata: {Text: {Fn::Sub: 'one ${B} two ${B.Arn.X} ${!B} ${V}'}}
    UpdatePolicy: {X: {Fn::If: [C, {Ref: P}, {Ref: AWS::NoValue}]}}
    Properties:
      One: {Fn::GetAtt: B.Arn.Name}
      Two: {Fn::GetAtt: [B, Arn]}
      Three: {Fn::Sub: ['${V} ${B}', {V: {Fn::FindInMap: [M, {Ref: AWS::Region}, k]}}]}
      Policy: {Condition: NotACall}
      Block:
        Fn::Sub: |
          first
            second ${B}
  B: {Type: AWS::S3::Bucket, DependsOn: A}
Outputs:
  O: {Condition: C, Value: {Fn::GetAtt: [B, {Ref: P}]}, Export: {Name: {Fn::Join: ["", [{Ref: P}]]}}}
`)
	want := strings.TrimSpace(`
4:24-25 Ref P in Metadata/
6:29-30 Condition D in Conditions/C
6:53-54 Ref P in Conditions/C
8:58-59 Ref P in Rules/R
12:16-17 Condition C in Resources/A/Condition
13:17-18 DependsOn B in Resources/A/DependsOn
13:20-22 DependsOn C1 in Resources/A/DependsOn
14:39-40 Sub B in Resources/A/Metadata
14:48-49 Sub B.Arn.X in Resources/A/Metadata
14:65-66 Sub V in Resources/A/Metadata
15:33-34 Condition C in Resources/A/UpdatePolicy
15:42-43 Ref P in Resources/A/UpdatePolicy
15:52-64 Ref AWS::NoValue in Resources/A/UpdatePolicy
17:25-26 GetAtt B.Arn.Name in Resources/A/Properties
18:26-27 GetAtt B.Arn in Resources/A/Properties
19:33-34 Sub B in Resources/A/Properties
19:59-60 FindInMap M in Resources/A/Properties
19:68-79 Ref AWS::Region in Resources/A/Properties
24:22-23 Sub B in Resources/A/Properties
25:41-42 DependsOn A in Resources/B/DependsOn
27:18-19 Condition C in Outputs/O/Condition
27:42-43 GetAtt B in Outputs/O/Value
27:51-52 Ref P in Outputs/O/Value
27:95-96 Ref P in Outputs/O/Export`)
	if diff := cmp.Diff(want, uses(model)); diff != "" {
		t.Errorf("uses differ (-want +got):\n%s", diff)
	}
	for _, u := range model.Uses() {
		if u.Span().Text() != u.Name.Text {
			t.Errorf("%s is said to stand at %q", u.Name.Text, u.Span().Text())
		}
	}
}

func TestUsed(t *testing.T) {
	model := parse(t, `
Parameters: {P: {Type: String}, Q: {Type: AWS::EC2::VPC::Id}, S: {Type: String}}
Mappings: {M: {a: {b: c}}, N: {a: {b: c}}}
Rules: {R: {RuleCondition: {Fn::EachMemberIn: [{Fn::ValueOfAll: [AWS::EC2::VPC::Id, Tags.x]}, {Fn::RefAll: AWS::EC2::VPC::Id}]}}}
Resources:
  A: {Type: T, Properties: {X: {Fn::Sub: '${P}'}, Y: {Fn::FindInMap: [M, a, b]}}}
`)
	ways := []template.Via{template.ByRef, template.BySub}
	if !model.Used("P", ways...) || !model.Used("Q", ways...) || model.Used("S", ways...) {
		t.Error("P and Q are used, S is not")
	}
	if !model.Used("M", template.ByFindInMap) || model.Used("N", template.ByFindInMap) || model.Used("M", template.ByRef) {
		t.Error("M is used by Fn::FindInMap, N is not")
	}
}

// A name that only the deployment knows may be any name.
func TestUsedUnknown(t *testing.T) {
	model := parse(t, `
Mappings: {M: {a: {b: c}}}
Resources:
  A: {Type: T, Properties: {Y: {Fn::FindInMap: [{Ref: P}, a, b]}}}
`)
	if !model.Used("M", template.ByFindInMap) {
		t.Error("M may be used")
	}
}
