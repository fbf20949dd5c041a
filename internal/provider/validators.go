package provider

import (
	"context"
	"fmt"
	"strings"

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

// namesSomething refuses a filter that is set and names nothing: the answer
// would be empty, and a check over nothing passes.
type namesSomething struct{}

func (namesSomething) Description(context.Context) string { return "must name at least one value" }

func (v namesSomething) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (namesSomething) ValidateList(_ context.Context, req validator.ListRequest, resp *validator.ListResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	elements, allKnown := knownTexts(req.ConfigValue)
	if !allKnown || len(texts(elements).values()) > 0 {
		return
	}
	resp.Diagnostics.AddAttributeError(req.Path, "The filter names nothing",
		fmt.Sprintf("%s is set, but holds no value. Nothing would be chosen, and a check over nothing passes. "+
			"Name at least one value, or leave the argument out (null) to choose everything.", req.Path))
}

// emailElements refuses elements that cannot be an e-mail address: they would
// match nobody, silently.
type emailElements struct{}

func (emailElements) Description(context.Context) string { return "elements must be e-mail addresses" }

func (v emailElements) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (emailElements) ValidateList(_ context.Context, req validator.ListRequest, resp *validator.ListResponse) {
	elements, _ := knownTexts(req.ConfigValue)
	for i, e := range elements {
		if text := strings.TrimSpace(e.ValueString()); text != "" && !isEmail(text) {
			resp.Diagnostics.AddAttributeError(req.Path.AtListIndex(i), "Not an e-mail address", notAnEmail(text))
		}
	}
}

// emailText is emailElements for a single value.
type emailText struct{}

func (emailText) Description(context.Context) string { return "must be an e-mail address" }

func (v emailText) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (emailText) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if text := strings.TrimSpace(req.ConfigValue.ValueString()); !isEmail(text) {
		resp.Diagnostics.AddAttributeError(req.Path, "Not an e-mail address", notAnEmail(text))
	}
}

// notBlank refuses a key that is empty: it would name nobody, or everybody.
type notBlank struct{}

func (notBlank) Description(context.Context) string { return "must not be blank" }

func (v notBlank) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (notBlank) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() || strings.TrimSpace(req.ConfigValue.ValueString()) != "" {
		return
	}
	resp.Diagnostics.AddAttributeError(req.Path, "A blank value", fmt.Sprintf("%s is blank. Give it a value, or leave it out (null).", req.Path))
}

// isEmail is deliberately loose: a name, an @, a host, nothing blank.
func isEmail(text string) bool {
	name, host, ok := strings.Cut(text, "@")
	return ok && name != "" && host != "" && !strings.ContainsAny(text, " \t\r\n") && !strings.Contains(host, "@")
}

func notAnEmail(text string) string {
	return fmt.Sprintf("%q is not an e-mail address such as jane.doe@acme.example. People are identified by e-mail, never by name or user name.", text)
}

// domainElements refuses elements that are not e-mail domains.
type domainElements struct{}

func (domainElements) Description(context.Context) string { return "elements must be e-mail domains" }

func (v domainElements) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (domainElements) ValidateList(_ context.Context, req validator.ListRequest, resp *validator.ListResponse) {
	elements, _ := knownTexts(req.ConfigValue)
	for i, e := range elements {
		if _, err := licensing.ParseDomains([]string{e.ValueString()}); err != nil {
			resp.Diagnostics.AddAttributeError(req.Path.AtListIndex(i), "Not an e-mail domain", "The entry "+err.Error()+".")
		}
	}
}

func oneOfStatuses(statuses []licensing.Status) validator.String {
	values := make([]string, len(statuses))
	for i, s := range statuses {
		values[i] = string(s)
	}
	return stringvalidator.OneOf(values...)
}
