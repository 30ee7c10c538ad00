package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/script"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func instanceHoldsState() *lint.Rule {
	return &lint.Rule{
		ID:       "H807",
		Name:     "instance-holds-state",
		Title:    "The instances of a group keep data on disks of their own",
		Severity: diag.Warning,
		Why: `A group replaces its instances at every update that rolls it, and whenever a health check fails. What an instance has ` +
			`written to its disks is then gone, or lies on a volume that no new instance ever mounts, and that is paid for until ` +
			`somebody deletes it.`,
		Help: "keep the data in EFS, S3 or a database, or run a single `AWS::EC2::Instance` with an `AWS::EC2::Volume`",
		Bad: []lint.Example{
			{Name: "a volume that outlives its instance", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4, LaunchTemplate: {LaunchTemplateId: !Ref Instance, Version: !GetAtt Instance.LatestVersionNumber}}
  Instance:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        ImageId: ami-0123456789abcdef0
        BlockDeviceMappings:
          - DeviceName: /dev/xvdb
            Ebs:
              VolumeSize: 100
              DeleteOnTermination: false # want
`},
			{Name: "in one branch, and a file system that cfn-init makes", Template: `Conditions:
  Home: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4, LaunchConfigurationName: !Ref Configuration}
  Configuration:
    Type: AWS::AutoScaling::LaunchConfiguration
    Metadata:
      AWS::CloudFormation::Init:
        config:
          commands:
            01_format:
              command: mkfs -t ext4 /dev/xvdb # want
            02_mount:
              command: mount /dev/xvdb /data
    Properties:
      ImageId: ami-0123456789abcdef0
      BlockDeviceMappings:
        - DeviceName: /dev/xvdb
          Ebs: {VolumeSize: 100, DeleteOnTermination: !If [Home, "false", "true"]} # want
`},
		},
		Good: []lint.Example{
			{Name: "volumes that go with their instance, and a root volume", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4, LaunchTemplate: {LaunchTemplateId: !Ref Instance, Version: !GetAtt Instance.LatestVersionNumber}}
  Instance:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        ImageId: ami-0123456789abcdef0
        BlockDeviceMappings:
          - DeviceName: /dev/xvda
            Ebs: {VolumeSize: 20, DeleteOnTermination: false}
          - DeviceName: /dev/xvdb
            Ebs: {VolumeSize: 100, DeleteOnTermination: true}
          - DeviceName: /dev/xvdc
            Ebs: {VolumeSize: 100}
`},
			{Name: "a single instance", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          commands:
            01_format: {command: mkfs -t ext4 /dev/xvdb}
    Properties:
      ImageId: ami-0123456789abcdef0
      BlockDeviceMappings: [{DeviceName: /dev/xvdb, Ebs: {VolumeSize: 100, DeleteOnTermination: false}}]
`},
			{Name: "a launch template of no group, and other commands", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Metadata:
      AWS::CloudFormation::Init:
        config:
          commands:
            01_explain: {command: "echo mkfs -t ext4 /dev/xvdb is for others"}
    Properties: {MinSize: 2, MaxSize: 4, LaunchTemplate: {LaunchTemplateId: lt-0123456789abcdef0, Version: "7"}}
  Instance:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData: {BlockDeviceMappings: [{DeviceName: /dev/xvdb, Ebs: {DeleteOnTermination: false}}]}
`},
		},
		Check: func(p *lint.Pass) {
			for _, path := range [][2]string{{group.LaunchTemplate, "LaunchTemplateData.BlockDeviceMappings.*"}, {group.LaunchConfiguration, "BlockDeviceMappings.*"}} {
				for _, r := range p.Template.OfType(path[0]) {
					for device := range placesAt(p.Template, r, path[1]) {
						checkDevice(p, r, device.value)
					}
				}
			}
			reportFlaws(p, formatted(p))
		},
	}
}

// checkDevice reports a disk that stays when its instance goes, once, for the first group that
// launches it.
func checkDevice(p *lint.Pass, r *template.Resource, device *syntax.Node) {
	for _, g := range p.Unit.GroupsNaming(r) {
		v := g.Judge(func(c *template.Case) template.Answer { return outlives(g, c, r, device) })
		if v.Holds() {
			name, _ := v.Case.Text(v.Case.At(device, "DeviceName"))
			p.At(v.Case.At(device, "Ebs", "DeleteOnTermination"), "the disk `%s` stays when `%s` replaces its instance, and no other instance mounts it", name, g.ID).
				Note(g.Key, "the group that replaces instances").Under(v)
			return
		}
	}
}

// outlives says whether a group launches instances with a disk beside the root that stays when
// they go.
func outlives(g *group.Group, c *template.Case, r *template.Resource, device *syntax.Node) template.Answer {
	if !launchesFrom(g, c, r) || !hasDevice(c, r, device) {
		return template.No
	}
	name, known := c.Text(c.At(device, "DeviceName"))
	extra := template.Whether(known && !isRoot(name))
	return extra.And(c.Bool(c.At(device, "Ebs", "DeleteOnTermination"), true).Not())
}

// hasDevice reports whether a disk is among those of a launch resource in a case.
func hasDevice(c *template.Case, r *template.Resource, device *syntax.Node) bool {
	items, _ := c.Items(group.LaunchData(c, r, "BlockDeviceMappings"))
	for _, item := range items {
		if item == device {
			return true
		}
	}
	return false
}

// isRoot reports whether a disk is that of the system, by the names that images give it.
func isRoot(name string) bool {
	switch strings.TrimPrefix(name, "/dev/") {
	case "xvda", "sda", "sda1", "nvme0n1":
		return true
	}
	return false
}

// formatted lists the file systems that cfn-init makes on the instances of groups.
func formatted(p *lint.Pass) (list []flaw) {
	for _, program := range p.Unit.Boot().Programs() {
		if program.UserData != nil {
			continue
		}
		for _, command := range program.Commands() {
			if makesFileSystem(command) {
				list = append(list, formattedBy(p, program, command))
			}
		}
	}
	return list
}

func makesFileSystem(c *script.Command) bool {
	return c.Name == "mkfs" || strings.HasPrefix(c.Name, "mkfs.") || c.Name == "mke2fs"
}

func formattedBy(p *lint.Pass, program *boot.Program, command *script.Command) flaw {
	at, text := command.Span, program.Text
	return flaw{
		resource: program.Resource, node: text.Node(at.From), at: text.Span(at.From, at.To), when: program.When(),
		holds:   func(c *template.Case) template.Answer { return template.Whether(inGroup(p, c, program.Resource)) },
		message: "every new instance of the group gets an empty file system here: what the one before it has written is lost",
	}
}

// inGroup reports whether a resource is a group, or what one launches.
func inGroup(p *lint.Pass, c *template.Case, r *template.Resource) bool {
	for _, g := range p.Unit.GroupsNaming(r) {
		if launchesFrom(g, c, r) {
			return true
		}
	}
	return false
}
