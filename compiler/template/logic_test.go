package template_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/template"
)

// when writes a scenario as "A !B": A holds and B does not.
func when(text string) *template.Scenario {
	var s *template.Scenario
	for _, word := range strings.Fields(text) {
		name, opposite := strings.CutPrefix(word, "!")
		s = s.With(name, !opposite)
	}
	return s
}

const stages = `
Parameters:
  Stage: {Type: String, AllowedValues: [dev, test, prod]}
  Other: {Type: String}
  Zone: {Type: String, MinLength: 1}
  Zones: {Type: CommaDelimitedList, AllowedValues: [a, b]}
  Switch: {Type: String, AllowedValues: [true, false]}
  Answer: {Type: String, AllowedValues: ['True', 'False']}
  Team: {Type: 'AWS::SSM::Parameter::Value<String>', AllowedValues: [/a, /b]}
Conditions:
  Dev: {Fn::Equals: [{Ref: Stage}, dev]}
  Test: {Fn::Equals: [test, {Fn::Sub: '${Stage}'}]}
  Prod: {Fn::Equals: [{Ref: Stage}, prod]}
  Wrong: {Fn::Equals: [{Ref: Stage}, production]}
  NotDev: {Fn::Not: [{Condition: Dev}]}
  TestOrProd: {Fn::Or: [{Condition: Test}, {Condition: Prod}]}
  DevAndProd: {Fn::And: [{Condition: Dev}, {Condition: Prod}]}
  Zoned: {Fn::Not: [{Fn::Equals: [{Ref: Zone}, '']}]}
  Listed: {Fn::Equals: [{Fn::Join: ['', {Ref: Zones}]}, c]}
  First: {Fn::Equals: [{Fn::Select: [0, {Ref: Zones}]}, c]}
  OtherX: {Fn::Equals: [{Ref: Other}, x]}
  OtherY: {Fn::Equals: [{Ref: Other}, y]}
  OtherStage: {Fn::Equals: [{Ref: Other}, {Ref: Stage}]}
  Literal: {Fn::Equals: [a, a]}
  Number: {Fn::Equals: [1, '1']}
  Same: {Fn::Equals: [{Ref: Other}, {Fn::Sub: '${Other}'}]}
  On: {Fn::Equals: [{Ref: Switch}, 'true']}
  Off: {Fn::Equals: [{Ref: Switch}, false]}
  Yes: {Fn::Equals: [{Ref: Answer}, True]}
  No: {Fn::Equals: [{Ref: Answer}, 'False']}
  Red: {Fn::Equals: [{Ref: Team}, red]}
  China: {Fn::Equals: [{Ref: AWS::Partition}, aws-cn]}
  Beijing: {Fn::Equals: [{Ref: AWS::Region}, cn-north-1]}
  Secret: {Fn::Equals: ['{{resolve:ssm:a}}', b]}
  Undeclared: {Fn::Or: [{Condition: Nowhere}, {Condition: Dev}]}
  Circle: {Fn::Not: [{Condition: Round}]}
  Round: {Fn::Not: [{Condition: Circle}]}
  Self: {Condition: Self}
  Empty: {Fn::And: []}
  Odd: {Fn::If: [Dev, a, b]}
  Three: {Fn::Equals: [a, a, a]}
  Has: {Fn::Contains: [[dev, test], {Ref: Stage}]}
  HasOf: {Fn::Contains: [{Ref: Zones}, a]}
  AllOf: {Fn::EachMemberIn: [[{Ref: Stage}], [dev, prod]]}
  Each: {Fn::EachMemberEquals: [[{Ref: Stage}, {Ref: Other}], dev]}
`

func TestPossible(t *testing.T) {
	model := parse(t, stages)
	tests := map[template.Answer][]string{
		template.Yes: {
			"", "Dev", "!Dev", "!Dev !Test", "TestOrProd !Test", "Listed", "Zoned First", "OtherX !OtherY", "!OtherX !OtherY",
			"OtherStage", "!OtherStage", "OtherStage Dev", "Literal", "Number", "Same", "On", "!On", "Red", "China", "Beijing",
			"Secret", "!Secret", "No", "!No", "Has Test", "!Has Prod", "HasOf", "AllOf", "Each", "!Each Dev", "Each On Beijing !HasOf",
		},
		template.No: {
			"Dev Prod", "Dev NotDev", "!Dev !Test !Prod", "TestOrProd Dev", "DevAndProd", "Wrong", "!Zoned", "OtherX OtherY",
			"OtherX OtherStage", "!Literal", "!Number", "!Same", "On Off", "!On !Off", "Has Prod", "!Has Dev", "AllOf Test",
			"!AllOf Prod", "Each Prod", "Each OtherX", "HasOf !HasOf", "Nowhere !Nowhere", "Undeclared !Undeclared", "Dev Prod Nowhere",
		},
		template.Undecided: {
			"Nowhere", "Nowhere Dev", "Undeclared", "!Undeclared", "Circle", "Round", "!Circle Round", "Self", "Empty", "Odd", "Three",
			"Listed First", "Yes", "!Yes No", "China Beijing", "Listed HasOf",
		},
	}
	for want, list := range tests {
		for _, text := range list {
			if got := model.Possible(when(text)); got != want {
				t.Errorf("%q: %v, want %v", text, got, want)
			}
		}
	}
	if got := model.Possible(when("Dev").With("", true)); got != template.Undecided {
		t.Errorf("with a name that only the deployment knows: %v", got)
	}
}

