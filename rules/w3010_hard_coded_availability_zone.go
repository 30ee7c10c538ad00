package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func hardCodedAvailabilityZone() *lint.Rule {
	return &lint.Rule{
		ID:       "W3010",
		Name:     "hard-coded-availability-zone",
		Title:    "An availability zone is written out",
		Severity: diag.Warning,
		Why: `A template with the name of a zone works in one region only, and not in every account: which zones an account can ` +
			`use, and where it has room, differs.`,
		Help: "use `!Select [0, !GetAZs \"\"]`, a parameter of the type `AWS::EC2::AvailabilityZone::Name`, or `!Sub \"${AWS::Region}a\"`",
		Bad: []lint.Example{{Name: "a subnet and the zones of a group", Template: `Parameters:
  Vpc: {Type: AWS::EC2::VPC::Id}
Resources:
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
      AvailabilityZone: eu-west-1a # want
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 1
      MaxSize: 2
      AvailabilityZones:
        - eu-west-1a # want
        - !Select [1, !GetAZs ""]
`}},
		Good: []lint.Example{{Name: "zones of the region", Template: `Parameters:
  Vpc: {Type: AWS::EC2::VPC::Id}
Resources:
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
      AvailabilityZone: !Select [0, !GetAZs ""]
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      Targets:
        - {Id: 10.0.0.9, AvailabilityZone: all}
`}},
		Check: func(p *lint.Pass) {
			for _, z := range zoned() {
				for _, r := range p.Template.OfType(z.name) {
					for at := range placesAt(p.Template, r, z.path) {
						if text, ok := at.literal(); ok && isZone(text) {
							p.At(at.value, "the availability zone `%s` is written out, so the template only works in one region", text)
						}
					}
				}
			}
		},
	}
}

// zoned are the properties that take the name of a zone.
func zoned() []struct{ name, path string } {
	return []struct{ name, path string }{
		{"AWS::AutoScaling::AutoScalingGroup", "AvailabilityZones.*"},
		{"AWS::DAX::Cluster", "AvailabilityZones.*"},
		{"AWS::DMS::ReplicationInstance", "AvailabilityZone"},
		{"AWS::DocDB::DBCluster", "AvailabilityZones.*"},
		{"AWS::DocDB::DBInstance", "AvailabilityZone"},
		{"AWS::EC2::CapacityReservation", "AvailabilityZone"},
		{"AWS::EC2::Host", "AvailabilityZone"},
		{"AWS::EC2::Instance", "AvailabilityZone"},
		{"AWS::EC2::LaunchTemplate", "LaunchTemplateData.Placement.AvailabilityZone"},
		{"AWS::EC2::SpotFleet", "SpotFleetRequestConfigData.LaunchSpecifications.*.Placement.AvailabilityZone"},
		{"AWS::EC2::SpotFleet", "SpotFleetRequestConfigData.LaunchTemplateConfigs.*.Overrides.*.AvailabilityZone"},
		{"AWS::EC2::Subnet", "AvailabilityZone"},
		{"AWS::EC2::Volume", "AvailabilityZone"},
		{"AWS::ElastiCache::CacheCluster", "PreferredAvailabilityZone"},
		{"AWS::ElastiCache::CacheCluster", "PreferredAvailabilityZones.*"},
		{"AWS::ElastiCache::ReplicationGroup", "PreferredCacheClusterAZs.*"},
		{"AWS::ElasticLoadBalancing::LoadBalancer", "AvailabilityZones.*"},
		{"AWS::ElasticLoadBalancingV2::TargetGroup", "Targets.*.AvailabilityZone"},
		{"AWS::EMR::Cluster", "Instances.Placement.AvailabilityZone"},
		{"AWS::Glue::Connection", "ConnectionInput.PhysicalConnectionRequirements.AvailabilityZone"},
		{"AWS::Neptune::DBCluster", "AvailabilityZones.*"},
		{"AWS::Neptune::DBInstance", "AvailabilityZone"},
		{"AWS::RDS::DBCluster", "AvailabilityZones.*"},
		{"AWS::RDS::DBInstance", "AvailabilityZone"},
		{"AWS::Redshift::Cluster", "AvailabilityZone"},
	}
}

// isZone reports whether a text is the name of a zone of a region: "eu-west-1a". Local and
// wavelength zones have more parts; who names one of those means it.
func isZone(text string) bool {
	parts := strings.Split(text, "-")
	last := len(parts) - 1
	return last >= 2 && len(parts[0]) == 2 && len(parts[last]) == 2 &&
		isAlphanumeric(text, "-") && '1' <= parts[last][0] && parts[last][0] <= '9' && parts[last][1] >= 'a' &&
		!strings.ContainsAny(strings.Join(parts[:last], ""), "0123456789")
}
