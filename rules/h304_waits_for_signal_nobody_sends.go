package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func waitsForSignalNobodySends() *lint.Rule {
	return &lint.Rule{
		ID:       "H304",
		Name:     "waits-for-signal-nobody-sends",
		Title:    "A resource waits for a signal that nobody sends",
		Severity: diag.Error,
		Why: `With ResourceSignal or WaitOnResourceSignals CloudFormation waits until each new instance sends a signal. Where user data ` +
			`and the metadata of cfn-init stand in the template, and none of it sends one or runs what may send one, the wait always ends ` +
			`at the timeout, and the deployment rolls back. An instance of which the template says nothing may have a signal in ` +
			`its image, which is reported as information.`,
		Help: "end the user data with `cfn-signal -e $? --stack ${AWS::StackName} --resource … --region ${AWS::Region}`, or do not wait",
		Bad: []lint.Example{
			{Name: "an instance that sends no signal", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    CreationPolicy:
      ResourceSignal: # want
        Count: 1
    Properties:
      UserData:
        Fn::Base64: |
          #!/bin/bash
          yum -y update
          # cfn-signal comes later
`},
			{Name: "a group that waits when it is rolled, with metadata, in one branch", Template: `Parameters:
  Package: {Type: String}
Conditions:
  Careful: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        WaitOnResourceSignals: !If [Careful, true, false] # want
    Properties: {MinSize: 2, MaxSize: 4, LaunchTemplate: {LaunchTemplateId: !Ref Launch, Version: "1"}}
  Launch:
    Type: AWS::EC2::LaunchTemplate
    Metadata:
      AWS::CloudFormation::Init:
        config:
          packages: {yum: {httpd: []}}
          files: {/etc/motd: {content: welcome}}
          commands: {start: {command: systemctl start httpd}}
    Properties:
      LaunchTemplateData:
        UserData:
          Fn::Base64: !Sub |
            #!/bin/bash -xe
            yum -y install ${Package}
            /opt/aws/bin/cfn-init -v --stack ${AWS::StackName} --resource Launch --region ${AWS::Region}
`},
			{Name: "a script that user data writes and runs", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {}} # want
    Properties:
      UserData:
        Fn::Base64: |
          #!/bin/bash
          cat > /opt/setup.sh <<'EOF'
          #!/bin/bash
          yum -y install httpd
          EOF
          chmod +x /opt/setup.sh
          bash -x /opt/setup.sh && /opt/setup.sh
          sudo su -c 'systemctl start httpd'
`},
			{Name: "an image that may send it", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {}} # want
    Properties: {ImageId: ami-12345678}
`},
		},
		Good: []lint.Example{
			{Name: "a signal", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2}}
    Properties: {MinSize: 2, MaxSize: 4, LaunchConfigurationName: !Ref Launch}
  Launch:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      UserData: !Base64
        Fn::Sub: "#!/bin/bash\nyum -y update\ncfn-signal -e $? --stack ${AWS::StackName} --resource Web --region ${AWS::Region}\n"
`},
			{Name: "scripts that cannot be seen", Template: `Parameters:
  Setup: {Type: String}
Resources:
  One:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {}}
    Properties: {UserData: !Base64 "#!/bin/bash\naws s3 cp s3://bucket/setup.sh /tmp/setup.sh\nbash /tmp/setup.sh\n"}
  Two:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {}}
    Properties: {UserData: !Base64 "#!/bin/bash\ncurl -s https://example.com/setup | sh\n"}
  Three:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {}}
    Properties: {UserData: !Base64 {"Fn::Sub": "#!/bin/bash\nyum -y update\n${Setup}\n"}}
  Four:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {}}
    Properties: {UserData: !Base64 "#!/bin/bash\n/opt/company/bootstrap --role web\n"}
  Five:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {}}
    Properties: {UserData: !Base64 "#!/usr/bin/python3\nimport boto3\n"}
  Six:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {}}
    Properties: {UserData: !Ref Setup}
`},
			{Name: "a launch template of elsewhere, and a signal from another resource", Template: `Parameters:
  Launch: {Type: String}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2}}
    Properties: {MinSize: 2, MaxSize: 4, LaunchTemplate: {LaunchTemplateId: !Ref Launch, Version: "1"}}
  Server:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {}}
    Properties: {UserData: !Base64 "#!/bin/bash\nyum -y update\n"}
  Watcher:
    Type: AWS::EC2::Instance
    Properties:
      UserData: !Base64
        Fn::Sub: "#!/bin/bash\ncfn-signal -e 0 --stack ${AWS::StackName} --resource Server --region ${AWS::Region}\n"
`},
		},
		Check: func(p *lint.Pass) {
			if p.Template.MayUseMore() || p.Template.MayDeclareMore() {
				return
			}
			for _, g := range p.Unit.Groups() {
				w := waiting{Resource: g.Resource, launches: func(c *template.Case) ([]*template.Resource, bool) { return launchResources(g, c) }}
				if len(g.Deployments) == 0 {
					w.check(p)
				}
			}
			for _, r := range p.Template.OfType("AWS::EC2::Instance") {
				w := waiting{Resource: r, launches: func(c *template.Case) ([]*template.Resource, bool) { return startedBy(r, c) }}
				if r.Loop == nil {
					w.check(p)
				}
			}
		},
	}
}

