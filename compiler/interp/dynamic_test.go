package interp_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/interp"
)

func TestParseDynamic(t *testing.T) {
	tests := []struct{ text, want string }{
		{"plain", ""},
		{"{{other:a}}", ""},
		{"{{resolve}}", ""},
		{"{{resolve:ssm:name:1}}", "0-22 ssm [name 1]"},
		{"a {{resolve:ssm:a}} {{resolve:ssm-secure:b:2}}", "2-19 ssm [a], 20-46 ssm-secure [b 2]"},
		{"{{resolve:secretsmanager:${AWS::StackName}-x:SecretString:key}}", "0-63 secretsmanager [${AWS::StackName}-x SecretString key]"},
		{"{{resolve:secretsmanager:", "0-25 secretsmanager [] open"},
		{"{{resolve:ssm:${Name}}}", "0-23 ssm [${Name}]"},
		{"{{ resolve:ssm:name }}", "0-22 ssm [name ] spaced"},
		{"{{resolve:ssm:a\n}}", "0-18 ssm [a\n}}] open"},
		{"{{{{resolve:ssm:a}}", "2-19 ssm [a]"},
		{"{{resolve:ssm:${", "0-16 ssm [${] open"},
	}
	for _, test := range tests {
		var got []string
		for _, d := range interp.ParseDynamic(test.text) {
			got = append(got, showDynamic(test.text, d))
		}
		if strings.Join(got, ", ") != test.want {
			t.Errorf("%q gives %q, want %q", test.text, strings.Join(got, ", "), test.want)
		}
	}
}

func showDynamic(text string, d interp.Dynamic) string {
	var keys []string
	for _, s := range d.Key {
		if text[s.From:s.To] != s.Text {
			keys = append(keys, "NOT THERE:")
		}
		keys = append(keys, s.Text)
	}
	shown := fmt.Sprintf("%d-%d %s [%s]", d.From, d.To, d.Service.Text, strings.Join(keys, " "))
	if !d.Closed {
		shown += " open"
	}
	if d.Spaced {
		shown += " spaced"
	}
	return shown
}

func FuzzParseDynamic(f *testing.F) {
	f.Add("{{resolve:ssm:${A}:1}} {{")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, d := range interp.ParseDynamic(text) {
			if d.From < last || d.To <= d.From || d.To > len(text) {
				t.Fatalf("%q: bytes %d to %d after %d", text, d.From, d.To, last)
			}
			last = d.To
		}
	})
}
