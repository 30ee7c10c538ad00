package template_test

import (
	"slices"
	"testing"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

const outcomesHead = `
Parameters:
  Team: {Type: String, Default: web, AllowedValues: [web, data]}
  Stage: {Type: String, AllowedValues: [test, prod]}
  Delay: {Type: Number, Default: 5}
  Zones: {Type: CommaDelimitedList, Default: "a, b"}
  Name: {Type: String, Default: ""}
  Open: {Type: String}
  Stored: {Type: "AWS::SSM::Parameter::Value<String>", Default: /a}
Conditions:
  Production: {"Fn::Equals": [{Ref: Stage}, prod]}
  Named: {"Fn::Not": [{"Fn::Equals": [{Ref: Team}, web]}]}
Mappings:
  Sizes:
    test: {Size: 1}
    prod: {Size: 2, List: [x, y]}
  Regions:
    eu-west-1: {Image: ami-1}
    cn-north-1: {Image: ami-2}
`

// outcomes evaluates an expression and lists "certainty text" of what it comes to.
func outcomes(t *testing.T, expression, condition string, values map[string]string) (list []string) {
	t.Helper()
	doc, problems := syntax.Parse(source.NewFile("a.yaml", "a.yaml", outcomesHead+"It: "+expression+"\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	m, _ := template.NewGiven(doc.Root, values)
	var when *template.Scenario
	if condition != "" {
		when = when.With(condition, true)
	}
	for _, o := range m.Outcomes(doc.Root.Get("It"), when) {
		text := o.Node.Text()
		for _, item := range o.Node.Items() {
			text += "," + item.Text()
		}
		list = append(list, o.Certainty.String()+" "+text)
	}
	return list
}

func TestOutcomes(t *testing.T) {
	for _, tt := range []struct {
		name, expression, condition string
		want                        []string
	}{
		{"a default and allowed values", "{Ref: Team}", "", []string{"may web", "may data"}},
		{"a condition excludes a default", "{Ref: Team}", "Named", []string{"must data"}},
		{"a condition of another parameter", "{Ref: Stage}", "Production", []string{"must prod"}},
		{"an empty default", "{Ref: Name}", "", nil},
		{"nothing is known", "{Ref: Open}", "", nil},
		{"a parameter of Systems Manager", "{Ref: Stored}", "", nil},
		{"a list", "{Ref: Zones}", "", []string{"default ,a,b"}},
		{"Fn::Sub", "{'Fn::Sub': 'x-${Delay}-${!y}'}", "", []string{"default x-5-${y}"}},
		{"Fn::Sub with variables", "{'Fn::Sub': ['${a.b}', {a.b: {Ref: Delay}}]}", "", []string{"default 5"}},
		{"the same parameter twice", "{'Fn::Sub': '${Stage}${Stage}'}", "", []string{"may testtest", "may prodprod"}},
		{"an attribute", "{'Fn::Sub': '${Delay}${R.Arn}'}", "", nil},
		{"the account and the partition", "{'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'}", "",
			[]string{"may arn:aws:iam::123456789012:root"}},
		{"a dynamic reference", "{'Fn::Sub': '{{resolve:ssm:/a}}'}", "", nil},
		{"Fn::Join", "{'Fn::Join': ['/', [a, {Ref: AWS::NoValue}, {Ref: Delay}]]}", "", []string{"default a/5"}},
		{"Fn::Join of a list", "{'Fn::Join': ['-', {Ref: Zones}]}", "", []string{"default a-b"}},
		{"Fn::Split and Fn::Select", "{'Fn::Select': [1, {'Fn::Split': [':', 'a:b']}]}", "", []string{"must b"}},
		{"Fn::Select looks at one entry", "{'Fn::Select': [0, [a, {Ref: Open}]]}", "", []string{"must a"}},
		{"Fn::Select of too few", "{'Fn::Select': [2, [a, b]]}", "", nil},
		{"Fn::Select where entries may be missing", "{'Fn::Select': [0, [{Ref: AWS::NoValue}, b]]}", "", []string{"must b"}},
		{"Fn::FindInMap", "{'Fn::FindInMap': [Sizes, {Ref: Stage}, Size]}", "", []string{"may 1", "may 2"}},
		{"Fn::FindInMap of a key that is not there", "{'Fn::FindInMap': [Sizes, test, List]}", "", nil},
		{"Fn::FindInMap with a default", "{'Fn::FindInMap': [Sizes, test, List, {DefaultValue: z}]}", "", []string{"must z"}},
		{"Fn::FindInMap by region", "{'Fn::FindInMap': [Regions, {Ref: AWS::Region}, Image]}", "", []string{"may ami-1", "may ami-2"}},
		{"what goes with the region", "{'Fn::Join': ['', [{'Fn::FindInMap': [Regions, {Ref: AWS::Region}, Image]}, {Ref: AWS::Partition}]]}", "",
			[]string{"may ami-1aws", "may ami-2aws-cn"}},
		{"Fn::GetAZs", "{'Fn::Select': [1, {'Fn::GetAZs': ''}]}", "", []string{"may us-east-1b"}},
		{"Fn::If goes with its parameter", "{'Fn::Join': ['-', [{Ref: Stage}, {'Fn::If': [Production, p, t]}]]}", "",
			[]string{"may prod-p", "may test-t"}},
		{"Fn::ToJsonString", "{'Fn::ToJsonString': {a: [1, {Ref: Delay}, true], b: {Ref: AWS::NoValue}, c: {d: 'x\"'}}}", "",
			[]string{`default {"a":[1,5,true],"c":{"d":"x\""}}`}},
		{"Fn::ImportValue", "{'Fn::Sub': ['${x}', {x: {'Fn::ImportValue': a}}]}", "", nil},
		{"a macro", "{'Fn::Transform': {Name: a}}", "", nil},
	} {
		if got := outcomes(t, tt.expression, tt.condition, nil); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %s\ngot  %q\nwant %q", tt.name, tt.expression, got, tt.want)
		}
	}
}

func TestOutcomesGiven(t *testing.T) {
	given := map[string]string{"Team": "ops", "Zones": "x,y", "Open": "", "Stage": "prod", "Stored": "/b"}
	for expression, want := range map[string][]string{
		"{Ref: Team}":   {"must ops"},
		"{Ref: Zones}":  {"must ,x,y"},
		"{Ref: Open}":   {"must "},
		"{Ref: Stored}": nil,
		"{'Fn::FindInMap': [Sizes, {Ref: Stage}, Size]}": {"must 2"},
		"{'Fn::Sub': '${Team}-${Delay}'}":                {"default ops-5"},
	} {
		if got := outcomes(t, expression, "", given); !slices.Equal(got, want) {
			t.Errorf("%s is %q, want %q", expression, got, want)
		}
	}
}

// A given value decides conditions, but not what the template is in general.
func TestGivenConditions(t *testing.T) {
	doc, _ := syntax.Parse(source.NewFile("a.yaml", "a.yaml", `
Parameters:
  Stage: {Type: String}
  Other: {Type: String}
Mappings:
  Live: {prod: {Is: "yes"}, test: {Is: "no"}}
Conditions:
  Production: {"Fn::Equals": [{Ref: Stage}, prod]}
  Named: {"Fn::Equals": [{"Fn::Sub": "${Stage}-x"}, test-x]}
  Mapped: {"Fn::Equals": [{"Fn::FindInMap": [Live, {Ref: Stage}, Is]}, "yes"]}
  Open: {"Fn::Equals": [{Ref: Stage}, {Ref: Other}]}
`))
	m, _ := template.NewGiven(doc.Root, map[string]string{"Stage": "prod"})
	for name, want := range map[string]template.Answer{
		"Production": template.Yes, "Named": template.No, "Mapped": template.Yes, "Open": template.Undecided,
	} {
		if got := m.Constant(name); got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
		if got := m.General().Constant(name); got != template.Undecided {
			t.Errorf("in general %s is %v", name, got)
		}
	}
}
