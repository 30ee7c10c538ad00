package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func s3WebsiteAliasName() *lint.Rule {
	return &lint.Rule{
		ID:       "H1005",
		Name:     "s3-website-alias-name",
		Title:    "An alias to an S3 website has another name than its bucket",
		Severity: diag.Error,
		Why: `S3 finds the bucket of a website by the name that the browser asked for, and an alias to the endpoint of a region ` +
			`says no more than that name. If no bucket has the name of the record, visitors get an error, mostly on the day when ` +
			`a failover page is needed.`,
		Help: "give the bucket the name of the record, or put CloudFront before it",
		Bad: []lint.Example{
			{Name: "a bucket with a name of its own", Template: `Resources:
  Fallback:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: example-fallback
      WebsiteConfiguration: {IndexDocument: index.html}
  Secondary:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: example.com.
      Name: www.example.com # want
      Type: A
      AliasTarget: {DNSName: s3-website-us-east-1.amazonaws.com, HostedZoneId: Z3AQBSTGFJSTF, EvaluateTargetHealth: false}
`},
			{Name: "a record below the name, and an endpoint with the bucket", Template: `Parameters:
  Domain: {Type: String}
Mappings:
  Endpoints:
    eu-west-1: {Name: s3-website-eu-west-1.amazonaws.com, Zone: Z1BKCTXD74EZPE}
    eu-central-1: {Name: s3-website.eu-central-1.amazonaws.com, Zone: Z21DNDUVLTQW6Q}
Resources:
  Site:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Ref Domain
      WebsiteConfiguration: {IndexDocument: index.html}
  Www:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: !Sub "${Domain}."
      Name: !Sub "www.${Domain}" # want
      Type: A
      AliasTarget:
        DNSName: !FindInMap [Endpoints, !Ref AWS::Region, Name]
        HostedZoneId: !FindInMap [Endpoints, !Ref AWS::Region, Zone]
  Pages:
    Type: AWS::Route53::RecordSetGroup
    Properties:
      HostedZoneName: !Sub "${Domain}."
      RecordSets:
        - Name: !Sub "pages.${Domain}" # want
          Type: A
          AliasTarget:
            DNSName: !Sub "${Site}.s3-website-${AWS::Region}.amazonaws.com"
            HostedZoneId: Z1BKCTXD74EZPE
`},
		},
		Good: []lint.Example{
			{Name: "the only bucket is that of another record", Template: `Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties: {BucketName: example.com, WebsiteConfiguration: {IndexDocument: index.html}}
  Site:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: example.com.
      Name: example.com
      Type: A
      AliasTarget: {DNSName: s3-website-us-east-1.amazonaws.com, HostedZoneId: Z3AQBSTGFJSTF}
  Elsewhere:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: example.com.
      Name: docs.example.com
      Type: A
      AliasTarget: {DNSName: s3-website-us-east-1.amazonaws.com, HostedZoneId: Z3AQBSTGFJSTF}
`},
			{Name: "the same name", Template: `Resources:
  Site:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: www.example.com
      WebsiteConfiguration: {IndexDocument: index.html}
  Www:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: example.com.
      Name: www.example.com.
      Type: A
      AliasTarget: {DNSName: s3-website-us-east-1.amazonaws.com, HostedZoneId: Z3AQBSTGFJSTF}
`},
			{Name: "the same expression, and the bucket as name", Template: `Parameters:
  Domain: {Type: String}
Resources:
  Site:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Join [".", [www, !Ref Domain]]
      WebsiteConfiguration: {IndexDocument: index.html}
  Www:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: !Sub "${Domain}."
      Name: !Sub "www.${Domain}."
      Type: A
      AliasTarget: {DNSName: !Sub "s3-website-${AWS::Region}.amazonaws.com", HostedZoneId: Z3AQBSTGFJSTF}
  Again:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: !Sub "${Domain}."
      Name: !Ref Site
      Type: AAAA
      AliasTarget: {DNSName: !Sub "s3-website-${AWS::Region}.amazonaws.com", HostedZoneId: Z3AQBSTGFJSTF}
`},
			{Name: "a bucket elsewhere, and one behind CloudFront", Template: `Parameters:
  Name: {Type: String}
Resources:
  Elsewhere:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: example.com.
      Name: www.example.com
      Type: A
      AliasTarget: {DNSName: s3-website-us-east-1.amazonaws.com, HostedZoneId: Z3AQBSTGFJSTF}
  Files:
    Type: AWS::S3::Bucket
    Properties: {BucketName: example-files}
  Cdn:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: example.com.
      Name: files.example.com
      Type: A
      AliasTarget: {DNSName: d111111abcdef8.cloudfront.net, HostedZoneId: Z2FDTNDATAQYW2}
`},
		},
		Check: func(p *lint.Pass) {
			if p.Template.MayDeclareMore() {
				return
			}
			all := records(p)
			for _, r := range all {
				if v := r.judge(p, func(c *template.Case) template.Answer { return r.missesBucket(p, c, all) }); v.Holds() {
					reportMissedBucket(p, r, v)
				}
			}
		},
	}
}

