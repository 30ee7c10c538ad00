package schema

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cfnc/cfnc/schema/internal/layout"
	"github.com/cfnc/cfnc/schema/internal/table"
)

// written is the readable form of the tables, read once.
var written = sync.OnceValues(func() (*table.Data, error) { return table.Read(os.DirFS("tables")) })

func readable(t *testing.T) *table.Data {
	t.Helper()
	data, err := written()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// The blob is what the readable tables encode to. Run make schema-refresh if it is not.
func TestTablesEncodeToTheBlob(t *testing.T) {
	encoded, err := readable(t).Encode()
	if err != nil {
		t.Fatal(err)
	}
	if string(encoded) != blob {
		t.Errorf("schema.bin is not what tables/ encodes to: %d and %d bytes", len(blob), len(encoded))
	}
	if len(blob) > 2_750_000 {
		t.Errorf("schema.bin has %d bytes", len(blob))
	}
}

// Reading and writing the readable tables changes nothing, and there are no files beside them.
func TestTablesAreWrittenInOneWay(t *testing.T) {
	files, err := readable(t).Files()
	if err != nil {
		t.Fatal(err)
	}
	err = fs.WalkDir(os.DirFS("tables"), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join("tables", name))
		if !bytes.Equal(text, files[name]) {
			t.Errorf("tables/%s is not as the generator writes it", name)
		}
		delete(files, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range files {
		t.Errorf("tables/%s is missing", name)
	}
}

// Each type, read through the package's functions, is the type of the readable tables.
func TestEveryTypeReadsAsWritten(t *testing.T) {
	data, n := readable(t), 0
	for typ := range All() {
		n++
		want, got := inWriting(t, data.Types[typ.Name()]), inWriting(t, rebuild(t, typ, data.Regions))
		if want != got {
			t.Fatalf("%s: (-written +read)\n%s", typ.Name(), cmp.Diff(want, got))
		}
		if found, ok := Lookup(typ.Name()); !ok || found != typ {
			t.Errorf("Lookup(%s) finds %s, %v", typ.Name(), found.Name(), ok)
		}
	}
	if n != len(data.Types) || n != Count() || n < 1800 {
		t.Errorf("%d types are read, %d are written, Count is %d", n, len(data.Types), Count())
	}
}

func inWriting(t *testing.T, value any) string {
	t.Helper()
	text, err := json.MarshalIndent(value, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestSmallTablesReadAsWritten(t *testing.T) {
	data := readable(t)
	for name := range Tables() {
		same(t, name, data.Tables[name], Table(name))
	}
	if n := len(slices.Collect(Tables())); n != len(data.Tables) {
		t.Errorf("%d tables, %d written", n, len(data.Tables))
	}
	for service := range IAMServices() {
		rows := table.Table{}
		for _, grant := range data.IAM[service] {
			for _, action := range grant.Actions {
				rows[action] = grant.Resources
			}
		}
		same(t, service, rows, IAMActions(service))
	}
	if n := len(slices.Collect(IAMServices())); n != len(data.IAM) {
		t.Errorf("%d services, %d written", n, len(data.IAM))
	}
	if Date() != data.Date || Source() != data.Source || !slices.Equal(Regions().Slice(), data.Regions.Names) {
		t.Errorf("%s of %s is not what is written", Source(), Date())
	}
}

func same(t *testing.T, name string, want table.Table, rows Rows) {
	t.Helper()
	if rows.Len() != len(want) {
		t.Errorf("%s has %d rows; %d are written", name, rows.Len(), len(want))
	}
	for key, row := range rows.All() {
		if !slices.Equal(row.Slice(), want[key]) {
			t.Errorf("%s: %s is %q; written is %q", name, key, row.Slice(), want[key])
		}
		if found, ok := rows.Get(key); !ok || found != row {
			t.Errorf("%s: Get does not find %s", name, key)
		}
	}
}

func TestRegionalTablesReadAsWritten(t *testing.T) {
	data := readable(t)
	for name, written := range data.Regional {
		for _, at := range written.At {
			i, r := 0, regionalAt(t, at)
			for c := range r.Cases() {
				sameCase(t, name, written.Cases[i], c, data.Regions)
				i++
			}
			if r.Rule() != written.Rule || i != len(written.Cases) {
				t.Errorf("%s: rule %s with %d cases", name, r.Rule(), i)
			}
		}
	}
}

func regionalAt(t *testing.T, at string) Regional {
	t.Helper()
	name, path, _ := strings.Cut(at, " ")
	for r := range must(t, name).Regional() {
		if r.Path() == path {
			return r
		}
	}
	t.Fatalf("no regional table at %s", at)
	return Regional{}
}

func sameCase(t *testing.T, name string, want table.Case, c Case, regions table.Regions) {
	t.Helper()
	if when := rebuildNode(t, c.When()); inWriting(t, when) != inWriting(t, want.When) {
		t.Errorf("%s: a condition differs", name)
	}
	covered, err := regions.ParseRegions(want.Regions, regions.All())
	if err != nil {
		t.Fatal(err)
	}
	for text, values := range want.Values {
		set, err := regions.ParseRegions(text, covered)
		if err != nil {
			t.Fatal(err)
		}
		for i, region := range regions.Names {
			expected := Unknown
			if covered&(1<<i) != 0 {
				expected = Unavailable - Availability(set>>i&1)
			}
			for _, value := range values {
				if got := c.In(region, value); got != expected {
					t.Fatalf("%s: %s in %s is %d, not %d", name, value, region, got, expected)
				}
			}
		}
	}
}

// A blob that was cut off, or of which one byte differs, is not what the tables encode to.
func TestDamageIsNoticed(t *testing.T) {
	encoded, err := readable(t).Encode()
	if err != nil {
		t.Fatal(err)
	}
	if cut := encoded[:len(encoded)-1]; sound(string(cut)) {
		t.Error("a blob without its last byte passes")
	}
	if !sound(string(encoded)) || !sound(blob) {
		t.Error("the whole blob does not pass")
	}
	for _, at := range []int{0, layout.HeadSize, len(blob) / 2, len(blob) - 1} {
		damaged := []byte(blob)
		damaged[at] ^= 1
		if bytes.Equal(damaged, encoded) {
			t.Errorf("damage at byte %d passes", at)
		}
	}
}

// sound reports whether a blob has the length that its head states.
func sound(blob string) bool {
	at := len(layout.Magic) + 4*layout.HeadLength
	return strings.HasPrefix(blob, layout.Magic) && len(blob) == int(binary.LittleEndian.Uint32([]byte(blob[at:at+4])))
}
