package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func tieringDays() *lint.Rule {
	return &lint.Rule{
		ID:       "E3061",
		Name:     "tiering-days",
		Title:    "Objects move to an archive tier after too few or too many days",
		Severity: diag.Error,
		Why: `S3 Intelligent-Tiering moves objects to the archive after 90 days at the earliest, to the deep archive after 180, and to both ` +
			`after 730 at the latest. S3 refuses a configuration with other days.`,
		Help: "write 90 to 730 days for the archive, and 180 to 730 for the deep archive",
		Bad: []lint.Example{{Name: "too early and too late", Template: `Parameters:
  Kind: {Type: String}
Conditions:
  Cheap: !Equals [!Ref Kind, cheap]
Resources:
  Pictures:
    Type: AWS::S3::Bucket
    Properties:
      IntelligentTieringConfigurations:
        - Id: old
          Status: Enabled
          Tierings:
            - AccessTier: ARCHIVE_ACCESS
              Days: !If
                - Cheap
                - 30 # want
                - 90
            - AccessTier: DEEP_ARCHIVE_ACCESS
              Days: 731 # want
            - AccessTier: DEEP_ARCHIVE_ACCESS
              Days: "179" # want
`}},
		Good: []lint.Example{{Name: "days within the bounds", Template: `Parameters:
  Days: {Type: Number}
Resources:
  Pictures:
    Type: AWS::S3::Bucket
    Properties:
      IntelligentTieringConfigurations:
        - Id: old
          Status: Enabled
          Tierings: [{AccessTier: ARCHIVE_ACCESS, Days: 90}, {AccessTier: DEEP_ARCHIVE_ACCESS, Days: 730}]
        - Id: given
          Status: Enabled
          Tierings: [{AccessTier: DEEP_ARCHIVE_ACCESS, Days: !Ref Days}]
`}},
		Check: func(p *lint.Pass) {
			for r := range written(p.Template, "AWS::S3::Bucket") {
				for tiering := range placesAt(p.Template, r, "IntelligentTieringConfigurations.*.Tierings.*") {
					checkTiering(p, tiering)
				}
			}
		},
	}
}

func checkTiering(p *lint.Pass, tiering place) {
	const most = 730
	for tier, days := range pairs(p.Template, nil, below(p.Template, tiering, "AccessTier"), below(p.Template, tiering, "Days")) {
		name, _ := tier.literal()
		least := map[string]int{"ARCHIVE_ACCESS": 90, "DEEP_ARCHIVE_ACCESS": 180}[name]
		if n, known := days.number(0); known && least > 0 && (n < least || n > most) {
			p.At(days.value, "`%s` takes from %d to %d days, and not %d", name, least, most, n)
		}
	}
}
