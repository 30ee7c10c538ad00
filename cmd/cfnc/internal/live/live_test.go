package live

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	manifest "github.com/cfnc/cfnc/compiler/live"
)

// floor is the binding of `MinInstancesInService: "@Web.DesiredCapacity"`, with a bound that the
// template says, or that only the answer has.
func floor(most *int, parameter string) manifest.Binding {
	const found = "AutoScalingGroups[0]."
	two := 2
	return manifest.Binding{
		Parameter: "LiveWebDesiredCapacityFloor", Resource: "Web", Type: "AWS::AutoScaling::AutoScalingGroup", Attribute: "DesiredCapacity",
		Source: manifest.Source{API: "autoscaling:DescribeAutoScalingGroups", Path: found + "DesiredCapacity"},
		Clamp: &manifest.Clamp{
			Min: manifest.Bound{Template: "MinSize", Path: found + "MinSize", Value: &two},
			Max: manifest.Bound{Template: "MaxSize", Path: found + "MaxSize", Value: most, Parameter: parameter, Minus: 1},
		},
		Default: &manifest.Default{Reason: "MinSize", Value: manifest.Value{Text: "2", Number: true}},
		MaxAge:  "5m", OnMissing: manifest.UseDefault,
	}
}

func previous(name, key string, initial *manifest.Default) manifest.Binding {
	missing := manifest.UseDefault
	if initial == nil {
		missing = manifest.Fail
	}
	return manifest.Binding{
		Parameter: "Live" + name + "PreviousValue", Resource: name, Type: manifest.ParameterType, Attribute: manifest.PreviousValue,
		Source:  manifest.Source{API: describeStacks, Path: "Stacks[0].Parameters[?ParameterKey=='" + name + "'] | [0]." + key},
		Default: initial, MaxAge: "5m", OnMissing: missing,
	}
}

// standing are the answers of an account where all is well.
func standing(t *testing.T) map[string][]reply {
	return map[string][]reply{
		"DescribeStacks":            {recorded(t, "DescribeStacks.xml")},
		"DescribeStackResource":     {recorded(t, "DescribeStackResource.xml")},
		"DescribeAutoScalingGroups": {recorded(t, "DescribeAutoScalingGroups.xml")},
	}
}

func sized(t *testing.T, desired, most string) reply {
	return recorded(t, "DescribeAutoScalingGroups.xml",
		"<DesiredCapacity>10<", "<DesiredCapacity>"+desired+"<", "<MaxSize>20<", "<MaxSize>"+most+"<")
}

func inState(t *testing.T, status string) map[string][]reply {
	return map[string][]reply{"DescribeStacks": {recorded(t, "DescribeStacks.xml", "UPDATE_COMPLETE", status)}}
}

func ptr(n int) *int { return &n }

