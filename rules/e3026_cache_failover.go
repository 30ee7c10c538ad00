package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func cacheFailover() *lint.Rule {
	return &lint.Rule{
		ID:       "E3026",
		Name:     "cache-failover",
		Title:    "A replication group of ElastiCache cannot fail over as it must",
		Severity: diag.Error,
		Why: `A replication group in cluster mode needs automatic failover, and automatic failover needs a second node to fail over ` +
			`to. ElastiCache refuses the group otherwise.`,
		Help: "turn `AutomaticFailoverEnabled` on, and ask for at least two nodes",
		Bad: []lint.Example{
			{Name: "cluster mode without failover", Template: `Parameters:
  Kind: {Type: String}
Conditions:
  Cheap: !Equals [!Ref Kind, cheap]
Resources:
  Sharded:
    Type: AWS::ElastiCache::ReplicationGroup
    Properties:
      ReplicationGroupDescription: sessions
      CacheParameterGroupName: !Ref Own
      NumNodeGroups: 2
      AutomaticFailoverEnabled: !If
        - Cheap
        - false # want
        - true
  Own:
    Type: AWS::ElastiCache::ParameterGroup
    Properties:
      CacheParameterGroupFamily: redis7
      Description: ours
      Properties: {cluster-enabled: "yes"}
  Default:
    Type: AWS::ElastiCache::ReplicationGroup
    Properties:
      ReplicationGroupDescription: sessions
      CacheParameterGroupName: default.redis7.cluster.on
      NumNodeGroups: 2
      AutomaticFailoverEnabled: "false" # want
`},
			{Name: "failover to nowhere", Template: `Resources:
  Sessions:
    Type: AWS::ElastiCache::ReplicationGroup
    Properties:
      ReplicationGroupDescription: sessions
      AutomaticFailoverEnabled: true
      NumCacheClusters: 1 # want
`},
		},
		Good: []lint.Example{{Name: "failover where it must be, and no need for it", Template: `Parameters:
  Failover: {Type: String}
Conditions:
  Cheap: !Equals [!Ref Failover, "false"]
Resources:
  Sharded:
    Type: AWS::ElastiCache::ReplicationGroup
    Properties: {ReplicationGroupDescription: a, CacheParameterGroupName: default.redis7.cluster.on, NumNodeGroups: 2, AutomaticFailoverEnabled: true}
  Decided:
    Type: AWS::ElastiCache::ReplicationGroup
    Properties: {ReplicationGroupDescription: a, CacheParameterGroupName: default.redis7.cluster.on, AutomaticFailoverEnabled: !Ref Failover}
  Left:
    Type: AWS::ElastiCache::ReplicationGroup
    Properties: {ReplicationGroupDescription: a, CacheParameterGroupName: default.redis7.cluster.on, NumNodeGroups: 2}
  Single:
    Type: AWS::ElastiCache::ReplicationGroup
    Properties: {ReplicationGroupDescription: a, CacheParameterGroupName: !Ref Plain, NumCacheClusters: 1, AutomaticFailoverEnabled: false}
  Plain:
    Type: AWS::ElastiCache::ParameterGroup
    Properties: {CacheParameterGroupFamily: redis7, Description: ours, Properties: {cluster-enabled: "no"}}
  Either:
    Type: AWS::ElastiCache::ReplicationGroup
    Properties:
      ReplicationGroupDescription: a
      NumCacheClusters: !If [Cheap, 1, 2]
      AutomaticFailoverEnabled: !If [Cheap, false, true]
`}},
		Check: func(p *lint.Pass) {
			for r := range written(p.Template, "AWS::ElastiCache::ReplicationGroup") {
				checkClusterMode(p, r)
				checkFailover(p, r)
			}
		},
	}
}

// checkClusterMode wants automatic failover in cluster mode.
func checkClusterMode(p *lint.Pass, r *template.Resource) {
	for _, mode := range clusterModes(p.Template, r) {
		for failover := range placesAt(p.Template, r, "AutomaticFailoverEnabled") {
			if on, known := failover.flag(true); known && !on && together(p.Template, mode.when, failover.when) {
				p.At(failover.value, "cluster mode needs automatic failover").Note(mode.value, "cluster mode is turned on here")
			}
		}
	}
}

// clusterModes goes through the places that turn cluster mode on: the name of one of AWS's own
// parameter groups, or a parameter of one of the template.
func clusterModes(t *template.Template, r *template.Resource) (list []place) {
	for at := range placesAt(t, r, "CacheParameterGroupName") {
		if text, ok := at.literal(); ok && strings.HasPrefix(text, "default.") && strings.HasSuffix(text, ".cluster.on") {
			list = append(list, at)
		}
	}
	for name, group := range partners(t, placesAt(t, r, "CacheParameterGroupName"), "AWS::ElastiCache::ParameterGroup") {
		for at := range placesAt(t, group, "Properties.cluster-enabled") {
			if text, _ := at.scalar(); text == "yes" {
				list = append(list, place{at.key, at.value, name.when.And(at.when)})
			}
		}
	}
	return list
}

// checkFailover wants a second node for automatic failover.
func checkFailover(p *lint.Pass, r *template.Resource) {
	for failover, count := range pairs(p.Template, nil, placesAt(p.Template, r, "AutomaticFailoverEnabled"), placesAt(p.Template, r, "NumCacheClusters")) {
		on, _ := failover.flag(false)
		if nodes, known := count.number(0); on && known && nodes == 1 {
			p.At(count.value, "automatic failover needs a second node").Note(failover.value, "it is turned on here")
		}
	}
}
