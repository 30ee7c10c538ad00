package live

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws/retry"
)

// reply is what a service answers.
type reply struct {
	status int // 0: 200
	body   string
}

// services answer each action by its replies in turn; the last one stays.
type fakeAWS struct {
	t       *testing.T
	url     string
	replies map[string][]reply
	mu      sync.Mutex
	heard   []string // action, service that signed, and what was asked
}

func serve(t *testing.T, replies map[string][]reply) *fakeAWS {
	t.Helper()
	f := &fakeAWS{t: t, replies: replies}
	server := httptest.NewServer(f)
	t.Cleanup(server.Close)
	f.url = server.URL
	return f
}

// calls lists what the services were asked so far; a request whose time is over may still come.
func (f *fakeAWS) calls() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.heard)
}

func (f *fakeAWS) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	action, asked := actionOf(r, string(body))
	f.mu.Lock()
	defer f.mu.Unlock()
	f.heard = append(f.heard, strings.TrimSpace(action+" "+signedFor(r)+" "+asked))
	list := f.replies[action]
	if len(list) == 0 {
		f.t.Errorf("nobody expected %s", action)
		w.WriteHeader(http.StatusNotImplemented)
		return
	}
	if len(list) > 1 {
		f.replies[action] = list[1:]
	}
	if list[0].status != 0 {
		w.WriteHeader(list[0].status)
	}
	io.WriteString(w, list[0].body)
}

// actionOf returns the action of a request, and what it asks for.
func actionOf(r *http.Request, body string) (action, asked string) {
	if target := r.Header.Get("X-Amz-Target"); target != "" {
		return target[strings.LastIndexByte(target, '.')+1:], body
	}
	form, err := url.ParseQuery(body)
	if action = form.Get("Action"); err != nil || action == "" {
		return r.Method, r.URL.RequestURI()
	}
	form.Del("Action")
	form.Del("Version")
	return action, form.Encode()
}

// signedFor returns the service in the signature of a request; "" if there is none.
func signedFor(r *http.Request) string {
	_, scope, _ := strings.Cut(r.Header.Get("Authorization"), "Credential=AKIDEXAMPLE/")
	parts := strings.Split(scope, "/")
	if len(parts) < 4 || parts[1] != "eu-west-1" || !strings.HasPrefix(parts[3], "aws4_request, ") {
		return ""
	}
	return parts[2]
}

// outsideAWS takes away all that the machine of the test knows of AWS.
func outsideAWS(t *testing.T) {
	t.Helper()
	for _, pair := range os.Environ() {
		if name, _, _ := strings.Cut(pair, "="); strings.HasPrefix(name, "AWS_") {
			t.Setenv(name, "")
		}
	}
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	t.Setenv("AWS_EC2_METADATA_DISABLED", "true")
}

// withKeys sets credentials and a region.
func withKeys(t *testing.T) {
	t.Helper()
	outsideAWS(t)
	t.Setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "secret")
	t.Setenv("AWS_REGION", "eu-west-1")
}

// client makes a client that asks at a URL, and does not wait long between attempts.
func client(t *testing.T, at string) *Client {
	t.Helper()
	withKeys(t)
	c, err := NewClient(context.Background(), Settings{Endpoint: at})
	if err != nil {
		t.Fatal(err)
	}
	c.retry = quick()
	return c
}

func quick() *retry.Standard {
	return retry.NewStandard(func(o *retry.StandardOptions) {
		o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return time.Millisecond, nil })
	})
}

// recorded is an answer in the shape that the reference of its API documents.
func recorded(t *testing.T, name string, replace ...string) reply {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return reply{body: strings.NewReplacer(replace...).Replace(string(text))}
}

// refused is an error of a service that speaks Query.
func refused(status int, code, message string) reply {
	return reply{status, fmt.Sprintf(`<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
  <Error>
    <Type>Sender</Type>
    <Code>%s</Code>
    <Message>%s</Message>
  </Error>
  <RequestId>b9b4b068-3a41-11e5-94eb-example</RequestId>
</ErrorResponse>
`, code, message)}
}
