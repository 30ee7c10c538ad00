package rules_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/rules"
)

// server is an instance with user data that waits for a signal. In the script SELF stands for the
// options that name it.
func server(script string) string {
	script = strings.ReplaceAll(script, "SELF", "--stack ${AWS::StackName} --resource Server --region ${AWS::Region}")
	return "Resources:\n  Server:\n    Type: AWS::EC2::Instance\n    CreationPolicy: {ResourceSignal: {}}\n" +
		"    Properties:\n      UserData:\n        Fn::Base64: !Sub |\n          " + strings.ReplaceAll(script, "\n", "\n          ") + "\n"
}

// findingIn lists the lines of the script that a rule reports, counted from 1, and 0 for what
// stands before.
func findingIn(t *testing.T, id, script string) (lines []int) {
	t.Helper()
	for _, d := range findings(t, id, server(script)) {
		lines = append(lines, max(0, d.Span.File.Position(d.Span.Start).Line-7))
	}
	return lines
}

func TestScriptsThatSignal(t *testing.T) {
	for _, test := range []struct {
		id, script string
		want       []int
	}{
		{"H306", "#!/bin/bash\ncfn-init SELF\nstatus=$?\ncfn-signal -e $? SELF", []int{4}},
		{"H306", "#!/bin/bash\ncfn-init SELF\nstatus=$?\necho $status\ncfn-signal -e $status SELF", nil},
		{"H306", "#!/bin/bash\ncfn-init SELF && cfn-signal -e 0 SELF || cfn-signal -e 1 SELF", nil},
		{"H306", "#!/bin/bash\nif [ -f /etc/a ]; then echo a; fi\ncfn-init SELF\ncfn-signal --success true SELF", []int{4}},
		{"H306", "#!/bin/bash\nyum -y update\ncfn-signal -s true -e $? SELF", nil},
		{"H306", "#!/bin/bash\nyum -y update\ncfn-signal SELF", []int{3}},
		{"H306", "#!/bin/bash\ncfn-init SELF || error_exit a\ncfn-signal -e 0 SELF", nil},
		{"H306", "#!/bin/bash\ncfn-init SELF\nif [ $? -ne 0 ]; then exit 1; fi\ncfn-signal -e 0 SELF", nil},
		{"H306", "#!/bin/bash\nfinish() { code=$?; echo done; cfn-signal -e $code SELF; }\ntrap finish EXIT\ncfn-init SELF", nil},
		{"H306", "#!/bin/bash\nset -o pipefail\ncfn-init SELF | tee /tmp/a\ncfn-signal -e $? SELF", nil},
		{"H306", "#!/bin/bash\ncfn-init SELF | tee /tmp/a\ncfn-signal -e ${!PIPESTATUS[0]} SELF", nil},
		{"H306", "#!/bin/bash\nwhile read a; do echo $a; done < /etc/a\nyum -y update\ncfn-signal -e 0 SELF", []int{4}},
		{"H306", "#!/bin/bash\nresult=$(cfn-init SELF)\ncfn-signal -e $? SELF", nil},
		{"H306", "#cloud-config\nruncmd:\n  - cfn-init SELF\n  - echo ok\n  - cfn-signal -e $? SELF", []int{5}},
		{"H306", "<powershell>\ncfn-init.exe SELF\ncfn-signal.exe -e $LASTEXITCODE SELF\n</powershell>", nil},
		{"H306", "<powershell>\n$ErrorActionPreference = 'Stop'\ncfn-init.exe SELF\ncfn-signal.exe -e 0 SELF\n</powershell>", nil},
		{"H306", "<powershell>\ncfn-init.exe SELF\ncfn-signal.exe -e 0 SELF\n</powershell>", []int{3}},
		{"H306", "<script>\ncfn-init.exe SELF\nif %errorlevel% neq 0 exit /b 1\ncfn-signal.exe -e 0 SELF\n</script>", nil},
		{"H307", "#!/bin/bash -e\ncfn-init SELF | tee /tmp/a\ncfn-signal -e $? SELF", nil},
		{"H307", "#!/bin/bash\nset -eo pipefail\ncfn-init SELF | tee /tmp/a\ncfn-signal -e $? SELF", []int{4}},
		{"H307", "#!/bin/bash -e\nsource /opt/traps\nyum -y update\ncfn-signal -e 0 SELF", nil},
		{"H307", "#!/bin/bash -e\ntrap clean ERR\nyum -y update\ncfn-signal -e 0 SELF", nil},
		{"H307", "#!/bin/bash -e\nfailed() { cfn-signal -e 1 SELF; }\nyum -y update || failed\nyum -y install a\ncfn-signal -e 0 SELF", nil},
		{"H307", "#!/bin/bash -e\necho a\ncfn-signal -e 0 SELF", nil},
		{"H304", "#!/bin/bash\nyum -y update\necho ECS_CLUSTER=a >> /etc/ecs/ecs.config", []int{0}},
		{"H304", "#!/bin/bash\n# cfn-signal SELF\nyum -y update", []int{0}},
		{"H304", "#!/bin/bash\naws cloudformation signal-resource --stack-name a --logical-resource-id Server", nil},
		{"H304", "#!/bin/bash\npython3 - <<'EOF'\nimport boto3\nboto3.client('cloudformation').signal_resource()\nEOF", nil},
		{"H304", "#!/bin/bash\nsource /opt/setup.sh", nil},
		{"H304", "#!/bin/bash\nbash -c \"$SETUP\"", nil},
		{"H304", "#!/bin/bash\n./setup.sh", nil},
		{"H304", "#!/bin/bash\nansible-pull -U https://example.com/a", nil},
		{"H304", "#cloud-config\nruncmd:\n  - systemctl start httpd", []int{0}},
		{"H304", "#cloud-config\nansible: {}", nil},
		{"H304", "#include\nhttps://example.com/setup", nil},
		{"H304", "#!/bin/bash\ncfn-signal -e $? --stack other --resource Server", nil},
	} {
		if got := findingIn(t, test.id, test.script); !slices.Equal(got, test.want) {
			t.Errorf("%s reports lines %v, want %v, of\n%s", test.id, got, test.want, test.script)
		}
	}
}

