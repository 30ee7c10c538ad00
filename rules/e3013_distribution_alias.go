package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func distributionAlias() *lint.Rule {
	return &lint.Rule{
		ID:       "E3013",
		Name:     "distribution-alias",
		Title:    "An alias of a distribution is no domain name",
		Severity: diag.Error,
		Why: `CloudFront takes domain names as aliases, without scheme, port and path. A * stands for the whole first label or not ` +
			`at all. The distribution is refused with any other.`,
		Help: "write a domain name such as `www.example.com` or `*.example.com`",
		Bad: []lint.Example{{Name: "an address, a part of a label and a blank", Template: `Parameters:
  Own: {Type: String}
Conditions:
  Named: !Equals [!Ref Own, "yes"]
Resources:
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        Aliases:
          - https://www.example.com # want
          - www*.example.com # want
          - !If
            - Named
            - my site.example.com # want
            - !Ref AWS::NoValue
          - localhost # want
`}},
		Good: []lint.Example{{Name: "domain names", Template: `Parameters:
  Domain: {Type: String}
Resources:
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        Aliases:
          - www.example.com
          - "*.example.com"
          - _dev.Example.com
          - xn--bcher-kva.example
          - !Ref Domain
          - !Sub www.${Domain}
          - "{{resolve:ssm:domain}}"
`}},
		Check: func(p *lint.Pass) {
			for r := range written(p.Template, "AWS::CloudFront::Distribution") {
				for at := range placesAt(p.Template, r, "DistributionConfig.Aliases.*") {
					if text, ok := at.literal(); ok && !isDomain(strings.TrimPrefix(text, "*.")) {
						p.At(at.value, "`%s` is no domain name", text)
					}
				}
			}
		},
	}
}

// isDomain reports whether a text may be a domain name of two labels or more.
func isDomain(text string) bool {
	for label := range strings.SplitSeq(text, ".") {
		if !isAlphanumeric(label, "-_") || len(label) > 63 {
			return false
		}
	}
	return strings.Contains(text, ".") && len(text) <= 253
}
