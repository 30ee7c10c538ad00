package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xeipuuv/gojsonschema"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"cfnc": main})
}

// The scripts run the command as users do. Each stands for a command, or for a promise about
// all of them.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			rules, err := filepath.Abs("../../rules/RULES.md")
			env.Setenv("RULES", rules)
			return err
		},
		Condition: func(name string) (bool, error) { return name == "root" && os.Geteuid() == 0, nil },
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":  exits,
			"schema": fitsSchema(t),
			"mkfifo": makeFIFO,
		},
	})
}

// exits runs a command and compares its exit code: exits 2 cfnc build.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND ARG...")
	}
	err := ts.Exec(args[1], args[2:]...)
	if got := exitCode(err); got != args[0] {
		ts.Fatalf("exit code %s, want %s", got, args[0])
	}
}

func exitCode(err error) string {
	if err == nil {
		return "0"
	}
	return strings.TrimPrefix(err.Error(), "exit status ")
}

// fitsSchema checks a JSON file against one of the published schemas: schema findings FILE.
func fitsSchema(t *testing.T) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		if neg || len(args) != 2 {
			ts.Fatalf("usage: schema NAME FILE")
		}
		text, err := os.ReadFile("../../schema/" + args[0] + ".schema.json")
		ts.Check(err)
		result, err := gojsonschema.Validate(gojsonschema.NewBytesLoader(text), gojsonschema.NewStringLoader(ts.ReadFile(args[1])))
		ts.Check(err)
		for _, problem := range result.Errors() {
			t.Error(problem)
			ts.Fatalf("%s does not fit its schema: %s", args[1], problem)
		}
	}
}
