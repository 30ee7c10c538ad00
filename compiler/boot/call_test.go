package boot_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/script"
	"github.com/cfnc/cfnc/compiler/template"
)

const callTemplate = `
Conditions:
  C: !Equals [!Ref AWS::Region, eu-west-1]
Parameters:
  P: {Type: String}
Resources:
  Handle: {Type: AWS::CloudFormation::WaitConditionHandle}
  Web:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        UserData:
          Fn::Base64: !Sub |
            #!/bin/bash -e
            STACK="${AWS::StackName}"
            /opt/aws/bin/cfn-init -v -s $STACK --resource Web \
              --region ${AWS::Region} -c "a, b"
            cfn-signal -e $? -r 'no reason' --stack ${AWS::StackId} --resource=${P} --https-proxy http://proxy
            cfn-signal --success true -i id "${Handle}"
            aws --region x cloudformation signal-resource --stack-name ${P} --logical-resource-id Web --status SUCCESS --unique-id u
            cat > /usr/local/bin/again.sh <<'END'
            #!/bin/bash
            cfn-hup -c /etc/other
            END
            echo cfn-init -r X
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /usr/local/bin/done.sh: {content: "cfn-signal --resource Web --stack x --exit-code 0\n"}
            /etc/text: {content: "cfn-signal --resource Gone\n"}
            /etc/cfn/hooks.d/a.conf:
              content: {"Fn::Join": ["", ["[a]\n", "triggers=post.update\n", "path=Resources.Web.Metadata\n", "action=cfn-init -r We", "b --stack ", {Ref: "AWS::StackName"}, " --configsets ", {Ref: P}, "\n"]]}
          commands:
            one: {command: !If [C, "cfn-init --stack s --resource A", "cfn-get-metadata --stack s -r B"]}
            two: {command: [/opt/aws/bin/cfn-signal, --stack, !Ref AWS::StackId, --resource, Web], test: "cfn-init"}
            four: {command: !If [C, [cfn-hup, --no-daemon], [cfn-hup, -v]]}
            three: {command: [cfn-signal, --resource, "$(hostname)"]}
`

func describe(c *boot.Call) string {
	part := func(name string, a boot.Argument) string {
		h, hole := a.Hole()
		literal, known := a.Literal()
		switch {
		case !a.There():
			return ""
		case hole:
			literal = "<" + h.Name + ">"
		case !known:
			literal = "?"
		}
		return fmt.Sprintf(" %s=%s", name, literal)
	}
	at := c.Span().File.Position(c.Span().Start)
	text := fmt.Sprintf("%d:%d %s", at.Line, at.Column, c.Tool)
	if when := under(c.When()); when != "" {
		text += " [" + when + "]"
	}
	text += part("stack", c.Stack()) + part("resource", c.Resource()) + part("region", c.Region()) + part("sets", c.ConfigSets())
	text += part("exit", c.ExitCode()) + part("success", c.Success()) + part("id", c.ID()) + part("proxy", c.HTTPSProxy())
	return text + part("handle", c.Handle()) + part("folder", c.ConfigFolder()) + fmt.Sprintf(" own=%d", c.OwnStack())
}

