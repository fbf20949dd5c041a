package licensing

import "fmt"

// ArgumentError says that the value of one argument is invalid.
type ArgumentError struct {
	Argument string // a path: as_of, or inactive.days
	MapKey   string // the key of a map whose value is invalid, or empty
	Reason   string // continues after the argument's name
}

func (e *ArgumentError) Error() string { return e.Argument + " " + e.Reason }

// Attribute names the argument at fault.
func (e *ArgumentError) Attribute() string { return e.Argument }

// Key is the key of a map whose value is invalid, or empty.
func (e *ArgumentError) Key() string { return e.MapKey }

// TooFewLicensesError says that there are fewer licenses to judge than
// min_licenses asks for.
type TooFewLicensesError struct{ Read, Required int }

func (e *TooFewLicensesError) Error() string {
	text := fmt.Sprintf("min_licenses is %d, but the number of matching licenses is %d. Check the token's scope, product_codes, and team_ids", e.Required, e.Read)
	if e.Read == 0 {
		return text + ". A result about no licenses is rarely intended, so set min_licenses to 0 only if it is"
	}
	return text + ", or lower min_licenses"
}

// Attribute names the argument at fault.
func (e *TooFewLicensesError) Attribute() string { return "min_licenses" }

// CheckSelection returns an *ArgumentError for a filter that is set but names
// nothing: it would select no license.
func CheckSelection(s Selection) error {
	for _, list := range []struct {
		argument string
		values   []string
	}{{"product_codes", s.ProductCodes}, {"team_ids", s.TeamIDs}} {
		if list.values != nil && len(list.values) == 0 {
			return &ArgumentError{Argument: list.argument, Reason: "is empty, so it would select no licenses. Leave the argument out to select all licenses"}
		}
	}
	return nil
}

// CheckHeld returns a *NotHeldError if a selection names a product or a team
// that does not occur in the complete list, regardless of the rest of the
// selection: a typo must not pass.
func (o *Organization) CheckHeld(s Selection) error {
	if err := o.UnknownProducts(s.ProductCodes, nil); err != nil {
		return err
	}
	if err := o.UnknownTeams(s.TeamIDs); err != nil {
		return err
	}
	return nil
}
