package lower_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/emit"
	"github.com/cfnc/cfnc/compiler/source"
)

// fleet is a group with a launch template that rolls, with some user data.
func fleet(roll, init, data string) string {
	return `Parameters:
  Build: {Type: Number}
  Motd: {Type: String}
  Secret: {Type: String, NoEcho: true}
  Hosts: {Type: CommaDelimitedList}
  Release: {Type: String, AllowedPattern: "[a-z0-9.]+"}
Conditions: {Prod: !Equals [!Ref AWS::Region, eu-west-1]}
Mappings: {Sizes: {a: {b: 1}}}
Resources:
  Bucket: {Type: AWS::S3::Bucket, Condition: Prod}
  User: {Type: AWS::IAM::User}
  Custom: {Type: Custom::Password, Properties: {ServiceToken: x}}
  Access: {Type: AWS::IAM::AccessKey, Properties: {UserName: !Ref User}}
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: 1}}
    Properties: {MinSize: 1, MaxSize: 3, LaunchTemplate: {LaunchTemplateId: !Ref Lt, Version: !GetAtt Lt.LatestVersionNumber}}
  Lt:
    Type: AWS::EC2::LaunchTemplate
    Metadata:
      Cfnc: {` + roll + `}
      AWS::CloudFormation::Init: ` + init + `
    Properties:
      LaunchTemplateData: {ImageId: ami-1, ` + data + `}
`
}

func rolled(t *testing.T, text string) (out string, found []string) {
	t.Helper()
	unit, all := compiler.Compile(source.NewFile("web.yaml", "web.yaml", text), compiler.Options{})
	for _, d := range all {
		found = append(found, fmt.Sprintf("[%s] %s", d.Span.Text(), d.Message))
	}
	return string(emit.Minify(unit.Root.At("Resources"))), found
}

var hashes = regexp.MustCompile(`cfnc-roll ([0-9a-f]{12})`)

func keyOf(t *testing.T, text string) string {
	t.Helper()
	out, found := rolled(t, text)
	m := hashes.FindStringSubmatch(out)
	if len(found) > 0 || m == nil {
		t.Fatalf("%v in\n%s\n%s", found, text, out)
	}
	return m[1]
}

const shell = `UserData: "#!/bin/bash\ntrue"`

// What changes the key, and what does not.
func TestKeys(t *testing.T) {
	init := func(files string) string {
		return "{config: {files: {/a: {content: " + files + ", mode: '000644'}}, commands: {b: {command: echo}}}}"
	}
	base := keyOf(t, fleet("Roll: Metadata", init("x"), shell))
	for name, same := range map[string]string{
		"again":           fleet("Roll: Metadata", init("x"), shell),
		"key order":       fleet("Roll: Metadata", "{config: {commands: {b: {command: echo}}, files: {/a: {mode: '000644', content: x}}}}", shell),
		"a comment":       "# hello\n" + fleet("Roll: Metadata", init("x # not a comment of the content"), shell),
		"quotes":          fleet("Roll: Metadata", init("'x'"), shell),
		"JSON":            fleet("Roll: Metadata", `{"config":{"files":{"/a":{"content":"x","mode":"000644"}},"commands":{"b":{"command":"echo"}}}}`, shell),
		"other metadata":  fleet("Roll: Metadata, Ignore: [H501]", init("x"), shell),
		"other user data": fleet("Roll: Metadata", init("x"), `UserData: "#!/bin/bash\nfalse"`),
		"in place":        fleet("Roll: Metadata, InPlace: [tail]", "{config: {files: {/a: {content: x, mode: '000644'}}, commands: {b: {command: echo}}}, tail: {commands: {c: {command: x}}}}", shell),
	} {
		if name == "a comment" {
			same = strings.Replace(same, "# not a comment of the content", "", 1)
		}
		if got := keyOf(t, same); got != base {
			t.Errorf("%s: the key is %s, want %s", name, got, base)
		}
	}
	seen := map[string]string{base: "base"}
	for name, other := range map[string]string{
		"content":        init("y"),
		"a number":       init("1"),
		"a mode":         strings.Replace(init("x"), "644", "600", 1),
		"a command":      strings.Replace(init("x"), "echo", "printf", 1),
		"a path":         strings.Replace(init("x"), "/a", "/b", 1),
		"a reference":    init("!Ref Build"),
		"a lookup":       init("!FindInMap [Sizes, a, b]"),
		"authentication": init("x") + "\n      AWS::CloudFormation::Authentication: {s3: {type: S3, buckets: [a]}}",
	} {
		got := keyOf(t, fleet("Roll: Metadata", other, shell))
		if before, taken := seen[got]; taken {
			t.Errorf("%s has the key of %s", name, before)
		}
		seen[got] = name
	}
	lookup := fleet("Roll: Metadata", init("!FindInMap [Sizes, a, b]"), shell)
	if keyOf(t, lookup) == keyOf(t, strings.Replace(lookup, "b: 1", "b: 2", 1)) {
		t.Error("the value of the mapping does not change the key")
	}
}

