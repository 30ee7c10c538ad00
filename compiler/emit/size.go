package emit

import "strconv"

// The largest templates that CloudFormation takes, in bytes: in the body of a request, and
// from S3. See "Template body size" in
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
const (
	MaxInline = 51_200
	MaxS3     = 1_000_000
)

// Size is the size of a template in bytes.
type Size int

// String reports the size against both limits.
func (s Size) String() string {
	return grouped(int(s)) + " bytes: " + s.share(MaxInline) + " that CloudFormation takes inline, " +
		s.share(MaxS3) + " that it takes from S3"
}

// share is the size as a part of a limit, in per cent, rounded up.
func (s Size) share(limit int) string {
	percent := (int(s)*100 + limit - 1) / limit
	return strconv.Itoa(percent) + " % of the " + grouped(limit)
}

// grouped writes a number with a comma between thousands.
func grouped(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
