package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func unknownOrigin() *lint.Rule {
	return &lint.Rule{
		ID:       "E3057",
		Name:     "unknown-origin",
		Title:    "A behavior of a distribution names an origin that is not there",
		Severity: diag.Error,
		Why: `A behavior says by its ID to which origin, or group of origins, CloudFront passes requests on. CloudFront refuses a ` +
			`distribution that has no origin of that ID.`,
		Help: "correct the ID, or add the origin",
		Bad: []lint.Example{{Name: "a typing error, and an origin that is gone", Template: `Parameters:
  Domain: {Type: String}
Conditions:
  Old: !Equals [!Ref Domain, old]
Resources:
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        Origins:
          - {Id: web, DomainName: !Ref Domain}
        DefaultCacheBehavior:
          ViewerProtocolPolicy: https-only
          TargetOriginId: wbe # want
        CacheBehaviors:
          - PathPattern: /images/*
            ViewerProtocolPolicy: https-only
            TargetOriginId: !If
              - Old
              - images # want
              - web
`}},
		Good: []lint.Example{{Name: "origins, a group, and what only the deployment knows", Template: `Parameters:
  Domain: {Type: String}
  Id: {Type: String}
Conditions:
  Old: !Equals [!Ref Domain, old]
Resources:
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        Origins:
          - {Id: web, DomainName: !Ref Domain}
          - !If [Old, {Id: images, DomainName: !Ref Domain}, !Ref AWS::NoValue]
        OriginGroups:
          Quantity: 1
          Items:
            - Id: both
              FailoverCriteria: {StatusCodes: {Quantity: 1, Items: [500]}}
              Members: {Quantity: 2, Items: [{OriginId: web}, {OriginId: images}]}
        DefaultCacheBehavior: {ViewerProtocolPolicy: https-only, TargetOriginId: both}
        CacheBehaviors:
          - {PathPattern: /images/*, ViewerProtocolPolicy: https-only, TargetOriginId: images}
          - {PathPattern: /new/*, ViewerProtocolPolicy: https-only, TargetOriginId: !Ref Id}
  Other:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        Origins: [{Id: !Ref Id, DomainName: !Ref Domain}]
        DefaultCacheBehavior: {ViewerProtocolPolicy: https-only, TargetOriginId: web}
  Inserted:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        Origins:
          - {Id: web, DomainName: !Ref Domain}
          - Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://parts/origin.yaml}}
        DefaultCacheBehavior: {ViewerProtocolPolicy: https-only, TargetOriginId: images}
`}},
		Check: func(p *lint.Pass) {
			for r := range written(p.Template, "AWS::CloudFront::Distribution") {
				checkOrigins(p, r)
			}
		},
	}
}

func checkOrigins(p *lint.Pass, r *template.Resource) {
	origins, all := textsAt(p.Template, r, "DistributionConfig.Origins.*.Id")
	groups, both := textsAt(p.Template, r, "DistributionConfig.OriginGroups.Items.*.Id")
	known := append(origins, groups...)
	if !all || !both || len(known) == 0 {
		return
	}
	for _, path := range []string{"DistributionConfig.DefaultCacheBehavior.TargetOriginId", "DistributionConfig.CacheBehaviors.*.TargetOriginId"} {
		for at := range placesAt(p.Template, r, path) {
			if id, ok := at.literal(); ok && !hasText(known, id) {
				p.At(at.value, "`%s` is no origin of the distribution%s", id, didYouMean(id, textsOf(known)))
			}
		}
	}
}