// Every leaf of the metadata counts.
func TestEveryLeafChangesTheKey(t *testing.T) {
	const init = `{
  "configSets": {"default": ["a0", {"ConfigSet": "b0"}], "b0": "c0"},
  "a0": {
    "packages": {"yum": {"d0": ["e0"]}},
    "groups": {"f0": {"gid": "g0"}},
    "files": {"/h0": {"content": {"Fn::Sub": "i0 ${Build} j0"}, "mode": "k0", "context": {"l0": true}}},
    "commands": {"m0": {"command": ["n0", {"Fn::Join": ["o0", ["p0", {"Ref": "Build"}]]}], "env": {"q0": 1.50}}}
  },
  "c0": {"services": {"systemd": {"r0": {"enabled": false, "files": ["s0"]}}}}
}`
	inLine := func(text string) string { return fleet("Roll: Metadata", strings.ReplaceAll(text, "\n", " "), shell) }
	keys := map[string]string{"": keyOf(t, inLine(init))}
	leaves := regexp.MustCompile(`[a-s]0|true|false|1\.50`).FindAllStringIndex(init, -1)
	for _, at := range leaves {
		other := map[string]string{"true": "false", "false": "true", "1.50": "1.5"}[init[at[0]:at[1]]]
		if other == "" {
			other = "z9"
		}
		changed := init[:at[0]] + other + init[at[1]:]
		k := keyOf(t, inLine(changed))
		for before, taken := range keys {
			if taken == k {
				t.Errorf("%q at %d gives the key of %q", init[at[0]:at[1]], at[0], before)
			}
		}
		keys[fmt.Sprint(init[at[0]:at[1]], at[0])] = k
	}
	if len(leaves) < 20 {
		t.Errorf("only %d leaves", len(leaves))
	}
}

