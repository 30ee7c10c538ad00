package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/cfnc/cfnc/compiler/emit"
	"github.com/cfnc/cfnc/lint/report"
)

// An output is one format in which findings are written, and the file that they go to.
type output struct {
	format string
	file   string // "": standard output
}

// Outputs are the pairs of --format and --output, in their order.
type outputs []output

type (
	formatFlag outputs
	outputFlag outputs
)

func (*formatFlag) Type() string   { return "format" }
func (*formatFlag) String() string { return "" }

// Set begins a pair.
func (f *formatFlag) Set(name string) error {
	if report.Named(name) == nil {
		return fmt.Errorf("there is no format `%s`; the formats are %s", name, strings.Join(report.Formats(), ", "))
	}
	*f = append(*f, output{format: name})
	return nil
}

func (*outputFlag) Type() string   { return "file" }
func (*outputFlag) String() string { return "" }

// Set completes the pair that --format began.
func (f *outputFlag) Set(file string) error {
	last := len(*f) - 1
	switch {
	case file == "":
		return errors.New("the name of a file is missing")
	case last < 0:
		*f = append(*f, output{format: report.Formats()[0], file: file})
	case (*f)[last].file != "":
		return errors.New("each --output needs a --format before it")
	default:
		(*f)[last].file = file
	}
	return nil
}

// check refuses two formats on standard output.
func (o outputs) check() error {
	free := 0
	for _, out := range o {
		if out.file == "" {
			free++
		}
	}
	if free > 1 {
		return usage("%d formats would be mixed on standard output; give all but one an --output", free)
	}
	return nil
}

// write writes a report to every output, text on standard output without any.
func (s *session) write(r report.Report, list outputs) error {
	if len(list) == 0 {
		list = outputs{{format: report.Formats()[0]}}
	}
	for _, out := range list {
		format := report.Named(out.format)
		if out.file == "" {
			if err := format(s.stdout, r, colored(s.stdout)); err != nil {
				return fmt.Errorf("cannot write to standard output: %w", err)
			}
			continue
		}
		var text bytes.Buffer
		if err := format(&text, r, false); err != nil {
			return err
		}
		if err := emit.WriteFile(out.file, &text); err != nil {
			return fmt.Errorf("cannot write %s: %w", out.file, err)
		}
	}
	return nil
}
