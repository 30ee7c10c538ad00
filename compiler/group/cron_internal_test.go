package group

import (
	"testing"
	"time"
)

func TestCronLast(t *testing.T) {
	const layout = "2006-01-02 15:04 Mon"
	tests := []struct{ recurrence, at, want string }{
		{"0 7 * * *", "2026-11-26 12:30 Thu", "2026-11-26 07:00 Thu"},
		{"0 7 * * *", "2026-11-26 06:59 Thu", "2026-11-25 07:00 Wed"},
		{"0 7 * * *", "2026-11-26 07:00 Thu", "2026-11-26 07:00 Thu"},
		{"*/15 8-18 * * 1-5", "2026-11-29 12:00 Sun", "2026-11-27 18:45 Fri"},
		{"30 22 1,15 * *", "2026-11-26 12:30 Thu", "2026-11-15 22:30 Sun"},
		{"0 0 1 * MON", "2026-11-26 12:30 Thu", "2026-11-23 00:00 Mon"},
		{"0 0 * jan sun", "2026-11-26 12:30 Thu", "2026-01-25 00:00 Sun"},
		{"0 0 29 2 *", "2026-11-26 12:30 Thu", "2024-02-29 00:00 Thu"},
		{"0 0 * * 7", "2026-11-26 12:30 Thu", "2026-11-22 00:00 Sun"},
		{"5/20 3 * * *", "2026-11-26 12:30 Thu", "2026-11-26 03:45 Thu"},
		{"0 0 31 2 *", "2026-11-26 12:30 Thu", ""},
		{"0 7 * *", "2026-11-26 12:30 Thu", ""},
		{"60 7 * * *", "2026-11-26 12:30 Thu", ""},
		{"0 7-3 * * *", "2026-11-26 12:30 Thu", ""},
		{"0 7 * * */0", "2026-11-26 12:30 Thu", ""},
		{"@daily", "2026-11-26 12:30 Thu", ""},
	}
	for _, test := range tests {
		at, err := time.Parse(layout, test.at)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if c, ok := parseCron(test.recurrence); ok {
			if when, ok := c.last(at); ok {
				got = when.Format(layout)
			}
		}
		if got != test.want {
			t.Errorf("%s before %s: %q, want %q", test.recurrence, test.at, got, test.want)
		}
	}
}