// Where the key stands, in every form of user data.
func TestUserData(t *testing.T) {
	const simple = "{config: {commands: {a: {command: x}}}}"
	k := keyOf(t, fleet("Roll: Metadata", simple, shell))
	for _, c := range []struct{ name, data, want string }{
		{"shell", shell, `"UserData":{"Fn::Base64":"#!/bin/bash\ntrue\n# cfnc-roll KEY\n"}`},
		{"cloud-config", `UserData: "#cloud-config\nruncmd: [x]\n"`, `{"Fn::Base64":"#cloud-config\nruncmd: [x]\n# cfnc-roll KEY\n"}`},
		{"PowerShell", `UserData: "<powershell>\ncfn-init\n</powershell>\n<persist>true</persist>"`,
			`"<powershell>\ncfn-init\n# cfnc-roll KEY\n</powershell>\n<persist>true</persist>"`},
		{"other letters", `UserData: "<powershell>\n# ` + strings.Repeat("\u0130", 20) + `\n</powershell>"`, `\n# cfnc-roll KEY\n</powershell>"`},
		{"batch", `UserData: "<script>cfn-init</script>"`, `"<script>cfn-init\nREM cfnc-roll KEY\n</script>"`},
		{"MIME", `UserData: "Content-Type: multipart/mixed; boundary=\"B\"\nMIME-Version: 1.0\n\n--B\nContent-Type: text/x-shellscript\n\n#!/bin/sh\n--B--\n"`,
			`#!/bin/sh\n--B\nContent-Type: text/x-shellscript; charset=\"us-ascii\"\n\n#!/bin/sh\n# cfnc-roll KEY\n--B--\n"`},
		{"Base64", `UserData: IyEvYmluL2Jhc2gKZWNobyBoZWxsbwo=`, `{"Fn::Base64":"#!/bin/bash\necho hello\n# cfnc-roll KEY\n"}`},
		{"Sub", `UserData: !Sub "#!/bin/bash\necho ${Build} ${!x}\n"`,
			`{"Fn::Join":["",["#!/bin/bash\necho ",{"Ref":"Build"}," ${x}\n# cfnc-roll KEY\n"]]}`},
		{"Join", `UserData: !Join ["", ["#!/bin/bash\necho ", !Ref Build]]`,
			`{"Fn::Join":["",["#!/bin/bash\necho ",{"Ref":"Build"},"\n# cfnc-roll KEY\n"]]}`},
		{"lines", `UserData: !Join ["\n", ["#!/bin/bash", !Ref Build]]`,
			`{"Fn::Join":["",[{"Fn::Join":["\n",["#!/bin/bash",{"Ref":"Build"}]]},"\n# cfnc-roll KEY\n"]]}`},
		{"If", `UserData: !If [Prod, "#!/bin/sh\n", "#cloud-config\n"]`,
			`{"Fn::If":["Prod",{"Fn::Base64":"#!/bin/sh\n# cfnc-roll KEY\n"},{"Fn::Base64":"#cloud-config\n# cfnc-roll KEY\n"}]}`},
		{"no script", `UserData: {"Fn::Base64": "key=value"}`, `"TagSpecifications":[{"ResourceType":"instance","Tags":[{"Key":"cfnc:roll","Value":"KEY"}]}]`},
		{"another language", `UserData: {"Fn::Base64": "#!/usr/bin/node\n"}`, `"Value":"KEY"`},
		{"unknown", `UserData: !Ref Motd`, `"Value":"KEY"`},
		{"none", `InstanceType: t3.small`, `"Value":"KEY"`},
		{"other tags", `TagSpecifications: [{ResourceType: volume, Tags: []}, {ResourceType: instance, Tags: [{Key: a, Value: b}]}]`,
			`{"ResourceType":"instance","Tags":[{"Key":"a","Value":"b"},{"Key":"cfnc:roll","Value":"KEY"}]}]`},
	} {
		out, found := rolled(t, fleet("Roll: Metadata", simple, c.data))
		if want := strings.ReplaceAll(c.want, "KEY", k); len(found) > 0 || !strings.Contains(out, want) {
			t.Errorf("%s: want %s\n%v in\n%s", c.name, want, found, out)
		}
		if strings.Contains(out, `"UserData":{"Ref"`) != (c.name == "unknown") {
			t.Errorf("%s: %s", c.name, out)
		}
	}
}

// What only the deployment knows stands behind the hash, unless it is secret.
func TestReferences(t *testing.T) {
	for _, c := range []struct{ init, want string }{
		{"!Ref Build", `KEY ",{"Ref":"Build"},"\n"`},
		{"!Sub '${Build} ${AWS::Region} ${Secret} ${Lt}'", `KEY ",{"Ref":"Build"},"\n"`},
		{"!Ref Release", `KEY ",{"Ref":"Release"},"\n"`},
		{"!Ref Motd", `KEY ",{"Fn::Join":[" ",{"Fn::Split":["\n",{"Ref":"Motd"}]}]},"\n"`},
		{"!Join [' ', !Ref Hosts]", `KEY ",{"Fn::Join":[",",{"Ref":"Hosts"}]},"\n"`},
		{"!GetAtt User.Arn", `KEY ",{"Fn::GetAtt":["User","Arn"]},"\n"`},
		{"!GetAtt Access.SecretAccessKey", `KEY ",{"Ref":"Access"},"\n"`},
		{"!Sub '${Custom.Password}'", `KEY ",{"Ref":"Custom"},"\n"`},
		{"!If [Prod, !Ref Bucket, x]", `KEY ",{"Fn::If":["Prod",{"Ref":"Bucket"},"-"]}," ",{"Fn::If":["Prod","1","0"]},"\n"`},
		{"[!Ref User, !Ref Build, !Ref Build]", `KEY ",{"Ref":"Build"}," ",{"Ref":"User"},"\n"`},
	} {
		out, found := rolled(t, fleet("Roll: Metadata", "{config: {commands: {a: {command: "+c.init+"}}}}", shell))
		m := hashes.FindStringSubmatch(out)
		if len(found) > 0 || m == nil || !strings.Contains(out, strings.ReplaceAll(c.want, "KEY", m[1])) {
			t.Errorf("%s: want %s\n%v in\n%s", c.init, c.want, found, out)
		}
	}
}

