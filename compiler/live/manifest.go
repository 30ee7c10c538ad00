package live

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// Version is the version of the manifest's format.
const Version = 1

// Manifest says what the generated parameters of a compiled template stand for. Its fields, and
// those of all that it holds, are in the order in which JSON has them: sorted.
type Manifest struct {
	Bindings []Binding `json:"bindings"`
	SHA256   string    `json:"sha256"`   // of the compiled template, in hexadecimal digits
	Template string    `json:"template"` // the name of its source, without folders
	Version  int       `json:"version"`
}

// Binding is one generated parameter.
type Binding struct {
	Attribute string   `json:"attribute"`
	Clamp     *Clamp   `json:"clamp,omitempty"`
	Default   *Default `json:"default,omitempty"` // what the parameter is when there is nothing to ask; nil: there must be
	MaxAge    string   `json:"maxAge"`            // how old an answer may be when it is used
	OnMissing string   `json:"onMissing"`         // UseDefault or Fail
	Parameter string   `json:"parameter"`
	Resource  string   `json:"resource"` // logical ID, or the name of a parameter if that is the type
	Source    Source   `json:"source"`
	Type      string   `json:"type"` // of the resource, or ParameterType
	Use       []string `json:"use"`  // JSON pointers into the compiled template
}

// What to do when a resource is not there yet.
const (
	UseDefault = "default"
	Fail       = "error"
)

// MaxAge is how old an answer may be when it is used.
const MaxAge = "5m"

// Source is who knows the value.
type Source struct {
	API  string `json:"api"`  // service and action, as IAM names them
	Path string `json:"path"` // of the value in the answer, in JMESPath
}

// Clamp is the range that a value is brought into.
type Clamp struct {
	Max Bound `json:"max"`
	Min Bound `json:"min"`
}

// Bound is one end of a range: Value where that is known, else that of Parameter in the
// deployment, else what Path finds in the answer that the value is from; less Minus.
type Bound struct {
	Minus     int    `json:"minus,omitempty"`
	Parameter string `json:"parameter,omitempty"`
	Path      string `json:"path,omitempty"`
	Template  string `json:"template,omitempty"` // the property of the resource that the bound is
	Value     *int   `json:"value,omitempty"`
}

// Default is the Default of a generated parameter.
type Default struct {
	Reason string `json:"reason"` // "option", "fallback", or the property that it is from
	Value  Value  `json:"value"`
}

// Value is a number, spelled as JSON does, or a text.
type Value struct {
	Text   string
	Number bool
}

// MarshalJSON writes the number or the text.
func (v Value) MarshalJSON() ([]byte, error) {
	if v.Number {
		return json.Marshal(json.Number(v.Text))
	}
	return json.Marshal(v.Text)
}

// UnmarshalJSON reads a number or a text.
func (v *Value) UnmarshalJSON(text []byte) error {
	if v.Number = len(text) > 0 && text[0] != '"'; v.Number {
		var n json.Number
		err := json.Unmarshal(text, &n)
		v.Text = n.String()
		return err
	}
	return json.Unmarshal(text, &v.Text)
}

// Has reports whether the manifest binds a parameter.
func (m Manifest) Has(parameter string) bool {
	return slices.ContainsFunc(m.Bindings, func(b Binding) bool { return b.Parameter == parameter })
}

// JSON writes the manifest: the same bytes for the same manifest.
func (m Manifest) JSON() ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(m)
	return out.Bytes(), err
}

// Parse reads a manifest.
func Parse(text []byte) (m Manifest, err error) {
	if err := json.Unmarshal(text, &m); err != nil {
		return Manifest{}, err
	}
	if m.Version != Version || m.Bindings == nil {
		return Manifest{}, fmt.Errorf("this is no bindings manifest of version %d", Version)
	}
	return m, nil
}
