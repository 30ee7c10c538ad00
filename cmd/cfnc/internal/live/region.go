package live

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/schema"
)

// domain is the one that the endpoints of a region belong to, by the partition that the region's
// name begins with.
func domain(region string) string {
	for _, p := range [...][2]string{
		{"cn-", "amazonaws.com.cn"},
		{"us-iso-", "c2s.ic.gov"},
		{"us-isob-", "sc2s.sgov.gov"},
		{"us-isof-", "csp.hci.ic.gov"},
		{"eu-isoe-", "cloud.adc-e.uk"},
		{"eusc-", "amazonaws.eu"},
	} {
		if strings.HasPrefix(region, p[0]) {
			return p[1]
		}
	}
	return "amazonaws.com"
}

// checkRegion lets through what can be a region, known or not: it becomes a part of host names.
func checkRegion(region string) error {
	switch {
	case region == "":
		return errors.New("no region is set: use --region, AWS_REGION, or `region` in the profile")
	case !regexp.MustCompile(`^[a-z]{2,5}(-[a-z]+)+-\d{1,2}$`).MatchString(region):
		return fmt.Errorf("`%s` is no region%s", region, meant(region))
	}
	return nil
}

// meant asks whether a known region was meant.
func meant(region string) string {
	if near := diag.Nearest(region, schema.Regions().Slice(), 2); near != "" && near != region {
		return fmt.Sprintf("; did you mean `%s`?", near)
	}
	return ""
}
