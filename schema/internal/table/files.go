package table

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// The files beside the types' ones.
const (
	sourceFile   = "source.json"
	regionsFile  = "regions.json"
	regionalFile = "regional.json"
	classesFile  = "classes.json"
	tablesFile   = "tables.json"
	iamFile      = "iam.json"
	patternsFile = "patterns.json"
	typesFolder  = "types"
)

type source struct {
	Date   string `json:"date"`
	Source string `json:"source"`
}

// Files gives the text of every file that the data is written to, by its path.
func (d *Data) Files() (map[string][]byte, error) {
	files := map[string][]byte{}
	for service, types := range d.services() {
		text, err := readable(types)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", service, err)
		}
		files[path.Join(typesFolder, service+".json")] = text
	}
	from := source{d.Date, d.Source}
	for name, value := range d.parts(&from) {
		text, err := readable(value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		files[name] = text
	}
	return files, nil
}

// Read reads what Files wrote.
func Read(files fs.FS) (*Data, error) {
	d, from := &Data{Types: map[string]*Type{}}, source{}
	for name, into := range d.parts(&from) {
		if err := readFile(files, name, into); err != nil {
			return nil, err
		}
	}
	d.Date, d.Source = from.Date, from.Source
	names, err := fs.Glob(files, typesFolder+"/*.json")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if err := readFile(files, name, &d.Types); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// parts is what stands in a file of its own.
func (d *Data) parts(from *source) map[string]any {
	return map[string]any{
		sourceFile: from, regionsFile: &d.Regions, regionalFile: &d.Regional, classesFile: &d.Classes,
		tablesFile: &d.Tables, iamFile: &d.IAM, patternsFile: &d.Rewritten,
	}
}

// services groups the types: AWS::S3::Bucket stands in AWS-S3.
func (d *Data) services() map[string]map[string]*Type {
	services := map[string]map[string]*Type{}
	for name, typ := range d.Types {
		parts := strings.Split(name, "::")
		service := strings.Join(parts[:len(parts)-1], "-")
		if services[service] == nil {
			services[service] = map[string]*Type{}
		}
		services[service][name] = typ
	}
	return services
}

func readFile(files fs.FS, name string, into any) error {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	if err := strict(text, into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
