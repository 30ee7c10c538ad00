package lower_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/emit"
	"github.com/cfnc/cfnc/compiler/live"
	"github.com/cfnc/cfnc/compiler/source"
)

func compile(t *testing.T, text string) *compiler.Unit {
	t.Helper()
	unit, found := compiler.Compile(source.NewFile("web.yaml", "web.yaml", text), compiler.Options{Values: map[string]string{"Min": "7", "Max": "8"}})
	if diag.HasErrors(found) {
		t.Fatalf("%s\n%v", text, found)
	}
	return unit
}

// web is a group of some sizes that is updated with some floor.
func web(parameters, sizes, floor string) string {
	return "Parameters:\n  Stage: {Type: String, AllowedValues: [test, prod]}\n" + parameters + `
Mappings: {StageMap: {test: {Min: 2, Max: 8}, prod: {Min: 4, Max: 40}}}
Conditions: {Prod: !Equals [!Ref Stage, prod]}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: "` + floor + `"}}
    Properties: {` + sizes + `}
`
}

// What the parameter of a floor can be, by what is known of the group's sizes. Values that
// --param gives do not count: the output depends on the source alone.
func TestFloors(t *testing.T) {
	for _, c := range []struct{ name, parameters, sizes, floor, want string }{
		{"literals", "", "MinSize: 2, MaxSize: 20", "@Web.DesiredCapacity", "Default 2 MinValue 0 MaxValue 19"},
		{"texts", "", "MinSize: '2', MaxSize: '20'", "@Web.DesiredCapacity", "Default 2 MinValue 0 MaxValue 19"},
		{"no room", "", "MinSize: 2, MaxSize: 2", "@Web.DesiredCapacity", "Default 1 MinValue 0 MaxValue 1"},
		{"none", "", "MinSize: 0, MaxSize: 0", "@Web.DesiredCapacity", "Default 0 MinValue 0"},
		{"by stage", "", `MinSize: "@Stage[Min]", MaxSize: "@Stage[Max]"`, "@Web.DesiredCapacity", "Default 4 MinValue 0 MaxValue 39"},
		{"by condition", "", "MinSize: !If [Prod, 9, 2], MaxSize: !If [Prod, 10, 5]", "@Web.DesiredCapacity", "Default 4 MinValue 0 MaxValue 9"},
		{"parameters", "  Min: {Type: Number}\n  Max: {Type: Number}", `MinSize: "@Min", MaxSize: "@Max"`, "@Web.DesiredCapacity", "Default 1 MinValue 0"},
		{"defaults", "  Min: {Type: Number, Default: 3}\n  Max: {Type: Number, Default: 6}", `MinSize: "@Min", MaxSize: "@Max"`, "@Web.DesiredCapacity", "Default 3 MinValue 0"},
		{"option", "", "MinSize: 2, MaxSize: 20", "@{live(Web.DesiredCapacity, default: 5)}", "Default 5 MinValue 0 MaxValue 19"},
		{"clamp", "", "MinSize: 2, MaxSize: 20", "@{live(Web.DesiredCapacity, clamp: [MinSize, MaxSize-4])}", "Default 2 MinValue 0 MaxValue 16"},
		{"numbers", "", "MinSize: 2, MaxSize: 20", "@{live(Web.DesiredCapacity, clamp: [1, 1])}", "Default 1 MinValue 0 MaxValue 1"},
	} {
		unit := compile(t, web(c.parameters, c.sizes, c.floor))
		p := unit.Template.Parameter(unit.Bindings[0].Parameter)
		got := ""
		for _, name := range []string{"Default", "MinValue", "MaxValue"} {
			if n := p.At(name); n != nil {
				got += " " + name + " " + n.Text()
			}
		}
		if got = strings.TrimSpace(got); got != c.want || !p.Live() || p.Type() != "Number" {
			t.Errorf("%s: got %s (live: %v), want %s", c.name, got, p.Live(), c.want)
		}
	}
}

