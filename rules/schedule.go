package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// mistakeInSchedule says what is wrong with a schedule of EventBridge, or "".
func mistakeInSchedule(text string) string {
	if inner, ok := within(text, "rate("); ok {
		return mistakeInRate(inner)
	}
	if inner, ok := within(text, "cron("); ok {
		return mistakeInCron(inner)
	}
	return fmt.Sprintf("`%s` is neither `rate(…)` nor `cron(…)`", text)
}

func within(text, start string) (inner string, ok bool) {
	inner, begun := strings.CutPrefix(text, start)
	inner, ended := strings.CutSuffix(inner, ")")
	return inner, begun && ended
}

func mistakeInRate(text string) string {
	parts := strings.Fields(text)
	if len(parts) != 2 {
		return fmt.Sprintf("`%s` is not a number and a unit", text)
	}
	value, err := strconv.Atoi(parts[0])
	unit := strings.TrimSuffix(parts[1], "s")
	switch {
	case err != nil || value < 1:
		return fmt.Sprintf("`%s` is no number above 0", parts[0])
	case unit != "minute" && unit != "hour" && unit != "day":
		return fmt.Sprintf("`%s` is no unit of a rate, expected `minutes`, `hours` or `days`", parts[1])
	case value == 1 && parts[1] != unit:
		return fmt.Sprintf("the unit after 1 is `%s`, and not `%s`", unit, parts[1])
	case value > 1 && parts[1] == unit:
		return fmt.Sprintf("the unit after %d is `%ss`, and not `%s`", value, unit, unit)
	}
	return ""
}

// A cronField is one of the fields of a cron expression.
type cronField struct {
	name        string
	least, most int
	names       string // that stand for numbers
	signs       string // beyond those that all fields have
}

const (
	months = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"
	days   = "SUN MON TUE WED THU FRI SAT"
)

func cronFields() []cronField {
	return []cronField{
		{name: "minutes", least: 0, most: 59},
		{name: "hours", least: 0, most: 23},
		{name: "day of the month", least: 1, most: 31, signs: "?LW"},
		{name: "month", least: 1, most: 12, names: months},
		{name: "day of the week", least: 1, most: 7, names: days, signs: "?L#"},
		{name: "year", least: 1970, most: 2199},
	}
}

func mistakeInCron(text string) string {
	fields, parts := cronFields(), strings.Fields(text)
	if len(parts) != len(fields) {
		return fmt.Sprintf("`%s` has %s, expected %d", text, count(len(parts), "field"), len(fields))
	}
	for i, field := range fields {
		if !field.allows(parts[i]) {
			return fmt.Sprintf("`%s` is no value for the field %s, expected %d to %d", parts[i], field.name, field.least, field.most)
		}
	}
	if (parts[2] == "?") == (parts[4] == "?") {
		return "exactly one of the day of the month and the day of the week must be `?`"
	}
	return ""
}

// allows reports whether a field may be a text: a list of values and ranges, with steps. What has
// one of the signs for days is taken as it is.
func (f cronField) allows(text string) bool {
	if f.signs != "" && strings.ContainsAny(text, f.signs) {
		return isAlphanumeric(text, "?#-,")
	}
	for item := range strings.SplitSeq(text, ",") {
		span, step, stepped := strings.Cut(item, "/")
		first, last, ranged := strings.Cut(span, "-")
		if !(span == "*" || f.has(first) && (!ranged || f.has(last))) || stepped && !isDigits(step) {
			return false
		}
	}
	return true
}

func (f cronField) has(text string) bool {
	number, err := strconv.Atoi(text)
	return err == nil && number >= f.least && number <= f.most ||
		f.names != "" && slices.Contains(strings.Fields(f.names), strings.ToUpper(text))
}
