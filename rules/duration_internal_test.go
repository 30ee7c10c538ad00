package rules

import "testing"

func TestDurationsInMessages(t *testing.T) {
	for want, d := range map[string]duration{
		"PT15M": {seconds: 900}, "PT0S": {}, "PT90S": {seconds: 90}, "PT1H": {text: "PT1H", seconds: 3600},
	} {
		if got := d.String(); got != want {
			t.Errorf("%+v is %q, want %q", d, got, want)
		}
	}
}
