package script_test

import (
	"testing"

	"github.com/cfnc/cfnc/compiler/script"
	"github.com/google/go-cmp/cmp"
)

func TestLight(t *testing.T) {
	for name, c := range map[string]struct {
		language script.Language
		text     string
		want     string
	}{
		"words":          {script.PowerShell, "cfn-init.exe -v -s 'a b' -r \"c `\"d`\"\" # e\r\ng; h", "cfn-init.exe -v -s \"a b\" -r \"c \\\"d\\\"\"\ng\nh\n"},
		"continuation":   {script.PowerShell, "a -b `\n  -c `\r\n d", "a -b -c d\n"},
		"call":           {script.PowerShell, "& 'C:\\a b\\cfn-signal.exe' -e $LASTEXITCODE", "\"C:\\\\a b\\\\cfn-signal.exe\" -e {$LASTEXITCODE}\n"},
		"status":         {script.PowerShell, "cfn-init.exe -v\nWrite-Host x\ncfn-signal.exe -e $lastexitcode $?", "cfn-init.exe -v read\nWrite-Host x read\ncfn-signal.exe -e {$lastexitcode:cfn-init} {$?:Write-Host}\n"},
		"blocks":         {script.PowerShell, "if ($x -eq 1) { a } else { b }\nc $?", "{$x} -eq 1 @block\na @block\nb @block\nc {$?}\n"},
		"pipeline":       {script.PowerShell, "a | b && c > d", "a |to:b\nb @&&left\nc >d @&&right\n"},
		"assignment":     {script.PowerShell, "$x = 'y'\n$z = a $env:B \"c $d ${e} $(f)\"", " x=y\na {$env:B} \"c {$d} {${e}} {$(f)}\" z=a\n"},
		"block comment":  {script.PowerShell, "<# a\nb #> c", "c\n"},
		"here-string":    {script.PowerShell, "$x = @\"\na $b\n\"@\nc", " x=\"a {$b}\"\nc\n"},
		"batch":          {script.Batch, "@echo off\nREM a\n:: b\ncfn-init.exe -v ^\n -s \"x y\" & a\ncfn-signal.exe -e %ERRORLEVEL%", "echo off\ncfn-init.exe -v -s \"x y\"\na read\ncfn-signal.exe -e {%ERRORLEVEL%:a}\n"},
		"batch settings": {script.Batch, "a || b\nset x=%y%\nc !x! > d 2>&1", "a @||left\nb @||right\nset x={%y%} x={%y%}\nc {!x!} >d 2>&1\n"},
	} {
		t.Run(name, func(t *testing.T) {
			s := script.ReadLight(c.text, c.language)
			checkScript(t, c.text, s)
			if diff := cmp.Diff(c.want, show(c.text, s.Commands)); diff != "" || s.Broken {
				t.Errorf("broken: %v\n%s", s.Broken, diff)
			}
			for _, c := range s.Commands {
				if c.Is("cfn-init.exe") {
					t.Error("the name has no .exe")
				}
			}
		})
	}
}

func TestSections(t *testing.T) {
	text := "<powershell>\nCfn-Init.EXE -v\n</powershell>\n<SCRIPT>\nbatch.exe\n</SCRIPT>\n<persist>true</persist>\n"
	read := script.Read(text)
	checkText(t, text, read, 0)
	if len(read.Scripts) != 2 || read.Scripts[0].From != script.BatchSection || !read.Scripts[1].Commands[0].Is("cfn-init") {
		t.Fatalf("%+v", read.Scripts)
	}
	if at := read.Scripts[1].Commands[0].Span; text[at.From:at.To] != "Cfn-Init.EXE -v" {
		t.Errorf("it stands at %q", text[at.From:at.To])
	}
	text = "version: 1.0\ntasks:\n  - task: executeScript\n    inputs:\n      - type: powershell\n        content: |-\n          cfn-init.exe -v\n      - type: batch\n        content: a\n"
	read = script.Read(text)
	if len(read.Scripts) != 2 || read.Scripts[0].Language != script.PowerShell || read.Scripts[1].Language != script.Batch {
		t.Fatalf("%+v", read.Scripts)
	}
	if at := read.Scripts[0].Commands[0].Span; text[at.From:at.To] != "cfn-init.exe -v" {
		t.Errorf("it stands at %q", text[at.From:at.To])
	}
}

// What does not end is not known to be what it seems.
func TestLightIsBroken(t *testing.T) {
	for _, text := range []string{"a 'b", "a @\"\nb", "a \"b"} {
		if s := script.ReadLight(text, script.PowerShell); !s.Broken {
			t.Errorf("%q is not broken", text)
		}
	}
}
