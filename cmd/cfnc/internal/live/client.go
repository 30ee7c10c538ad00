package live

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// Settings say which account is asked, and where.
type Settings struct {
	Region   string // "": as the environment or the profile says
	Endpoint string // of all services; "": theirs
	Profile  string // "": as the environment says
}

// A Client asks services of AWS.
type Client struct {
	region    string
	endpoint  string // of all services, or ""
	configure func(variable string) string
	fips      bool            // endpoints must be those for FIPS
	keys      aws.Credentials // without any, calls are not signed
	signer    *v4.Signer
	http      aws.HTTPClient
	retry     *retry.Standard
}

// NewClient finds region and credentials as the SDKs of AWS do.
func NewClient(ctx context.Context, s Settings) (*Client, error) {
	p, err := readProfile(s.Profile)
	if err != nil {
		return nil, err
	}
	c := &Client{region: firstOf(s.Region, os.Getenv("AWS_REGION"), os.Getenv("AWS_DEFAULT_REGION"), p.get("region")), retry: newRetryer()}
	if err := checkRegion(c.region); err != nil {
		return nil, err
	}
	c.configure = p.endpoint
	c.fips = strings.EqualFold(firstOf(os.Getenv("AWS_USE_FIPS_ENDPOINT"), p.get("use_fips_endpoint")), "true")
	c.signer = v4.NewSigner()
	if c.http, err = newHTTPClient(p); err != nil {
		return nil, err
	}
	if c.keys, err = c.credentials(ctx, p, s.Profile != ""); err != nil {
		return nil, err
	}
	c.endpoint = s.Endpoint // it is not for the service that gave the credentials
	return c, nil
}

// newRetryer retries as the SDK does, for as long as there is time. That is bounded by the context.
func newRetryer() *retry.Standard {
	return retry.NewStandard(func(o *retry.StandardOptions) { o.MaxBackoff = 5 * time.Second })
}

// newHTTPClient trusts the certificates of AWS_CA_BUNDLE, too.
func newHTTPClient(p profile) (aws.HTTPClient, error) {
	client := awshttp.NewBuildableClient()
	name := firstOf(os.Getenv("AWS_CA_BUNDLE"), p.get("ca_bundle"))
	if name == "" {
		return client, nil
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("the certificates of AWS_CA_BUNDLE cannot be read: %w", err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(text) {
		return nil, fmt.Errorf("%s: AWS_CA_BUNDLE has no certificates", name)
	}
	return client.WithTransportOptions(func(t *http.Transport) {
		t.TLSClientConfig = &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}
	}), nil
}

// call asks a service, again if that may help, and returns what it answers.
func (c *Client) call(ctx context.Context, api string, in input) (any, error) {
	name, action, _ := strings.Cut(api, ":")
	s, ok := findService(name)
	if !ok {
		return nil, fmt.Errorf("cfnc does not know the service `%s`", name)
	}
	if c.fips && firstOf(c.endpoint, c.configure(s.variable)) == "" {
		return nil, fmt.Errorf("%s: AWS_USE_FIPS_ENDPOINT is set; name the endpoint to use with AWS_ENDPOINT_URL_%s", api, s.variable)
	}
	var before error // what the attempt before failed with: it says more than that the time is over
	for attempt := 1; ; attempt++ {
		answer, err := c.try(ctx, s, action, in)
		if err == nil {
			return answer, nil
		}
		if ctx.Err() != nil && before != nil {
			err = before
		}
		before = err
		if err = c.wait(ctx, attempt, err); err != nil {
			return nil, c.explain(ctx, s, action, attempt, err)
		}
	}
}

// maxUnheard is how often a service is tried that cannot be reached.
const maxUnheard = 3

// wait waits before the next attempt. It returns the error if there is none.
func (c *Client) wait(ctx context.Context, attempt int, err error) error {
	var unheard *smithyhttp.RequestSendError
	if ctx.Err() != nil || !c.retry.IsErrorRetryable(err) || errors.As(err, &unheard) && attempt >= maxUnheard {
		return err
	}
	delay, delayErr := c.retry.RetryDelay(attempt, err)
	if end, ok := ctx.Deadline(); delayErr != nil || ok && time.Until(end) < delay {
		return errors.Join(err, context.DeadlineExceeded)
	}
	select {
	case <-ctx.Done():
		return err
	case <-time.After(delay):
		return nil
	}
}

// maxAnswer is how many bytes of an answer are read. The longest is a description of a stack with
// 200 parameters of 4 KiB.
const maxAnswer = 8 << 20

func (c *Client) try(ctx context.Context, s service, action string, in input) (any, error) {
	req, err := c.request(ctx, s, action, in)
	if err != nil {
		return nil, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, &smithyhttp.RequestSendError{Err: err}
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return nil, &smithyhttp.RequestSendError{Err: err}
	}
	if resp.StatusCode/100 != 2 {
		return nil, failure(s, resp, text)
	}
	var answer any
	if s.protocol == queryProtocol || s.protocol == ec2Protocol {
		answer, err = decodeXML(text, action)
	} else {
		answer, err = decodeJSON(text)
	}
	if err != nil {
		return nil, &garbledError{err}
	}
	return answer, nil
}

// request makes a call, signed where there are credentials.
func (c *Client) request(ctx context.Context, s service, action string, in input) (*http.Request, error) {
	method, body := http.MethodPost, in.body
	if s.protocol == restProtocol {
		method = http.MethodGet
	}
	if in.form != nil {
		in.form.Set("Action", action)
		in.form.Set("Version", s.version)
		body = in.form.Encode()
	}
	req, err := http.NewRequestWithContext(ctx, method, strings.TrimRight(c.endpointOf(s), "/")+firstOf(in.path, "/"), strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", "cfnc "+aws.SDKName+"/"+aws.SDKVersion)
	switch s.protocol {
	case queryProtocol, ec2Protocol:
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	case jsonProtocol:
		req.Header.Set("Content-Type", "application/x-amz-json-"+s.version)
		req.Header.Set("X-Amz-Target", s.target+"."+action)
	}
	return req, c.sign(ctx, req, s, body)
}

func (c *Client) sign(ctx context.Context, req *http.Request, s service, body string) error {
	if !c.keys.HasKeys() {
		return nil
	}
	hash := sha256.Sum256([]byte(body))
	return c.signer.SignHTTP(ctx, c.keys, req, hex.EncodeToString(hash[:]), s.name, c.region, time.Now())
}

// endpointOf is where a service answers: as the flag says, the environment, the profile, or the
// region.
func (c *Client) endpointOf(s service) string {
	return firstOf(c.endpoint, c.configure(s.variable), "https://"+firstOf(s.host, s.name)+"."+c.region+"."+domain(c.region))
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}
