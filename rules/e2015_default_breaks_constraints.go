package rules

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func defaultBreaksConstraints() *lint.Rule {
	return &lint.Rule{
		ID:       "E2015",
		Aliases:  []string{"H905"},
		Name:     "default-breaks-constraints",
		Title:    "The default of a parameter is not among its own values",
		Severity: diag.Error,
		Why: `CloudFormation holds a default against the constraints of its parameter and refuses a template whose default ` +
			`breaks them, even if another value is given. A pattern has to match the whole value; of a list, each member.`,
		Help: "give a default that the constraints allow, widen them, or leave the default out",
		Bad: []lint.Example{
			{Name: "values, lengths and patterns", Template: `Parameters:
  Stage:
    Type: String
    Default: staging # want
    AllowedValues: [test, prod]
  Name:
    Type: String
    Default: n # want
    MinLength: 3
  Code:
    Type: String
    Default: abcd # want
    AllowedPattern: "[a-z]"
  Stages:
    Type: CommaDelimitedList
    Default: "test, prod, staging" # want
    AllowedValues: [test, prod]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {TopicName: !Sub "${Stage}${Name}${Code}", DisplayName: !Select [0, !Ref Stages]}
`},
			{Name: "numbers", Template: `Parameters:
  Count:
    Type: Number
    Default: 0 # want
    MinValue: 1
  Port:
    Type: Number
    Default: http # want
  Ports:
    Type: List<Number>
    Default: "80, https" # want
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {TopicName: !Sub "${Count}${Port}", DisplayName: !Select [0, !Ref Ports]}
`},
		},
		Good: []lint.Example{{Name: "numbers are text, and patterns of Java that Go does not know", Template: `Parameters:
  Count:
    Type: Number
    Default: "1.0"
    AllowedValues: [1, 2]
  Fast:
    Type: String
    Default: true
    AllowedValues: ["true", "false"]
  Code:
    Type: String
    Default: abc1
    MaxLength: "4"
    AllowedPattern: "(?=.*[0-9])[a-z0-9]+"
  Stages:
    Type: CommaDelimitedList
    Default: "test, prod"
    AllowedValues: [test, prod]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {TopicName: !Sub "${Count}${Fast}${Code}", DisplayName: !Select [0, !Ref Stages]}
`}},
		Check: func(p *lint.Pass) {
			for _, parameter := range p.Template.Parameters {
				if parameter.Default().IsScalar() && !parameter.Default().Is(syntax.Null) {
					constraints{parameter, p}.check()
				}
			}
		},
	}
}

// constraints holds the default of a parameter against what the parameter allows.
type constraints struct {
	*template.Parameter
	pass *lint.Pass
}

func (c constraints) check() {
	for _, value := range c.values() {
		if c.allowed(value) {
			c.length(value)
			c.pattern(value)
			c.size(value)
		}
	}
}

// values returns the default, or its members where the parameter takes a list.
func (c constraints) values() []string {
	text := c.Default().Text()
	if !isList(c.Type()) {
		return []string{text}
	}
	if text == "" {
		return nil
	}
	values := strings.Split(text, ",")
	for i, value := range values {
		values[i] = strings.TrimSpace(value)
	}
	return values
}

func (c constraints) allowed(value string) bool {
	list := c.AllowedValues()
	var texts []string
	for _, allowed := range list.Items() {
		if !allowed.IsScalar() || c.same(value, allowed.Text()) {
			return true
		}
		texts = append(texts, allowed.Text())
	}
	if len(texts) > 0 {
		c.fails("AllowedValues", "the default `%s` is none of the allowed values %s", value, several(texts))
	}
	return len(texts) == 0
}

// same compares numbers by what they are, and a boolean however it is spelled.
func (c constraints) same(a, b string) bool {
	if c.Default().Is(syntax.Bool) && strings.EqualFold(a, b) {
		return true
	}
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return a == b || isNumeric(c.Type()) && errX == nil && errY == nil && x == y
}

func (c constraints) length(value string) {
	if isNumeric(c.Type()) {
		return
	}
	length := utf8.RuneCountInString(value)
	if least, ok := template.LiteralInt(c.At("MinLength")); ok && length < least {
		c.fails("MinLength", "the default `%s` has %s, expected at least %d", value, count(length, "character"), least)
	}
	if most, ok := template.LiteralInt(c.At("MaxLength")); ok && length > most {
		c.fails("MaxLength", "the default `%s` has %s, expected at most %d", value, count(length, "character"), most)
	}
}

func (c constraints) pattern(value string) {
	pattern, _ := c.At("AllowedPattern").Str()
	if pattern == "" || isNumeric(c.Type()) {
		return
	}
	if whole := readPattern(pattern).whole(); whole != nil && !whole.MatchString(value) {
		c.fails("AllowedPattern", "the default `%s` does not match the pattern `%s` as a whole", value, pattern)
	}
}

// size looks at numbers. An empty default may wait for a value.
func (c constraints) size(value string) {
	if !isNumeric(c.Type()) || value == "" {
		return
	}
	size, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	least, noLeast := strconv.ParseFloat(c.At("MinValue").Text(), 64)
	most, noMost := strconv.ParseFloat(c.At("MaxValue").Text(), 64)
	switch {
	case err != nil:
		c.fails("Type", "the default `%s` is no number", value)
	case isList(c.Type()): // which bounds it has is not documented
	case noLeast == nil && size < least:
		c.fails("MinValue", "the default `%s` is below the least value `%s`", value, c.At("MinValue").Text())
	case noMost == nil && size > most:
		c.fails("MaxValue", "the default `%s` is above the greatest value `%s`", value, c.At("MaxValue").Text())
	}
}

// fails reports the default, with the constraint that it breaks.
func (c constraints) fails(constraint, message string, args ...any) {
	c.pass.At(c.Default(), message, args...).Note(c.At(constraint), "the constraint")
}
