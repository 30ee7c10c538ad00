package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/cmd/cfnc/internal/project"
)

// targets says which file each input is written to: "" is standard output. An output that is
// a folder holds a file for each input, at the input's path from the working folder.
func targets(inputs []project.Input, output string) (map[project.Input]string, error) {
	plan := map[project.Input]string{}
	if output == "" {
		if len(inputs) > 1 || len(inputs) == 1 && !inputs[0].Named() {
			return nil, usage("several sources cannot go to standard output; name a folder with -o")
		}
		return plan, nil
	}
	folder := len(inputs) > 1 || isFolder(output) || len(inputs) == 1 && !inputs[0].Named()
	for _, in := range inputs {
		plan[in] = filepath.Clean(output)
		if folder {
			plan[in] = filepath.Join(output, mirrored(in))
		}
	}
	return plan, collisions(inputs, plan)
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return strings.HasSuffix(filepath.ToSlash(name), "/") || err == nil && info.IsDir()
}

// mirrored is the path of an input's output below the output folder.
func mirrored(in project.Input) string {
	path := filepath.FromSlash(in.Name)
	if in.Path == project.Stdin {
		path = "stdin"
	}
	if !filepath.IsLocal(path) {
		path = inFolder(in)
	}
	return strings.TrimSuffix(path, filepath.Ext(path)) + ".json"
}

// inFolder is the path of an input outside of the working folder from the folder that the
// argument names.
func inFolder(in project.Input) string {
	if path, err := filepath.Rel(in.Folder, in.Path); err == nil && in.Folder != "" {
		return path
	}
	return filepath.Base(in.Path)
}

// collisions refuses two inputs for one output, and an output that is a source.
func collisions(inputs []project.Input, plan map[project.Input]string) error {
	from := map[string]project.Input{}
	for _, in := range inputs {
		out := plan[in]
		if other, taken := from[out]; taken {
			return usage("%s and %s would both be written to %s", other.Name, in.Name, filepath.ToSlash(out))
		}
		from[out] = in
	}
	sources := existing(inputs)
	for _, in := range inputs {
		info, err := os.Stat(plan[in])
		isSource := func(source os.FileInfo) bool { return os.SameFile(source, info) }
		if err == nil && slices.ContainsFunc(sources, isSource) {
			return usage("the output %s is a source; name another file", filepath.ToSlash(plan[in]))
		}
	}
	return nil
}

func existing(inputs []project.Input) (list []os.FileInfo) {
	for _, in := range inputs {
		if info, err := os.Stat(in.Path); err == nil {
			list = append(list, info)
		}
	}
	return list
}
