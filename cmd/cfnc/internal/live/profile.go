package live

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
)

// A profile is what the files of AWS's tools say for one name. The zero profile says nothing.
type profile struct {
	name     string
	settings map[string]string
}

func (p profile) get(key string) string { return p.settings[key] }

// endpoint is where a service answers, by the environment or the profile.
func (p profile) endpoint(variable string) string {
	if strings.EqualFold(firstOf(os.Getenv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"), p.get("ignore_configured_endpoint_urls")), "true") {
		return ""
	}
	return firstOf(os.Getenv("AWS_ENDPOINT_URL_"+variable), os.Getenv("AWS_ENDPOINT_URL"), p.get("endpoint_url"))
}

// readProfile reads the profile that the flag or the environment names, else `default`, which need
// not be there.
func readProfile(flag string) (profile, error) {
	wanted := firstOf(flag, os.Getenv("AWS_PROFILE"), os.Getenv("AWS_DEFAULT_PROFILE"))
	p := profile{name: firstOf(wanted, "default"), settings: map[string]string{}}
	config, err := readINI(firstOf(os.Getenv("AWS_CONFIG_FILE"), below(".aws", "config")))
	if err != nil {
		return p, err
	}
	secrets, err := readINI(firstOf(os.Getenv("AWS_SHARED_CREDENTIALS_FILE"), below(".aws", "credentials")))
	if err != nil {
		return p, err
	}
	named, inConfig := config["profile "+p.name]
	if p.name == "default" && !inConfig {
		named, inConfig = config["default"]
	}
	secret, inSecrets := secrets[p.name]
	if wanted != "" && !inConfig && !inSecrets {
		return p, noProfile(p.name, config, secrets)
	}
	maps.Copy(p.settings, named)
	maps.Copy(p.settings, secret)
	return p, nil
}

func noProfile(name string, config, secrets map[string]map[string]string) error {
	names := slices.Collect(maps.Keys(secrets))
	for section := range config {
		names = append(names, strings.TrimPrefix(section, "profile "))
	}
	slices.Sort(names)
	if near := diag.Nearest(name, names, 2); near != "" {
		return fmt.Errorf("there is no profile `%s`; did you mean `%s`?", name, near)
	}
	return fmt.Errorf("there is no profile `%s` in the configuration of AWS", name)
}

// below is a path below the home folder, or "" without one.
func below(parts ...string) string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return filepath.Join(append([]string{home}, parts...)...)
}

// readINI reads the sections of a file. One that is not there has none.
func readINI(name string) (map[string]map[string]string, error) {
	text, err := os.ReadFile(name)
	if name == "" || errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the configuration of AWS cannot be read: %w", err)
	}
	return parseINI(string(text)), nil
}

// parseINI reads sections of settings. Settings that are indented belong to the one above, and no
// such are of use here.
func parseINI(text string) map[string]map[string]string {
	sections := map[string]map[string]string{}
	var section map[string]string
	for line := range strings.Lines(strings.TrimPrefix(text, "\uFEFF")) {
		key, value, isSetting := strings.Cut(line, "=")
		switch trimmed := strings.TrimSpace(uncommented(line)); {
		case trimmed == "" || line[0] == ' ' || line[0] == '\t':
		case trimmed[0] == '[':
			name := strings.Join(strings.Fields(strings.Trim(trimmed, "[]")), " ")
			if section = sections[name]; section == nil {
				section = map[string]string{}
				sections[name] = section
			}
		case isSetting && section != nil:
			section[strings.ToLower(strings.TrimSpace(key))] = strings.TrimSpace(uncommented(value))
		}
	}
	return sections
}

// uncommented leaves out a comment: a line of one, or one behind a blank.
func uncommented(line string) string {
	if start := strings.TrimSpace(line); start != "" && strings.ContainsRune("#;", rune(start[0])) {
		return ""
	}
	for _, sign := range []string{" #", " ;", "\t#", "\t;"} {
		line, _, _ = strings.Cut(line, sign)
	}
	return line
}
