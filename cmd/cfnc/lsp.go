package main

import (
	"bytes"
	"errors"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cfnc/cfnc/cmd/cfnc/internal/lsp"
	"github.com/cfnc/cfnc/cmd/cfnc/internal/project"
	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/rules"
)

func (s *session) lspCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "lsp",
		Short: "Speak with an editor: findings, completion, renaming and more",
		Long: "lsp is a server of the Language Server Protocol on standard input and output. Editors start it;\n" +
			"docs/editors.md says how. It takes the configuration of the folders that the editor works in.",
		Example:           "  cfnc lsp",
		Args:              noArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(*cobra.Command, []string) error { return s.serve() },
	}
	c.Flags().Bool("stdio", true, "speak on standard input and output, the only way there is; editors name it")
	return c
}

// serve talks to an editor until it ends the session.
func (s *session) serve() error {
	debug.SetGCPercent(serverGarbage)
	orderly, err := lsp.Serve(s.stdin, s.stdout, host{})
	if err == nil && !orderly {
		err = errors.New("the editor ended without a shutdown")
	}
	return err
}

// host is what the server asks the command.
type host struct{}

// Version is that of the command.
func (host) Version() string { return release() }

// Explain is the text of cfnc explain.
func (host) Explain(rule *lint.Rule) string {
	var text bytes.Buffer
	_ = explanation(&text, rule) // a buffer takes everything
	return text.String()
}

// Open reads the configuration of a folder.
func (host) Open(folder string) (lsp.Project, error) {
	st := settings{rules: rules.All(), overlay: map[string]string{}}
	config, _, err := st.loadFrom(folder)
	if err != nil {
		return nil, err
	}
	if err := (&sourceFlags{}).apply(&st, config); err != nil {
		return nil, err
	}
	known, err := readBaseline(st.baseline, false)
	return &served{st, known, folder}, err
}

// served is a folder with its configuration.
type served struct {
	st     settings
	known  lint.Baseline
	folder string
}

// Rules are all that there are in the project.
func (p *served) Rules() []*lint.Rule { return p.st.rules }

// Compile compiles a file with the texts that the editor has not saved yet. What stands on the
// disk is read anew.
func (p *served) Compile(name string, texts map[string]string) (*lint.Source, bool, error) {
	st := p.st
	st.overlay, st.root, st.library = texts, st.root.Fresh(), &compiler.Library{}
	if text, open := texts[name]; open && !project.Mentions(text) && !strings.Contains(text, "AWS::") {
		return nil, false, nil
	}
	in := inputOf(name)
	src, err := (&session{}).compile(in, st)
	if err != nil || src == nil {
		return nil, false, err
	}
	whole := !st.leavesOut(in) && holdsTemplate(src.Unit.Documents[0].File, src.Unit, src.Found) &&
		!(st.skipUnreadable && isUnreadable(src))
	return src, whole, nil
}

func inputOf(name string) project.Input { return project.Input{Path: name, Name: name} }

// Check lets the rules look at a source, with what the configuration says of its file.
func (p *served) Check(name string, src lint.Source) lint.Result {
	return lint.Check(src, p.st.rules, p.st.chosenFor(inputOf(name)))
}

// Filter leaves out what is in the baseline.
func (p *served) Filter(found []diag.Diagnostic) []diag.Diagnostic {
	left, _ := p.known.Filter(found, func(string, string) bool { return false })
	return left
}

// Templates lists the files below the folder that may hold a template.
func (p *served) Templates() (names []string) {
	inputs, _ := project.Find([]string{p.folder})
	for _, in := range inputs {
		names = append(names, source.FromHere(in.Path))
	}
	return names
}
