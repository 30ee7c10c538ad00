package rules

import (
	"fmt"
	"slices"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

const (
	minHealthy   = "MinHealthyPercentage"
	maxHealthy   = "MaxHealthyPercentage"
	longestDelay = 172800 // two days
)

// refreshFlaw is a question about the policy of an instance refresh, and what to say of the value
// at the end of a path where the answer is yes.
type refreshFlaw struct {
	path    []string
	holds   func(c *template.Case, policy *syntax.Node) template.Answer
	message func(c *template.Case, value *syntax.Node) string
}

// checkRefresh reports what Auto Scaling refuses of the preferences of instance refreshes, by
// https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_RefreshPreferences.html
func checkRefresh(p *lint.Pass) {
	for _, g := range p.Unit.Groups() {
		checkStrategyMissing(p, g)
		for _, flaw := range refreshFlaws() {
			v := g.Judge(func(c *template.Case) template.Answer {
				policy := g.Policy(c, group.Refresh)
				return template.Whether(policy != nil && c.At(policy, flaw.path...) != nil).And(flaw.holds(c, policy))
			})
			if v.Holds() {
				value := v.Case.At(g.Policy(v.Case, group.Refresh), flaw.path...)
				p.At(value, "%s", flaw.message(v.Case, value)).Under(v)
			}
		}
		checkCheckpoints(p, g)
	}
}

func checkStrategyMissing(p *lint.Pass, g *group.Group) {
	v := g.Judge(func(c *template.Case) template.Answer {
		return template.Whether(g.Policy(c, group.Refresh) != nil).And(c.Lacks(g.Policy(c, group.Refresh), "Strategy"))
	})
	if v.Holds() {
		p.At(g.PolicyKey(v.Case, group.Refresh), "a refresh needs a `Strategy`, expected `Rolling` or `ReplaceRootVolume`").Under(v)
	}
}

func refreshFlaws() []refreshFlaw {
	return []refreshFlaw{
		wrongWord("Rolling", "ReplaceRootVolume").of("Strategy"),
		outside(0, 100).of("Preferences", minHealthy),
		outside(100, 200).of("Preferences", maxHealthy),
		outside(0, longestDelay).of("Preferences", "CheckpointDelay"),
		outside(0, longestDelay).of("Preferences", "BakeTime"),
		wrongWord("Refresh", "Ignore", "Wait").of("Preferences", "ScaleInProtectedInstances"),
		wrongWord("Terminate", "Ignore", "Wait").of("Preferences", "StandbyInstances"),
		{[]string{"Preferences", "AlarmSpecification", "Alarms"}, tooManyAlarms, func(*template.Case, *syntax.Node) string {
			return "a refresh watches 10 alarms at most, and these are more"
		}},
		{[]string{"Preferences", maxHealthy}, halfBounded, func(*template.Case, *syntax.Node) string {
			return "`" + maxHealthy + "` needs `" + minHealthy + "` beside it"
		}},
		{[]string{"Preferences", maxHealthy}, tooFarApart, func(*template.Case, *syntax.Node) string {
			return "`" + maxHealthy + "` is more than 100 above `" + minHealthy + "`"
		}},
	}
}

// valueFlaw is a flaw that one value has by itself.
type valueFlaw struct {
	holds   func(c *template.Case, value *syntax.Node) template.Answer
	message func(c *template.Case, name string, value *syntax.Node) string
}

func (f valueFlaw) of(path ...string) refreshFlaw {
	return refreshFlaw{
		path:  path,
		holds: func(c *template.Case, policy *syntax.Node) template.Answer { return f.holds(c, c.At(policy, path...)) },
		message: func(c *template.Case, value *syntax.Node) string {
			return f.message(c, path[len(path)-1], value)
		},
	}
}

func outside(low, high int) valueFlaw {
	return valueFlaw{
		func(c *template.Case, value *syntax.Node) template.Answer {
			return c.Int(value).Within(low, high).Not()
		},
		func(c *template.Case, name string, value *syntax.Node) string {
			return fmt.Sprintf("`%s` lies between %d and %d, and this is %s", name, low, high, c.Int(value))
		},
	}
}

func wrongWord(words ...string) valueFlaw {
	return valueFlaw{
		func(c *template.Case, value *syntax.Node) template.Answer {
			text, known := c.Text(value)
			return template.Whether(known && !slices.Contains(words, text))
		},
		func(c *template.Case, name string, value *syntax.Node) string {
			text, _ := c.Text(value)
			return fmt.Sprintf("`%s` is no `%s`, expected %s%s", text, name, oneOf(words), didYouMean(text, words))
		},
	}
}

func tooManyAlarms(c *template.Case, policy *syntax.Node) template.Answer {
	alarms, _ := c.Items(c.At(policy, "Preferences", "AlarmSpecification", "Alarms"))
	return template.Whether(len(alarms) > 10)
}

// halfBounded says whether there is an upper bound of healthy instances without a lower one.
func halfBounded(c *template.Case, policy *syntax.Node) template.Answer {
	return c.Lacks(policy, "Preferences", minHealthy)
}

func tooFarApart(c *template.Case, policy *syntax.Node) template.Answer {
	low, high := c.Int(c.At(policy, "Preferences", minHealthy)), c.Int(c.At(policy, "Preferences", maxHealthy))
	if high.Within(100, 200) != template.Yes || low.Within(0, 100) == template.No || low.Absent() {
		return template.No
	}
	return low.Below(template.Exactly(high.Low - 100))
}

// checkCheckpoints warns of percentages by which a refresh stops in the wrong order, or before all
// instances are replaced.
func checkCheckpoints(p *lint.Pass, g *group.Group) {
	v := g.Judge(func(c *template.Case) template.Answer {
		at, _ := wrongCheckpoint(g, c)
		return template.Whether(at != nil)
	})
	if v.Holds() {
		at, message := wrongCheckpoint(g, v.Case)
		p.At(at, "%s", message).Severity(diag.Warning).Under(v)
	}
}

// wrongCheckpoint returns the first percentage that is not above the one before, or the last if
// that is not 100, and what is wrong with it; nil where all are right or one is not known.
func wrongCheckpoint(g *group.Group, c *template.Case) (at *syntax.Node, message string) {
	items, all := c.Items(c.At(g.Policy(c, group.Refresh), "Preferences", "CheckpointPercentages"))
	before := 0
	for i, item := range items {
		percent, known := c.Int(item).Known()
		switch {
		case !known || !all:
			return nil, ""
		case i > 0 && percent <= before:
			return item, fmt.Sprintf("checkpoints go up, and %d comes after %d", percent, before)
		case i == len(items)-1 && percent != 100:
			return item, fmt.Sprintf("the refresh ends at %d percent, with old instances left: the last checkpoint is not 100", percent)
		}
		before = percent
	}
	return nil, ""
}
