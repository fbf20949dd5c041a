package licensing

import "fmt"

// MissingEmailError reports a license whose holder is a person without an
// email address in the API. Results about people would be wrong, because such
// holders cannot be told apart.
type MissingEmailError struct {
	LicenseID   string // the lowest one
	ProductCode string // of that license
	Count       int    // licenses without an address
}

func (e *MissingEmailError) Error() string {
	text := fmt.Sprintf("license %s for %s is assigned to a person without an email address", Display(e.LicenseID), Display(e.ProductCode))
	switch more := e.Count - 1; {
	case more == 1:
		return text + ", and so is 1 more license"
	case more > 1:
		return text + fmt.Sprintf(", and so are %d more licenses", more)
	}
	return text
}

// CheckEmails returns an error if an address cannot identify the holder of a
// license: a *MissingEmailError if there is none, a *MergedHoldersError if it
// only looks the same as another holder's. Data about people needs this check.
// Data about seats does not. The licenses must be sorted by ID.
func CheckEmails(licenses []License) error {
	var missing *MissingEmailError
	for i := range licenses {
		l := &licenses[i]
		switch {
		case !l.Held() || l.Email != "":
		case missing == nil:
			missing = &MissingEmailError{LicenseID: l.ID, ProductCode: l.ProductCode, Count: 1}
		default:
			missing.Count++
		}
	}
	if missing == nil {
		return checkHolders(licenses)
	}
	return missing
}