func reportMissedBucket(p *lint.Pass, r record, v template.Verdict) {
	f := p.At(v.Case.At(r.body, "Name"), "S3 looks for a bucket called `%s`, and the website is in another one", r.name(v.Case))
	if _, buckets := r.website(p, v.Case); len(buckets) > 0 {
		at := v.Case.At(buckets[0].Property("BucketName"))
		if at == nil {
			at = buckets[0].Key
		}
		f.Note(at, "the bucket of the website")
	}
	f.Under(v)
}

// missesBucket says whether a record is an alias to a website of S3, and no bucket has its name. Where
// each bucket of the template has another record, the website is elsewhere.
func (r record) missesBucket(p *lint.Pass, c *template.Case, all []record) template.Answer {
	named, buckets := r.website(p, c)
	own := ofBucket(c, r.name(c))
	misses := template.Whether(!named.Empty() || len(buckets) > 0)
	if !named.Empty() {
		misses = misses.And(own.Is(named).Not())
	}
	for _, bucket := range buckets {
		misses = misses.And(isBucket(c, own, bucket).Not())
	}
	guessed := named.Empty() && c.Source(c.At(r.body, "AliasTarget", "DNSName")) == nil
	lonely := func(b *template.Resource) bool { return !hasRecord(c, b, all) }
	if misses == template.Yes && guessed && !slices.ContainsFunc(buckets, lonely) {
		return template.Undecided
	}
	return misses
}

// hasRecord reports whether a record has the name of a bucket.
func hasRecord(c *template.Case, bucket *template.Resource, all []record) bool {
	return slices.ContainsFunc(all, func(r record) bool { return isBucket(c, ofBucket(c, r.name(c)), bucket) == template.Yes })
}

// website returns what a record points to, if that is a website of S3: the bucket that the
// endpoint names or is read from, else those of the template that serve one.
func (r record) website(p *lint.Pass, c *template.Case) (named template.Wording, buckets []*template.Resource) {
	endpoint := c.At(r.body, "AliasTarget", "DNSName")
	if source := c.Source(endpoint); source != nil && source.Type == bucketType {
		return named, []*template.Resource{source}
	}
	host := dnsName(c, endpoint)
	if parts := host.Split(".s3-website"); len(parts) == 2 {
		return ofBucket(c, parts[0]), nil
	}
	if strings.HasPrefix(host.Start(), "s3-website-") || strings.HasPrefix(host.Start(), "s3-website.") {
		return named, websites(p, c)
	}
	return named, nil
}

// websites returns the buckets of the template that may serve a website.
func websites(p *lint.Pass, c *template.Case) (list []*template.Resource) {
	for bucket := range written(p.Template, bucketType) {
		if c.In(bucket.When()) != template.No && c.Lacks(bucket.Body, "Properties", "WebsiteConfiguration") != template.Yes {
			list = append(list, bucket)
		}
	}
	return list
}

// ofBucket replaces Ref of a bucket by the name that it is given.
func ofBucket(c *template.Case, name template.Wording) template.Wording {
	if bucket := c.Target(name.Expression()); bucket != nil && bucket.Type == bucketType {
		if given := dnsName(c, bucket.Property("BucketName")); !given.Empty() {
			return given
		}
	}
	return name
}

// isBucket says whether a name is that of a bucket. Names that CloudFormation makes have no dots.
func isBucket(c *template.Case, name template.Wording, bucket *template.Resource) template.Answer {
	given := dnsName(c, bucket.Property("BucketName"))
	text, known := name.Literal()
	switch {
	case !given.Empty():
		return name.Is(given)
	case c.Target(name.Expression()) == bucket:
		return template.Yes
	case known && strings.Contains(text, "."):
		return template.No
	}
	return template.Undecided
}
