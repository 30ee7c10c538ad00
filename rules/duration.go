package rules

import (
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/compiler/rollout"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// defaultWait is how many seconds CloudFormation waits for signals where neither PauseTime nor
// Timeout says otherwise: PT5M.
const defaultWait = 300

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
	length, valid := rollout.ParseDuration(text)
	return duration{text, int(length.Seconds()), true, valid}
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