// A live value changes without anybody changing the template, so that it is no part of the key;
// and the manifest says where it stands in the end.
func TestLiveValuesInMetadata(t *testing.T) {
	text := fleet("Roll: LogicalId", `{config: {commands: {a: {command: !Sub "x @Web.MaxSize"}}}}`, `UserData: !Sub "#!/bin/sh\necho @Web.MaxSize"`)
	unit, found := compiler.Compile(source.NewFile("web.yaml", "web.yaml", text), compiler.Options{})
	use := strings.Join(unit.Bindings[0].Use, " ")
	if len(found) > 0 || !regexp.MustCompile(`^/Resources/Lt[0-9a-f]{8}/Metadata/\S+ /Resources/Lt[0-9a-f]{8}/Properties/LaunchTemplateData/UserData/Fn::Base64$`).MatchString(use) {
		t.Errorf("%v: %s", found, use)
	}
	out, more := rolled(t, strings.Replace(text, "LogicalId", "Metadata", 1))
	if m := hashes.FindStringIndex(out); len(more) > 0 || m == nil || strings.Contains(out[m[0]:], "LiveWeb") {
		t.Errorf("%v in\n%s", more, out)
	}
}

func TestRefusals(t *testing.T) {
	const init = "{config: {}}"
	instance := "  Box: {Type: AWS::EC2::Instance, Properties: {LaunchTemplate: {LaunchTemplateId: !Ref Lt, Version: '1'}}}\n"
	for _, c := range []struct{ text, want string }{
		{fleet("Roll: Metdata", init, shell), "[Metdata] `Roll` is `Metadata` or `LogicalId`"},
		{fleet("Roll: Metadata, InPlace: [confg]", init, shell), "[confg] `confg` is no config of this resource, did you mean `config`?"},
		{fleet("Roll: Metadata, Hup: maybe", init, shell), "[maybe] `Hup` is `keep` or `drop`"},
		{fleet("Roll: Metadata", "x", shell), "[Metadata] `Lt` has no `AWS::CloudFormation::Init` whose change could replace instances"},
		{fleet("Roll: Metadata", init, shell) + instance, "[Metadata] `Roll` is for the instances of groups, and `Box` belongs to none: each change of the metadata would replace it"},
		{"Resources: {I: {Type: AWS::EC2::Instance, Metadata: {Cfnc: {Roll: Metadata}}}}",
			"[Roll] an instance that gets other user data is stopped and started, and cloud-init runs the user data of an instance once: the change would not be applied"},
		{strings.Replace(fleet("Roll: Metadata", init, shell), "UpdatePolicy: ", "CreationPolicy: ", 1), "[Metadata] the group `Web` has no update policy, so the key would change nothing for instances that run"},
		{"Resources: {T: {Type: AWS::SNS::Topic, Metadata: {Cfnc: {Roll: Metadata}}}}", "[Roll] `Roll` belongs to a launch template or a launch configuration, and `T` is neither"},
		{fleet("Roll: LogicalId", init, "UserData: x}\n      LaunchTemplateName: {Ref: Motd"), "[LaunchTemplateName] each change of the metadata makes `Lt` a new resource, which cannot have the name of the old one"},
		{"Resources: {L: {Type: AWS::AutoScaling::LaunchConfiguration, Metadata: {Cfnc: {Roll: Metadata}, AWS::CloudFormation::Init: {}}, Properties: {UserData: !ImportValue x}}}",
			"[Metadata] the key has no place in `L`: its user data is no script, or only the deployment knows it"},
	} {
		if _, found := rolled(t, c.text); len(found) != 1 || found[0] != c.want {
			t.Errorf("got %q\nwant %s\n%s", found, c.want, c.text)
		}
	}
}

