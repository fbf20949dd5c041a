package licensing

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// Warning says how a result could be misread.
type Warning struct {
	Argument string // the one it is about: a path such as external.allowed_email_domains, or empty
	Summary  string
	Detail   string // sentences: what happened, and what to do
}

// maxAsOfAge is how many days old as_of can be without a warning: with an old
// date from a copied example, an audit would find no one inactive.
const maxAsOfAge = 7

// CheckAsOf warns about an instant of the evaluation that is later than the
// read, or more than a week before it. exempting says that there are exemptions
// that end.
func CheckAsOf(asOf, readAt time.Time, exempting bool) []Warning {
	switch {
	case asOf.After(readAt):
		return []Warning{{
			"as_of", "as_of is in the future",
			fmt.Sprintf("The result is as of %s, but the data was read just now. People may still use their licenses until then. "+
				"To evaluate the current state, leave as_of out, or set it to plantimestamp().", asOf.Format(time.RFC3339)),
		}}
	case asOf.Before(DaysBefore(readAt, maxAsOfAge)):
		exemptions := ""
		if exempting {
			exemptions = ", and exemptions that have ended since then may still apply"
		}
		return []Warning{{
			"as_of", "as_of is more than a week old",
			fmt.Sprintf("The result is as of %s, but the data was read just now. People and licenses that have become inactive or unused since then are not found%s. "+
				"Leave as_of out, or set it to plantimestamp().", asOf.Format(time.RFC3339), exemptions),
		}}
	}
	return nil
}

// CheckDates warns about dates that lie more than a day after the read. They
// count as unknown. The licenses must be sorted by ID.
func CheckDates(licenses []License, readAt time.Time) []Warning {
	var first *License
	count := 0
	for i := range licenses {
		if l := &licenses[i]; l.Use(readAt).Future {
			if count++; first == nil {
				first = l
			}
		}
	}
	if first == nil {
		return nil
	}
	what, date := "last seen", first.LastSeenDate
	if _, future := plausible(first.LastSeen, readAt); !future {
		what, date = "last assigned", first.LastAssignedDate
	}
	more := ""
	if count > 1 {
		more = fmt.Sprintf(", and %s more with such a date", value.Counted(count-1, "license"))
	}
	return []Warning{{
		"", "Dates in the future: " + value.Counted(count, "license"),
		fmt.Sprintf("License %s was %s on %s according to JetBrains Account, which is after the read (%s)%s. "+
			"Such a date counts as unknown: nobody can tell whether the license is used. Check the clock of this machine. If it is right, report the license to JetBrains.",
			Display(first.ID), what, date, readAt.UTC().Format(time.RFC3339), more),
	}}
}

// CheckAddresses warns about holders whose address is malformed. They are in no
// domain, and no argument can name them. The licenses must be sorted by ID.
func CheckAddresses(licenses []License) []Warning {
	first, count := "", 0
	for i := range licenses {
		if l := &licenses[i]; l.Held() && !value.IsEmail(l.AccountEmail) {
			if count++; count == 1 {
				first = l.ID
			}
		}
	}
	if count == 0 {
		return nil
	}
	which := "It is license "
	if count > 1 {
		which = "The first is license "
	}
	return []Warning{{
		"", "Malformed addresses of license holders: " + value.Counted(count, "license"),
		which + Display(first) + ". Such an address belongs to no domain, whatever it ends with, so its holder is external, and no directory and no exemption can name the person. " +
			"Correct the address in JetBrains Account.",
	}}
}

// UnknownPackContents warns about codes in pack_contents that are likely typos,
// which would make a pack cover nothing.
func UnknownPackContents(contents Packs, organization *Organization) []Warning {
	var codes []string
	for _, pack := range value.SortedKeys(contents) {
		codes = append(append(codes, pack), contents.Contents(pack)...)
	}
	return UnknownCodes("pack_contents", codes, organization)
}

// UnknownCodes warns about codes in an argument that occur neither in a license
// nor in the built-in table: most likely a typo.
func UnknownCodes(argument string, codes []string, organization *Organization) []Warning {
	unknown := organization.UnlistedCodes(codes, nil)
	if len(unknown) == 0 {
		return nil
	}
	quoted := value.QuotedAll(unknown, MaxQuoted)
	return []Warning{{
		argument, argument + " names an unknown product code: " + value.Listing(quoted, 3, "more"),
		fmt.Sprintf("Neither the licenses of the account nor the provider's built-in table contain %s. Check the spelling and the letter case.%s",
			value.Listing(quoted, 10, "more"), organization.knownCodes(unknown)),
	}}
}

// UnlistedCodes returns the codes that occur neither in a license, nor in the
// built-in table, nor in a pack, sorted, without duplicates.
func (o *Organization) UnlistedCodes(codes []string, packs Packs) []string {
	listed := value.SetOf[string]()
	for pack, contents := range packs {
		listed.Add(pack)
		for _, code := range contents {
			listed.Add(code)
		}
	}
	return slices.DeleteFunc(missingFrom(codes, o.ProductNames()), func(code string) bool {
		return FallbackProductName(code).Set || listed.Has(code)
	})
}

// knownCodes states the codes of the account, those first that the given ones
// most likely mean.
func (o *Organization) knownCodes(unknown []string) string {
	known := o.ProductNames()
	if len(known) == 0 {
		return ""
	}
	return " The account has " + value.Listing(nearestFirst(known, unknown), 10, "more") + "."
}

// UnknownCodeError says that an argument names product codes that neither the
// licenses, nor JetBrains' catalog, nor the built-in table, nor pack_contents
// know: a rule about them would find nothing, and pass.
type UnknownCodeError struct {
	Argument string   // a path such as discontinued.product_codes
	Codes    []string // sorted
	Known    string   // a sentence that begins with a space, or empty
}

// NewUnknownCodeError returns the error about codes that are not known anywhere.
func NewUnknownCodeError(argument string, codes []string, organization *Organization) *UnknownCodeError {
	return &UnknownCodeError{argument, codes, organization.knownCodes(codes)}
}

func (e *UnknownCodeError) Error() string {
	return fmt.Sprintf("%s names %s, which no license has and JetBrains does not sell. Check the spelling and the letter case.%s",
		e.Argument, value.Listing(value.QuotedAll(e.Codes, MaxQuoted), 10, "more"), strings.TrimSuffix(e.Known, "."))
}

// Attribute names the argument at fault.
func (e *UnknownCodeError) Attribute() string { return e.Argument }

// Key is the key of a map at fault; it is empty, since several can be.
func (e *UnknownCodeError) Key() string { return "" }