// waiting is a resource for which CloudFormation may wait, and the resources that hold the user
// data of its instances; ok is false where they are not all of this template.
type waiting struct {
	*template.Resource
	launches func(*template.Case) (list []*template.Resource, ok bool)
}

func (w waiting) check(p *lint.Pass) {
	v := p.Template.Judge(w.When(), func(c *template.Case) template.Answer {
		if w.count(c).Is(0) {
			return template.No
		}
		waits := awaitsSignals(c, w.Resource)
		if waits == template.No {
			return template.No
		}
		return waits.And(w.silent(p, c))
	})
	if !v.Holds() || w.hasSender(p, v.Case) {
		return
	}
	f := p.At(w.awaitedAt(v.Case), "nobody sends the signals that `%s` waits for: it fails at the timeout", w.ID)
	if !w.saysAnything(p, v.Case) {
		f.Severity(diag.Info)
	}
	f.Under(v)
}

func (w waiting) count(c *template.Case) template.Int {
	return c.Int(c.At(w.Body, "CreationPolicy", "ResourceSignal", "Count"))
}

// silent says whether all can be seen that the instances do. That they send no signal is found
// out elsewhere.
func (w waiting) silent(p *lint.Pass, c *template.Case) template.Answer {
	launches, ok := w.launches(c)
	if !ok {
		return template.Undecided
	}
	silent := template.Yes
	for _, r := range launches {
		silent = silent.And(sightOf(p, c, r).all)
	}
	return silent
}

func (w waiting) saysAnything(p *lint.Pass, c *template.Case) bool {
	launches, _ := w.launches(c)
	return slices.ContainsFunc(launches, func(r *template.Resource) bool { return sightOf(p, c, r).anything })
}

// awaitedAt is where the wait is asked for.
func (w waiting) awaitedAt(c *template.Case) *syntax.Node {
	if key := c.At(w.Body, "CreationPolicy").Key("ResourceSignal"); key != nil {
		return key
	}
	return c.At(w.Body, "UpdatePolicy", group.Rolling).Get("WaitOnResourceSignals")
}

func launchResources(g *group.Group, c *template.Case) (list []*template.Resource, ok bool) {
	for _, launch := range g.Launches(c) {
		if launch.Resource == nil || launch.Resource.Loop != nil {
			return nil, false
		}
		list = append(list, launch.Resource)
	}
	return list, len(list) > 0
}

// startedBy returns the instance itself, or the launch template that has its user data.
func startedBy(r *template.Resource, c *template.Case) (list []*template.Resource, ok bool) {
	spec := c.At(r.Property("LaunchTemplate"))
	if spec == nil || c.At(r.Property("UserData")) != nil {
		return []*template.Resource{r}, true
	}
	launch := c.Target(c.At(spec, "LaunchTemplateId"))
	return []*template.Resource{launch}, launch != nil && launch.Loop == nil
}

// hasSender reports whether something in the template may send the signals. One that the instances
// themselves send elsewhere is the subject of other rules.
func (w waiting) hasSender(p *lint.Pass, c *template.Case) bool {
	launches, _ := w.launches(c)
	for _, r := range p.Template.Resources {
		astray := !slices.Contains(launches, r) && signalsOthers(p, r, w.Resource)
		if speaksOfSignals(r.Body) && !astray || runsDocuments(r) {
			return true
		}
	}
	return false
}

// signalsOthers reports whether all signals in the texts of a resource go to other names, which
// the template need not have: H301 speaks of those.
func signalsOthers(p *lint.Pass, from, to *template.Resource) bool {
	sends := false
	for _, call := range p.Unit.Boot().CallsOf(from) {
		if !sendsSignal(call) {
			continue
		}
		if id, known := call.Resource().Literal(); !call.Handle().There() && (!known || id == to.ID) {
			return false
		}
		sends = true
	}
	return sends
}

// runsDocuments reports whether a resource has instances run what stands outside of the template.
func runsDocuments(r *template.Resource) bool {
	return slices.Contains([]string{"AWS::SSM::Association", "AWS::SSM::MaintenanceWindowTask", "AWS::ImageBuilder::Image"}, r.Type)
}