func TestNames(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a floor and a number", web("", `MinSize: 1, MaxSize: 3, Cooldown: "@Web.DesiredCapacity"`, "@Web.DesiredCapacity"),
			"LiveWebDesiredCapacity LiveWebDesiredCapacityFloor"},
		{"one parameter for equal values", web("", `Cooldown: "@Web.MaxSize", Context: "@Web.MaxSize@Web.MaxSize"`, "@{Web.MaxSize}"),
			"LiveWebMaxSize LiveWebMaxSizeFloor"},
		{"other options", web("", `Cooldown: "@{live(Web.MaxSize, default: 2)}", Context: "@{live(Web.MaxSize, default: 3)}"`, "1"),
			"LiveWebMaxSize LiveWebMaxSizebaa3fd5b"},
		{"a parameter has the name", web("  LiveWebMaxSize: {Type: String}", `Cooldown: "@Web.MaxSize"`, "1"), "LiveWebMaxSizebaa4c7f9"},
		{"another group", web("", `MaxSize: 2`, "@Other.DesiredCapacity") + "  Other: {Type: AWS::AutoScaling::AutoScalingGroup}\n", "LiveOtherDesiredCapacity"},
		{"plain", web("", `MaxSize: 2`, `1`), ""},
	} {
		var names []string
		for _, b := range compile(t, c.text).Bindings {
			names = append(names, b.Parameter)
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

const many = `Parameters:
  Build: {Type: String, Default: "7"}
  Image: {Type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"}
  Max: {Type: Number}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MinInstancesInService: !If [C, "@Web.DesiredCapacity", 1]
    Properties:
      MinSize: 2
      MaxSize: "@Max"
      Tags:
        - {Key: a/b, Value: "@{live(Build.PreviousValue)} of @{live(Image.PreviousValue)}"}
        - {Key: c, Value: !Sub "@Orders.ReadCapacityUnits ${Image}"}
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      ProvisionedThroughput: {ReadCapacityUnits: 5, WriteCapacityUnits: 5}
`

const bindings = `{
  "bindings": [
    {
      "attribute": "PreviousValue",
      "default": {
        "reason": "Default",
        "value": "7"
      },
      "maxAge": "5m",
      "onMissing": "default",
      "parameter": "LiveBuildPreviousValue",
      "resource": "Build",
      "source": {
        "api": "cloudformation:DescribeStacks",
        "path": "Stacks[0].Parameters[?ParameterKey=='Build'] | [0].ParameterValue"
      },
      "type": "Parameter",
      "use": [
        "/Resources/Web/Properties/Tags/0/Value/Fn::Join/1/0"
      ]
    },
    {
      "attribute": "PreviousValue",
      "maxAge": "5m",
      "onMissing": "error",
      "parameter": "LiveImagePreviousValue",
      "resource": "Image",
      "source": {
        "api": "cloudformation:DescribeStacks",
        "path": "Stacks[0].Parameters[?ParameterKey=='Image'] | [0].ResolvedValue"
      },
      "type": "Parameter",
      "use": [
        "/Resources/Web/Properties/Tags/0/Value/Fn::Join/1/2"
      ]
    },
    {
      "attribute": "ReadCapacityUnits",
      "default": {
        "reason": "ProvisionedThroughput.ReadCapacityUnits",
        "value": 5
      },
      "maxAge": "5m",
      "onMissing": "default",
      "parameter": "LiveOrdersReadCapacityUnits",
      "resource": "Orders",
      "source": {
        "api": "dynamodb:DescribeTable",
        "path": "Table.ProvisionedThroughput.ReadCapacityUnits"
      },
      "type": "AWS::DynamoDB::Table",
      "use": [
        "/Resources/Web/Properties/Tags/1/Value"
      ]
    },
    {
      "attribute": "DesiredCapacity",
      "clamp": {
        "max": {
          "minus": 1,
          "parameter": "Max",
          "path": "AutoScalingGroups[0].MaxSize",
          "template": "MaxSize"
        },
        "min": {
          "path": "AutoScalingGroups[0].MinSize",
          "template": "MinSize",
          "value": 2
        }
      },
      "default": {
        "reason": "MinSize",
        "value": 2
      },
      "maxAge": "5m",
      "onMissing": "default",
      "parameter": "LiveWebDesiredCapacityFloor",
      "resource": "Web",
      "source": {
        "api": "autoscaling:DescribeAutoScalingGroups",
        "path": "AutoScalingGroups[0].DesiredCapacity"
      },
      "type": "AWS::AutoScaling::AutoScalingGroup",
      "use": [
        "/Resources/Web/UpdatePolicy/AutoScalingRollingUpdate/MinInstancesInService/Fn::If/1"
      ]
    }
  ],
  "sha256": "",
  "template": "web.yaml",
  "version": 1
}
`

func TestBindings(t *testing.T) {
	text, err := live.Manifest{Version: live.Version, Template: "web.yaml", Bindings: compile(t, many).Bindings}.JSON()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(bindings, string(text)); diff != "" {
		t.Error(diff)
	}
	read, err := live.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(compile(t, many).Bindings, read.Bindings); diff != "" {
		t.Errorf("read again: %s", diff)
	}
}

// What is generated was written where the expression is.
func TestPlaces(t *testing.T) {
	unit := compile(t, many)
	for _, b := range unit.Bindings {
		p := unit.Template.Parameter(b.Parameter)
		for key, value := range p.Value.Pairs() {
			if at := value.Span().Text(); !strings.Contains(at, b.Attribute) || key.Span() != value.Span() || value.Origin() == nil {
				t.Errorf("%s of %s was written at %q", key.Text(), p.Name, at)
			}
		}
	}
	if m := string(emit.SourceMap(unit.Root)); !strings.Contains(m, `"/Parameters/LiveWebDesiredCapacityFloor/MinValue"`) {
		t.Error("the source map does not know the generated parameter")
	}
}

func TestSecretsAreNotAskedFor(t *testing.T) {
	const text = "Parameters: {P: {Type: String, NoEcho: true}}\nResources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: '@{live(P.PreviousValue)}'}}}\n"
	unit, found := compiler.Compile(source.NewFile("web.yaml", "web.yaml", text), compiler.Options{})
	if len(found) != 1 || found[0].Span.Text() != "@{live(P.PreviousValue)}" || len(unit.Bindings) > 0 {
		t.Errorf("got %v and %v", found, unit.Bindings)
	}
}
