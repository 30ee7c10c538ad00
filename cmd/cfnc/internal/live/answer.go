package live

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxDepth is how deep an answer may be nested; those of AWS have a dozen levels.
const maxDepth = 64

// decodeJSON reads an answer in JSON: maps, lists, texts and numbers as they are spelled.
func decodeJSON(text []byte) (any, error) {
	var answer any
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	if err := dec.Decode(&answer); err != nil {
		return nil, err
	}
	if _, ok := answer.(map[string]any); !ok {
		return nil, errors.New("it is no JSON object")
	}
	return answer, nil
}

// decodeXML reads the answer to an action in XML as if it were JSON: elements are maps of their
// elements, lists, or texts. What wraps every answer is left out.
func decodeXML(text []byte, action string) (any, error) {
	d := xmlDecoder{xml.NewDecoder(bytes.NewReader(text))}
	root, err := d.root()
	if err != nil {
		return nil, err
	}
	if root.Name.Local != action+"Response" {
		return nil, fmt.Errorf("it begins with `%s`, not with %sResponse", root.Name.Local, action)
	}
	answer, err := d.content(root.Name.Local, 0)
	if result := field(answer, action+"Result"); result != nil {
		return result, err
	}
	return answer, err
}

type xmlDecoder struct{ *xml.Decoder }

// root reads up to the first element.
func (d xmlDecoder) root() (xml.StartElement, error) {
	for {
		token, err := d.Token()
		if err != nil {
			return xml.StartElement{}, err
		}
		if start, ok := token.(xml.StartElement); ok {
			return start, nil
		}
	}
}

// content reads what an element has, up to its end.
func (d xmlDecoder) content(name string, depth int) (any, error) {
	if depth > maxDepth {
		return nil, errors.New("it is nested too deeply")
	}
	var text strings.Builder
	fields, items := map[string]any{}, []any{}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			value, err := d.content(t.Name.Local, depth+1)
			if err != nil {
				return nil, err
			}
			if isItem(t.Name.Local, name) {
				items = append(items, value)
			}
			fields[fieldName(t.Name.Local)] = value
		case xml.CharData:
			text.Write(t)
		case xml.EndElement:
			return contentOf(text.String(), fields, items), nil
		}
	}
}

func contentOf(text string, fields map[string]any, items []any) any {
	switch {
	case len(items) > 0:
		return items
	case len(fields) > 0:
		return fields
	}
	return text
}

// isItem reports whether an element is an item of a list: `member` as in most services, `item` in
// EC2, or as in RDS the name of the list in the singular.
func isItem(name, list string) bool { return name == "member" || name == "item" || name+"s" == list }

// fieldName is how the references of the API spell the name of an element. EC2 begins it with a
// small letter, and ends that of a list with Set.
func fieldName(name string) string {
	if name == "" || name[0] < 'a' {
		return name
	}
	name = strings.ToUpper(name[:1]) + name[1:]
	if list, ok := strings.CutSuffix(name, "Set"); ok {
		return list + "s"
	}
	return name
}
