package emit

import "testing"

func TestSize(t *testing.T) {
	for _, c := range []struct {
		size       Size
		want       string
		inline, s3 bool
	}{
		{0, "0 bytes: 0 % of the 51,200 that CloudFormation takes inline, 0 % of the 1,000,000 that it takes from S3", true, true},
		{512, "512 bytes: 1 % of the 51,200 that CloudFormation takes inline, 1 % of the 1,000,000 that it takes from S3", true, true},
		{51_200, "51,200 bytes: 100 % of the 51,200 that CloudFormation takes inline, 6 % of the 1,000,000 that it takes from S3", true, true},
		{51_201, "51,201 bytes: 101 % of the 51,200 that CloudFormation takes inline, 6 % of the 1,000,000 that it takes from S3", false, true},
		{1_000_001, "1,000,001 bytes: 1954 % of the 51,200 that CloudFormation takes inline, 101 % of the 1,000,000 that it takes from S3", false, false},
	} {
		if got := c.size.String(); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
		if inline, s3 := c.size.Fits(); inline != c.inline || s3 != c.s3 {
			t.Errorf("%d fits %v %v", c.size, inline, s3)
		}
	}
}
