package rules

import (
	"errors"
	"fmt"
	"regexp/syntax"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func invalidAllowedPattern() *lint.Rule {
	return &lint.Rule{
		ID:       "I2003",
		Name:     "invalid-allowed-pattern",
		Title:    "The allowed pattern of a parameter is no regular expression",
		Severity: diag.Info,
		Why: `AllowedPattern is a regular expression in the form of Java. One that is broken is found when a stack is created, ` +
			`and then no value fits.`,
		Help: "correct the regular expression, and put a backslash before what stands for itself",
		Bad: []lint.Example{{Name: "brackets, parentheses and repetitions", Template: `Parameters:
  Name:
    Type: String
    AllowedPattern: "[a-z" # want
  Domain:
    Type: String
    AllowedPattern: "*.example.com" # want
  Code:
    Type: String
    AllowedPattern: "(a|b{3,1}" # want
  Range:
    Type: String
    AllowedPattern: "[z-a]+" # want
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {TopicName: !Sub "${Name}${Domain}${Code}${Range}"}
`}},
		Good: []lint.Example{{Name: "patterns that Java knows", Template: `Parameters:
  Name:
    Type: String
    AllowedPattern: "(?=.*[0-9])(?<!x)[a-z&&[^b]]++\\p{Alpha}*\\1"
  Domain:
    Type: String
    AllowedPattern: ".*\\.example\\.com|[]a]{1,1000}|[\\w-.]+|\\++"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {TopicName: !Sub "${Name}${Domain}"}
`}},
		Check: func(p *lint.Pass) {
			for _, parameter := range p.Template.Parameters {
				written := parameter.At("AllowedPattern")
				text, _ := written.Str()
				if problem := mistake(text); problem != "" {
					p.At(written, "the pattern is no regular expression: %s", problem)
				}
			}
		},
	}
}

// mistake says what is wrong with a pattern to Java as well as to Go, or "".
func mistake(pattern string) string {
	read := readPattern(pattern)
	_, err := syntax.Parse(read.text, syntax.Perl)
	var problem *syntax.Error
	if !read.known || !errors.As(err, &problem) {
		return ""
	}
	switch problem.Code {
	case syntax.ErrMissingParen:
		return "a `(` is never closed"
	case syntax.ErrUnexpectedParen:
		return "a `)` closes nothing"
	case syntax.ErrMissingBracket:
		return "a `[` is never closed"
	case syntax.ErrMissingRepeatArgument:
		return "`" + problem.Expr + "` repeats nothing"
	case syntax.ErrInvalidRepeatOp:
		return "`" + problem.Expr + "` repeats a repetition"
	case syntax.ErrTrailingBackslash:
		return "it ends with a backslash"
	case syntax.ErrInvalidCharRange:
		return inverted(problem.Expr)
	case syntax.ErrInvalidRepeatSize:
		return backwards(problem.Expr)
	}
	return ""
}

// inverted tells a range whose end is below its beginning from a class that Go does not know.
func inverted(characters string) string {
	if strings.HasPrefix(strings.ToLower(characters), `\p`) {
		return ""
	}
	return "the range `" + characters + "` ends before it begins"
}

// backwards tells a repetition whose end is below its beginning from one that is only too long
// for Go.
func backwards(repetition string) string {
	var least, most int
	if n, _ := fmt.Sscanf(repetition, "{%d,%d}", &least, &most); n == 2 && most < least {
		return "the repetition `" + repetition + "` ends before it begins"
	}
	return ""
}