// A signal of the launch template to another resource is the subject of other rules: H304 does not
// repeat that none comes.
func TestSignalsThatGoAstray(t *testing.T) {
	const template = `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2}}
    Properties: {MinSize: 2, MaxSize: 4, LaunchConfigurationName: !Ref Launch}
  Launch:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      UserData: !Base64
        Fn::Sub: "#!/bin/bash\nyum -y update\ncfn-signal -e $? --stack ${AWS::StackName} --resource Launch --region ${AWS::Region}\n"
`
	if found := findings(t, "H304", template); len(found) > 0 {
		t.Errorf("H304: %s", found[0].Message)
	}
	if found := findings(t, "H303", template); len(found) != 1 {
		t.Errorf("H303 finds %d", len(found))
	}
}

// Fewer signals than instances are a warning, more are an error, where only the bounds of a size
// are known too.
func TestSignalCounts(t *testing.T) {
	for count := range 4 {
		for _, size := range []int{0, 1, 3} {
			template := fmt.Sprintf(`Parameters:
  AtLeast: {Type: Number, MinValue: %d}
  Exactly: {Type: String, AllowedValues: ["%d"]}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: "%d"}}
    Properties: {MinSize: 0, MaxSize: 4, DesiredCapacity: !Ref Exactly}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: %d}}
    Properties: {MinSize: !Ref AtLeast, MaxSize: 9}
`, size, size, count, count)
			var want []string
			if count > size {
				want = append(want, "error")
			}
			if count < size {
				want = []string{"warning", "warning"}
			}
			if got := verdict(findings(t, "H305", template)); got != strings.Join(want, " ") {
				t.Errorf("%d signals of %d instances: %q, want %q", count, size, got, want)
			}
		}
	}
}

