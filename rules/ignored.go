package rules

import (
	"iter"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

// ignored returns the rules for properties that AWS takes and makes nothing of, because of what
// stands beside them.
func ignored() (list []*lint.Rule) {
	for _, f := range []struct {
		fact
		check func(*lint.Pass)
	}{
		{fact{
			words: words{"W3671", "ignored-iops", "A volume has IOPS that do not count for its type"},
			why:   "Only volumes of the types gp3, io1 and io2 have a number of IOPS that one can set. Others have what comes with their size.",
			help:  "remove `Iops`, or change `VolumeType`",
			typ:   "AWS::EC2::LaunchTemplate",
			bad: `
      LaunchTemplateData:
        BlockDeviceMappings:
          - DeviceName: /dev/xvda
            Ebs:
              VolumeType: !If [Fast, gp3, gp2]
              Iops: 4000 # want
`,
			good: `
      LaunchTemplateData:
        BlockDeviceMappings:
          - DeviceName: /dev/xvda
            Ebs:
              VolumeType: !If [Fast, gp3, gp2]
              Iops: !If [Fast, 4000, !Ref AWS::NoValue]
          - DeviceName: /dev/xvdb
            Ebs: {Iops: 4000, VolumeSize: 100}
`,
		}, checkIops},
		{fact{
			words: words{"W3698", "ignored-virtual-name", "A device of EBS has the name of an instance store"},
			why:   "A device is a volume of EBS or an instance store. Where both are set, EC2 makes the volume and no instance store.",
			help:  "remove `VirtualName`, or `Ebs`",
			typ:   "AWS::EC2::LaunchTemplate",
			bad: `
      LaunchTemplateData:
        BlockDeviceMappings:
          - DeviceName: /dev/xvdb
            VirtualName: ephemeral0 # want
            Ebs: {VolumeSize: 100}
`,
			good: `
      LaunchTemplateData:
        BlockDeviceMappings:
          - DeviceName: /dev/xvdb
            VirtualName: !If [Fast, ephemeral0, !Ref AWS::NoValue]
            Ebs: !If [Fast, !Ref AWS::NoValue, {VolumeSize: 100}]
          - {DeviceName: /dev/xvdc, VirtualName: ephemeral1}
`,
		}, checkVirtualNames},
		{fact{
			words: words{"W3699", "ignored-replica-mode", "A replica has a mode that its engine does not know"},
			why:   "Only replicas of Oracle and Db2 are open or mounted. RDS makes nothing of the mode for other engines.",
			help:  "remove `ReplicaMode`",
			typ:   "AWS::RDS::DBInstance",
			bad: `
      SourceDBInstanceIdentifier: orders
      DBInstanceClass: db.r6g.large
      Engine: !If [Fast, postgres, mysql]
      ReplicaMode: open-read-only # want
`,
			good: `
      SourceDBInstanceIdentifier: orders
      DBInstanceClass: db.r6g.large
      Engine: !If [Fast, oracle-ee, db2-ae]
      ReplicaMode: open-read-only
`,
		}, checkReplicaModes},
		{fact{
			words: words{"W3700", "address-domain", "An address is for a network that is written in another way"},
			why:   "EC2 has addresses for VPCs only, and its answer is always vpc: what else stands in the template shows as drift.",
			help:  "write `vpc`",
			typ:   "AWS::EC2::EIP",
			bad: `
      Domain: !If [Fast, vpc, standard] # want
`,
			good: `
      Domain: !If [Fast, vpc, !Ref AWS::NoValue]
`,
		}, checkAddressDomains},
		{fact{
			words: words{"W3704", "ignored-forwarded-values", "A behaviour has a cache policy and forwarded values"},
			why:   "A cache policy says what CloudFront forwards and caches by. The older ForwardedValues count without one only.",
			help:  "remove `ForwardedValues`, and say the same in the cache policy",
			typ:   "AWS::CloudFront::Distribution",
			bad: `
      DistributionConfig:
        Enabled: true
        Origins: [{Id: web, DomainName: web.example.org, CustomOriginConfig: {OriginProtocolPolicy: https-only}}]
        DefaultCacheBehavior:
          TargetOriginId: web
          ViewerProtocolPolicy: https-only
          CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6
          ForwardedValues: {QueryString: true} # want
`,
			good: `
      DistributionConfig:
        Enabled: true
        Origins: [{Id: web, DomainName: web.example.org, CustomOriginConfig: {OriginProtocolPolicy: https-only}}]
        DefaultCacheBehavior:
          TargetOriginId: web
          ViewerProtocolPolicy: https-only
          CachePolicyId: !If [Fast, 658327ea-f89d-4fab-a63d-7e88639e58f6, !Ref AWS::NoValue]
          ForwardedValues: !If [Fast, !Ref AWS::NoValue, {QueryString: true}]
`,
		}, checkForwardedValues},
		{fact{
			words: words{"W3705", "method-settings-without-setting", "Settings of methods set nothing"},
			why:   "Path and method only say what the settings are for. Without a setting Amazon API Gateway changes nothing.",
			help:  "add a setting, as `MetricsEnabled`, or remove the entry",
			typ:   "AWS::ApiGateway::Stage",
			bad: `
      RestApiId: abcdef1234
      DeploymentId: abcdef
      MethodSettings:
        - ResourcePath: /* # want
          HttpMethod: "*"
`,
			good: `
      RestApiId: abcdef1234
      DeploymentId: abcdef
      MethodSettings:
        - {ResourcePath: /*, HttpMethod: "*", MetricsEnabled: true}
        - !If [Fast, {ResourcePath: /news, HttpMethod: GET, CachingEnabled: true}, !Ref AWS::NoValue]
`,
		}, checkMethodSettings},
	} {
		f.bad, f.good = conditioned(f.fact, f.bad), conditioned(f.fact, f.good)
		rule := factRules([]fact{f.fact})[0]
		rule.Check = f.check
		list = append(list, rule)
	}
	return list
}

// conditioned makes a template of properties that may ask for the condition Fast.
func conditioned(f fact, properties string) string {
	return "Parameters:\n  Kind: {Type: String}\nConditions:\n  Fast: !Equals [!Ref Kind, fast]\n" + f.example(properties)
}

// besides goes through the maps at paths of a type's properties, of resources as they are
// deployed, to which no function adds anything.
func besides(t *template.Template, name string, paths ...string) iter.Seq[place] {
	return func(yield func(place) bool) {
		for r := range written(t, name) {
			for _, path := range paths {
				for at := range placesAt(t, r, path) {
					if isPlain(at.value) && !yield(at) {
						return
					}
				}
			}
		}
	}
}

// both goes through what two keys of a map are at once, where both are there.
func both(t *template.Template, of place, one, other string) iter.Seq2[place, place] {
	return pairs(t, nil, there(below(t, of, one)), there(below(t, of, other)))
}

// there leaves out what is removed.
func there(places iter.Seq[place]) iter.Seq[place] {
	return func(yield func(place) bool) {
		for at := range places {
			if isThere(at.value) && !yield(at) {
				return
			}
		}
	}
}

func checkIops(p *lint.Pass) {
	for name, paths := range schema.Table("ebs iops property paths").All() {
		for volume := range besides(p.Template, name, slices.Collect(paths.All())...) {
			for kind, iops := range both(p.Template, volume, "VolumeType", "Iops") {
				text, literal := kind.literal()
				if _, ignores := schema.Table("ebs iops ignored volume types").Get(text); literal && ignores {
					p.At(iops.key, "a volume of the type `%s` has no IOPS that one can set", text).Note(kind.value, "the type of the volume")
				}
			}
		}
	}
}

func checkVirtualNames(p *lint.Pass) {
	for name, path := range map[string]string{
		"AWS::AutoScaling::LaunchConfiguration": "BlockDeviceMappings.*",
		"AWS::EC2::LaunchTemplate":              "LaunchTemplateData.BlockDeviceMappings.*",
		"AWS::EC2::SpotFleet":                   "SpotFleetRequestConfigData.LaunchSpecifications.*.BlockDeviceMappings.*",
	} {
		for device := range besides(p.Template, name, path) {
			for virtual, ebs := range both(p.Template, device, "VirtualName", "Ebs") {
				p.At(virtual.key, "the device is a volume of EBS, and its virtual name counts for nothing").Note(ebs.key, "the volume")
			}
		}
	}
}

func checkReplicaModes(p *lint.Pass) {
	for database := range besides(p.Template, "AWS::RDS::DBInstance", "") {
		for engine, mode := range both(p.Template, database, "Engine", "ReplicaMode") {
			if text, literal := engine.literal(); literal && !hasReplicaModes(text) {
				p.At(mode.key, "replicas of `%s` have no mode", text).Note(engine.value, "the engine")
			}
		}
	}
}

func hasReplicaModes(engine string) bool {
	engine = strings.TrimPrefix(strings.ToLower(engine), "custom-")
	return strings.HasPrefix(engine, "oracle") || strings.HasPrefix(engine, "db2")
}

func checkAddressDomains(p *lint.Pass) {
	for address := range written(p.Template, "AWS::EC2::EIP") {
		for domain := range placesAt(p.Template, address, "Domain") {
			text, literal := domain.literal()
			if literal && text != "vpc" && (strings.EqualFold(text, "vpc") || strings.EqualFold(text, "standard")) {
				p.At(domain.value, "`%s` counts as `vpc`: there are no other addresses", text)
			}
		}
	}
}

func checkForwardedValues(p *lint.Pass) {
	for behavior := range besides(p.Template, "AWS::CloudFront::Distribution", "DistributionConfig.DefaultCacheBehavior", "DistributionConfig.CacheBehaviors.*") {
		for policy, forwarded := range both(p.Template, behavior, "CachePolicyId", "ForwardedValues") {
			p.At(forwarded.key, "`ForwardedValues` counts for nothing beside a cache policy").Note(policy.key, "the cache policy")
		}
	}
}

func checkMethodSettings(p *lint.Pass) {
	for entry := range besides(p.Template, "AWS::ApiGateway::Stage", "MethodSettings.*") {
		sets := false
		for key, value := range entry.value.Pairs() {
			names := key.Text() == "ResourcePath" || key.Text() == "HttpMethod"
			sets = sets || !names && !template.IsNoValue(value) && !value.Is(syntax.None)
		}
		if !sets && entry.value.Len() > 0 {
			p.At(firstOf(entry.value), "the entry names methods and sets nothing for them")
		}
	}
}
