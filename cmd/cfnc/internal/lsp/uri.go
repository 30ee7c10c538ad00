package lsp

import (
	"net/url"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/cfnc/cfnc/compiler/source"
)

// pathOf returns the path that a URI names, "" for one that is no file.
func pathOf(uri string) string {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "file" {
		return ""
	}
	path := u.Path
	if runtime.GOOS == "windows" {
		path = strings.TrimPrefix(path, "/")
		if u.Host != "" {
			path = "//" + u.Host + "/" + path
		}
	}
	return filepath.Clean(filepath.FromSlash(path))
}

// nameOf returns the name that the compiler gives to the file of a URI. What is no file yet
// goes by its URI.
func nameOf(uri string) string {
	if path := pathOf(uri); path != "" {
		return source.FromHere(path)
	}
	return uri
}

// uriOf returns the URI of a file by its name.
func uriOf(name string) string {
	path, err := filepath.Abs(filepath.FromSlash(name))
	if err != nil {
		return name
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}
