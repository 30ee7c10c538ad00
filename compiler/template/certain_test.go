package template_test

import (
	"slices"
	"testing"

	"github.com/cfnc/cfnc/compiler/template"
)

func TestCertain(t *testing.T) {
	model := parse(t, `
Parameters:
  Both: {Type: String}
Resources:
  Queue: {Type: AWS::SQS::Queue}
  Both: {Type: AWS::SQS::Queue}
Outputs:
  Ref: {Value: {Ref: Queue}}
  Get: {Value: {"Fn::GetAtt": Queue.Arn}}
  List: {Value: {"Fn::GetAtt": [Queue, Arn]}}
  Sub: {Value: {"Fn::Sub": "${Queue}"}}
  SubGet: {Value: {"Fn::Sub": "${Queue.Arn}"}}
  More: {Value: {"Fn::Sub": "${Queue.Arn}/x"}}
  Both: {Value: {Ref: Both}}
  Other: {Value: {Ref: Other}}
  Text: {Value: Queue}
  If: {Value: {"Fn::If": [A, {Ref: Queue}, {Ref: Queue}]}}
`)
	want := map[string][2]string{
		"Ref": {"Queue", ""}, "Get": {"Queue", "Arn"}, "List": {"Queue", "Arn"}, "Sub": {"Queue", ""}, "SubGet": {"Queue", "Arn"},
		"More": {}, "Both": {}, "Other": {}, "Text": {}, "If": {},
	}
	for _, o := range model.Outputs {
		r, attribute := model.Certain(o.Value.Get("Value"))
		got := [2]string{"", attribute}
		if r != nil {
			got[0] = r.ID
		}
		if got != want[o.Name] {
			t.Errorf("%s stands for %v, want %v", o.Name, got, want[o.Name])
		}
	}
}

func TestCertainIn(t *testing.T) {
	model := parse(t, `
Resources:
  Queue: {Type: AWS::SQS::Queue}
  Other: {Type: AWS::SQS::Queue}
Outputs:
  Text: {Value: {"Fn::Sub": ["${Queue.Arn}/${Queue}/${Other}/${Name}", {Other: x}]}}
`)
	sub := template.CallOf(model.Outputs[0].Value.Get("Value")).Sub()
	parts, _ := sub.Parts()
	var got []string
	for _, p := range parts {
		if r, attribute := model.CertainIn(sub, p); r != nil {
			got = append(got, r.ID+" "+attribute)
		}
	}
	if want := []string{"Queue Arn", "Queue "}; !slices.Equal(got, want) {
		t.Errorf("the variables stand for %q, want %q", got, want)
	}
}
