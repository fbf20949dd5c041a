package licensing

import (
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// maxDisplay is the longest text, in characters, that a message repeats from
// the API: the longest email address that mail systems accept.
const maxDisplay = 254

// Display makes a text from the API safe to print in a terminal or a log. See
// value.Printable.
func Display(text string) string { return value.Printable(text, maxDisplay) }

// NameWithID shows a name and the ID that tells two of the same name apart. A
// name that is missing is left out.
func NameWithID(name, id string) string {
	if name = Display(name); strings.TrimSpace(name) != "" {
		return name + " (" + Display(id) + ")"
	}
	return Display(id)
}