// Each case is one of what an account can be like just before a deployment.
func TestResolve(t *testing.T) {
	web := []manifest.Binding{floor(ptr(20), "")}
	noStack := refused(400, "ValidationError", "Stack with id web does not exist")
	noResource := refused(400, "ValidationError", "Resource Web does not exist for stack web")
	one := &manifest.Default{Reason: "Default", Value: manifest.Value{Text: "1.0"}}
	for _, test := range []struct {
		name     string
		bindings []manifest.Binding
		given    map[string]string
		replies  map[string][]reply // besides, or instead of, those of an account where all is well
		want     string             // values
		note     string
		fails    string
	}{
		{name: "the group has ten", bindings: web, want: "10"},
		{name: "first create", bindings: web, replies: map[string][]reply{"DescribeStacks": {noStack}}, want: "2", note: "is 2, its default (MinSize): the stack `web` does not exist yet"},
		{name: "a change set to create it", bindings: web, replies: inState(t, "REVIEW_IN_PROGRESS"), want: "2", note: "still to be created (REVIEW_IN_PROGRESS)"},
		{name: "new in this update", bindings: web, replies: map[string][]reply{"DescribeStackResource": {noResource}}, want: "2", note: "`Web` is new in this update"},
		{
			name: "not made yet", bindings: web, want: "2", note: "`Web` is new in this update",
			replies: map[string][]reply{"DescribeStackResource": {recorded(t, "DescribeStackResource.xml", "CREATE_COMPLETE", "DELETE_COMPLETE")}},
		},
		{
			name: "another type before", bindings: web, want: "2", note: "it is AWS::EC2::Instance now",
			replies: map[string][]reply{"DescribeStackResource": {recorded(t, "DescribeStackResource.xml", "AWS::AutoScaling::AutoScalingGroup", "AWS::EC2::Instance")}},
		},
		{
			name: "deleted out of band", bindings: web, fails: "`web-Web-1ABCDEFGHIJKL`, the AWS::AutoScaling::AutoScalingGroup of `Web`, is gone: somebody deleted it outside of CloudFormation; give the resource another logical ID",
			replies: map[string][]reply{"DescribeAutoScalingGroups": {recorded(t, "NoAutoScalingGroups.xml")}},
		},
		{
			name: "being deleted", bindings: web, fails: "is gone",
			replies: map[string][]reply{"DescribeAutoScalingGroups": {recorded(t, "DescribeAutoScalingGroups.xml", "<MinSize>", "<Status>Delete in progress</Status><MinSize>")}},
		},
		{name: "the stack goes meanwhile", bindings: web, fails: "400 ValidationError: Stack 'web' does not exist", replies: map[string][]reply{"DescribeStackResource": {refused(400, "ValidationError", "Stack 'web' does not exist")}}},
		{name: "full", bindings: web, replies: map[string][]reply{"DescribeAutoScalingGroups": {sized(t, "20", "20")}}, want: "19", note: "is 19, not 20: the group is full: one at a time, capacity ≥ n−1"},
		{name: "the new MaxSize is lower", bindings: []manifest.Binding{floor(ptr(6), "")}, want: "5", note: "is 5, not 10: MaxSize is 6 in this deployment"},
		{name: "MaxSize is a parameter", bindings: []manifest.Binding{floor(nil, "Most")}, given: map[string]string{"Most": "8"}, want: "7", note: "MaxSize is 8"},
		{name: "a parameter that nobody gives", bindings: []manifest.Binding{floor(nil, "Most")}, replies: map[string][]reply{"DescribeAutoScalingGroups": {sized(t, "10", "10")}}, want: "9", note: "full"},
		{name: "a parameter that is no number", bindings: []manifest.Binding{floor(nil, "Most")}, given: map[string]string{"Most": "many"}, fails: "the bound Most of `Web` is `many`, which is no whole number"},
		{name: "below MinSize", bindings: web, replies: map[string][]reply{"DescribeAutoScalingGroups": {sized(t, "0", "20")}}, want: "2", note: "is 2, not 0: it is not to be less"},
		{name: "the value is given", bindings: web, given: map[string]string{"LiveWebDesiredCapacityFloor": "3"}, want: "3"},
		{name: "no number", bindings: web, replies: map[string][]reply{"DescribeAutoScalingGroups": {sized(t, "ten", "20")}}, fails: "`DesiredCapacity` of `Web` is `ten`, which is no whole number"},
		{name: "nothing at the path", bindings: web, replies: map[string][]reply{"DescribeAutoScalingGroups": {recorded(t, "DescribeAutoScalingGroups.xml", "DesiredCapacity", "Other")}}, fails: "has nothing at `AutoScalingGroups[0].DesiredCapacity`"},

		{name: "previous value", bindings: []manifest.Binding{previous("BuildNumber", "ParameterValue", nil)}, want: "1.10 & later"},
		{name: "resolved value", bindings: []manifest.Binding{previous("Image", "ResolvedValue", nil)}, want: "ami-0123456789abcdef0"},
		{name: "hidden by NoEcho", bindings: []manifest.Binding{previous("Secret", "ParameterValue", nil)}, fails: "`Secret` is hidden by NoEcho in the stack"},
		{name: "a parameter that is new", bindings: []manifest.Binding{previous("Fresh", "ParameterValue", one)}, want: "1.0", note: "the stack has no parameter `Fresh` yet"},
		{
			name: "no default", bindings: []manifest.Binding{previous("Fresh", "ParameterValue", nil)},
			fails: "the stack has no parameter `Fresh` yet, and there is no default: pass a value with --param LiveFreshPreviousValue=VALUE",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			replies := standing(t)
			maps.Copy(replies, test.replies)
			c := client(t, serve(t, replies).url)
			result, err := Resolve(context.Background(), c, manifest.Manifest{Bindings: test.bindings}, Deployment{Stack: "web", Given: test.given})
			if got := errorText(err); test.fails == "" && err != nil || !strings.Contains(got, test.fails) {
				t.Fatalf("error %q, want %q", got, test.fails)
			}
			if got := valuesOf(result); got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
			if got := strings.Join(result.Notes, "\n"); test.note == "" && got != "" || !strings.Contains(got, test.note) {
				t.Errorf("note %q, want %q", got, test.note)
			}
			if err != nil && (result.Values != nil || result.Notes != nil) {
				t.Error("a failure has a result")
			}
		})
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func valuesOf(r Result) string {
	var values []string
	for _, p := range r.Values {
		values = append(values, p.Value)
	}
	return strings.Join(values, ",")
}

// A stack that cannot be updated gives no values: its sizes are on their way, or it must be mended.
func TestStatesOfTheStack(t *testing.T) {
	for status, want := range map[string]string{
		"CREATE_IN_PROGRESS":                           "aws cloudformation wait stack-create-complete --stack-name web",
		"UPDATE_IN_PROGRESS":                           "aws cloudformation wait stack-update-complete --stack-name web",
		"UPDATE_COMPLETE_CLEANUP_IN_PROGRESS":          "aws cloudformation wait stack-update-complete --stack-name web",
		"UPDATE_ROLLBACK_IN_PROGRESS":                  "aws cloudformation wait stack-rollback-complete --stack-name web",
		"UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS": "wait stack-rollback-complete",
		"ROLLBACK_IN_PROGRESS":                         "wait stack-rollback-complete",
		"DELETE_IN_PROGRESS":                           "wait stack-delete-complete",
		"IMPORT_IN_PROGRESS":                           "wait stack-import-complete",
		"ROLLBACK_COMPLETE":                            "aws cloudformation delete-stack --stack-name web",
		"ROLLBACK_FAILED":                              "delete-stack",
		"CREATE_FAILED":                                "delete-stack",
		"UPDATE_FAILED":                                "rollback-stack",
		"UPDATE_ROLLBACK_FAILED":                       "continue-update-rollback",
		"DELETE_FAILED":                                "delete-stack",
		"IMPORT_ROLLBACK_FAILED":                       "describe-stack-events",
	} {
		c := client(t, serve(t, inState(t, status)).url)
		_, err := Resolve(context.Background(), c, manifest.Manifest{Bindings: []manifest.Binding{floor(ptr(20), "")}}, Deployment{Stack: "web"})
		if got := errorText(err); !strings.Contains(got, "the stack `web` is in the state "+status+": ") || !strings.Contains(got, want) {
			t.Errorf("%s: %q", status, got)
		}
	}
	for _, status := range []string{"CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE", "IMPORT_ROLLBACK_COMPLETE"} {
		if advice := adviceFor(status); advice != "" {
			t.Errorf("%s: %s", status, advice)
		}
	}
}

// All values of a group are from one answer, and no question is asked twice.
func TestOneLookAtEachResource(t *testing.T) {
	f := serve(t, standing(t))
	raw := floor(nil, "")
	raw.Parameter, raw.Clamp = "LiveWebDesiredCapacity", nil
	healthy := raw
	healthy.Parameter, healthy.Source.Path = "LiveWebInServiceInstances", "AutoScalingGroups[0].Instances[?LifecycleState=='InService'] | length(@)"
	m := manifest.Manifest{Bindings: []manifest.Binding{raw, floor(nil, ""), healthy}}
	result, err := Resolve(context.Background(), client(t, f.url), m, Deployment{Stack: "web"})
	if got := valuesOf(result); err != nil || got != "10,10,2" {
		t.Errorf("%s, %v", got, err)
	}
	want := []string{
		"DescribeStacks cloudformation StackName=web",
		"DescribeStackResource cloudformation LogicalResourceId=Web&StackName=web",
		"DescribeAutoScalingGroups autoscaling AutoScalingGroupNames.member.1=web-Web-1ABCDEFGHIJKL",
	}
	if !slices.Equal(f.calls(), want) {
		t.Errorf("calls: %q", f.calls())
	}
	if want := []string{"BuildNumber", "Image", "Secret"}; !slices.Equal(result.Others, want) {
		t.Errorf("others: %q", result.Others)
	}
}

// An answer is good for a time, from which asking is taken off.
func TestMaxAge(t *testing.T) {
	c := client(t, serve(t, standing(t)).url)
	m := manifest.Manifest{Bindings: []manifest.Binding{floor(ptr(20), "")}}
	result, err := Resolve(context.Background(), c, m, Deployment{Stack: "web"})
	if err != nil || result.Within > 5*time.Minute || result.Within < 4*time.Minute {
		t.Errorf("%s, %v", result.Within, err)
	}
	if _, err := Resolve(context.Background(), c, m, Deployment{Stack: "web", MaxAge: time.Nanosecond}); err == nil || !strings.Contains(err.Error(), "older than 1ns; try again") {
		t.Error(err)
	}
}

func TestOffline(t *testing.T) {
	m := manifest.Manifest{Bindings: []manifest.Binding{floor(nil, "Most")}}
	for _, test := range []struct {
		offline, given map[string]string
		want           string
	}{
		{map[string]string{"Web.DesiredCapacity": "10"}, map[string]string{"Most": "10"}, "9"},
		{map[string]string{"LiveWebDesiredCapacityFloor": "10"}, nil, "10"},
		{map[string]string{"Web.DesiredCapacity": "1"}, nil, "2"},
		{nil, nil, "say what `DesiredCapacity` of `Web` is: --offline Web.DesiredCapacity=VALUE"},
		{map[string]string{"Web.DesiredCapacity": "many"}, nil, "no whole number"},
	} {
		result, err := Resolve(context.Background(), nil, m, Deployment{Offline: test.offline, Given: test.given})
		if got := valuesOf(result) + errorText(err); !strings.Contains(got, test.want) || result.Within != 0 {
			t.Errorf("%v: %q, want %q", test.offline, got, test.want)
		}
	}
}
