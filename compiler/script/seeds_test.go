package script_test

var seeds = []string{
	"", "#!/bin/bash -xe\nyum update -y\nrc=$?\ncfn-signal -e $rc\n", "\n#!/bin/sh\nls", "#!/bin/sh\r\necho a \\\r\n b\r\n",
	"#!/bin/sh\nf() { g; }\ng() { f; }\nf; g; f\n", "#!/bin/sh\ncat <<-'A' > x\n\ta\n\tA\nls", "#!/bin/sh\ncat <<A\n$x\\$y\nA\n", "#!/bin/sh\nif a; then",
	"#!/bin/sh\nbash -c \"bash -c 'sh -c \\\"x\\\"'\"\ntrap 'trap \"trap x 0\" 0' 0", "#!/bin/sh\na | b | { c; d; } | (e) &\n! x && y || z\n[[ $? -ne 0 && ( a == b ) ]]\n",
	"#!/bin/sh\nx=(a $(b) `c`)\n((x++))\nlet y=1\nx[1]=2\nexport A=$? B\nx+=1\n${x:-$(y)}\n$'a\\n' $\"b\"", "#cloud-config\nruncmd:\n - [sh, -c, 'a; b']\n - |\n  x\n  y\n - \"a\\tb\"\n",
	"#cloud-config\nwrite_files:\n- path: /x\n  encoding: b64\n  content: IyEvYmluL3NoCmxzCg==\n- content: \"#!/bin/sh\\nls\\n\"\n",
	"Content-Type: multipart/mixed; boundary=\"==B==\"\nMIME-Version: 1.0\n\n--==B==\nContent-Type: text/x-shellscript\n\n#!/bin/sh\nls\n--==B==--\n",
	"<powershell>\ncfn-init.exe -v -s \uE000 `\n -r X; $x = $LASTEXITCODE\nif ($?) { a | b } else { & \"c d.exe\" }\n@\"\n$x\n\"@\n</powershell>\n<script>\n@echo off\nx ^\n y && z %ERRORLEVEL% > f\nREM c\nset a=b\n</script>",
	"version: 1.0\ntasks:\n- task: executeScript\n  inputs:\n  - type: powershell\n    content: |-\n      Get-Item x\n", "## template: jinja\n#cloud-config\nruncmd: [ls]", "\uE000", "\uFEFF#!/bin/sh",
	"#!/bin/sh\n${\uE000} \uE000=x \"\uE000\" $((\uE000+1)) <<\uE000\n\uE000\n",
}

var hostile = map[string]string{
	"subshells": "(", "arithmetic": "((", "blocks": "{ ", "if": "if ", "while": "while ", "not": "! ", "substitutions": "$(", "backquotes": "`a ", "parameters": "${a:-", "quotes": "\"$(",
	"pipes": "a|", "and": "a&&", "here-documents": "cat <<A\n", "functions": "f(){ f; };", "calls": "f;", "cases": "case a in b) ", "assignments": "a=$? ", "variables": "a=$?;if a;then b=$?;fi;",
	"time": "time ", "escapes": "` ` ", "carets": "^ ^ ", "brackets": "() ", "here-strings": "@\"\n", "percent": "%a", "quoted": "'a'", "sudo": "sudo ", "many functions": "f(){ x; }\nf\n", "else": "if a;then b;elif ", "tests": "[[ ( ",
	"traps": "trap 'trap x 0' 0;", "scripts": "sh -c 'sh -c x';", "assigns": "x=1;", "lists": "a=(", "one function": "f(){ ", "statuses": "a $?;", "negations": "[[ ! ",
}
