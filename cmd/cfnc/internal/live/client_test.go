package live

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

func askGroups(t *testing.T, c *Client, timeout time.Duration) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	_, err := c.call(ctx, "autoscaling:DescribeAutoScalingGroups", input{form: url.Values{}})
	return err
}

// What passes is tried again; what does not is told with what to do.
func TestFailures(t *testing.T) {
	good := recorded(t, "DescribeAutoScalingGroups.xml")
	for name, test := range map[string]struct {
		replies []reply
		calls   int
		want    string // of the error; "": none
	}{
		"throttled":         {[]reply{refused(400, "Throttling", "Rate exceeded"), refused(400, "ThrottlingException", "Rate exceeded"), refused(400, "RequestLimitExceeded", "Slow"), good}, 4, ""},
		"5xx":               {[]reply{refused(500, "InternalFailure", ""), refused(503, "ServiceUnavailable", ""), {502, "<html>Bad Gateway</html>"}, good}, 4, ""},
		"access denied":     {[]reply{refused(403, "AccessDenied", "User: arn:aws:iam::1:user/ci is not authorized")}, 1, "the permission `autoscaling:DescribeAutoScalingGroups` is missing: User: arn:aws:iam::1:user/ci is not authorized"},
		"expired":           {[]reply{refused(403, "ExpiredToken", "The security token has expired")}, 1, "the credentials have expired (ExpiredToken); log in again"},
		"wrong keys":        {[]reply{refused(403, "InvalidClientTokenId", "The token is invalid")}, 1, "the credentials are not accepted: InvalidClientTokenId: The token is invalid"},
		"another error":     {[]reply{refused(400, "ValidationError", "1 validation error")}, 1, "autoscaling:DescribeAutoScalingGroups: 400 ValidationError: 1 validation error"},
		"a proxy":           {[]reply{{407, "<html>who are you?</html>"}}, 1, "407 Proxy Authentication Required"},
		"truncated":         {[]reply{{body: good.body[:len(good.body)/2]}}, 1, "an answer that cannot be read: XML syntax error on line"},
		"empty":             {[]reply{{body: ""}}, 1, "an answer that cannot be read: EOF"},
		"garbled":           {[]reply{{body: strings.Replace(good.body, "</MinSize>", "</MaxSize>", 1)}}, 1, "an answer that cannot be read: XML syntax error on line 7"},
		"no XML":            {[]reply{{body: "\x00\x01"}}, 1, "cannot be read"},
		"a portal":          {[]reply{{body: "<html><body>Please log in</body></html>"}}, 1, "it begins with `html`, not with DescribeAutoScalingGroupsResponse"},
		"too deep":          {[]reply{{body: "<DescribeAutoScalingGroupsResponse>" + strings.Repeat("<a>", 1000)}}, 1, "nested too deeply"},
		"of another action": {[]reply{recorded(t, "DescribeStacks.xml")}, 1, "it begins with `DescribeStacksResponse`"},
	} {
		t.Run(name, func(t *testing.T) {
			f := serve(t, map[string][]reply{"DescribeAutoScalingGroups": test.replies})
			err := askGroups(t, client(t, f.url), time.Minute)
			if got := errorText(err); test.want == "" && err != nil || !strings.Contains(got, test.want) {
				t.Errorf("%q, want %q", got, test.want)
			}
			if len(f.calls()) != test.calls {
				t.Errorf("%d calls, want %d", len(f.calls()), test.calls)
			}
		})
	}
}

// What fails again and again ends with the time, and says what AWS said last.
func TestTimeout(t *testing.T) {
	f := serve(t, map[string][]reply{"DescribeAutoScalingGroups": {refused(503, "ServiceUnavailable", "Please try again")}})
	err := askGroups(t, client(t, f.url), 500*time.Millisecond)
	for _, want := range []string{"no answer in time, after ", " attempts: 503 ServiceUnavailable: Please try again; --timeout gives it longer"} {
		if !strings.Contains(errorText(err), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	if len(f.calls()) < 2 {
		t.Errorf("%d calls", len(f.calls()))
	}
}

// A delay that is longer than the time that is left is not waited for.
func TestTimeoutBeforeADelay(t *testing.T) {
	f := serve(t, map[string][]reply{"DescribeAutoScalingGroups": {refused(503, "ServiceUnavailable", "")}})
	c := client(t, f.url)
	c.retry = newRetryer()
	begin := time.Now()
	err := askGroups(t, c, time.Second)
	if took := time.Since(begin); err == nil || took > 3*time.Second {
		t.Errorf("%v after %s", err, took)
	}
}

func TestSilence(t *testing.T) {
	stop := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-stop }))
	defer server.Close()
	defer close(stop)
	err := askGroups(t, client(t, server.URL), 50*time.Millisecond)
	if !strings.Contains(errorText(err), "no answer in time, after 1 attempt: context deadline exceeded") {
		t.Error(err)
	}
}