func TestImplies(t *testing.T) {
	model := parse(t, stages)
	tests := []struct {
		a, b string
		want template.Answer
	}{
		{"Dev", "NotDev", template.No},
		{"Prod", "NotDev", template.Yes},
		{"NotDev", "Prod", template.No},
		{"Prod", "NotDev TestOrProd !Test", template.Yes},
		{"Prod", "", template.Yes},
		{"", "Prod", template.No},
		{"", "Zoned Same", template.Yes},
		{"DevAndProd", "Nowhere", template.Yes},
		{"Dev", "Nowhere", template.Undecided},
		{"Dev", "Nowhere Prod", template.No},
		{"Dev", "Each", template.No},
		{"Each", "Dev", template.Yes},
	}
	for _, test := range tests {
		if got := model.Implies(when(test.a), when(test.b)); got != test.want {
			t.Errorf("%q implies %q: %v, want %v", test.a, test.b, got, test.want)
		}
	}
	for pair, want := range map[[2]string]template.Answer{
		{"NotDev", "TestOrProd"}: template.Yes,
		{"NotDev", "!Dev"}:       template.Yes,
		{"NotDev", "Prod"}:       template.No,
		{"Has", "!Prod"}:         template.Yes,
		{"Nowhere", "Dev"}:       template.Undecided,
		{"Literal", ""}:          template.Yes,
	} {
		if got := model.Equivalent(when(pair[0]), when(pair[1])); got != want {
			t.Errorf("%q is equivalent to %q: %v, want %v", pair[0], pair[1], got, want)
		}
	}
}

func TestConstant(t *testing.T) {
	model := parse(t, stages)
	for name, want := range map[string]template.Answer{
		"Literal":    template.Yes,
		"Same":       template.Yes,
		"Zoned":      template.Yes,
		"Wrong":      template.No,
		"DevAndProd": template.No,
		"Dev":        template.Undecided,
		"Circle":     template.Undecided,
		"Nowhere":    template.Undecided,
	} {
		if got := model.Constant(name); got != want {
			t.Errorf("%s is %+v, want %+v", name, got, want)
		}
	}
}

