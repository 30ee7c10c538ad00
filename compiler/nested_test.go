package compiler_test

import (
	"io/fs"
	"sync"
	"testing"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/source"
)

// shelf is a loader that makes each file once, as a project does.
type shelf map[string]*source.File

func (s shelf) Load(path string) (*source.File, error) {
	if f := s[path]; f != nil {
		return f, nil
	}
	return nil, fs.ErrNotExist
}

func TestNested(t *testing.T) {
	files := shelf{}
	for name, text := range map[string]string{
		"a/main.yaml":  "Resources: {A: {Type: X}}\n",
		"a/child.yaml": "Parameters: {P: {Type: String}, Q: {Type: String, Default: q}}\nOutputs: {O: {Value: 1}}\n",
		"bad.yaml":     "Parameters: [\n",
		"macro.yaml":   "Transform: Ours\nOutputs: {O: {Value: 1}}\n",
		"loop.yaml":    "Transform: AWS::LanguageExtensions\nOutputs: {\"Fn::ForEach::L\": [I, [a, b], {\"O${I}\": {Value: 1}}]}\n",
	} {
		files[name] = source.NewFile(name, name, text)
	}
	main := files["a/main.yaml"]
	unit, _ := compiler.Compile(main, compiler.Options{Loader: files, Library: &compiler.Library{}})
	for _, written := range []string{"", "missing.yaml", "../bad.yaml", "../../a/child.yaml", "/a/child.yaml", "https://x/child.yaml"} {
		if unit.Nested(main, written) != nil {
			t.Errorf("%q shows something", written)
		}
	}
	child := unit.Nested(main, "./child.yaml")
	if child == nil || !child.Parameters.Has("P") || child.Parameters.Optional("P") || !child.Parameters.Optional("Q") || !child.Outputs.Has("O") {
		t.Fatalf("child shows %+v", child)
	}
	if at, _ := child.Parameters.Place("P").Positions(); at.Line != 1 || at.Column != 14 {
		t.Errorf("P is at %v", at)
	}
	if macro := unit.Nested(main, "../macro.yaml"); !macro.Outputs.Open {
		t.Error("a macro may add outputs")
	}
	if loop := unit.Nested(main, "../loop.yaml"); loop.Outputs.Open || !loop.Outputs.Has("Oa") || !loop.Outputs.Has("Ob") {
		t.Errorf("the loop gives %v", loop.Outputs.Names)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if unit.Nested(main, "child.yaml") != child {
				t.Error("the child was compiled again")
			}
		})
	}
	all.Wait()
}
