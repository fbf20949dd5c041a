package provider

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
)

// knownTexts returns the elements of a list that are known, with their
// positions, and whether all are.
func knownTexts(list types.List) (elements []types.String, allKnown bool) {
	allKnown = true
	for _, e := range list.Elements() {
		s, ok := e.(types.String)
		if !ok || s.IsUnknown() {
			s, allKnown = types.StringNull(), false
		}
		elements = append(elements, s)
	}
	return elements, allKnown
}

// namesSomething refuses a filter that is set and names nothing: the result
// would be empty, and a check over nothing passes.
type namesSomething struct{}

func (namesSomething) Description(context.Context) string { return "must name at least one value" }

func (v namesSomething) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (namesSomething) ValidateList(_ context.Context, req validator.ListRequest, resp *validator.ListResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	known, allKnown := knownTexts(req.ConfigValue)
	if !allKnown || len(texts(known).values()) > 0 {
		return
	}
	resp.Diagnostics.AddAttributeError(req.Path, "The filter names nothing",
		fmt.Sprintf("%s is set, but holds no value. Nothing would be chosen, and a check over nothing passes. "+
			"Name at least one value, or leave the argument out (null) to choose everything.", req.Path))
}

// textCheck refuses a text, alone or, through elements, in a list. Its check
// gets the trimmed text and says what is wrong with it: nothing, if it is fine.
type textCheck struct {
	description string
	check       func(text string) (summary, detail string)
}

func (v textCheck) Description(context.Context) string { return v.description }

func (v textCheck) MarkdownDescription(context.Context) string { return v.description }

func (v textCheck) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if summary, detail := v.check(strings.TrimSpace(req.ConfigValue.ValueString())); summary != "" {
		resp.Diagnostics.AddAttributeError(req.Path, summary, detail)
	}
}

// elements checks the elements of a list; null and blank ones are dropped
// before they are used, and so are fine.
func elements(v textCheck) validator.List {
	check := v.check
	v.check = func(text string) (string, string) {
		if text == "" {
			return "", ""
		}
		return check(text)
	}
	return listvalidator.ValueStringsAre(v)
}

var (
	// A text that is no address would match no one, silently.
	emailText = textCheck{"must be an e-mail address", func(text string) (string, string) {
		if isEmail(text) {
			return "", ""
		}
		return "Not an e-mail address", notAnEmail(text)
	}}
	domainText = textCheck{"must be an e-mail domain", func(text string) (string, string) {
		if _, err := licensing.ParseDomains([]string{text}, nil); err != nil {
			return "Not an e-mail domain", "The entry " + err.Error() + "."
		}
		return "", ""
	}}
	// A blank key would find no one, or everyone.
	notBlank = textCheck{"must not be blank", func(text string) (string, string) {
		if text != "" {
			return "", ""
		}
		return "A blank value", "Give the argument a value, or leave it out (null)."
	}}
)

// isEmail is deliberately loose: a name, an @, a host, nothing blank.
func isEmail(text string) bool {
	name, host, ok := strings.Cut(text, "@")
	return ok && name != "" && host != "" && !strings.ContainsAny(text, " \t\r\n") && !strings.Contains(host, "@")
}

func notAnEmail(text string) string {
	return fmt.Sprintf("%q is not an e-mail address such as jane.doe@acme.example. People are identified by e-mail, never by name or user name.", text)
}

func oneOfStatuses(statuses []licensing.Status) validator.String {
	values := make([]string, len(statuses))
	for i, s := range statuses {
		values[i] = string(s)
	}
	return stringvalidator.OneOf(values...)
}
