package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/lazy"
	"github.com/cfnc/cfnc/compiler/script"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// knownSecret is what is a secret by its form: the ID of an access key, and the beginning of a
// private key.
var knownSecret = lazy.Regexp(`\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----`)

// writtenSecrets finds secrets in a text by their form.
func writtenSecrets(text, where string) (list []remark) {
	if !strings.Contains(text, "AKIA") && !strings.Contains(text, "ASIA") && !strings.Contains(text, "-----BEGIN") {
		return nil
	}
	for _, at := range knownSecret().FindAllStringIndex(text, -1) {
		what := "an access key"
		if strings.HasPrefix(text[at[0]:], "-") {
			what = "a private key"
		} else if strings.HasSuffix(text[at[0]:at[1]], "EXAMPLE") && isRemark(text[:at[0]]) {
			continue
		}
		list = append(list, remark{script.Span{From: at[0], To: at[1]}, what + " stands here, and " + where})
	}
	return list
}

// isRemark reports whether a text ends in a line that begins as a remark, where the key of the
// documentation is one.
func isRemark(text string) bool {
	line := text[strings.LastIndexByte(text, '\n')+1:]
	return strings.HasPrefix(strings.TrimSpace(line), "#")
}

// resolvedSecrets finds dynamic references that put a secret into a text.
func resolvedSecrets(text, where string) (list []remark) {
	for _, d := range interp.ParseDynamic(text) {
		if (d.Service.Text == "secretsmanager" || d.Service.Text == "ssm-secure") && !d.Spaced {
			list = append(list, remark{script.Span{From: d.From, To: d.To}, "a secret is put in here, and " + where})
		}
	}
	return list
}

// hiddenParameters finds the parameters with NoEcho whose values a text holds.
func hiddenParameters(p *lint.Pass, x template.Text, where string) (list []remark) {
	for at, h := range x.Holes() {
		if h.Kind == template.OfParameter && p.Template.Parameter(h.Name).Secret() {
			list = append(list, remark{script.Span{From: at, To: at + len(string(template.FirstHole))}, "the value of `" + h.Name + "` is not to be shown, but " + where})
		}
	}
	return list
}

// passwordKey is a name for a value that is a secret, at its end.
const passwordKey = `(?:password|passwd|passphrase|secret|secret[_-]?(?:access[_-]?)?key|api[_-]?key|auth[_-]?token|access[_-]?token)`

var (
	secretKey     = lazy.Regexp(`(?i)` + passwordKey + `$`)
	secretSetting = lazy.Regexp(`(?i)\b[\w.-]*` + passwordKey + `["']?[ \t]*[=:][ \t]*["']?([A-Za-z0-9+/!@#^*_.~-]{4,})`)
)

// notSecret are values that stand where a secret could.
var notSecret = lazy.Regexp(`(?i)^(true|false|yes|no|none|null|nil|required|optional|prompt|string|files?|compat|sss|ldap|systemd|env|disabled|enabled)$|^(var|env|os|process|config|settings|data|local)\.|^[/.~]|^x+$|^\*+$|^(https?|file|arn|resolve)\b`)

// plainPasswords finds settings in a text whose names say that they are secrets, with a value
// that stands there.
func plainPasswords(text, where string) (list []remark) {
	for _, at := range secretSetting().FindAllStringSubmatchIndex(text, -1) {
		value, rest := text[at[2]:at[3]], text[at[3]:]
		if notSecret().MatchString(value) || strings.HasPrefix(rest, "(") || strings.HasPrefix(rest, "$") || startsWithHole(rest) {
			continue
		}
		list = append(list, remark{script.Span{From: at[2], To: at[3]}, "a password stands here, and " + where})
	}
	return list
}

func startsWithHole(text string) bool {
	for _, r := range text {
		return template.IsHole(r)
	}
	return false
}

// isPlainPassword reports whether a pair of a map is the name of a secret with the secret.
func isPlainPassword(key, value *syntax.Node) bool {
	text, isText := value.Str()
	return isText && secretKey().MatchString(key.Text()) && len(text) >= 4 && !notSecret().MatchString(text) && !strings.Contains(text, "{{")
}
