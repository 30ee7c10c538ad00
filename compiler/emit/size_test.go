package emit

import "testing"

func TestSize(t *testing.T) {
	for _, c := range []struct {
		size Size
		want string
	}{
		{0, "0 bytes: 0 % of the 51,200 that CloudFormation takes inline, 0 % of the 1,000,000 that it takes from S3"},
		{512, "512 bytes: 1 % of the 51,200 that CloudFormation takes inline, 1 % of the 1,000,000 that it takes from S3"},
		{51_200, "51,200 bytes: 100 % of the 51,200 that CloudFormation takes inline, 6 % of the 1,000,000 that it takes from S3"},
		{51_201, "51,201 bytes: 101 % of the 51,200 that CloudFormation takes inline, 6 % of the 1,000,000 that it takes from S3"},
		{1_000_001, "1,000,001 bytes: 1954 % of the 51,200 that CloudFormation takes inline, 101 % of the 1,000,000 that it takes from S3"},
	} {
		if got := c.size.String(); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}
