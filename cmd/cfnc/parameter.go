package main

import (
	"strings"

	"github.com/cfnc/cfnc/cmd/cfnc/internal/project"
)

// values reads the values of parameters. Those of --param win over those of files, and of
// several for one parameter the last wins.
func (f *sourceFlags) values() (map[string]string, error) {
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