// Quotes around a mode change nothing else, so that fix is safe; a longer mode is not.
func TestModeFixes(t *testing.T) {
	const files = `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /a: {content: a, mode: %s}
`
	for mode, want := range map[string]struct {
		mode string
		safe bool
	}{"000400": {`"000400"`, true}, `"0644"`: {`"000644"`, false}, "755": {`"000755"`, false}} {
		found := findings(t, "H407", fmt.Sprintf(files, mode))
		if len(found) != 1 || len(found[0].Fixes) != 1 || found[0].Fixes[0].Safe != want.safe || found[0].Fixes[0].Edits[0].Text != want.mode {
			t.Errorf("%s: %+v", mode, found)
		}
		if left := findings(t, "H407", fmt.Sprintf(files, want.mode)); len(left) > 0 {
			t.Errorf("%s: %s", want.mode, left[0].Message)
		}
	}
	if found := findings(t, "H407", fmt.Sprintf(files, "u=rw")); len(found) != 1 || len(found[0].Fixes) > 0 {
		t.Errorf("u=rw: %+v", found)
	}
}

// In the branches of one text the same flaw is one finding, certain where it is in all of them.
func TestFlawsInBranches(t *testing.T) {
	for value, want := range map[string]diag.Certainty{
		`!If [C, "echo a", "echo b"]`:                                diag.Must,
		`!If [C, "cfn-signal -s false --resource Server", "echo b"]`: diag.Must,
	} {
		template := strings.Replace(server("#!/bin/bash\nA\ncfn-signal -e 1 --stack ${AWS::StackName} --resource Other --region eu-west-1"), "Fn::Base64: !Sub |", "Fn::Base64: !Sub\n        - |", 1)
		template = strings.ReplaceAll(template, "\n          A\n", "\n          ${A}\n") + "        - {A: " + value + "}\nConditions: {C: !Equals [!Ref AWS::Region, a]}\n"
		found := findings(t, "H301", template)
		if len(found) != 1 || found[0].Certainty != want {
			t.Errorf("%s: %+v", value, found)
		}
	}
}

// Rules of one mistake do not report it twice.
func TestCreationPoliciesAreReportedOnce(t *testing.T) {
	for policy, want := range map[string]string{
		"AWS::SNS::Topic, CreationPolicy: {ResourceSignal: {}}":                                  "H308",
		"AWS::EC2::Instance, CreationPolicy: {ResourceSignals: {}}":                              "H308",
		"AWS::AutoScaling::AutoScalingGroup, CreationPolicy: {ResourceSignals: {}}":              "E3055",
		"AWS::CloudFormation::WaitCondition, CreationPolicy: {AutoScalingCreationPolicy: {}}":    "H308",
		"AWS::AppStream::Fleet, CreationPolicy: {StartFleet: true, Other: 1}":                    "E3055",
		"AWS::CloudFormation::WaitCondition, CreationPolicy: {ResourceSignal: {Count: several}}": "E3055",
	} {
		var got []string
		for _, id := range []string{"E3055", "H308"} {
			for _, d := range findings(t, id, "Resources: {A: {Type: \""+strings.Replace(policy, ", ", `", `, 1)+"}}\n") {
				got = append(got, d.Rule)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", policy, got, want)
		}
	}
}

// H420 is a matter of judgement: it runs only where it is asked for.
func TestOptionalRuleIsOff(t *testing.T) {
	rule := lint.Find(rules.All(), "H420")
	if (lint.Selection{}).Has(rule) || (lint.Selection{Select: []string{"H"}}).Has(rule) || !(lint.Selection{Select: []string{"H420"}}).Has(rule) {
		t.Error("H420 runs where it should not, or not where it should")
	}
}
