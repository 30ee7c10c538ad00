package diag_test

import (
	"testing"

	"github.com/cfnc/cfnc/compiler/diag"
)

func TestNearest(t *testing.T) {
	names := []string{"Name", "Game", "InstanceType", "AWS::Region", "Up"}
	tests := []struct {
		word  string
		edits int
		want  string
	}{
		{"name", 0, "Name"},  // case alone takes no edit
		{"Nmae", 1, "Name"},  // two neighbours swapped
		{"Nam", 1, "Name"},   // one missing
		{"Namee", 1, "Name"}, // one too many
		{"Gamer", 2, "Game"}, // the fewest edits win over the order
		{"Nme", 2, "Name"},   // of several the first
		{"Instnacetype", 2, "InstanceType"},
		{"Instnacetype", 1, ""},
		{"AWS::Regoin", 1, "AWS::Region"},
		{"u", 2, ""}, // git's @{u}
		{"U", 2, ""},
		{"", 2, ""},
		{"Other", 2, ""},
	}
	for _, tt := range tests {
		if got := diag.Nearest(tt.word, names, tt.edits); got != tt.want {
			t.Errorf("Nearest(%q, %d) = %q, want %q", tt.word, tt.edits, got, tt.want)
		}
	}
}
