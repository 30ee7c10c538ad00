package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func validationDomain() *lint.Rule {
	return &lint.Rule{
		ID:       "E3503",
		Name:     "validation-domain",
		Title:    "A certificate is validated by mail to a domain that is not above its own",
		Severity: diag.Error,
		Why:      `AWS Certificate Manager writes to the owner of the domain of the certificate, or of a domain above it, and refuses any other.`,
		Help:     "set `ValidationDomain` to the domain name or to the end of it",
		Bad: []lint.Example{{Name: "another domain", Template: `Conditions:
  Ours: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Certificate:
    Type: AWS::CertificateManager::Certificate
    Properties:
      DomainName: www.example.com
      DomainValidationOptions:
        - DomainName: www.example.com
          ValidationDomain: !If [Ours, example.com, example.org] # want
        - DomainName: www.notexample.com
          ValidationDomain: example.com # want
`}},
		Good: []lint.Example{{Name: "the domain itself, or one above", Template: `Parameters:
  Domain: {Type: String}
Resources:
  Certificate:
    Type: AWS::CertificateManager::Certificate
    Properties:
      DomainName: www.example.com
      DomainValidationOptions:
        - {DomainName: www.example.com, ValidationDomain: example.com}
        - {DomainName: www.example.com, ValidationDomain: WWW.example.com}
        - {DomainName: "*.example.com", ValidationDomain: example.com}
        - {DomainName: www.example.com, ValidationDomain: !Ref Domain}
`}},
		Check: func(p *lint.Pass) {
			for option := range besides(p.Template, "AWS::CertificateManager::Certificate", "DomainValidationOptions.*") {
				for domain, validation := range both(p.Template, option, "DomainName", "ValidationDomain") {
					own, known := domain.literal()
					above, alsoKnown := validation.literal()
					if known && alsoKnown && !strings.HasSuffix("."+strings.ToLower(own), "."+strings.ToLower(above)) {
						p.At(validation.value, "`%s` is not above the domain `%s`", above, own)
					}
				}
			}
		},
	}
}
