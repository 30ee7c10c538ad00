package rollout

import (
	"strconv"
	"strings"
	"time"
)

// ParseDuration reads a duration in the one form of ISO 8601 that CloudFormation takes for
// PauseTime and Timeout: hours, minutes and seconds in whole numbers, as "PT1H30M". What is
// longer than 100 years counts as 100 years.
func ParseDuration(text string) (d time.Duration, ok bool) {
	const longest = 100 * 365 * 24 * time.Hour
	rest, ok := strings.CutPrefix(text, "PT")
	if !ok || rest == "" {
		return 0, false
	}
	for _, unit := range []struct {
		mark string
		is   time.Duration
	}{{"H", time.Hour}, {"M", time.Minute}, {"S", time.Second}} {
		digits, behind, there := strings.Cut(rest, unit.mark)
		if !there {
			continue
		}
		if digits == "" || strings.Trim(digits, "0123456789") != "" {
			return 0, false
		}
		n, err := strconv.ParseInt(digits, 10, 64)
		if err != nil || n > int64(longest/unit.is) {
			n = int64(longest / unit.is)
		}
		d, rest = min(longest, d+time.Duration(n)*unit.is), behind
	}
	return d, rest == ""
}
