package compiler_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/emit"
	"github.com/cfnc/cfnc/compiler/expand"
)

// FuzzBuild builds a source that may include a fragment and a text. Nothing panics, the output
// is JSON, and building it again gives the same bytes.
func FuzzBuild(f *testing.F) {
	seeds, _ := filepath.Glob("../fixtures/compile/*/*.*")
	for _, name := range seeds {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text), "part: !Include part.yaml", "text @AWS::Region", filepath.Ext(name) == ".json")
	}
	f.Add("Resources:\n  A:\n    Type: AWS::EC2::LaunchTemplate\n    Metadata: {Cfnc: {Roll: Metadata, InPlace: [b]}, 'AWS::CloudFormation::Init': {a: {c: !Ref P}, b: {}}}\n"+
		"    Properties: {LaunchTemplateData: {UserData: !If [C, !Sub '#!/bin/sh ${P}', '<powershell></powershell>']}}\n", "", "", false)
	f.Add("Resources:\n  G: {Type: AWS::AutoScaling::AutoScalingGroup, UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: '@G.DesiredCapacity'}}, Properties: {MinSize: 1, MaxSize: '@{live(G.MaxSize, default: 2, clamp: [1, 3])}', LaunchConfigurationName: !Ref L}}\n"+
		"  L: {Type: AWS::AutoScaling::LaunchConfiguration, Metadata: {Cfnc: {Roll: LogicalId}, 'AWS::CloudFormation::Init': {a: {c: '-r L'}}}}\n", "", "", false)
	f.Add("A: !Include {File: part.yaml, With: {k: '@P'}}\nB: '@file://text.sh'\n", "x: '@{.k} @AWS::Region'", "echo @{.k}", false)
	f.Fuzz(func(t *testing.T, entry, part, text string, isJSON bool) {
		name := "main.yaml"
		if isJSON {
			name = "main.json"
		}
		loader := files{"part.yaml": part, "text.sh": text}
		unit, found := compile(name, entry, compiler.Options{Loader: loader, Dialect: expand.Auto})
		if diag.HasErrors(found) {
			return
		}
		out := emit.JSON(unit.Root)
		if !json.Valid(out) {
			t.Fatalf("this is no JSON:\n%s", out)
		}
		again, found := compile("out.json", string(out), compiler.Options{})
		if diag.HasErrors(found) || !bytes.Equal(out, emit.JSON(again.Root)) {
			t.Errorf("building again gives\n%s\nof\n%s\n%v", emit.JSON(again.Root), out, found)
		}
	})
}
