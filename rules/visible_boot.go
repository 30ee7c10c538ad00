package rules

import (
	"slices"
	"strings"
	"sync"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/script"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// plainCommands are commands that do no more than they say in the script: none runs a program or
// a script that cannot be seen in the template.
var plainCommands = sync.OnceValue(func() []string {
	return strings.Fields(`cfn-init cfn-hup cfn-get-metadata yum dnf apt apt-get amazon-linux-extras zypper rpm dpkg pip pip3 easy_install easy_install-3 gem
		systemctl service chkconfig update-rc.d start stop restart initctl
		echo printf cat tee cp mv ln rm mkdir rmdir touch chmod chown chgrp install sed awk gawk grep egrep cut tr sort uniq head tail wc find basename dirname readlink
		tar unzip gzip gunzip curl wget hostname hostnamectl timedatectl sysctl modprobe mount umount mkfs mkfs.ext4 mkfs.xfs mkswap swapon fallocate dd blkid lsblk df du
		useradd usermod groupadd adduser addgroup passwd chpasswd ulimit export set unset declare local readonly trap cd pwd umask alias hash type command
		test [ [[ (( let true false : sleep wait exit return break continue shift read date uname id whoami env which ip ifconfig route iptables
		Write-Host Write-Output Set-Content Add-Content Out-File New-Item Set-Item Copy-Item Remove-Item Install-WindowsFeature Add-WindowsFeature Set-Service Start-Service Restart-Service`)
})

// isPlainCommand reports whether all that a command does can be seen: it is plain, or runs a file
// that the template writes, or the script in its words.
func isPlainCommand(s *script.Script, c *script.Command, written []string) bool {
	switch {
	case len(c.Words) == 0 || c.Calls != nil || slices.Contains(written, c.Path().Text):
		return true
	case c.Is("sh", "bash", "dash", "su", "runuser"):
		quoted := slices.ContainsFunc(s.Commands, func(inner *script.Command) bool {
			f := inner.In(script.InQuoted)
			return f != nil && f.Command == c
		})
		return quoted || c.Is("sh", "bash", "dash") && len(c.Args()) > 0 && slices.Contains(written, c.Args()[len(c.Args())-1].Text)
	}
	return c.Is(plainCommands()...)
}

// showsAll reports whether a program holds all that it does, with the files that are written.
func showsAll(p *boot.Program, written []string) bool {
	for _, s := range p.Scripts {
		if s.Broken || s.Language == script.OtherLanguage || slices.ContainsFunc(s.Commands, func(c *script.Command) bool { return !isPlainCommand(s, c, written) }) {
			return false
		}
	}
	return p.Read == nil || p.Written != nil || showsForm(p.Read, p.Text)
}

// showsForm reports whether a text is of a form whose scripts are all that it does.
func showsForm(text *script.Text, x template.Text) bool {
	switch text.Head.Form {
	case script.ShellScript, script.Windows, script.EmptyForm:
		return !text.Broken
	case script.CloudConfig, script.Boothook:
		return !text.Broken && !mayHoldMore(x) && !mentionsAny(x.String(), "ansible", "puppet", "chef", "salt_minion", "snap")
	case script.Multipart:
		return !text.Broken && !mayHoldMore(x) && !slices.ContainsFunc(text.Parts, func(part *script.Text) bool { return !showsForm(part, x) })
	}
	return false
}

// mayHoldMore reports whether a text has a hole that can stand for more than a word.
func mayHoldMore(x template.Text) bool {
	for _, hole := range x.Holes() {
		if hole.Kind == template.OfParameter || hole.Kind == template.OfOther {
			return true
		}
	}
	return false
}

func mentionsAny(text string, words ...string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(text, word) })
}

// showsMetadata reports whether all that cfn-init does with the metadata of a resource can be
// seen, without what it downloads.
func showsMetadata(b *boot.Boot, r *template.Resource) bool {
	for _, in := range b.InitsOf(r) {
		if in.Open {
			return false
		}
		for _, c := range in.Configs {
			if c.Open || slices.ContainsFunc(c.Files, func(f *boot.File) bool { return f.Open || f.Source.There() }) {
				return false
			}
		}
	}
	return true
}

// sight is what can be seen of what the instances of a resource do when they start.
type sight struct {
	all      template.Answer // Yes if that is all; it is never No
	anything bool            // the template says that they do something
}

// sightOf looks at the user data of a resource, and at the metadata that cfn-init gets there.
func sightOf(p *lint.Pass, c *template.Case, r *template.Resource) sight {
	b, s := p.Unit.Boot(), sight{all: template.Yes}
	for _, u := range b.UserData() {
		for _, x := range u.Texts {
			if u.Resource == r && c.In(x.When) != template.No {
				s.anything = true
				s.needs(x.Encoding == boot.ByBase64 || x.Encoding == boot.Unencoded)
			}
		}
	}
	written := writtenBy(p, b.ProgramsOf(r))
	for _, other := range append(configuredBy(p, r), r) {
		s.needs(other != nil && showsMetadata(b, other))
		s.anything = s.anything || len(b.InitsOf(other)) > 0
		for _, program := range b.ProgramsOf(other) {
			s.needs(c.In(program.When()) == template.No || showsAll(program, written))
		}
	}
	return s
}

func (s *sight) needs(seen bool) {
	if !seen {
		s.all = template.Undecided
	}
}

// configuredBy returns the resources whose metadata the instances of another one ask for; nil for
// one that cannot be seen.
func configuredBy(p *lint.Pass, r *template.Resource) (list []*template.Resource) {
	for _, call := range p.Unit.Boot().CallsOf(r) {
		if call.Tool == boot.CfnInit {
			id, known := call.Resource().Literal()
			if !known || call.OwnStack() != template.Yes {
				id = ""
			}
			list = append(list, p.Template.Resource(id))
		}
	}
	return list
}

// speaksOfSignals reports whether a text in a part of the template names what sends signals,
// comments of scripts left out.
func speaksOfSignals(n *syntax.Node) bool {
	if text := n.Text(); n.Is(syntax.String) && mentionsAny(strings.NewReplacer("-", "", "_", "").Replace(strings.ToLower(text)), "cfnsignal", "signalresource") {
		return namesSender(text)
	}
	return slices.ContainsFunc(n.Kids(), speaksOfSignals)
}

func namesSender(text string) bool {
	for line := range strings.Lines(text) {
		line = strings.NewReplacer("-", "", "_", "").Replace(strings.ToLower(strings.TrimSpace(line)))
		if !strings.HasPrefix(line, "#") && mentionsAny(line, "cfnsignal", "signalresource") {
			return true
		}
	}
	return false
}
