package audit

import (
	"slices"
	"strings"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit/rules"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// apiRevocationDays is how long after an assignment JetBrains' API refuses to
// revoke a license. Its console does not refuse.
const apiRevocationDays = 30

// writer writes the sentences of one audit of one reading.
type writer struct {
	reading   *rules.Reading
	byLicense bool
	names     map[string]string // of people, by email
}

// about writes a sentence about a person and the products they hold.
func (w *writer) about(p *rules.Person, f *rules.Found) string {
	var products []string
	for _, l := range p.Licenses {
		products = append(products, w.reading.Product(l.ProductCode))
	}
	return w.name(p.Email) + " holds " + value.Listing(value.SortedUnique(products), 5, "more products") + " and " + f.Clause + "." + f.Note
}

// aboutHolder writes a sentence about the holder of one license, without naming
// the person.
func (w *writer) aboutHolder(l *licensing.License, f *rules.Found) string {
	return "The holder of license " + licensing.Display(l.ID) + " for " + w.reading.Product(l.ProductCode) + " " + f.Clause + "." + f.Note
}

// aboutPair writes a sentence about a declared person, who may hold nothing.
func (w *writer) aboutPair(email string, f *rules.Found) string {
	if w.byLicense {
		return "A person " + f.Clause + "." + f.Note
	}
	return w.name(email) + " " + f.Clause + "." + f.Note
}

func (w *writer) aboutProduct(f *rules.Found) string {
	return w.reading.Product(f.Product) + " " + f.Clause + "." + f.Note
}

// aboutLicense writes a sentence about a license and, unless people must not be
// named, its holder.
func (w *writer) aboutLicense(l *licensing.License, f *rules.Found, toRevoke bool) string {
	text := "License " + licensing.Display(l.ID) + " for " + w.reading.Product(l.ProductCode)
	switch {
	case l.AssigneeType == licensing.AssigneeServer:
		text += ", assigned to a license server,"
	case l.AssigneeType == licensing.AssigneeLicenseKey:
		text += ", assigned to a license key,"
	case !l.Assigned():
		text += ", not assigned,"
	case !w.byLicense:
		text += ", held by " + w.name(l.Email) + ","
	}
	text += state(l, f.Clause) + " " + f.Clause + "." + f.Note
	if toRevoke {
		text += w.revocation(l)
	}
	return text
}

// state names a state that a reader should know before acting, unless the clause
// does.
func state(l *licensing.License, clause string) string {
	for _, s := range []struct {
		is   bool
		text string
	}{{l.Suspended, "suspended"}, {l.Expired, "expired"}, {l.Trial, "trial"}} {
		if s.is && !strings.Contains(clause, s.text) {
			return " (" + s.text + ")"
		}
	}
	return ""
}

// revocation says from which date JetBrains' API revokes a license that was
// assigned lately.
func (w *writer) revocation(l *licensing.License) string {
	from := licensing.DaysAfter(l.Use(w.reading.ReadAt).Assigned, apiRevocationDays) // long ago, if not known
	if !from.After(w.reading.AsOf) {
		return ""
	}
	return " JetBrains' API revokes it from " + rules.Date(from) + " on; the console does so at any time."
}

// name is computed once for each person, because one can be in many findings. A
// masked name adds nothing to an address, so it is left out. A declared person
// may hold nothing, and then has no name.
func (w *writer) name(email string) string {
	text, ok := w.names[email]
	if !ok {
		var held []*licensing.License
		if group := w.reading.Organization.Holder(email); group != nil {
			held = group.Licenses
		}
		address, name := licensing.Display(email), licensing.Display(licensing.DisplayName(held).Value)
		text = address
		if name != "" && !strings.Contains(name, "*") {
			text = name + " (" + address + ")"
		}
		w.names[email] = text
	}
	return text
}

// subjectOf says what an audit judges: the organization, its teams as "name
// (ID)", or the team of the token; then the products.
func subjectOf(organization *licensing.Organization, selection licensing.Selection) string {
	var teams []string
	switch {
	case selection.TeamIDs != nil:
		for _, id := range value.SortedUnique(slices.Clone(selection.TeamIDs)) {
			if id == licensing.NoTeam {
				teams = append(teams, "no team")
			} else {
				teams = append(teams, licensing.NameWithID(organization.TeamNames()[id].Value, id))
			}
		}
	case organization.Account.Scope == licensing.ScopeTeam:
		for _, team := range organization.Account.Teams {
			teams = append(teams, licensing.NameWithID(team.Name.Value, team.ID))
		}
	}
	subject := "organization"
	if len(teams) > 0 {
		subject = strings.Join(teams, ", ")
	}
	if selection.ProductCodes != nil {
		subject += ": " + strings.Join(value.SortedUnique(slices.Clone(selection.ProductCodes)), ", ")
	}
	return subject
}
