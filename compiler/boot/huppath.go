package boot

import (
	"path"
	"strings"
)

// HupKind says what a file is to cfn-hup, by its path.
type HupKind uint8

// The kinds of files.
const (
	NoHup      HupKind = iota // cfn-hup does not read it
	HupConf                   // its configuration
	HupHooks                  // hooks
	HupMistake                // it was meant to be one of them, but cfn-hup does not look there
)

// HupPath is what the path of a file says.
type HupPath struct {
	Kind    HupKind
	Meant   string // the path that cfn-hup would look at, for a mistake
	Windows bool
}

// HupPathOf looks at the path of a file. On Linux cfn-hup reads /etc/cfn, on Windows \cfn of
// the drive of the system: cfn-hup.conf, hooks.conf, and *.conf in hooks.d.
func HupPathOf(name string) HupPath {
	slashed := path.Clean(strings.ReplaceAll(name, `\`, "/"))
	p := HupPath{Windows: strings.Contains(name, `\`) || len(slashed) > 1 && slashed[1] == ':'}
	seen, root, separator := slashed, "/etc/cfn", "/"
	if p.Windows {
		_, seen, _ = strings.Cut(strings.ToLower(slashed), ":")
		root = "/cfn"
	}
	if meant := meantPath(seen, root); meant != "" {
		p.Kind, p.Meant = HupMistake, meant
	}
	switch folder, base := path.Split(seen); {
	case seen == root+"/cfn-hup.conf":
		return HupPath{Kind: HupConf, Windows: p.Windows}
	case seen == root+"/hooks.conf", folder == root+"/hooks.d/" && strings.HasSuffix(base, ".conf"):
		return HupPath{Kind: HupHooks, Windows: p.Windows}
	}
	if p.Windows && p.Meant != "" {
		separator = `\`
		p.Meant = "c:" + strings.ReplaceAll(p.Meant, "/", separator)
	}
	return p
}

// meantPath returns the path that a name is probably a mistake for, or "".
func meantPath(name, root string) string {
	folder, base := path.Split(strings.ToLower(name))
	letters := strings.NewReplacer("-", "", "_", "", ".", "", " ", "").Replace(base)
	switch dir := path.Base(folder); {
	case letters == "cfnhupconf", letters == "cfnhupcfg":
		return root + "/cfn-hup.conf"
	case !strings.HasPrefix(folder, root+"/"):
		return ""
	case dir == "hook.d", dir == "hooks", dir == "hook", dir == "hooksd", dir == "hooks.d":
		return root + "/hooks.d/" + strings.TrimSuffix(base, path.Ext(base)) + ".conf"
	case letters == "cfnautoreloaderconf":
		return root + "/hooks.d/cfn-auto-reloader.conf"
	}
	return ""
}
