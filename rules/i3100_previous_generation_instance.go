package rules

import (
	"regexp"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

func previousGenerationInstance() *lint.Rule {
	return &lint.Rule{
		ID:       "I3100",
		Name:     "previous-generation-instance",
		Title:    "An instance type is of a previous generation",
		Severity: diag.Info,
		Why: `The generations before the present ones are slower and cost more for what they do, some have no room in newer ` +
			`zones and regions, and none can be had in new services. AWS lists them as previous generation instances.`,
		Help: "take the present generation of the family, as `t3` or `t4g` for `t1`, `m7i` for `m3`, `c7i` for `c3`",
		Bad: []lint.Example{{Name: "a server, a group's override and a database", Template: `Parameters:
  Image: {Type: AWS::EC2::Image::Id}
Conditions:
  Small: !Equals [!Ref Image, small]
Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: !Ref Image
      InstanceType: !If
        - Small
        - t1.micro # want
        - m7i.large
  Fleet:
    Type: AWS::EC2::SpotFleet
    Properties:
      SpotFleetRequestConfigData:
        IamFleetRole: !Ref Image
        TargetCapacity: 2
        LaunchSpecifications:
          - ImageId: !Ref Image
            InstanceType: c3.large # want
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      DBInstanceClass: db.m3.medium # want
`}},
		Good: []lint.Example{{Name: "present generations, and one of the deployment", Template: `Parameters:
  Image: {Type: AWS::EC2::Image::Id}
  Kind: {Type: String}
Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: !Ref Image
      InstanceType: t3.micro
  Other:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: !Ref Image
      InstanceType: !Ref Kind
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      DBInstanceClass: db.t4g.medium
`}},
		Check: func(p *lint.Pass) {
			if previous := previousGeneration(); previous != nil {
				for name, paths := range schema.Table("previous generation instance property paths").All() {
					for path := range paths.All() {
						checkGeneration(p, previous, name, path)
					}
				}
			}
		},
	}
}

// previousGeneration matches the instance types and classes of previous generations.
func previousGeneration() *regexp.Regexp {
	for pattern := range schema.Table("previous generation instance pattern").All() {
		if previous, err := regexp.Compile(pattern); err == nil {
			return previous
		}
	}
	return nil
}

func checkGeneration(p *lint.Pass, previous *regexp.Regexp, name, path string) {
	for _, r := range p.Template.OfType(name) {
		for at := range placesAt(p.Template, r, instancePath(path)) {
			if text, ok := at.literal(); ok && previous.MatchString(text) {
				p.At(at.value, "`%s` is of a previous generation", text)
			}
		}
	}
}

// instancePath is where a resource has the property, where the table names the definition
// that holds it instead.
func instancePath(path string) string {
	switch path {
	case "FleetLaunchTemplateOverridesRequest.InstanceType":
		return "LaunchTemplateConfigs.*.Overrides.*.InstanceType"
	case "SpotFleetLaunchSpecification.InstanceType":
		return "SpotFleetRequestConfigData.LaunchSpecifications.*.InstanceType"
	}
	return path
}
