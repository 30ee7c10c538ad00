// Command cfnc compiles CloudFormation sources and checks them. There is one file for each
// of its commands; what they do stands in the packages below compiler and lint.
package main

import (
	"io"
	"os"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole command, given its arguments and streams. It returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) (code int) {
	s := &session{stdin: stdin, stdout: stdout, stderr: stderr}
	defer s.rescue(&code)
	tuneMemory()
	s.execute(args)
	return s.code
}
