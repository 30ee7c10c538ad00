package template_test

import (
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// views shows what the view of a call says, each part as it was written.
func views(c template.Call) string {
	show := func(parts ...*syntax.Node) string {
		var texts []string
		for _, p := range parts {
			texts = append(texts, p.Span().Text())
		}
		return strings.Join(texts, "|")
	}
	switch c.Function {
	case template.FnIf:
		return show(c.If().Condition, c.If().Then, c.If().Else)
	case template.FnJoin:
		return show(c.Join().Delimiter, c.Join().Values)
	case template.FnSplit:
		return show(c.Split().Delimiter, c.Split().Source)
	case template.FnSelect:
		return show(c.Select().Index, c.Select().Values)
	case template.FnCidr:
		return show(c.Cidr().Block, c.Cidr().Count, c.Cidr().Bits)
	case template.FnFindInMap:
		f := c.FindInMap()
		return show(f.Mapping, f.Top, f.Second, f.Default)
	case template.FnEquals, template.FnContains, template.FnEachMemberEquals, template.FnEachMemberIn:
		return show(c.Comparison().Left, c.Comparison().Right)
	case template.FnAnd, template.FnOr, template.FnNot:
		return show(c.Operands()...)
	case template.FnValueOf, template.FnValueOfAll:
		return show(c.ValueOf().Parameter, c.ValueOf().Attribute)
	case template.FnGetStackOutput:
		s := c.StackOutput()
		return show(s.Stack, s.Output, s.Region, s.Role)
	case template.FnTransform:
		return show(c.Macro().Name, c.Macro().Parameters)
	case template.FnSub:
		return show(c.Sub().Text, c.Sub().Variables)
	case template.FnGetAtt:
		g, ok := c.GetAtt()
		return strings.Join([]string{g.Resource.Span().Text(), g.Attribute.Span().Text(), map[bool]string{true: "ok", false: "malformed"}[ok]}, "|")
	}
	return show(c.First())
}

func TestCalls(t *testing.T) {
	tests := []struct{ text, want string }{
		{"{Ref: A}", "A"},
		{"{Fn::GetAtt: A.B.C}", "A|B.C|ok"},
		{"{Fn::GetAtt: [A, B.C]}", "A|B.C|ok"},
		{"{Fn::GetAtt: [A]}", "A||malformed"},
		{"{Fn::GetAtt: [A, B, C]}", "A|B|malformed"},
		{"{Fn::GetAtt: A}", "A||malformed"},
		{"{Fn::GetAtt: {A: B}}", "||malformed"},
		{"{Fn::Sub: text}", "text|"},
		{"{Fn::Sub: [text, {A: b}]}", "text|{A: b}"},
		{"{Fn::Join: [x, [a, b]]}", "x|[a, b]"},
		{"{Fn::Select: [1, [a, b]]}", "1|[a, b]"},
		{"{Fn::Split: [x, axb]}", "x|axb"},
		{"{Fn::Base64: text}", "text"},
		{"{Fn::Cidr: [10.0.0.0/16, 2]}", "10.0.0.0/16|2|"},
		{"{Fn::GetAZs: eu-west-1}", "eu-west-1"},
		{"{Fn::FindInMap: [M, a, b, {DefaultValue: c}]}", "M|a|b|c"},
		{"{Fn::FindInMap: [M, a]}", "M|a||"},
		{"{Fn::ImportValue: name}", "name"},
		{"{Fn::GetStackOutput: {StackName: s, OutputName: o, RoleArn: r}}", "s|o||r"},
		{"{Fn::Transform: {Name: N, Parameters: {a: b}}}", "N|{a: b}"},
		{"{Fn::If: [C, a, b]}", "C|a|b"},
		{"{Fn::If: C}", "||"},
		{"{Fn::Equals: [a, b]}", "a|b"},
		{"{Fn::And: [{Condition: a}, {Condition: b}]}", "{Condition: a}|{Condition: b}"},
		{"{Fn::Or: {a: b}}", ""},
		{"{Fn::Not: [a]}", "a"},
		{"{Fn::Length: [a]}", "a"},
		{"{Fn::ToJsonString: {a: b}}", "{a: b}"},
		{"{Fn::Contains: [[a], b]}", "[a]|b"},
		{"{Fn::EachMemberEquals: [[a], b]}", "[a]|b"},
		{"{Fn::EachMemberIn: [[a], [b]]}", "[a]|[b]"},
		{"{Fn::RefAll: 'AWS::EC2::VPC::Id'}", "'AWS::EC2::VPC::Id'"},
		{"{Fn::ValueOf: [P, VpcId]}", "P|VpcId"},
		{"{Fn::ValueOfAll: ['AWS::EC2::VPC::Id', Tags.a]}", "'AWS::EC2::VPC::Id'|Tags.a"},
	}
	for _, test := range tests {
		n := parse(t, "V: "+test.text+"\n").Root.Get("V")
		call := template.CallOf(n)
		if key, _ := n.Only(); string(call.Function) != key.Text() || call.Node != n {
			t.Errorf("%s is a call of %q", test.text, call.Function)
		}
		if got := views(call); got != test.want {
			t.Errorf("%s says %q, want %q", test.text, got, test.want)
		}
	}
}

func TestNoCalls(t *testing.T) {
	for _, text := range []string{"{Condition: C}", "{Fn::ForEach::L: []}", "{Fn::Unknown: a}", "{Ref: A, B: C}", "{ref: A}", "[Ref, A]", "Ref", "{}"} {
		if got := template.CallOf(parse(t, "V: "+text+"\n").Root.Get("V")).Function; got != "" {
			t.Errorf("%s is a call of %s", text, got)
		}
	}
	n := parse(t, "V: {Condition: C}\n").Root.Get("V")
	if got := template.ConditionOf(n).Function; got != template.FnCondition {
		t.Errorf("among conditions it is a call of %q", got)
	}
	if c := template.CallTo(template.FnRef, n); c.Function != "" || c.If().Condition != nil || c.First() != nil {
		t.Errorf("no call has parts: %+v", c)
	}
}

func TestCallSites(t *testing.T) {
	model := parse(t, `
Conditions:
  C: {Fn::Not: [{Condition: D}]}
Resources:
  A: {Type: T, Properties: {X: {Fn::If: [C, {Ref: B}, {Ref: AWS::NoValue}]}}}
Outputs:
  O: {Value: {Ref: A}}
`)
	var refs []string
	for site := range model.Calls(template.FnRef) {
		refs = append(refs, site.Owner.Section+"/"+site.Owner.Name+" "+site.Argument.Text())
	}
	if got := strings.Join(refs, ", "); got != "Resources/A B, Resources/A AWS::NoValue, Outputs/O A" {
		t.Errorf("calls of Ref are %s", got)
	}
	for site := range model.Calls(template.FnCondition) {
		if site.Owner.Name != "C" || site.Owner.Resource != nil {
			t.Errorf("a condition is used in %+v", site.Owner)
		}
	}
	for use := range model.UsesOf("B") {
		if use.Owner.Resource != model.Resource("A") {
			t.Errorf("B is used in %+v", use.Owner)
		}
	}
}
