package chart_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/xeipuuv/gojsonschema"

	"github.com/cfnc/cfnc/compiler/rollout"
	"github.com/cfnc/cfnc/compiler/rollout/chart"
)

func incident() chart.Group {
	plan := rollout.Plan{
		Policy: rollout.RollingUpdate, MinSize: 2, MaxSize: 20, Desired: rollout.NoDesired, Running: 10,
		MaxBatchSize: 20, MinInService: 2, Waits: true, SuccessPercent: 100, Pause: 10 * 60e9,
	}
	return chart.Group{Resource: "Web", Outcome: rollout.Simulate(plan), Floor: 8}
}

func long() chart.Group {
	plan := rollout.Plan{Policy: rollout.RollingUpdate, MaxSize: 200, Desired: rollout.NoDesired, Running: 100, MaxBatchSize: 1}
	return chart.Group{Resource: "Web", Outcome: rollout.Simulate(plan), Worst: true, Floor: chart.NoFloor, Notes: []string{"where `Prod` is true"}}
}

func rejected() chart.Group {
	plan := rollout.Plan{Policy: rollout.RollingUpdate, MinSize: 1, MaxSize: 1, Running: 1, MaxBatchSize: 1, MinInService: 1}
	return chart.Group{Resource: "Jobs", Outcome: rollout.Simulate(plan), Floor: chart.NoFloor}
}

func TestText(t *testing.T) {
	const want = `Web: AutoScalingRollingUpdate
  10 running instances (MinSize 2, MaxSize 20)
  10 → 12 → 2 → 10: lowest 2, peak 12, batches of 10, waits up to 20m

     10 ██████████                                running
     12 ████████████                              launch 2 (observed)
      2 ██                                        terminate 10 (observed)  below 8
     10 ██████████                                launch 8 (observed)

  10 signals needed

  2 instances in service at the lowest point: fewer than 8

Jobs: AutoScalingRollingUpdate
  MinInstancesInService must be less than the autoscaling group's MaxSize
`
	var out strings.Builder
	if err := chart.Text(&out, []chart.Group{incident(), rejected()}, false); err != nil || out.String() != want {
		t.Errorf("%v\n%s", err, out.String())
	}
}

func TestTextOfLongUpdate(t *testing.T) {
	var out strings.Builder
	if err := chart.Text(&out, []chart.Group{long()}, true); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"→ … →", "… 178 more steps", "the worst of the plausible numbers", "note: where `Prod` is true"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing in\n%s", want, out.String())
		}
	}
	if lines := strings.Count(out.String(), "\n"); lines > 32 {
		t.Errorf("%d lines", lines)
	}
}

func TestJSON(t *testing.T) {
	var out bytes.Buffer
	if err := chart.JSON(&out, []chart.Group{incident(), rejected()}); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Version int
		Groups  []struct {
			Resource, Policy          string
			Running, TemporaryDesired int
			Series                    []int
			Events                    []struct{ Action, Phase, Basis string }
			Error                     *string
		}
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	first, second := got.Groups[0], got.Groups[1]
	if got.Version != chart.Version || first.TemporaryDesired != 12 || len(first.Series) != 4 || first.Error != nil || first.Events[1].Action != "terminate" {
		t.Errorf("the first group is %+v", first)
	}
	if second.Error == nil || second.Series == nil || len(second.Series) != 0 {
		t.Errorf("the second group is %+v", second)
	}
}

// What is written has the published form.
func TestJSONSchema(t *testing.T) {
	schema, err := os.ReadFile("../../../schema/rollout.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	stays := chart.Group{Resource: "Stays", Outcome: rollout.Simulate(rollout.Plan{Desired: rollout.NoDesired, MaxSize: 4, Running: 2})}
	failing := rollout.Plan{Policy: rollout.ReplacingUpdate, MinSize: 1, MaxSize: 4, Desired: 2, Running: 2, Signals: 2, FailAt: 1}
	var out bytes.Buffer
	groups := []chart.Group{incident(), long(), rejected(), stays, {Resource: "Unknown", Problem: "why"}, {Resource: "Failing", Outcome: rollout.Simulate(failing)}}
	if err := chart.JSON(&out, groups); err != nil {
		t.Fatal(err)
	}
	result, err := gojsonschema.Validate(gojsonschema.NewBytesLoader(schema), gojsonschema.NewBytesLoader(out.Bytes()))
	if err != nil || !result.Valid() {
		t.Errorf("%v %v", err, result.Errors())
	}
}

// The picture is well formed, says in words what it shows, and needs nothing from elsewhere.
func TestSVG(t *testing.T) {
	for _, groups := range [][]chart.Group{{incident()}, {long()}, {incident(), rejected()}, {{Resource: `<a&"b">`, Problem: "only the deployment knows MaxSize", Floor: chart.NoFloor}}} {
		var out, again strings.Builder
		if err := errors.Join(chart.SVG(&out, groups), chart.SVG(&again, groups)); err != nil || out.String() != again.String() {
			t.Fatalf("%v, or two pictures of the same differ", err)
		}
		elements := map[string]int{}
		d := xml.NewDecoder(strings.NewReader(out.String()))
		for token, err := d.Token(); err != io.EOF; token, err = d.Token() {
			if err != nil {
				t.Fatalf("%v in\n%s", err, out.String())
			}
			if start, ok := token.(xml.StartElement); ok {
				elements[start.Name.Local]++
			}
		}
		if elements["title"] != 1 || elements["desc"] != 1 || elements["script"]+elements["image"] > 0 {
			t.Errorf("the elements are %v", elements)
		}
		for _, foreign := range []string{"href", "url(", "@import", "<a&"} {
			if strings.Contains(out.String(), foreign) {
				t.Errorf("%q is in the picture", foreign)
			}
		}
	}
	var out strings.Builder
	if err := chart.SVG(&out, []chart.Group{incident()}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Web goes 10 → 12 → 2 → 10: lowest 2", "prefers-color-scheme: dark", ">min 8<", `class="number short"`, ">terminate<"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing in\n%s", want, out.String())
		}
	}
}
