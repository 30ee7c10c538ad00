package rules

import "testing"

func TestSchedule(t *testing.T) {
	for text, want := range map[string]string{
		"rate(1 day)":                     "",
		"rate(10 minutes)":                "",
		"rate(1 days)":                    "the unit after 1 is `day`, and not `days`",
		"rate(2 hour)":                    "the unit after 2 is `hours`, and not `hour`",
		"rate(0 minutes)":                 "`0` is no number above 0",
		"rate(1.5 hours)":                 "`1.5` is no number above 0",
		"rate(5 weeks)":                   "`weeks` is no unit of a rate, expected `minutes`, `hours` or `days`",
		"rate(5)":                         "`5` is not a number and a unit",
		"rate(5 minutes":                  "`rate(5 minutes` is neither `rate(…)` nor `cron(…)`",
		"0 12 * * ? *":                    "`0 12 * * ? *` is neither `rate(…)` nor `cron(…)`",
		"cron(0 12 * * ? *)":              "",
		"cron( 0  12 ? * MON-FRI * )":     "",
		"cron(0/5 8-17 ? * mon,FRI *)":    "",
		"cron(15 10 L * ? 2030,2035)":     "",
		"cron(15 10 15W JAN-MAR ? *)":     "",
		"cron(15 10 ? */2 6L *)":          "",
		"cron(15 10 ? 1 TUE#2 *)":         "",
		"cron(0 12 * * ?)":                "`0 12 * * ?` has 5 fields, expected 6",
		"cron(0 12 * * * *)":              "exactly one of the day of the month and the day of the week must be `?`",
		"cron(0 12 ? * ? *)":              "exactly one of the day of the month and the day of the week must be `?`",
		"cron(60 12 * * ? *)":             "`60` is no value for the field minutes, expected 0 to 59",
		"cron(0 9-24 * * ? *)":            "`9-24` is no value for the field hours, expected 0 to 23",
		"cron(0 12 0 * ? *)":              "`0` is no value for the field day of the month, expected 1 to 31",
		"cron(0 12 ? * 0 *)":              "`0` is no value for the field day of the week, expected 1 to 7",
		"cron(0 12 ? * MONDAY *)":         "`MONDAY` is no value for the field day of the week, expected 1 to 7",
		"cron(0 12 ? FEB-MAI MON *)":      "`FEB-MAI` is no value for the field month, expected 1 to 12",
		"cron(0/x 12 ? * MON *)":          "`0/x` is no value for the field minutes, expected 0 to 59",
		"cron(0 12 ? * MON 1900)":         "`1900` is no value for the field year, expected 1970 to 2199",
		"cron(? 12 * * ? *)":              "`?` is no value for the field minutes, expected 0 to 59",
		"cron(0 12 ?,1 * MON; *)":         "`MON;` is no value for the field day of the week, expected 1 to 7",
		"cron(0 12 LAST! * ? *)":          "`LAST!` is no value for the field day of the month, expected 1 to 31",
		"rate(99999999999999999999 days)": "`99999999999999999999` is no number above 0",
	} {
		if got := mistakeInSchedule(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestDomain(t *testing.T) {
	for text, want := range map[string]bool{
		"example.com": true, "a-b.Example.co.uk": true, "_x.example.com": true, "localhost": false, "": false, "a..b": false,
		".example.com": false, "example.com/": false, "example.com:443": false, "exa mple.com": false, "www*.example.com": false,
	} {
		if isDomain(text) != want {
			t.Errorf("%q: %v, want %v", text, !want, want)
		}
	}
}
