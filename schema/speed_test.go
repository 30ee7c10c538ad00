package schema

import (
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// startLimit is what the tables may add to the start of a program, in CPU time: four times the
// goal, because machines are noisy. Decoding the tables at the start would take far longer.
const startLimit = 4 * 300 * time.Microsecond

// The embedded tables cost nothing until something is looked up.
func TestStart(t *testing.T) {
	if testing.Short() {
		t.Skip("builds two programs")
	}
	folder := t.TempDir()
	programs := map[string]string{"empty": "", "lookup": ""}
	for name := range programs {
		programs[name] = filepath.Join(folder, name)
		if out, err := exec.Command("go", "build", "-o", programs[name], "./testdata/"+name).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	least := map[string]time.Duration{"empty": time.Hour, "lookup": time.Hour}
	for range 60 {
		for name, path := range programs {
			least[name] = min(least[name], cpu(t, path))
		}
	}
	added := least["lookup"] - least["empty"]
	t.Logf("an empty program takes %v, one with a lookup %v more", least["empty"], added)
	if added > startLimit {
		t.Errorf("the tables add %v to the start; %v are the limit", added, startLimit)
	}
}

func cpu(t *testing.T, path string) time.Duration {
	t.Helper()
	cmd := exec.Command(path)
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

func TestLookupAllocatesNothing(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() { askBucket() }); n != 0 {
		t.Errorf("a lookup allocates %v times", n)
	}
}

// askBucket asks what a rule asks of a property.
func askBucket() (sum int) {
	typ, _ := Lookup("AWS::S3::Bucket")
	name, _ := typ.Schema().Properties().Get("BucketName")
	longest, _ := name.Resolve().MaxLength()
	sum += longest + len(name.Pattern().Source()) + int(typ.In("eu-west-1"))
	for required := range typ.Schema().Required().All() {
		sum += len(required)
	}
	return sum
}

func BenchmarkLookup(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Lookup("AWS::ElasticLoadBalancingV2::TargetGroup")
	}
}

func BenchmarkProperty(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		askBucket()
	}
}

func BenchmarkAttribute(b *testing.B) {
	typ, _ := Lookup("AWS::RDS::DBInstance")
	segments := []string{"Endpoint", "Address"}
	b.ReportAllocs()
	for b.Loop() {
		typ.Attribute(segments)
	}
}

// BenchmarkWholeType visits every schema of a large type.
func BenchmarkWholeType(b *testing.B) {
	typ, _ := Lookup("AWS::EC2::Instance")
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		eachNode(typ, func(node Node) { n += len(node.Ref()) })
	}
}
