package expand

import "testing"

func TestKnownTagsAreKnown(t *testing.T) {
	for _, tag := range knownTags() {
		if (longName(tag) == "") == !isOwnTag(tag) {
			t.Errorf("%s is suggested and not taken", tag)
		}
	}
}
