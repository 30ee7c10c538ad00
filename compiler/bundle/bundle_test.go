package bundle_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/bundle"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// folder is a loader over texts by their paths.
type folder map[string]string

func (f folder) Load(path string) (*source.File, error) {
	text, ok := f[path]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return source.NewFile(path, path, text), nil
}

func (f folder) List(folder, ending string, limit int) (names []string) {
	for name := range f {
		if strings.HasPrefix(name, folder+"/") && strings.HasSuffix(name, ending) && len(names) < limit {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func read(t *testing.T, appspec string, files folder) *bundle.Bundle {
	t.Helper()
	doc, found := syntax.Parse(source.NewFile("app/appspec.yml", "app/appspec.yml", appspec))
	if len(found) > 0 {
		t.Fatal(found[0].Message)
	}
	return bundle.Read(doc, files)
}

const linux = `version: 0.0
os: linux
hooks:
  BeforeInstall:
    - {location: scripts/stop.sh, timeout: 60}
    - {location: ./scripts/stop.sh}
    - {location: /opt/stop.sh}
    - {location: ../secret.sh}
    - {location: gone.sh}
    - {timeout: 5}
    - nothing
  AfterInstall: {}
`

func TestHooks(t *testing.T) {
	b := read(t, linux, folder{"app/scripts/stop.sh": "#!/bin/sh\nservice httpd stop\n", "secret.sh": "", "app/common.sh": "true\n", "app/app.jar": ""})
	hooks := b.Hooks("BeforeInstall")
	if len(hooks) != 7 || len(b.Events) != 2 || b.Event("Start") != nil || b.Hooks("Start") != nil {
		t.Fatalf("there are %d hooks in %d events", len(hooks), len(b.Events))
	}
	for i, want := range []struct{ script, absolute, missing bool }{
		{script: true}, {script: true}, {absolute: true}, {missing: true}, {missing: true}, {}, {},
	} {
		if h := hooks[i]; (h.Script != nil) != want.script || h.Absolute != want.absolute || h.Missing != want.missing {
			t.Errorf("hook %d: script %v, absolute %v, missing %v", i, h.Script != nil, h.Absolute, h.Missing)
		}
	}
	if hooks[0].Script != hooks[1].Script || len(b.Scripts) != 2 || b.Scripts[1].Name() != "common.sh" {
		t.Errorf("there are %d scripts", len(b.Scripts))
	}
	command := hooks[0].Script.Scripts[0].Commands[0]
	if got := hooks[0].Script.Span(command.Span).Text(); got != "service httpd stop" {
		t.Errorf("the command stands at %q", got)
	}
}

func TestWindows(t *testing.T) {
	b := read(t, `{"version": 0.0, "os": "windows", "hooks": {"ApplicationStart": [{"location": "\\scripts\\x.ps1"}, {"location": "C:\\x.ps1"}]}}`, folder{"app/scripts/x.ps1": "Start-Service app"})
	hooks := b.Hooks("ApplicationStart")
	if hooks[0].Script == nil || len(hooks[0].Script.Scripts) != 0 || hooks[0].Absolute || !hooks[1].Absolute {
		t.Errorf("script %v, absolute %v, %v", hooks[0].Script != nil, hooks[0].Absolute, hooks[1].Absolute)
	}
}

func TestWithoutLoader(t *testing.T) {
	doc, _ := syntax.Parse(source.NewFile("appspec.yml", "appspec.yml", linux))
	for _, h := range bundle.Read(doc, nil).Hooks("BeforeInstall") {
		if h.Missing {
			t.Errorf("%s is missing", h.Location.Text())
		}
	}
}

func TestPlatforms(t *testing.T) {
	for text, want := range map[string]bundle.Platform{
		linux: bundle.EC2,
		"version: 0.0\nResources: [{Work: {Type: AWS::Lambda::Function}}]\n": bundle.Lambda,
		"version: 0.0\nResources: [{Web: {Type: AWS::ECS::Service}}]\n":      bundle.Service,
	} {
		if b := read(t, text, folder{}); b.Platform != want || want != bundle.EC2 && !bundle.LooksLike(b.Root) {
			t.Errorf("%q is for platform %d", text, b.Platform)
		}
	}
}

func TestNotAScript(t *testing.T) {
	b := read(t, linux, folder{"app/scripts/stop.sh": "#!/bin/sh\x00\x01"})
	if s := b.Hooks("BeforeInstall")[0].Script; s == nil || len(s.Scripts) != 0 {
		t.Error("a binary has scripts")
	}
}

func TestNames(t *testing.T) {
	for name, want := range map[string]bool{"a/appspec.yml": true, "appspec.yaml": true, "appspec.json": true, "appspec.yml.bak": false, "my-appspec.yml": false} {
		if bundle.Is(name) != want {
			t.Errorf("%s: %v", name, !want)
		}
	}
}

func TestComments(t *testing.T) {
	b := read(t, linux, folder{"app/scripts/stop.sh": "#!/bin/sh\n  # alone\r\ntrue # behind\necho a#b\n"})
	var got []string
	for _, c := range b.Documents()[0].Comments {
		got = append(got, c.Text())
		if alone := c.Text() != "# behind"; c.Own != alone {
			t.Errorf("%q stands alone: %v", c.Text(), c.Own)
		}
	}
	if want := []string{"#!/bin/sh", "# alone", "# behind"}; !slices.Equal(got, want) {
		t.Errorf("the comments are %q", got)
	}
}
