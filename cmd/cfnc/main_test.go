package main

import (
	"fmt"
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
			"crlf":   withCRLF,
			"iscrlf": isCRLF,
			"mode":   hasMode,
			"aws":    serveAWS,
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

// withCRLF gives a file a byte order mark, and the line breaks of Windows.
func withCRLF(ts *testscript.TestScript, _ bool, args []string) {
	text := "\uFEFF" + strings.ReplaceAll(ts.ReadFile(args[0]), "\n", "\r\n")
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}

// isCRLF checks that a file still has what withCRLF gave it.
func isCRLF(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[0])
	if !strings.HasPrefix(text, "\uFEFF") || strings.Count(text, "\n") != strings.Count(text, "\r\n") {
		ts.Fatalf("the text is %q", text)
	}
}

// hasMode checks the permissions of a file: mode 600 FILE.
func hasMode(ts *testscript.TestScript, _ bool, args []string) {
	info, err := os.Stat(ts.MkAbs(args[1]))
	ts.Check(err)
	if got := fmt.Sprintf("%o", info.Mode().Perm()); got != args[0] {
		ts.Fatalf("the mode is %s", got)
	}
}
