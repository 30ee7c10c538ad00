package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/cfnc/cfnc/cmd/cfnc/internal/project"
)

// valueFlags give the values of parameters.
type valueFlags struct {
	params     []string
	paramFiles []string
}

func (f *valueFlags) add(c *cobra.Command, use string) {
	c.Flags().StringArrayVar(&f.params, "param", nil, "a parameter's value "+use+", as `NAME=VALUE`; may be repeated")
	c.Flags().StringArrayVar(&f.paramFiles, "params", nil, "a `FILE` of parameter values "+use)
}

// values reads the values of parameters. Those of --param win over those of files, and of
// several for one parameter the last wins.
func (f *valueFlags) values() (map[string]string, error) {
	values := map[string]string{}
	for _, name := range f.paramFiles {
		if err := project.ReadParameters(name, values); err != nil {
			return nil, err
		}
	}
	for _, p := range f.params {
		name, value, ok := strings.Cut(p, "=")
		if !ok || name == "" {
			return nil, usage("--param %s: write it as NAME=VALUE", p)
		}
		values[name] = value
	}
	return values, nil
}