func TestCutOff(t *testing.T) {
	calls := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		calls++
		w.Header().Set("Content-Length", "1000")
		io.WriteString(w, "<DescribeAuto")
	}))
	defer server.Close()
	err := askGroups(t, client(t, server.URL), time.Minute)
	if !strings.Contains(errorText(err), "cannot be reached: unexpected EOF") || calls != maxUnheard {
		t.Errorf("%v after %d calls", err, calls)
	}
}

func TestUnreachable(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := "http://" + listener.Addr().String()
	listener.Close()
	if err := askGroups(t, client(t, at), time.Minute); !strings.Contains(errorText(err), at+" cannot be reached: dial tcp") {
		t.Error(err)
	}
}

// noHosts is a network that knows no name.
type noHosts struct{ asked *http.Request }

func (n *noHosts) Do(r *http.Request) (*http.Response, error) {
	n.asked = r
	return nil, &url.Error{Op: "Post", URL: r.URL.String(), Err: &net.DNSError{Err: "no such host", Name: r.URL.Hostname(), IsNotFound: true}}
}

func TestUnknownRegion(t *testing.T) {
	c := client(t, "")
	c.region, c.http = "eu-wset-1", &noHosts{}
	want := "there is no host `autoscaling.eu-wset-1.amazonaws.com`, so `eu-wset-1` may be no region; did you mean `eu-west-1`?"
	if err := askGroups(t, c, time.Minute); !strings.Contains(errorText(err), want) {
		t.Errorf("%v, want %s", err, want)
	}
	for region, want := range map[string]string{
		"":                    "no region is set",
		"eu-west":             "`eu-west` is no region",
		"evil.example/#-us-1": "is no region",
		"eu-west-1@evil-1":    "is no region",
		"us-gov-west-1":       "",
		"cn-north-1":          "",
		"eusc-de-east-1":      "",
	} {
		if err := checkRegion(region); want == "" && err != nil || !strings.Contains(errorText(err), want) {
			t.Errorf("%s: %v", region, err)
		}
	}
}

func TestEndpoints(t *testing.T) {
	withKeys(t)
	for region, want := range map[string]string{
		"eu-west-1": "https://appstream2.eu-west-1.amazonaws.com", "cn-north-1": "https://appstream2.cn-north-1.amazonaws.com.cn",
		"us-iso-east-1": "https://appstream2.us-iso-east-1.c2s.ic.gov", "us-isob-east-1": "https://appstream2.us-isob-east-1.sc2s.sgov.gov",
	} {
		c, err := NewClient(context.Background(), Settings{Region: region})
		if err != nil {
			t.Fatal(err)
		}
		if s, _ := findService("appstream"); c.endpointOf(s) != want {
			t.Errorf("%s: %s, want %s", region, c.endpointOf(s), want)
		}
	}
	c, _ := NewClient(context.Background(), Settings{})
	groups, _ := findService("autoscaling")
	stacks, _ := findService("cloudformation")
	t.Setenv("AWS_ENDPOINT_URL", "http://localhost:1")
	t.Setenv("AWS_ENDPOINT_URL_AUTO_SCALING", "http://localhost:2/")
	if one, other := c.endpointOf(groups), c.endpointOf(stacks); one != "http://localhost:2/" || other != "http://localhost:1" {
		t.Error(one, other)
	}
	t.Setenv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")
	if one := c.endpointOf(groups); one != "https://autoscaling.eu-west-1.amazonaws.com" {
		t.Error(one)
	}
	t.Setenv("AWS_USE_FIPS_ENDPOINT", "true")
	c, _ = NewClient(context.Background(), Settings{})
	if err := askGroups(t, c, time.Minute); !strings.Contains(errorText(err), "name the endpoint to use with AWS_ENDPOINT_URL_AUTO_SCALING") {
		t.Error(err)
	}
	c.endpoint = "http://localhost:3"
	if one := c.endpointOf(groups); one != "http://localhost:3" {
		t.Error(one)
	}
}

// The signature is the one of the SDK's signer; what it signs is the body that is sent.
func TestSigned(t *testing.T) {
	c := client(t, "")
	n := &noHosts{}
	c.http = n
	c.keys.SessionToken = "token"
	askGroups(t, c, time.Minute)
	body, err := io.ReadAll(n.asked.Body)
	if err != nil || string(body) != "Action=DescribeAutoScalingGroups&Version=2011-01-01" {
		t.Errorf("%s, %v", body, err)
	}
	if h := n.asked.Header; signedFor(n.asked) != "autoscaling" || h.Get("X-Amz-Security-Token") != "token" || h.Get("Content-Type") != "application/x-www-form-urlencoded" {
		t.Error(h)
	}
}

func TestShortErrorKeepsItsCause(t *testing.T) {
	if cause := io.ErrUnexpectedEOF; !errors.Is(errShort(cause), cause) {
		t.Error("the cause is lost")
	}
}
