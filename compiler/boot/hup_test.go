package boot_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/boot"
)

func TestParseINI(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"", ""},
		{"[main]\nstack=a\nregion: b\n", "[main] stack=a@13 region=b@23"},
		{"[main]\r\nStack = a b \r\n", "[main] stack=a b@16"},
		{"; no\n# no\n[a]\nk=1\n; no\n[b]\nk=2", "[a] k=1@16 [b] k=2@29"},
		{"[a]\nk=one\n  two\n\n  three\nl=4\n", "[a] k=one\ntwo\nthree@6 l=4@27"},
		{"[a]\nk=\n  two\n", "[a] k=two@9"},
		{"[a]\nk=x=y:z\n", "[a] k=x=y:z@6"},
		{"[a]\npath=Resources.X.Metadata.AWS::CloudFormation::Init\n", "[a] path=Resources.X.Metadata.AWS::CloudFormation::Init@9"},
		{"[main] stack=a region=b\n", "[main +stack=a region=b]"},
		{"  [main]\n  stack=a\n", "[main] stack=a@17"},
		{"[a]\nk=1\n [b]\n", "[a] k=1\n[b]@6"},
		{"[a]\n  k=1\n  l=2\n", "[a] k=1@8 l=2@14"},
		{"k=1\n[a]\nword\n=2\n", "[a] stray 0-3 stray 8-12 stray 13-15"},
		{"[]\n[a\n", " stray 0-2 stray 3-5"},
	} {
		if got := shownINI(boot.ParseINI(test.text)); got != strings.TrimPrefix(test.want, " ") {
			t.Errorf("%q is %s, want %s", test.text, got, test.want)
		}
		for _, s := range boot.ParseINI(test.text).Sections {
			for _, o := range s.Options {
				if written := test.text[o.KeyAt.From:o.KeyAt.To]; !strings.EqualFold(written, o.Key) {
					t.Errorf("%q: the key %s stands at %q", test.text, o.Key, written)
				}
			}
		}
	}
}

func shownINI(f *boot.INI) string {
	var all []string
	for _, s := range f.Sections {
		head := "[" + s.Name
		if s.Rest.From < s.Rest.To {
			head += " +stack=a region=b"
		}
		all = append(all, head+"]")
		for _, o := range s.Options {
			all = append(all, fmt.Sprintf("%s=%s@%d", o.Key, o.Value, o.ValueAt.From))
		}
	}
	for _, r := range f.Stray {
		all = append(all, fmt.Sprintf("stray %d-%d", r.From, r.To))
	}
	return strings.Join(all, " ")
}

func TestHupPath(t *testing.T) {
	for path, want := range map[string]string{
		"/etc/cfn/cfn-hup.conf":                    "1 ",
		"/etc/cfn/hooks.conf":                      "2 ",
		"/etc/cfn/hooks.d/cfn-auto-reloader.conf":  "2 ",
		"/etc/cfn//hooks.d/x.conf":                 "2 ",
		`c:\cfn\cfn-hup.conf`:                      "1 ",
		`C:\cfn\hooks.d\Cfn-Auto-Reloader.conf`:    "2 ",
		"c:/cfn/hooks.d/x.conf":                    "2 ",
		"/etc/cfn/cfn_hup.conf":                    "3 /etc/cfn/cfn-hup.conf",
		"/etc/cfn/cfnhup.conf":                     "3 /etc/cfn/cfn-hup.conf",
		"/etc/cfn/Cfn-Hup.conf":                    "3 /etc/cfn/cfn-hup.conf",
		"/etc/cfn-hup.conf":                        "3 /etc/cfn/cfn-hup.conf",
		"/etc/cfn/hook.d/cfn-auto-reloader.conf":   "3 /etc/cfn/hooks.d/cfn-auto-reloader.conf",
		"/etc/cfn/hooks.d/cfn-auto-reloader":       "3 /etc/cfn/hooks.d/cfn-auto-reloader.conf",
		"/etc/cfn/cfn-auto-reloader.conf":          "3 /etc/cfn/hooks.d/cfn-auto-reloader.conf",
		`c:\cfn\cfn_hup.conf`:                      `3 c:\cfn\cfn-hup.conf`,
		`c:\cfn\hook.d\a.conf`:                     `3 c:\cfn\hooks.d\a.conf`,
		"/etc/httpd/conf.d/hooks.conf":             "0 ",
		"/lib/systemd/system/cfn-hup.service":      "0 ",
		"/etc/hooks.d/x.conf":                      "0 ",
		"/etc/cfn/bin/a.sh":                        "0 ",
		"":                                         "0 ",
		"/opt/aws/hooks/amazon-cloudwatch-agent.d": "0 ",
	} {
		p := boot.HupPathOf(path)
		if got := fmt.Sprintf("%d %s", p.Kind, p.Meant); got != want || p.Windows != strings.HasPrefix(strings.ToLower(path), "c:") {
			t.Errorf("%s is %s (Windows %t), want %s", path, got, p.Windows, want)
		}
	}
}

