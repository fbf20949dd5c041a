package licensing

import "fmt"

// MergedHoldersError reports two licenses whose holders have different
// addresses that value.NormalizeEmail makes equal for another reason than
// letter case or the Unicode normal form. They may be two people, and any
// result about people would treat them as one.
type MergedHoldersError struct {
	LicenseIDs [2]string // sorted
}

func (e *MergedHoldersError) Error() string {
	return fmt.Sprintf("the addresses of the holders of the licenses %s and %s differ, but mean the same mailbox or look the same", e.LicenseIDs[0], e.LicenseIDs[1])
}

// checkHolders returns a *MergedHoldersError if there are such licenses.
func checkHolders(licenses []License) error {
	letters := map[string]*License{} // the first license of each address that Letters shows to be unusual
	for i := range licenses {
		if l := &licenses[i]; l.Letters != "" && letters[l.AccountEmail] == nil {
			letters[l.AccountEmail] = l
		}
	}
	if len(letters) == 0 {
		return nil // nearly always
	}
	for i := range licenses {
		l := &licenses[i]
		other := letters[l.AccountEmail]
		if l.Held() && other != nil && l.Letters != other.Letters {
			return &MergedHoldersError{[2]string{min(l.ID, other.ID), max(l.ID, other.ID)}}
		}
	}
	return nil
}
