package template_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/template"
)

func TestGives(t *testing.T) {
	model := parse(t, `
Parameters:
  Text: {Type: String}
  Size: {Type: Number}
  List: {Type: CommaDelimitedList}
  Subnets: {Type: "List<AWS::EC2::Subnet::Id>"}
  Stored: {Type: "AWS::SSM::Parameter::Value<List<String>>"}
  Image: {Type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"}
  Wrong: {}
Resources:
  A: {Type: AWS::SNS::Topic, Properties: {List: [
    {Ref: Text}, {Ref: Size}, {Ref: List}, {Ref: Subnets}, {Ref: Stored}, {Ref: Image}, {Ref: Wrong}, {Ref: Missing},
    {Ref: A}, {Ref: AWS::Region}, {Ref: AWS::NoValue}, {Ref: AWS::NotificationARNs},
    {Fn::Sub: a}, {Fn::GetAZs: a}, {Fn::GetAtt: A.B}, {Fn::Equals: [a, b]}, {Fn::ValueOf: [a, b]},
    {Fn::GetAtt: A.TopicName}, {Fn::GetAtt: Vpc.Ipv6CidrBlocks}, {Fn::GetAtt: Own.Any}]}}
  Vpc: {Type: AWS::EC2::VPC}
  Own: {Type: Custom::Own}
`)
	var got []string
	for _, item := range model.Resource("A").Property("List").Items() {
		got = append(got, model.Gives(template.CallOf(item)).String())
	}
	want := "a text, a text or a whole number, a list, a list, a list, a text, a value, a value, " +
		"a text, a text, a value, a list, a text, a list, a value, a truth value, a value, " +
		"a text, a list, a value"
	if strings.Join(got, ", ") != want {
		t.Errorf("they give %s\nwant %s", strings.Join(got, ", "), want)
	}
}

// A call counts for the outermost function around it, but Fn::If and names count for themselves.
func TestCallsIn(t *testing.T) {
	model := parse(t, `
Resources:
  A: {Type: AWS::SNS::Topic, Properties: {
    B: {Fn::Join: ["", [{Fn::Select: [0, {Fn::GetAZs: ""}]}, {Fn::If: [C, {Fn::Sub: a}, {Ref: D}]}]]},
    E: {Fn::If: [C, {Fn::Select: [0, {Fn::Split: [a, b]}]}, {Fn::Sub: b}]},
    F: {Fn::GetAtt: [A, {Fn::Sub: c}]}}}
`)
	tests := map[template.Function]string{
		template.FnJoin:   "Fn::Join Fn::Select Fn::GetAZs Fn::Sub",
		template.FnIf:     "Fn::If Fn::If",
		template.FnSelect: "Fn::Select Fn::Split",
		template.FnSub:    "Fn::Sub Fn::Sub",
		template.FnRef:    "Ref",
		template.FnGetAZs: "",
	}
	for f, want := range tests {
		var got []string
		for site := range model.CallsIn(f) {
			got = append(got, fmt.Sprint(site.Function))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s has %v, want %s", f, got, want)
		}
	}
}
