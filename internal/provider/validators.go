package provider

import (
	"context"
	"fmt"
	"math"
	"math/big"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
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

// namesSomething says what is wrong with a list that is set but contains no
// value: the result would be empty, and a check of an empty result always
// passes.
type namesSomething struct{ summary, detail string }

var (
	filterNamesSomething = namesSomething{"The filter is empty",
		"It would select nothing, and a check of an empty result always passes. Add at least one value, or leave the argument out (null) to select everything."}
	permissionsNamed = namesSomething{"No permissions to check",
		"The result would be empty, and a check of an empty result always passes. Add at least one permission by its code, such as Profile.View."}
)

// textCheck validates a string argument or, in a checkedList, the elements of a
// list. check receives the trimmed text and returns what is wrong with it, or
// empty strings if it is valid.
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
	if summary, detail := v.check(value.NormalizeText(req.ConfigValue.ValueString())); summary != "" {
		resp.Diagnostics.AddAttributeError(req.Path, summary, detail)
	}
}

var (
	// A text that is not an address, such as a wildcard, would silently match no
	// one.
	emailText = textCheck{"must be an email address", func(text string) (string, string) {
		if value.IsEmail(text) {
			return "", ""
		}
		return "Not an email address", notAnEmail
	}}
	domainText = textCheck{"must be an email domain", func(text string) (string, string) {
		if _, err := licensing.ParseDomains([]string{text}, nil); err != nil {
			return "Not an email domain", "The entry " + err.Error() + "."
		}
		return "", ""
	}}
	licenseIDText = textCheck{"must be a license ID", func(text string) (string, string) {
		if licenseID.MatchString(text) {
			return "", ""
		}
		return "Not a license ID", value.Quoted(text, maxRepeated) + " is not a license ID as shown in JetBrains Account, such as ABC1234567."
	}}
	// A blank key would find no one, or everyone.
	notBlank = textCheck{"must not be blank", func(text string) (string, string) {
		if text != "" {
			return "", ""
		}
		return "Blank value", "Give the argument a value. If it is optional, you can also leave it out (null)."
	}}
)

var licenseID = regexp.MustCompile(`^[A-Za-z0-9-]{1,64}$`)

// maxRepeated is how many characters of a value that is refused a message
// repeats.
const maxRepeated = 200

// notAnEmail does not repeat the text, which may be marked as sensitive. The
// diagnostic names the argument.
const notAnEmail = "The value is not an email address such as jane.doe@acme.example. The provider identifies people by email address, never by name or user name."

// oneOf accepts only the given texts. As in every text, surrounding space is
// ignored.
func oneOf[T ~string](texts ...T) textCheck {
	allowed := strings.Join(value.QuotedAll(texts, maxRepeated), ", ")
	return textCheck{"must be one of " + allowed, func(text string) (string, string) {
		if slices.Contains(texts, T(text)) {
			return "", ""
		}
		return "Not an allowed value", value.Quoted(text, maxRepeated) + " is not one of " + allowed + "."
	}}
}

// wholeNumberValidator rejects fractions and numbers out of its range. The range
// fits into the int of a 32-bit build: truncation could turn a guard such as
// min_licenses into 0.
type wholeNumberValidator struct{ lowest, highest int }

// countRange is for numbers of days, licenses, seats, or findings.
var countRange = wholeNumberValidator{0, math.MaxInt32}

func (v wholeNumberValidator) Description(context.Context) string {
	return fmt.Sprintf("must be a whole number from %d to %d", v.lowest, v.highest)
}

func (v wholeNumberValidator) MarkdownDescription(ctx context.Context) string {
	return v.Description(ctx)
}

func (v wholeNumberValidator) ValidateNumber(_ context.Context, req validator.NumberRequest, resp *validator.NumberResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if err := v.check(req.Path, req.ConfigValue); err != nil {
		resp.Diagnostics.Append(err)
	}
}

// check returns nil for a valid number.
func (v wholeNumberValidator) check(at path.Path, n types.Number) diag.Diagnostic {
	number := n.ValueBigFloat()
	if !number.IsInt() {
		return diag.NewAttributeErrorDiagnostic(at, "Not a whole number", fmt.Sprintf("%s is %s, but must be a whole number.", at, number.Text('g', 10)))
	}
	i, accuracy := number.Int64()
	if accuracy == big.Exact && i >= int64(v.lowest) && i <= int64(v.highest) {
		return nil
	}
	allowed := fmt.Sprintf("from %d to %d", v.lowest, v.highest)
	if number.Sign() < 0 && v == countRange {
		allowed = "0 or more"
	}
	return diag.NewAttributeErrorDiagnostic(at, "Number out of range", fmt.Sprintf("%s is %s, but must be %s.", at, number.Text('g', 20), allowed))
}
