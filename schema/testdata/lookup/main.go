// Lookup imports package schema and finds one type.
package main

import (
	"os"

	"github.com/cfnc/cfnc/schema"
)

func main() {
	if _, ok := schema.Lookup("AWS::S3::Bucket"); !ok {
		os.Exit(1)
	}
}
