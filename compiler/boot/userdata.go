package boot

import (
	"encoding/base64"

	"github.com/cfnc/cfnc/compiler/expand"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// UserData is the property of a resource that gives instances their user data.
type UserData struct {
	Resource *template.Resource
	Key      *syntax.Node
	When     *template.Scenario
	Texts    []UserText // one for each branch
}

// Least returns the bytes that the user data has at least before it is encoded: in the branch
// with the fewest, and in the one with the most.
func (u *UserData) Least() (fewest, most int) {
	for i, text := range u.Texts {
		if least := text.Least(); i == 0 || least < fewest {
			fewest = least
		}
		most = max(most, text.Least())
	}
	return fewest, most
}

// UserText is the user data in one of its branches.
type UserText struct {
	template.Text
	Encoding Encoding
	raw      string
}

// Encoding says how user data comes to the Base64 in which EC2 takes it.
type Encoding uint8

// The encodings.
const (
	Unencoded Encoding = iota // not at all
	ByBase64                  // by Fn::Base64
	Already                   // it is written in Base64
	Unclear                   // it is a hole, and may be anything
)

// Raw returns the user data before it is encoded, with the holes of the text.
func (u UserText) Raw() string {
	if u.Encoding == Already {
		return u.raw
	}
	return u.String()
}

// Least is the number of bytes that the user data has at least before it is encoded.
func (u UserText) Least() int {
	if u.Encoding == Already {
		return len(u.raw)
	}
	return u.Text.Least()
}

// Typical is about how many bytes the user data has once it is deployed, before it is encoded, in
// the branch with the most.
func (u *UserData) Typical() (most int) {
	for _, text := range u.Texts {
		if text.Encoding != Already {
			most = max(most, text.Text.Typical())
		}
	}
	return most
}

func userDataOf(t *template.Template) (list []*UserData) {
	for _, r := range t.Resources {
		path := expand.UserDataPath(r.Type)
		if path == nil {
			continue
		}
		along(t, r.At("Properties"), path, r.When(), func(key, value *syntax.Node, when *template.Scenario) {
			u := &UserData{Resource: r, Key: key, When: when}
			for _, x := range t.TextsIn(r.Loop, value, when) {
				u.Texts = append(u.Texts, userTextOf(x))
			}
			list = append(list, u)
		})
	}
	return list
}

// along follows a path into every branch of the conditions on it, and finds the pairs at its
// end. "[]" stands for the items of a list.
func along(t *template.Template, n *syntax.Node, path []string, when *template.Scenario, found func(key, value *syntax.Node, when *template.Scenario)) {
	for when, n := range t.Branches(n, when) {
		switch {
		case path[0] == "[]":
			for _, item := range n.Items() {
				along(t, item, path[1:], when, found)
			}
		case n.Get(path[0]) == nil:
		case len(path) == 1:
			found(n.Key(path[0]), n.Get(path[0]), when)
		default:
			along(t, n.Get(path[0]), path[1:], when, found)
		}
	}
}

func userTextOf(x template.Text) UserText {
	u := UserText{Text: x, Encoding: Unencoded}
	literal, known := x.Literal()
	raw, err := base64.StdEncoding.DecodeString(literal)
	switch _, hole := x.Only(); {
	case x.Encoded:
		u.Encoding = ByBase64
	case hole:
		u.Encoding = Unclear
	case known && err == nil && literal != "":
		u.Encoding, u.raw = Already, string(raw)
	}
	return u
}
