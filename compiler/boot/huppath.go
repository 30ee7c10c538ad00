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
	drive, below, cut := strings.Cut(slashed, ":")
	if !cut || len(drive) != 1 {
		return hupPathIn("/etc/cfn", slashed)
	}
	p := hupPathIn("/cfn", strings.ToLower(below))
	p.Windows = true
	if p.Meant != "" {
		p.Meant = drive + ":" + strings.ReplaceAll(p.Meant, "/", `\`)
	}
	return p
}

func hupPathIn(root, name string) HupPath {
	switch folder, base := path.Split(name); {
	case name == root+"/cfn-hup.conf":
		return HupPath{Kind: HupConf}
	case name == root+"/hooks.conf", folder == root+"/hooks.d/" && strings.HasSuffix(base, ".conf"):
		return HupPath{Kind: HupHooks}
	}
	if meant := meantPath(name, root); meant != "" {
		return HupPath{Kind: HupMistake, Meant: meant}
	}
	return HupPath{}
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
