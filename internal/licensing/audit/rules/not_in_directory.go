package rules

import (
	"fmt"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// notInDirectory finds people whose address the directory does not have. Other
// addresses of the same person are unknown here; the directory should list them
// all, or the provider's aliases.
var notInDirectory = Rule{
	Name:  Name("not_in_directory"),
	About: AboutPerson,
	Finds: "people whose address the directory does not have",
	Parameters: []Parameter{{
		Name: "directory_emails", Kind: Texts, Required: true, Personal: true,
		Description: "Addresses of everyone in the company, for example from an identity provider. Null in the state.",
	}},
	Prepare: func(a *Arguments, c *Context) (Check, error) {
		texts, _ := argument[[]string](a, "directory_emails")
		directory := newEmailList(texts, c.Identity)
		switch {
		case directory.entries == 0:
			return nil, a.fail("directory_emails", "is empty, so every person would be missing from it. Check where the list comes from")
		case len(directory.emails) == 0:
			return nil, a.fail("directory_emails", fmt.Sprintf("contains no email address in %s, so every person would be missing from it. "+
				"An address is only jane.doe@acme.example, without a name or angle brackets around it", value.Counted(directory.entries, "text")))
		}
		return &notInDirectoryCheck{argument: a.path("directory_emails"), directory: directory}, nil
	},
}

type notInDirectoryCheck struct {
	checked
	argument  string
	directory emailList
}

func (c *notInDirectoryCheck) Person(_ *Reading, p *Person) (Found, bool) {
	if c.directory.emails.Has(p.Email) {
		return Found{}, false
	}
	return Found{Clause: "is not in the directory, " + assignment(p.LastAssigned)}, true
}

// Warnings warns if the directory lacks more than half of the people: one that
// was cut short accuses everybody.
func (c *notInDirectoryCheck) Warnings(_ *Reading, o Outcome) []licensing.Warning {
	warnings := c.directory.warnings(c.argument, fmt.Sprintf("%s[%d]", c.argument, c.directory.first), "They match no license holder, so people in the directory may be reported as missing from it.")
	if 2*o.Count > o.OutOf {
		warnings = append(warnings, licensing.Warning{
			Argument: c.argument,
			Summary:  fmt.Sprintf("The directory lacks most license holders: %d of %d", o.Count, o.OutOf),
			Detail: fmt.Sprintf("The directory has %s, and lacks %d of the %d people who hold judged licenses. It may be incomplete, or contain other addresses of the same people. "+
				"Check where the list comes from before you act on this result.", value.Counted(len(c.directory.emails), "address"), o.Count, o.OutOf),
		})
	}
	return warnings
}
