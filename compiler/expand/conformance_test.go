package expand_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/expand"
)

// TestAutostacker24 compares whole values with what autostacker24 2.9.1 gave for them.
func TestAutostacker24(t *testing.T) {
	file, err := os.Open("../interp/testdata/autostacker24-interpolation.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var c struct {
			Input  json.RawMessage
			Output any
			Error  bool
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		text := string(bytes.Join([][]byte{[]byte(`{"Outputs": {"A": {"Value": `), c.Input, []byte(`}}}`)}, nil))
		result, found := run("main.json", files{"main.json": text}, expand.Options{Dialect: expand.Autostacker24})
		if diag.HasErrors(found) != c.Error {
			t.Errorf("%s: %s", c.Input, show(found))
		}
		var got any
		if err := json.Unmarshal([]byte(dump(result.Root.At("Outputs", "A", "Value"))), &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.Output, got); diff != "" && !c.Error {
			t.Errorf("%s (-autostacker24 +cfnc):\n%s", c.Input, diff)
		}
	}
}
