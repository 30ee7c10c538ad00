package group

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// cron is a recurrence of Auto Scaling: minutes, hours, days of the month, months and days of the
// week that fit, as crontab has it.
type cron struct {
	minutes, hours, days, months, weekdays []int
	anyDay, anyWeekday                     bool
}

var (
	monthNames   = [...]string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
	weekdayNames = [...]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}
)

// parseCron reads five fields. ok is false for what is not understood.
func parseCron(text string) (c cron, ok bool) {
	fields := strings.Fields(text)
	if len(fields) != 5 {
		return cron{}, false
	}
	c.anyDay, c.anyWeekday = fields[2] == "*", fields[4] == "*"
	all := true
	read := func(field string, least, most int, names []string) []int {
		values, ok := parseField(strings.ToLower(field), least, most, names)
		all = all && ok
		return values
	}
	c.minutes = read(fields[0], 0, 59, nil)
	c.hours = read(fields[1], 0, 23, nil)
	c.days = read(fields[2], 1, 31, nil)
	c.months = read(fields[3], 1, 12, monthNames[:])
	c.weekdays = read(fields[4], 0, 7, weekdayNames[:])
	if slices.Contains(c.weekdays, 7) {
		c.weekdays = append(c.weekdays, 0)
	}
	return c, all
}

// parseField reads a list of values, ranges and steps, as "1-5,10" or "*/15".
func parseField(field string, least, most int, names []string) (values []int, ok bool) {
	for part := range strings.SplitSeq(field, ",") {
		span, stepText, stepped := strings.Cut(part, "/")
		step := 1
		if stepped {
			step, _ = strconv.Atoi(stepText)
		}
		from, to, ok := parseRange(span, least, most, names, stepped)
		if !ok || step < 1 {
			return nil, false
		}
		for v := from; v <= to; v += step {
			values = append(values, v)
		}
	}
	return values, true
}

func parseRange(span string, least, most int, names []string, open bool) (from, to int, ok bool) {
	if span == "*" {
		return least, most, true
	}
	first, last, ranged := strings.Cut(span, "-")
	from, ok = parseValue(first, least, names)
	to = from
	switch {
	case ranged:
		var known bool
		to, known = parseValue(last, least, names)
		ok = ok && known
	case open:
		to = most
	}
	return from, to, ok && least <= from && from <= to && to <= most
}

func parseValue(text string, least int, names []string) (int, bool) {
	for i, name := range names {
		if name == text {
			return i + least, true
		}
	}
	n, err := strconv.Atoi(text)
	return n, err == nil
}

// maxDays bounds how far back a recurrence is looked for: to the last 29th of February, also
// around the turn of a century.
const maxDays = 8*366 + 1

// last returns the last time at or before another at which the recurrence fits.
func (c cron) last(at time.Time) (time.Time, bool) {
	for back := range maxDays {
		day := time.Date(at.Year(), at.Month(), at.Day()-back, 23, 59, 0, 0, at.Location())
		if back == 0 {
			day = at.Truncate(time.Minute)
		}
		if found, ok := c.lastOn(day); c.fits(day) && ok {
			return found, true
		}
	}
	return time.Time{}, false
}

// fits reports whether the recurrence takes a day. Where both kinds of days are restricted, one
// of them suffices.
func (c cron) fits(day time.Time) bool {
	onDay, onWeekday := slices.Contains(c.days, day.Day()), slices.Contains(c.weekdays, int(day.Weekday()))
	if !c.anyDay && !c.anyWeekday {
		onDay = onDay || onWeekday
		onWeekday = onDay
	}
	return slices.Contains(c.months, int(day.Month())) && onDay && onWeekday
}

// lastOn returns the last time of a day, up to the one given.
func (c cron) lastOn(until time.Time) (time.Time, bool) {
	best := -1
	for _, hour := range c.hours {
		for _, minute := range c.minutes {
			if m := hour*60 + minute; m <= until.Hour()*60+until.Minute() {
				best = max(best, m)
			}
		}
	}
	return time.Date(until.Year(), until.Month(), until.Day(), best/60, best%60, 0, 0, until.Location()), best >= 0
}
