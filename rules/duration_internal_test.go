package rules

import "testing"

func TestParseDuration(t *testing.T) {
	for text, want := range map[string]int{
		"PT5M": 300, "PT1H": 3600, "PT1H30M": 5400, "PT1H1M1S": 3661, "PT0S": 0, "PT90M": 5400, "PT007S": 7, "PT12H": 43200,
		"": -1, "PT": -1, "P1D": -1, "5M": -1, "300": -1, "pt5m": -1, "PT5m": -1, "PT5": -1, "PT1M1H": -1, "PT5MS": -1, "PT-5M": -1,
		"PT+5M": -1, "PT1.5M": -1, " PT5M": -1, "PT5M ": -1, "PT5M5M": -1, "PT1H 5M": -1, "PT1_0M": -1, "P0DT5M": -1,
	} {
		got, ok := parseDuration(text)
		if !ok {
			got = -1
		}
		if got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
	if n, ok := parseDuration("PT99999999999999999999999H"); !ok || n < 1<<32 {
		t.Errorf("a very long time is %d, %v", n, ok)
	}
}

func TestDurationsInMessages(t *testing.T) {
	for want, d := range map[string]duration{
		"PT15M": {seconds: 900}, "PT0S": {}, "PT90S": {seconds: 90}, "PT1H": {text: "PT1H", seconds: 3600},
	} {
		if got := d.String(); got != want {
			t.Errorf("%+v is %q, want %q", d, got, want)
		}
	}
}
