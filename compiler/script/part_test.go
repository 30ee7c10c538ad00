package script_test

import (
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/script"
)

func TestHead(t *testing.T) {
	for text, want := range map[string]script.Form{
		"": script.EmptyForm, " \n": script.EmptyForm, hole: script.OpenForm, "#!/bin/sh": script.ShellScript, "\n#!/bin/sh": script.ShellScript,
		"\uFEFF#cloud-config\n": script.CloudConfig, "#Cloud-Config": script.CloudConfig, "#cloud-config-archive\n": script.ConfigArchive, "#cloud-config-jsonp": script.ConfigPatch,
		"#cloud-boothook\nls": script.Boothook, "#include\nhttp://x": script.Include, "#include-once": script.Include, "#part-handler": script.PartHandler, "#upstart-job": script.UpstartJob,
		"## template: jinja\n#cloud-config\n": script.CloudConfig, "MIME-Version: 1.0\n": script.Multipart, "Content-Type: multipart/mixed": script.Multipart,
		"Content-Type: text/plain\n": script.OtherForm, "\x1f\x8b\x08": script.Gzip, "<powershell>x</powershell>": script.Windows, "<script>": script.Windows, "<persist>true</persist>": script.Windows,
		"x\n<powershell>y</powershell>": script.Windows, "version: 1.0\ntasks:\n": script.LaunchTasks, "[settings.host]\n": script.Bottlerocket, "# note\n[settings]": script.Bottlerocket,
		"{\"ignition\": {}}": script.JSONText, "---\napiVersion: node.eks.aws/v1alpha1\n": script.NodeConfig, "yum update": script.OtherForm, "# bash\n": script.OtherForm,
	} {
		if got := script.HeadOf(text).Form; got != want {
			t.Errorf("%q is %d, not %d", text, got, want)
		}
	}
}

