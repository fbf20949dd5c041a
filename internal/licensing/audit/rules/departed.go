package rules

import (
	"errors"
	"fmt"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// departed finds licenses, not expired, of people who left the company. A plain
// date is the last day, which ends with the day in UTC.
var departed = Rule{
	Name:     Name("departed"),
	About:    AboutHeldLicense,
	Finds:    "licenses, not expired, of people who left",
	ToRevoke: true,
	Parameters: []Parameter{
		{
			Name: "leaving_dates", Kind: EmailDates, Required: true, Personal: true,
			Description: "When people left, as a map from addresses to dates or RFC 3339 times. A date is the last day of the person, and its end in UTC counts. " +
				"A null or blank date is ignored. Null in the state.",
		},
		{Name: "days", Kind: Count, Description: "Number of days after leaving from which a license is found. Default: 0."},
	},
	Prepare: prepareDeparted,
}

func prepareDeparted(a *Arguments, c *Context) (Check, error) {
	dates, _ := argument[map[string]string](a, "leaving_dates")
	emails, err := PeopleByKey(a.path("leaving_dates"), value.SortedKeys(dates), c.Identity)
	if err != nil {
		return nil, err
	}
	days, _ := argument[int](a, "days")
	check := &departedCheck{argument: a.path("leaving_dates"), left: make(map[string]leaving, len(dates)), days: days, limit: licensing.DaysBefore(c.AsOf, days)}
	for i, key := range value.SortedKeys(dates) {
		left, reason := parseLeaving(dates[key])
		if reason != "" { // the map may be marked as sensitive, so the message names the place only
			return nil, a.failAt("leaving_dates", key, fmt.Sprintf("has, as number %d of its dates in the alphabetical order of their keys, %s", i+1, reason))
		}
		email := emails[key]
		if !value.IsEmail(email) {
			check.notAddresses++
			continue
		}
		check.left[email] = left
	}
	if len(check.left) == 0 {
		return nil, a.fail("leaving_dates", "names no address with a date, so the rule would find nothing. Map the address of each person to the date on which they left")
	}
	return check, nil
}

// leaving is when somebody left.
type leaving struct {
	at   time.Time // the instant from which the person is gone
	text string    // as messages show it: the last day, or the instant
}

// parseLeaving reads a date or a time, or says what is wrong with it.
func parseLeaving(text string) (left leaving, reason string) {
	at, err := licensing.ParseDateOrTime(text)
	if refused, ok := errors.AsType[*licensing.TimeError](err); ok {
		return leaving{}, "a value that is not " + refused.Accepted()
	}
	if at.IsZero() {
		return leaving{}, "the date 0001-01-01, which some programs write for a date that is not set. Write a real date, or null"
	}
	if day, err := time.Parse(time.DateOnly, text); err == nil {
		return leaving{day.AddDate(0, 0, 1), text}, ""
	}
	return leaving{at, at.Format(time.RFC3339)}, ""
}

// PeopleByKey normalizes the keys of a map of addresses. Two keys that are one
// person are an error that names both. The keys must be sorted.
func PeopleByKey(argument string, keys []string, identity *value.Identity) (map[string]string, error) {
	emails := make(map[string]string, len(keys))
	first := make(map[string]string, len(keys))
	for _, key := range keys {
		email := identity.Email(key)
		if other, ok := first[email]; ok {
			return nil, &licensing.ArgumentError{Argument: argument, MapKey: key, Reason: fmt.Sprintf("has the keys %s and %s, which are one person. "+
				"Keep one of them", value.Quoted(other, licensing.MaxQuoted), value.Quoted(key, licensing.MaxQuoted))}
		}
		first[email], emails[key] = key, email
	}
	return emails, nil
}

type departedCheck struct {
	checked
	argument     string
	left         map[string]leaving
	notAddresses int
	days         int
	limit        time.Time // who left at or before this is found
}

func (c *departedCheck) Held(r *Reading, p *Person, found []Found) []Found {
	left, ok := c.left[p.Email]
	if !ok || left.at.After(c.limit) {
		return found
	}
	for _, l := range p.Licenses {
		if l.Expired {
			continue
		}
		clause := "is held by a person who left on " + left.text
		if c.days > 0 {
			clause += ", limit " + value.Counted(c.days, "day")
		}
		switch u := l.Use(r.ReadAt); {
		case u.Seen.After(left.at):
			clause += "; it was seen after that, on " + Date(u.Seen)
		case u.Future:
			clause += "; whether it was seen after that is not known"
		default:
			clause += "; it was not seen after that"
		}
		found = append(found, Found{License: l, Clause: clause})
	}
	return found
}

func (c *departedCheck) Warnings(*Reading, Outcome) []licensing.Warning {
	if c.notAddresses == 0 {
		return nil
	}
	return []licensing.Warning{{
		Argument: c.argument,
		Summary:  fmt.Sprintf("%s has keys that are not email addresses: %d of %d", c.argument, c.notAddresses, c.notAddresses+len(c.left)),
		Detail: "They match no license holder, so the rule does not find the licenses of these people. " +
			"A key is only jane.doe@acme.example, without a name or angle brackets around it. Correct the keys, or remove them.",
	}}
}
