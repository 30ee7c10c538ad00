package rollout_test

import (
	"testing"
	"time"

	"github.com/cfnc/cfnc/compiler/rollout"
)

func TestParseDuration(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"PT5M": 300, "PT1H": 3600, "PT1H30M": 5400, "PT1H1M1S": 3661, "PT0S": 0, "PT90M": 5400, "PT007S": 7, "PT12H": 43200,
		"": -1, "PT": -1, "P1D": -1, "5M": -1, "300": -1, "pt5m": -1, "PT5m": -1, "PT5": -1, "PT1M1H": -1, "PT5MS": -1, "PT-5M": -1,
		"PT+5M": -1, "PT1.5M": -1, " PT5M": -1, "PT5M ": -1, "PT5M5M": -1, "PT1H 5M": -1, "PT1_0M": -1, "P0DT5M": -1,
	} {
		got, ok := rollout.ParseDuration(text)
		if !ok {
			got = -time.Second
		}
		if want *= time.Second; got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
	if n, ok := rollout.ParseDuration("PT99999999999999999999999H"); !ok || n < 99*365*24*time.Hour {
		t.Errorf("a very long time is %v, %v", n, ok)
	}
}