func TestInterpreter(t *testing.T) {
	for text, want := range map[string]string{
		"#!/bin/bash -xe\nls": "/bin/bash bash -xe", "#! /usr/bin/env -S bash -e": "bash bash -e", "#!/usr/bin/env python3.9": "python3.9 python ",
		"#cloud-boothook\n#!/bin/sh\n": "/bin/sh sh ", "ls": "  ", "#!": "  ", "#!/bin/sh\r\n": "/bin/sh sh ",
	} {
		i := script.ReadShell(text).Interpreter
		if got := i.Path + " " + i.Name + " " + strings.Join(i.Options, " "); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
	if head := script.HeadOf("\n\n#!/bin/sh"); head.Blank != 2 {
		t.Error("the kernel does not find #! behind blank lines")
	}
}

const message = `Content-Type: multipart/mixed; boundary="==B=="
MIME-Version: 1.0

--==B==
Content-Type: text/cloud-config; charset="us-ascii"

#cloud-config
bootcmd:
  - [cloud-init-per, once, x, sh, -c, 'early "now"']
runcmd:
  - set -e
  - |
    /opt/aws/bin/cfn-init -r "Lt \
      x"
  - [/opt/aws/bin/cfn-signal, -e, $?, --resource, Asg]
  - "quoted \x41 $?"
write_files:
  - path: /opt/x.sh
    content: |
      #!/bin/sh
      in-file
  - path: /opt/y.sh
    encoding: b64
    content: IyEvYmluL3NoCmVuY29kZWQK

--==B==
Content-Type: multipart/mixed; boundary="inner"

--inner
Content-Type: text/x-shellscript

#!/bin/bash
last
--inner--
--==B==
Content-Transfer-Encoding: base64
Content-Type: text/x-shellscript

IyEvYmluL3NoCnNlY3JldAo=
--==B==--
`

func TestParts(t *testing.T) {
	read := script.Read(message)
	checkText(t, message, read, 0)
	var got strings.Builder
	for _, s := range read.Scripts {
		got.WriteString(show(message, s.Order) + "--\n")
	}
	for _, f := range read.Files {
		got.WriteString(f.Path.Text + ": " + show(message, f.Read().Scripts[0].Order))
	}
	want := `cloud-init-per once x sh -c "early \"now\""
--
set -e
/opt/aws/bin/cfn-init -r "Lt   x" e1
/opt/aws/bin/cfn-signal -e $? --resource Asg e1 read
quoted A {$?:cfn-signal} e1
--
last
--
secret
--
/opt/x.sh: in-file
/opt/y.sh: encoded
`
	if got.String() != want || read.Broken || len(read.Parts) != 3 {
		t.Errorf("broken: %v, %d parts\n%s", read.Broken, len(read.Parts), got.String())
	}
	for _, c := range read.Scripts[1].Commands {
		for _, w := range c.Words {
			if at := message[w.Span.From:w.Span.To]; !w.Quoted && at != w.Text && w.Text != "A" {
				t.Errorf("%q stands at %q", w.Text, at)
			}
		}
	}
	if c := read.Scripts[3].Commands[0]; message[c.Span.From:c.Span.To] != "IyEvYmluL3NoCnNlY3JldAo=\n" {
		t.Errorf("what is encoded stands at %v", c.Span)
	}
}

func TestBrokenParts(t *testing.T) {
	for _, text := range []string{"MIME-Version: 1.0\nContent-Type: multipart/mixed\n\n--x\n", "#cloud-config\nruncmd: ls\n", "#cloud-config\nruncmd: [a\n", "#!/bin/sh\nif\n", "#!/bin/sh\n" + strings.Repeat("a", script.MaxSize)} {
		if !script.Read(text).Broken {
			t.Errorf("%.60q is not broken", text)
		}
	}
}

func TestOtherLanguagesHaveNoCommands(t *testing.T) {
	read := script.Read("#!/usr/bin/python3\nimport os\n")
	if len(read.Scripts) != 1 || read.Scripts[0].Language != script.OtherLanguage || len(read.Scripts[0].Commands) != 0 {
		t.Errorf("%+v", read.Scripts)
	}
}

func TestArgv(t *testing.T) {
	s := script.ReadArgv("sudo", "/opt/aws/bin/cfn-init.exe", "-v", "--resource=A b", "$?")
	c := s.Commands[0]
	o, ok := c.Flag("-r", "--resource")
	if c.Name != "cfn-init" || !ok || o.Value.Text != "A b" || o.Value.Span != (script.Span{From: 45, To: 48}) || !c.Word(3).Literal() {
		t.Errorf("%+v %+v", c, o)
	}
	s = script.ReadArgv("bash", "-c", "cd /x && a 'b'")
	if got := show("", s.Order); got != "bash -c \"cd /x && a 'b'\"\ncd /x @&&left @quoted\na b @&&right @quoted\n" {
		t.Error(got)
	}
	if at := s.Commands[2].Word(1).Span; at != (script.Span{From: 19, To: 22}) {
		t.Errorf("the word stands at %v", at)
	}
	if s := script.ReadArgv(); len(s.Commands) != 0 {
		t.Error("no words are no command")
	}
}

func TestOptions(t *testing.T) {
	text := "x -r A --stack=B -rC -d '' --last -fsSLo out -- -r D"
	c := script.ReadShell(text).Commands[0]
	for name, want := range map[string]string{"-r": "C", "--stack": "B", "-d": "", "--last": "-fsSLo"} {
		o, ok := c.Flag(name)
		if !ok || !o.Given || o.Value.Text != want {
			t.Errorf("%s is %q", name, o.Value.Text)
		}
	}
	if _, ok := c.Flag("--sta"); ok {
		t.Error("a part of a name is no option")
	}
	for name, want := range map[string]bool{"-f": true, "-L": true, "-o": true, "-u": false, "-t": false, "--last": true, "-x": false} {
		if w, ok := c.Switch("ord", name); ok != want {
			t.Errorf("%s: %v (%q)", name, ok, w.Text)
		}
	}
	if _, ok := script.ReadShell("x -offile").Commands[0].Switch("o", "-f"); ok {
		t.Error("letters behind an option with a value are its value")
	}
}

func TestOpen(t *testing.T) {
	for text, want := range map[string]bool{"a -s $x": false, "a $x": true, "a \"$x\"": false, "a \"$@\"": true, "a $?": false, "a " + hole: true, "a -s " + hole: false, "a x" + hole: true, "$x": true, "a --s=b $(c)": true} {
		if got := script.ReadShell(text).Commands[0]; got.Open() != want {
			t.Errorf("%s: %v", text, !want)
		}
	}
}

func TestOutput(t *testing.T) {
	for text, want := range map[string]string{"a > x": "x", "a 2> x": "", "a >& x": "", "a &> x": "x", "a 1>>x": "x", "a < x": "", "{ a; } > x": "x", "(a > y) > x": "y"} {
		s := script.ReadShell(text)
		if got, _ := s.Commands[0].Output(); got.Text != want {
			t.Errorf("%s: %q", text, got.Text)
		}
	}
}