func TestCalls(t *testing.T) {
	unit := compile(t, callTemplate)
	var got []string
	for _, c := range unit.Boot().Calls() {
		got = append(got, describe(c))
	}
	want := []string{
		"16:13 cfn-init stack=<AWS::StackName> resource=Web region=<AWS::Region> sets=a, b own=2",
		"18:13 cfn-signal stack=<AWS::StackId> resource=<P> exit=? proxy=http://proxy own=2",
		"19:13 cfn-signal success=true id=id handle=<Handle> own=1",
		"20:13 signal-resource stack=<P> resource=Web region=x success=SUCCESS id=u own=0",
		"23:13 cfn-hup folder=/etc/other own=1",
		"37:38 cfn-hup [C=true] own=1",
		"37:62 cfn-hup [C=false] own=1",
		"35:37 cfn-init [C=true] stack=s resource=A own=0",
		"35:72 cfn-get-metadata [C=false] stack=s resource=B own=0",
		"38:31 cfn-signal resource=$(hostname) own=1",
		"36:107 cfn-init own=1",
		"36:29 cfn-signal stack=<AWS::StackId> resource=Web own=2",
		"30:48 cfn-signal stack=x resource=Web exit=0 own=0",
		"33:119 cfn-init stack=<AWS::StackName> resource=Web sets=<P> own=2",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestArgumentPlaces(t *testing.T) {
	calls := compile(t, callTemplate).Boot().Calls()
	first, last := calls[0], calls[len(calls)-1]
	for want, a := range map[string]boot.Argument{
		"16:41 $STACK": first.Stack(), "16:59 Web": first.Resource(), "17:24 ${AWS::Region}": first.Region(), `17:42 "a, b"`: first.ConfigSets(),
		`33:131 We`: last.Resource(),
	} {
		at := a.Span().File.Position(a.Span().Start)
		if got := fmt.Sprintf("%d:%d %s", at.Line, at.Column, a.Span().Text()); got != want || a.Node() == nil {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if names, known := first.Sets(); !slices.Equal(names, []string{"a", "b"}) || !known {
		t.Errorf("the sets are %q, known %t", names, known)
	}
	if names, known := last.Sets(); names != nil || known {
		t.Errorf("the sets of the hook are %q, known %t", names, known)
	}
	if names, known := calls[7].Sets(); names != nil || !known {
		t.Errorf("the sets of a call without sets are %q, known %t", names, known)
	}
	for i, c := range calls {
		p := c.Program
		got := fmt.Sprintf("%t %t %t %t %t", p.UserData != nil, p.Command != nil, p.Hook != nil, p.File != nil, p.Written != nil)
		want := map[bool]string{i < 4: "true false false false false", i == 4: "true false false false true", 5 <= i && i < 12: "false true false false false",
			i == 12: "false false false true false", i == 13: "false false true true false"}[true]
		if got != want || p.Resource.ID != "Web" || p.Key == nil {
			t.Errorf("call %d stands in %s, want %s", i, got, want)
		}
	}
}

func TestVariablesAreFollowed(t *testing.T) {
	for script, want := range map[string]string{
		"R=Web; cfn-init -r $R":                "Web",
		"R=Web; S=$R; cfn-init -r ${S}":        "Web",
		"R=Web; R=Other; cfn-init -r $R":       "?",
		"R=$R; cfn-init -r $R":                 "?",
		"R=Web; cfn-init -r ${R:-x}":           "?",
		"cfn-init -r $R":                       "?",
		"R=Web; cfn-init -r x$R":               "?",
		"R=$(hostname); cfn-init -r \"$R\"":    "?",
		"cfn-init -r \"$(cat /etc/resource)\"": "?",
	} {
		unit := compile(t, "Resources:\n  R:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData:\n        Fn::Base64: |\n          #!/bin/sh\n          "+script+"\n")
		got, known := unit.Boot().Calls()[0].Resource().Literal()
		if !known {
			got = "?"
		}
		if got != want {
			t.Errorf("%s: the resource is %s, want %s", script, got, want)
		}
	}
}

// What template writes for a hole is what script takes for one.
func TestHolesAreTheSame(t *testing.T) {
	for r := rune(0xDFF0); r < 0xF910; r++ {
		if template.IsHole(r) != script.IsHole(r) {
			t.Fatalf("%U is a hole for one of both only", r)
		}
	}
}

func TestMentions(t *testing.T) {
	unit := compile(t, callTemplate)
	web, handle := unit.Template.Resource("Web"), unit.Template.Resource("Handle")
	b := unit.Boot()
	if !b.Mentions(web, "echo cfn-init") || !b.Mentions(web, "--resource Gone") || b.Mentions(web, "nothing") || b.Mentions(handle, "cfn-init") {
		t.Error("a mention is missing, or is one too many")
	}
	if b.Mentions(web, "triggers=") {
		t.Error("what cfn-hup reads counts as a mention")
	}
	if p := b.Programs()[0]; p.When() != (*template.Scenario)(nil) || len(p.Commands()) != 7 || p.Read == nil {
		t.Errorf("user data has %d commands", len(p.Commands()))
	}
}
