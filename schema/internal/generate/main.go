// Generate makes the tables of package schema from the schemas that AWS publishes inside an
// npm package. It stands in a module of its own, so that neither it nor what it needs comes
// into the compiler.
//
//	go run .                   from the package that source.lock.json pins
//	go run . -version 2.300.0  from another version, which it pins
//	go run . -package FILE     from a package that was downloaded before
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/cfnc/cfnc/schema/internal/table"
)

func main() {
	version := flag.String("version", "", "pin this version of the package")
	file := flag.String("package", "", "read the package from this file")
	folder := flag.String("schema", "../..", "the folder of package schema")
	flag.Parse()
	if err := run(*version, *file, *folder); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(version, file, folder string) error {
	pkg, err := open(version, file)
	if err != nil {
		return err
	}
	wasm, err := pkg.wasm()
	if err != nil {
		return err
	}
	data, err := convert(wasm, pkg.lock)
	if err != nil {
		return err
	}
	if err := write(data, folder); err != nil {
		return err
	}
	return pkg.lock.save()
}

// write replaces the readable tables and the blob.
func write(data *table.Data, folder string) error {
	blob, err := data.Encode()
	if err != nil {
		return err
	}
	files, err := data.Files()
	if err != nil {
		return err
	}
	tables := filepath.Join(folder, "tables")
	if err := os.RemoveAll(tables); err != nil {
		return err
	}
	total := 0
	for name, text := range files {
		path := filepath.Join(tables, name)
		total += len(text)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			return err
		}
	}
	fmt.Printf("%d types of %s: %d bytes in the blob, %d in %d readable files\n",
		len(data.Types), data.Date, len(blob), total, len(files))
	return os.WriteFile(filepath.Join(folder, "schema.bin"), blob, 0o644)
}