func TestHooksAreDropped(t *testing.T) {
	const init = `
        config:
          files:
            /etc/cfn/cfn-hup.conf: {content: x}
            /etc/cfn/hooks.d/reload.conf: {content: y}
          services: {systemd: {cfn-hup: {files: [/etc/cfn/cfn-hup.conf, /etc/cfn/hooks.d/reload.conf]}}}`
	out, found := rolled(t, fleet("Roll: Metadata, Hup: drop", init, shell))
	if len(found) > 0 || strings.Contains(out, "hooks.d") || !strings.Contains(out, `"files":["/etc/cfn/cfn-hup.conf"]`) {
		t.Errorf("%v in\n%s", found, out)
	}
}

const renamed = `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    DependsOn: [LaunchConfig]
    UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: 1}}
    Properties: {MinSize: 1, MaxSize: 3, LaunchConfigurationName: !Ref LaunchConfig}
  LaunchConfig:
    Type: AWS::AutoScaling::LaunchConfiguration
    Metadata:
      Cfnc: {Roll: LogicalId}
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/hooks.d/reload.conf:
              content: !Sub |
                path=Resources.LaunchConfig.Metadata.AWS::CloudFormation::Init
                action=cfn-init -r LaunchConfig --stack ${AWS::StackName}
          commands: {a: {command: [cfn-init, --resource, LaunchConfig]}}
    Properties:
      UserData: !Sub |
        #!/bin/bash
        # LaunchConfig of the web
        cfn-init --resource LaunchConfig --stack ${AWS::StackName}
        cfn-get-metadata --resource=LaunchConfigs
        TOKEN
Outputs:
  Name: {Value: !Sub "${LaunchConfig} LaunchConfig"}
`

func TestNewNames(t *testing.T) {
	unit, found := compiler.Compile(source.NewFile("web.yaml", "web.yaml", renamed), compiler.Options{})
	out := string(emit.Minify(unit.Root))
	name := regexp.MustCompile(`LaunchConfig[0-9a-f]{8}`).FindString(out)
	if len(found) > 0 || name == "" {
		t.Fatalf("%v in\n%s", found, out)
	}
	for _, want := range []string{
		`"NAME":{"Type"`, `"DependsOn":["NAME"]`, `{"Ref":"NAME"}`, `path=Resources.NAME.Metadata`, `-r NAME --stack`,
		`--resource NAME --stack`, `--resource=LaunchConfigs`, `# LaunchConfig of the web`, `"--resource","NAME"]`, `"${NAME} LaunchConfig"`,
	} {
		if want = strings.ReplaceAll(want, "NAME", name); !strings.Contains(out, want) {
			t.Errorf("%s is not in\n%s", want, out)
		}
	}
	again, _ := compiler.Compile(source.NewFile("web.json", "web.json", string(emit.JSON(unit.Root))), compiler.Options{})
	if string(emit.Minify(again.Root)) != out {
		t.Error("the output compiles to something else")
	}
	_, refused := rolled(t, strings.Replace(renamed, "TOKEN", "aws cloudformation describe-stack-resource --logical-resource-id LaunchConfig", 1))
	if len(refused) != 1 || !strings.HasPrefix(refused[0], "[LaunchConfig] `LaunchConfig` gets another name with each change") {
		t.Errorf("got %q", refused)
	}
}

// folder loads the files of a folder.
type folder string

func (f folder) Load(path string) (*source.File, error) {
	text, err := os.ReadFile(string(f) + path)
	return source.NewFile(path, path, string(text)), err
}

// The blue/green example keeps no mention of the old name.
func TestBlueGreenGetsNewNames(t *testing.T) {
	loader := folder("../../fixtures/compile/bluegreen/")
	f, err := loader.Load("web.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(f.Text(), "    Metadata:\n", "    Metadata:\n      Cfnc: {Roll: LogicalId}\n", 1)
	unit, found := compiler.Compile(source.NewFile("web.yaml", "web.yaml", text), compiler.Options{Loader: loader})
	out := string(emit.JSON(unit.Root))
	if len(found) > 0 || len(regexp.MustCompile(`WebInstance\b`).FindAllString(out, -1)) > 0 {
		t.Errorf("%v in\n%s", found, out)
	}
	if n := len(regexp.MustCompile(`WebInstance[0-9a-f]{8}\b`).FindAllString(out, -1)); n != 6 {
		t.Errorf("%d mentions, want 6", n)
	}
}