// What the assertions of rules forbid is impossible. Those that say nothing of what is asked
// change nothing, even if they cannot hold.
func TestAssertions(t *testing.T) {
	model := parse(t, `
Parameters: {Stage: {Type: String}, Size: {Type: String}, Vpc: {Type: 'AWS::EC2::VPC::Id'}, P: {Type: String}}
Rules:
  Sizes:
    RuleCondition: {Fn::Equals: [{Ref: Stage}, prod]}
    Assertions:
      - Assert: {Fn::Contains: [[large, huge], {Ref: Size}]}
        AssertDescription: production needs room
  Stages: {Assertions: [{Assert: {Fn::Contains: [[dev, prod], {Ref: Stage}]}}]}
  Tagged: {Assertions: [{Assert: {Fn::EachMemberEquals: [{Fn::ValueOf: [Vpc, Tags.Stage]}, prod]}}]}
  Never: {Assertions: [{Assert: {Fn::Equals: [a, b]}}]}
  Broken: {RuleCondition: [], Assertions: [{Assert: {Fn::Equals: [{Ref: P}, x]}}, x, {Assert: x}]}
Conditions:
  Prod: {Fn::Equals: [{Ref: Stage}, prod]}
  Dev: {Fn::Equals: [{Ref: Stage}, dev]}
  Small: {Fn::Equals: [{Ref: Size}, small]}
  X: {Fn::Equals: [{Ref: P}, x]}
`)
	for text, want := range map[string]template.Answer{
		"Prod":       template.Yes,
		"Dev Small":  template.Yes,
		"Prod Small": template.No,
		"!Prod !Dev": template.No,
		"!Dev Small": template.No,
		"!X":         template.Yes,
	} {
		if got := model.Possible(when(text)); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// A macro may change the conditions. A loop makes some that are not followed.
func TestPossibleUnknown(t *testing.T) {
	for _, text := range []string{
		"Transform: Ours\nConditions: {A: {Fn::Equals: [a, b]}}\n",
		"Transform: AWS::LanguageExtensions\nConditions: {Fn::ForEach::L: [N, [A], {'${N}': {Fn::Equals: [a, b]}}]}\n",
		"Conditions: {A: }\n",
		"Conditions: [A]\n",
		"{}\n",
	} {
		model := parse(t, text)
		if got := model.Possible(when("A")); got != template.Undecided {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestScenarios(t *testing.T) {
	model := parse(t, `
Conditions: {A: {Fn::Equals: [{Ref: P}, a]}, B: {Fn::Equals: [{Ref: Q}, b]}}
Resources:
  R:
    Type: T
    Condition: A
    Properties:
      X: {Fn::If: [B, {Ref: One}, {Fn::If: [{Ref: P}, [{Ref: Two}], {Fn::Sub: '${Three}'}]}]}
      Y: {Fn::GetAtt: [Four, Arn]}
  S: {Type: T, Properties: {X: {Ref: Five}, Y: {Fn::If: {Ref: Six}}}}
Outputs:
  O: {Condition: B, Value: {Ref: Seven}}
  V: {Value: {Ref: Eight}}
`)
	want := map[string]string{"One": "A B", "Two": "A !B ?", "Three": "A !B !?", "Four": "A", "Five": "", "Six": "", "Seven": "B", "Eight": ""}
	for name, text := range want {
		for use := range model.UsesOf(name) {
			if got := shown(use.When); got != text {
				t.Errorf("%s is used when %q, want %q", name, got, text)
			}
			delete(want, name)
		}
	}
	if len(want) > 0 {
		t.Errorf("not seen: %v", want)
	}
	if got := shown(model.Resource("R").When().And(model.Outputs[0].When())); got != "A B" {
		t.Errorf("together it is %q", got)
	}
}

// shown writes a scenario as when reads it, with ? for a name that is not known.
func shown(s *template.Scenario) string {
	var words []string
	for ; s != nil; s = s.Within {
		name := s.Condition
		if name == "" {
			name = "?"
		}
		words = append(words, map[bool]string{false: "!"}[s.Holds]+name)
	}
	slices.Reverse(words)
	return strings.Join(words, " ")
}

func TestBranches(t *testing.T) {
	model := parse(t, stages+`
V: {Fn::If: [Dev, 1, {Fn::If: [TestOrProd, {Fn::If: [Prod, 2, 3]}, 4]}]}
W: {Fn::If: [Dev, 1]}
`)
	branches := func(key, in string) string {
		var list []string
		for s, n := range model.Branches(model.Root.Get(key), when(in)) {
			list = append(list, shown(s)+": "+n.Text())
		}
		return strings.Join(list, ", ")
	}
	for key, want := range map[string]string{
		"V ":     "Dev: 1, !Dev TestOrProd Prod: 2, !Dev TestOrProd !Prod: 3",
		"V Prod": "Prod !Dev TestOrProd Prod: 2",
		"W ":     "Dev: 1, !Dev: ",
		"X ":     ": ",
	} {
		name, in, _ := strings.Cut(key, " ")
		if got := branches(name, in); got != want {
			t.Errorf("%s when %q: %s, want %s", name, in, got, want)
		}
	}
	for range model.Branches(model.Root.Get("V"), nil) {
		break
	}
}

// chain is the worst case of conditions that lead to each other: each takes both outcomes of
// the one before, with parameters of its own or, shared, with a few that all have.
func chain(length int, shared bool) string {
	parameters, conditions := "Parameters:\n", "Conditions:\n  C0: {Fn::Equals: [{Ref: P0}, x]}\n"
	for i := range length + 1 {
		parameters += fmt.Sprintf("  P%d: {Type: String}\n", i)
	}
	for i := 1; i <= length; i++ {
		p := i
		if shared {
			p = i * 7 % 31
		}
		conditions += fmt.Sprintf("  C%d: {Fn::Or: [{Fn::And: [{Condition: C%d}, {Fn::Equals: [{Ref: P%d}, x]}]}, {Fn::And: [{Fn::Not: [{Condition: C%d}]}, {Fn::Equals: [{Ref: P%d}, y]}]}]}\n",
			i, i-1, p, i-1, (p*11+3)%(length+1))
	}
	return parameters + conditions
}

// Whatever the conditions, an answer comes, and it is right where it is not undecided.
func TestChain(t *testing.T) {
	for _, shared := range []bool{false, true} {
		model := parse(t, chain(60, shared))
		for i := range 61 {
			name := fmt.Sprintf("C%d", i)
			if got := model.Possible(when(name + " !" + name)); got != template.No {
				t.Errorf("%s and its opposite: %v", name, got)
			}
			if got := model.Possible(when(name)); got == template.No {
				t.Errorf("%s is said to be impossible", name)
			}
		}
	}
}

func BenchmarkChain(b *testing.B) {
	for name, shared := range map[string]bool{"own parameters": false, "shared parameters": true} {
		root := parse(b, chain(60, shared)).Root
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				model, _ := template.New(root)
				for i := 1; i <= 60; i++ {
					model.Implies(when(fmt.Sprintf("C%d", i)), when(fmt.Sprintf("C%d !C%d", i-1, i/2)))
				}
			}
		})
	}
}
