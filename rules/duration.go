package rules

import (
	"errors"
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// defaultWait is how many seconds CloudFormation waits for signals where neither PauseTime nor
// Timeout says otherwise: PT5M.
const defaultWait = 300

// parseDuration reads the seconds of a duration in the one form of ISO 8601 that CloudFormation
// takes for PauseTime and Timeout: hours, minutes and seconds in whole numbers, as "PT1H30M".
func parseDuration(text string) (seconds int, ok bool) {
	rest, ok := strings.CutPrefix(text, "PT")
	if !ok || rest == "" {
		return 0, false
	}
	for _, unit := range []struct {
		mark    string
		seconds int
	}{{"H", 3600}, {"M", 60}, {"S", 1}} {
		if digits, behind, there := strings.Cut(rest, unit.mark); there {
			n, err := strconv.ParseUint(digits, 10, 32)
			if err != nil && !errors.Is(err, strconv.ErrRange) {
				return 0, false
			}
			seconds, rest = seconds+int(n)*unit.seconds, behind
		}
	}
	return seconds, rest == ""
}

// duration is what is known in a case of a value that is to be a duration.
type duration struct {
	text    string
	seconds int
	known   bool // the text is; only the deployment knows others
	valid   bool
}

// durationOf reads a duration, or takes another for one that is left out.
func durationOf(c *template.Case, n *syntax.Node, absent int) duration {
	if c.At(n) == nil {
		return duration{seconds: absent, known: true, valid: true}
	}
	text, known := c.Text(n)
	if !known || strings.Contains(text, "{{resolve:") {
		return duration{}
	}
	seconds, valid := parseDuration(text)
	return duration{text, seconds, true, valid}
}

// longer says whether a duration is more than so many seconds.
func (d duration) longer(seconds int) template.Answer {
	if !d.valid {
		return template.Undecided
	}
	return template.Whether(d.seconds > seconds)
}

// below says whether a duration is shorter than another.
func (d duration) below(other duration) template.Answer {
	if !d.valid {
		return template.Undecided
	}
	return other.longer(d.seconds)
}

// String shows a duration as it is written, or in the same form.
func (d duration) String() string {
	switch {
	case d.text != "":
		return d.text
	case d.seconds%60 == 0 && d.seconds > 0:
		return "PT" + strconv.Itoa(d.seconds/60) + "M"
	}
	return "PT" + strconv.Itoa(d.seconds) + "S"
}
