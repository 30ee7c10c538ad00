package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// serveAWS stands for AWS: aws FOLDER answers each action by the file of its name in the folder, as
// DescribeStacks.xml, or with an error by one such as DescribeStacks.400.xml.
func serveAWS(ts *testscript.TestScript, _ bool, args []string) {
	folder := ts.MkAbs(args[0])
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		found, _ := filepath.Glob(filepath.Join(folder, r.FormValue("Action")+".*"))
		if len(found) != 1 || !strings.HasPrefix(r.Header.Get("Authorization"), "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/") {
			w.WriteHeader(http.StatusNotImplemented)
			return
		}
		if status, err := strconv.Atoi(strings.Split(filepath.Base(found[0]), ".")[1]); err == nil {
			w.WriteHeader(status)
		}
		if text, err := os.ReadFile(found[0]); err == nil {
			_, _ = w.Write(text)
		}
	}))
	ts.Defer(server.Close)
	ts.Setenv("AWS_ENDPOINT_URL", server.URL)
}
