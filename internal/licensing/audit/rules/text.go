package rules

import (
	"fmt"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// Date is the day in UTC, as messages state it.
func Date(t time.Time) string { return t.UTC().Format(time.DateOnly) }

// lastUse states the dates that a rule about use judges, and its limit. It never
// states elapsed days, which would change every day.
func lastUse(seen, assigned time.Time, days int) string {
	text := "last seen " + Date(seen)
	if seen.IsZero() {
		text = "never seen, " + assignment(assigned)
	}
	return text + ", limit " + value.Counted(days, "day")
}

// assignment states when something was last assigned.
func assignment(assigned time.Time) string {
	if assigned.IsZero() {
		return "assignment date unknown"
	}
	return "last assigned " + Date(assigned)
}

// teamNote marks a statement about a person that is based on one team only.
func teamNote(r *Reading) string {
	if r.oneTeam() {
		return " on the licenses of the token's team"
	}
	return ""
}

// offlineNote says why somebody may work without being seen.
func offlineNote(offline bool) string {
	if offline {
		return " (an offline activation code was generated, so use might not be visible)"
	}
	return ""
}

// validity states the end of a subscription, as JetBrains wrote it.
func validity(l *licensing.License) string {
	if l.ValidUntilDate == 0 {
		return ""
	}
	return ", valid until " + l.ValidUntilDate.String()
}

// emailList reads a list of addresses. It counts the entries that are no
// addresses: those match nobody.
type emailList struct {
	emails       value.Set[string]
	entries      int
	notAddresses int
	first        int // the index of the first entry that is no address
}

func newEmailList(texts []string, identity *value.Identity) emailList {
	list := emailList{emails: make(value.Set[string], len(texts))}
	for i, text := range texts {
		email := identity.Email(text)
		if email == "" {
			continue
		}
		list.entries++
		if value.IsEmail(email) {
			list.emails.Add(email)
		} else if list.notAddresses++; list.notAddresses == 1 {
			list.first = i
		}
	}
	return list
}

// warnings warns about entries that are no addresses. It shows the place of the
// first one, not its text, which may be marked as sensitive.
func (l *emailList) warnings(argument, first, effect string) []licensing.Warning {
	if l.notAddresses == 0 {
		return nil
	}
	return []licensing.Warning{{
		Argument: argument,
		Summary:  fmt.Sprintf("%s contains entries that are not email addresses: %d of %d", argument, l.notAddresses, l.entries),
		Detail: fmt.Sprintf("The first one is %s. An address is only jane.doe@acme.example, without a name or angle brackets around it. %s "+
			"Correct the entries, or remove them.", first, effect),
	}}
}
