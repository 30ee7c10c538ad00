package live

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws/protocol/ec2query"
	"github.com/aws/aws-sdk-go-v2/aws/protocol/restjson"
	awsxml "github.com/aws/aws-sdk-go-v2/aws/protocol/xml"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// garbledError is an answer that cannot be read.
type garbledError struct{ error }

func (e *garbledError) Unwrap() error { return e.error }

// failure is the error that a service answers with.
func failure(s service, resp *http.Response, text []byte) error {
	code, message := failureOf(s, resp, text)
	if code == "" {
		code = http.StatusText(resp.StatusCode)
	}
	said := &smithy.GenericAPIError{Code: code, Message: message, Fault: smithy.FaultClient}
	if resp.StatusCode >= 500 {
		said.Fault = smithy.FaultServer
	}
	return &awshttp.ResponseError{ResponseError: &smithyhttp.ResponseError{Response: &smithyhttp.Response{Response: resp}, Err: said}}
}

// failureOf reads code and message. What is no answer of the service, as one of a proxy, has none.
func failureOf(s service, resp *http.Response, text []byte) (code, message string) {
	switch body := bytes.NewReader(text); s.protocol {
	case queryProtocol:
		said, _ := awsxml.GetErrorResponseComponents(body, false)
		return said.Code, said.Message
	case ec2Protocol:
		said, _ := ec2query.GetErrorResponseComponents(body)
		return said.Code, said.Message
	default:
		code, message, _ = restjson.GetErrorInfo(json.NewDecoder(body))
		return restjson.SanitizeErrorCode(firstOf(resp.Header.Get("X-Amzn-ErrorType"), code)), message
	}
}

// saidBy returns the error that a service answered with, if that is what happened.
func saidBy(err error) (code, message string) {
	var said smithy.APIError
	if errors.As(err, &said) {
		return said.ErrorCode(), said.ErrorMessage()
	}
	return "", ""
}

// explain says what to do about a call that failed. The errors of services stay within it.
func (c *Client) explain(ctx context.Context, s service, action string, attempts int, err error) error {
	api := s.name + ":" + action
	code, message := saidBy(err)
	var garbled *garbledError
	var unheard *smithyhttp.RequestSendError
	switch {
	case ctx.Err() != nil || errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("%s: no answer in time, %s: %w; --timeout gives it longer", api, tries(attempts), errShort(err))
	case errors.As(err, &garbled):
		return fmt.Errorf("%s: %s sent an answer that cannot be read: %w", api, c.endpointOf(s), garbled)
	case errors.As(err, &unheard):
		return c.unheard(s, api, unheard)
	case isDenied(code):
		return fmt.Errorf("%s: the permission `%s` is missing: %s", api, api, message)
	case isExpired(code):
		return fmt.Errorf("%s: the credentials have expired (%s); log in again", api, code)
	case isRefused(code):
		return fmt.Errorf("%s: the credentials are not accepted: %s: %s", api, code, message)
	}
	return fmt.Errorf("%s: %w", api, errShort(err))
}

// unheard explains why a service cannot be reached.
func (c *Client) unheard(s service, api string, err error) error {
	endpoint := c.endpointOf(s)
	var noHost *net.DNSError
	if errors.As(err, &noHost) && noHost.IsNotFound && strings.Contains(endpoint, c.region) {
		return fmt.Errorf("%s: there is no host `%s`, so `%s` may be no region%s", api, noHost.Name, c.region, meant(c.region))
	}
	return fmt.Errorf("%s: %s cannot be reached: %w", api, endpoint, errShort(err))
}

// shortError says of an error what a user can do something with: code and message of the service,
// or why the network failed.
type shortError struct{ error }

func errShort(err error) error { return shortError{err} }

func (e shortError) Unwrap() error { return e.error }

func (e shortError) Error() string {
	var said *awshttp.ResponseError
	var sent *url.Error
	var unheard *smithyhttp.RequestSendError
	switch {
	case errors.As(e.error, &said):
		code, message := saidBy(said)
		return strings.TrimSuffix(fmt.Sprintf("%d %s: %s", said.HTTPStatusCode(), code, message), ": ")
	case errors.As(e.error, &sent):
		return sent.Err.Error()
	case errors.As(e.error, &unheard):
		return unheard.Err.Error()
	}
	return e.error.Error()
}

func tries(n int) string {
	if n == 1 {
		return "after 1 attempt"
	}
	return fmt.Sprintf("after %d attempts", n)
}

func isDenied(code string) bool {
	return slices.Contains([]string{"AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError"}, code)
}

func isExpired(code string) bool {
	return slices.Contains([]string{"ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"}, code)
}

func isRefused(code string) bool {
	return slices.Contains([]string{"InvalidClientTokenId", "UnrecognizedClientException", "SignatureDoesNotMatch", "InvalidSignatureException", "AuthFailure",
		"MissingAuthenticationToken", "MissingAuthenticationTokenException", "IncompleteSignature", "IncompleteSignatureException", "OptInRequired"}, code)
}
