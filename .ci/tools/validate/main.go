// Command validate holds a JSON document against a JSON Schema of any draft:
//
//	validate SCHEMA DOCUMENT
//
// It prints what does not fit and exits with 1.
package main

import (
	"fmt"
	"os"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

func main() {
	if err := validate(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func validate(schema, document string) error {
	compiled, err := jsonschema.NewCompiler().Compile(schema)
	if err != nil {
		return err
	}
	file, err := os.Open(document)
	if err != nil {
		return err
	}
	defer file.Close()
	value, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		return err
	}
	return compiled.Validate(value)
}
