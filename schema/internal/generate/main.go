// Generate makes the tables of package schema from the schemas that AWS publishes inside an
// npm package. It stands in a module of its own, so that neither it nor what it needs comes
// into the compiler.
//
//	go run .                                  from the packages that source.lock.json pins
//	go run . -version 2.300.0 -spec 0.1.230   from other versions, which it pins
//	go run . -downloads FOLDER                from packages that npm pack put there before
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/cfnc/cfnc/schema/internal/table"
)

func main() {
	version := flag.String("version", "", "pin this version of the schemas' package")
	spec := flag.String("spec", "", "pin this version of the specification's package")
	downloads := flag.String("downloads", "", "read the packages from this folder")
	folder := flag.String("schema", "../..", "the folder of package schema")
	flag.Parse()
	if err := run(*version, *spec, *downloads, *folder); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(version, spec, downloads, folder string) error {
	l, err := readLock()
	if err != nil {
		return err
	}
	if err := errors.Join(l.Schemas.move(version), l.Specification.move(spec)); err != nil {
		return err
	}
	wasm, err := l.Schemas.open(downloads)
	if err != nil {
		return err
	}
	database, err := l.Specification.open(downloads)
	if err != nil {
		return err
	}
	data, err := convert(wasm, database)
	if err != nil {
		return err
	}
	data.Source = fmt.Sprintf("%s, %s", l.Schemas.Bundled, l.Specification.Bundled)
	if err := write(data, folder); err != nil {
		return err
	}
	return l.save()
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