func TestHup(t *testing.T) {
	hup := compile(t, `
Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn-hup.conf:
              content: {"Fn::Join": ["", ["[main]\n", "stack=", {Ref: "AWS::StackId"}, "\nregion=", {Ref: "AWS::Region"}]]}
            /etc/cfn/hooks.d/cfn-auto-reloader.conf:
              content: !Sub |
                [reload]
                triggers=post.add, post.update
                path=Resources.Web.Metadata.AWS::CloudFormation::Init
                action=/opt/aws/bin/cfn-init -v --stack ${AWS::StackName} --resource Web
                runas=root
            /etc/cfn/hooks.d/flat.conf:
              content: !Sub >-
                [flat]
                triggers=post.update
                path=Resources.Gone.Metadata
                action=/opt/aws/bin/cfn-init -r Web
                runas=root
            /etc/cfn/hooks.d/none.conf: {content: "path=Resources.Web"}
            /etc/other: {content: ""}
`).Boot().Hup()
	if len(hup) != 4 {
		t.Fatalf("%d files", len(hup))
	}
	stack, _ := hup[0].Main.Get("stack")
	h, ok := stack.Only()
	if region, _ := hup[0].Main.Get("region"); !ok || !h.Is("AWS::StackId") || show(region) != "<AWS::Region>" || hup[0].Malformed() {
		t.Errorf("the configuration has the stack %q and the region %q", show(stack), show(region))
	}
	if _, set := hup[0].Main.Get("interval"); set {
		t.Error("an interval is set")
	}
	reload := hup[1].Hooks[0]
	id, below, _ := reload.Target()
	action, _ := reload.Get("action")
	events, known := reload.Triggers()
	for what, got := range map[string]string{
		"Web": id.String(), "Metadata.AWS::CloudFormation::Init": below.String(), "15:32 Web": place(id, 0, 3), "reload": reload.Name,
		"16:24 /opt": place(action, 0, 4), "[post.add post.update] true": fmt.Sprint(events, known),
		"/opt/aws/bin/cfn-init -v --stack <AWS::StackName> --resource Web": show(action),
	} {
		if got != what {
			t.Errorf("got %q, want %q", got, what)
		}
	}
	flat := hup[2].Hooks[0]
	action, _ = flat.Get("action")
	runas, _ := flat.Get("runas")
	id, below, _ = flat.Target()
	at, _ := flat.KeyAt("path")
	if !hup[2].Malformed() || action.String() != "/opt/aws/bin/cfn-init -r Web" || runas.String() != "root" || id.String() != "Gone" || below.String() != "Metadata" {
		t.Errorf("of a collapsed file: action %q, runas %q, target %q", action.String(), runas.String(), id.String())
	}
	if got := place(hup[2].Text, at.From, at.To); got != "22:17 path" {
		t.Errorf("path stands at %s", got)
	}
	if id, below, ok := hup[3].Hooks[0].Target(); !ok || id.String() != "Web" || below.String() != "" || !hup[3].Malformed() {
		t.Errorf("without a section the target is %q", id.String())
	}
}

// What may hold anything is not malformed, and a misnamed file is judged as what it was meant to
// be.
func TestMalformed(t *testing.T) {
	for content, want := range map[string]string{
		"/etc/cfn/cfn-hup.conf \"[main]\\nstack=a\\n\"":         "false",
		"/etc/cfn/cfn-hup.conf \"[main] stack=a\"":              "true",
		"/etc/cfn/cfn-hup.conf \"stack=a\"":                     "true",
		"/etc/cfn/cfn-hup.conf \"\"":                            "true",
		"/etc/cfn/cfn-hup.conf !Ref P":                          "false",
		"/etc/cfn/cfn-hup.conf !Sub \"${P}\\nstack=a\"":         "false",
		"/etc/cfn/cfn-hup.conf {Fn::ImportValue: x}":            "false",
		"/etc/cfn/cfn_hup.conf \"[main]\\nstack=a\\n\"":         "false",
		"/etc/cfn/hook.d/a.conf \"[a]\\ntriggers=post.add\\n\"": "false",
		"/etc/cfn/hook.d/a.conf \"triggers=post.add\\n\"":       "true",
		"/etc/cfn/hooks.d/a.conf \"[a] triggers=post.add\\n\"":  "true",
	} {
		path, text, _ := strings.Cut(content, " ")
		hup := compile(t, "Parameters:\n  P: {Type: String}\nResources:\n  R:\n    Type: AWS::EC2::Instance\n    Metadata:\n      AWS::CloudFormation::Init:\n"+
			"        config:\n          files:\n            "+path+":\n              content: "+text+"\n").Boot().Hup()
		if got := fmt.Sprint(hup[0].Malformed()); got != want {
			t.Errorf("%s: malformed is %s, want %s", content, got, want)
		}
	}
}
