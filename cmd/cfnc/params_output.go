package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	account "github.com/cfnc/cfnc/cmd/cfnc/internal/live"
	"github.com/cfnc/cfnc/cmd/cfnc/internal/project"
	"github.com/cfnc/cfnc/compiler/live"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// A deployedParameter is an entry of the list that create-change-set takes.
type deployedParameter struct {
	Key      string  `json:"ParameterKey"`
	Value    *string `json:"ParameterValue,omitempty"`
	Previous bool    `json:"UsePreviousValue,omitempty"`
}

// list lists the parameters that are written: the live ones, and on request the others of the
// deployment. One of the stack that the template no longer declares would be an error.
func (f *paramsFlags) list(m live.Manifest, result account.Result, given map[string]string, declared func(string) bool) (list []deployedParameter) {
	for _, p := range result.Values {
		list = append(list, deployedParameter{Key: p.Name, Value: &p.Value})
	}
	if !f.usePrevious {
		return list
	}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if value := given[name]; !m.Has(name) {
			list = append(list, deployedParameter{Key: name, Value: &value})
		}
	}
	for _, name := range result.Others {
		if _, has := given[name]; !has && declared(name) {
			list = append(list, deployedParameter{Key: name, Previous: true})
		}
	}
	return list
}

// write writes the whole list at once.
func (f *paramsFlags) write(w io.Writer, list []deployedParameter) error {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	var err error
	switch f.format {
	case "overrides":
		err = overrides(&out, list)
	case "json":
		err = enc.Encode(struct{ Parameters map[string]string }{mapOf(list)})
	default:
		err = enc.Encode(list)
	}
	if err == nil {
		_, err = w.Write(out.Bytes())
	}
	return err
}

// overrides writes one NAME=VALUE in each line.
func overrides(out *bytes.Buffer, list []deployedParameter) error {
	for _, p := range list {
		if strings.ContainsAny(*p.Value, "\r\n") {
			return fmt.Errorf("the value of `%s` has several lines; use --format parameters", p.Key)
		}
		fmt.Fprintf(out, "%s=%s\n", p.Key, *p.Value)
	}
	return nil
}

func mapOf(list []deployedParameter) map[string]string {
	values := map[string]string{}
	for _, p := range list {
		values[p.Key] = *p.Value
	}
	return values
}

// besideManifest looks at the compiled template beside the manifest. It tells when that is not the
// one that the manifest was made with, and returns which parameters the template declares: any
// may be without it.
func (s *session) besideManifest(name string, m live.Manifest) (declared func(string) bool) {
	declared = func(string) bool { return true }
	path, text := templateOf(name)
	if path == "" {
		return declared
	}
	if hash := sha256.Sum256([]byte(text)); hex.EncodeToString(hash[:]) != m.SHA256 {
		fmt.Fprintf(s.stderr, "cfnc: warning: %s is not the template that %s was made with; build it again\n", path, name)
	}
	file, err := project.ReadFile(path)
	if err != nil {
		return declared
	}
	doc, _ := syntax.Parse(file)
	if parameters := doc.Root.Get("Parameters"); parameters.Is(syntax.Map) {
		return func(name string) bool { return parameters.Get(name) != nil }
	}
	return declared
}

// templateOf finds the template that manifestName gave the name of a manifest for.
func templateOf(name string) (path, text string) {
	stem, ok := strings.CutSuffix(name, ".bindings.json")
	if !ok {
		return "", ""
	}
	for _, end := range []string{".json", ".template", ""} {
		if info, err := os.Stat(stem + end); err != nil || !info.Mode().IsRegular() {
			continue
		}
		if text, err := os.ReadFile(stem + end); err == nil {
			return stem + end, string(text)
		}
	}
	return "", ""
}
