package rules

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cfnc/cfnc/compiler/lazy"
	"github.com/cfnc/cfnc/compiler/script"
)

// curlValued are the letters of the short options of curl that take a value.
const curlValued = "AbcCdDeEFHKmoPQrtTuUwxXyYz"

// downloadsWithoutFail finds calls of curl whose output is used, but not their failure: without
// --fail the page of an error is as good as the file.
func downloadsWithoutFail(_ string, s *script.Script) (list []remark) {
	if s.Language != script.Shell {
		return nil
	}
	for _, c := range s.Commands {
		if c.Is("curl") && c.Calls == nil && downloads(c) && !minds(c) && !mayHaveOptions(s, c) {
			list = append(list, remark{c.Path().Span, "without `--fail`, `curl` takes the page of an error for the file and succeeds"})
		}
	}
	return list
}

// downloads reports whether the purpose of a call of curl is what it gets.
func downloads(c *script.Command) bool {
	if file, ok := curlValue(c, 'o', "--output"); ok {
		return !isNowhere(file)
	}
	if _, ok := c.Switch(curlValued, "-O", "--remote-name", "--remote-name-all", "-J", "--remote-header-name"); ok {
		return true
	}
	if c.PipesTo != nil {
		return true
	}
	file, ok := c.Output()
	return ok && !isNowhere(file) || !ok && c.In(script.InSubstitution) != nil
}

func isNowhere(file script.Word) bool {
	return slices.Contains([]string{"/dev/null", "/dev/stderr", "NUL"}, file.Text)
}

// minds reports whether a call of curl, or what stands around it, looks at the status itself, or
// is no download after all.
func minds(c *script.Command) bool {
	if _, ok := c.Switch(curlValued, "-f", "--fail", "--fail-with-body", "-I", "--head", "-V", "--version", "--help", "--manual", "-K", "--config"); ok {
		return true
	}
	if format, ok := curlValue(c, 'w', "--write-out"); ok && (!format.Literal() || strings.Contains(format.Text, "http_code") || strings.Contains(format.Text, "response_code")) {
		return true
	}
	return c.In(script.LoopCondition) != nil || sends(c) || onlyLocal(c)
}

// sends reports whether a call of curl is there to send something: a signal, the request for
// a token.
func sends(c *script.Command) bool {
	if method, ok := curlValue(c, 'X', "--request"); ok {
		return !strings.EqualFold(method.Text, "GET")
	}
	for letter, long := range map[byte][]string{
		'd': {"--data", "--data-raw", "--data-binary", "--data-urlencode", "--data-ascii", "--json"},
		'F': {"--form", "--form-string"},
		'T': {"--upload-file"},
	} {
		if _, ok := curlValue(c, letter, long...); ok {
			return true
		}
	}
	return false
}

func onlyLocal(c *script.Command) bool {
	return slices.ContainsFunc(c.Args(), func(w script.Word) bool { return strings.HasPrefix(w.Text, "file://") })
}

// curlValue returns the value of an option, which may stand at the end of a cluster: -sSLo file.
func curlValue(c *script.Command, letter byte, long ...string) (value script.Word, ok bool) {
	if o, ok := c.Flag(append(long, "-"+string(letter))...); ok {
		return o.Value, true
	}
	args := c.Args()
	for i, w := range args {
		if len(w.Text) < 3 || w.Text[0] != '-' || w.Text[1] == '-' {
			continue
		}
		at := 1 + strings.IndexAny(w.Text[1:], curlValued)
		switch {
		case at < 1 || w.Text[at] != letter:
		case at+1 < len(w.Text):
			return script.Word{Text: w.Text[at+1:], Span: w.Span}, true
		case i+1 < len(args):
			return args[i+1], true
		}
	}
	return script.Word{}, false
}

// optionName is what variables with options are called.
var optionName = lazy.Regexp(`(?i)opt|arg|flag|param|curl|@|\*|\[`)

// mayHaveOptions reports whether words of a call that are not seen may be options: "$@",
// $CURL_OPTS, a variable that begins with a dash, a hole beside the address.
func mayHaveOptions(s *script.Script, c *script.Command) bool {
	addressed := slices.ContainsFunc(c.Args(), func(w script.Word) bool { return strings.Contains(w.Text, "://") })
	return slices.ContainsFunc(c.Args(), func(w script.Word) bool {
		if e := w.Whole(); e != nil && w.Splits {
			return optionName().MatchString(e.Name+w.Text) || givesDash(s, e.Name)
		}
		first, size := utf8.DecodeRuneInString(w.Text)
		return addressed && w.Splits && size == len(w.Text) && script.IsHole(first)
	})
}

func givesDash(s *script.Script, name string) bool {
	return slices.ContainsFunc(s.Assignments, func(a *script.Assignment) bool {
		return a.Name == name && strings.HasPrefix(a.Value.Text, "-")
	})
}

// pipesToShell finds downloads that are run, or unpacked, as they come in: where the failure of
// the download is lost, and where everybody on the way can change what is run.
func pipesToShell(_ string, s *script.Script) (list []remark) {
	if s.Language != script.Shell {
		return nil
	}
	for _, c := range s.Commands {
		consumer := consumerOf(c)
		if !c.Is("curl", "wget") || consumer == nil {
			continue
		}
		if c.PipeFail == script.Off && consumer.PipeFail == script.Off && !c.StatusRead {
			list = append(list, remark{c.Path().Span, "when `" + c.Name + "` fails, `" + consumer.Name + "` runs with what came until then, and the pipeline succeeds without `set -o pipefail`"})
		}
		for _, w := range c.Args() {
			if isPlainHTTP(w.Text) {
				list = append(list, remark{w.Span, "what `" + consumer.Name + "` gets comes over plain HTTP, so that everybody on the way can change it"})
			}
		}
	}
	return list
}

// consumerOf returns the command behind a download in its pipeline that runs or unpacks what it
// reads, or nil.
func consumerOf(c *script.Command) *script.Command {
	for next := c.PipesTo; next != nil; next = next.PipesTo {
		if runsInput(next) || next.Is("tar", "bsdtar") {
			return next
		}
	}
	return nil
}

// runsInput reports whether a command takes its input for a program.
func runsInput(c *script.Command) bool {
	if !c.Is("sh", "bash", "dash", "ash", "ksh", "zsh", "python", "python3", "perl", "ruby", "node") {
		return false
	}
	for _, w := range c.Args() {
		switch {
		case w.Text == "-", w.Text == "/dev/stdin", strings.HasPrefix(w.Text, "-s"):
			return true
		case !strings.HasPrefix(w.Text, "-"), strings.ContainsAny(w.Text, "cem") && !strings.HasPrefix(w.Text, "--") && w.Text != "-e":
			return false
		}
	}
	return true
}

var plainHTTP = lazy.Regexp(`^http://[^/]`)

// isPlainHTTP reports whether a word is the address of another machine, without encryption.
func isPlainHTTP(text string) bool {
	host := strings.TrimPrefix(text, "http://")
	near := slices.ContainsFunc([]string{"localhost", "127.", "169.254.", "[::1]", "[fd00:ec2:"}, func(h string) bool { return strings.HasPrefix(host, h) })
	return plainHTTP().MatchString(text) && !near
}
