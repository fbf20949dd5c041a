package licensing

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// subject is what one sentence is about.
type subject struct {
	holder    *holder  // of a rule about people
	license   *License // nil if the sentence is about the person or a product
	cause     *License // the seat that makes this one redundant
	code      string   // of a product
	available int      // seats of the product
	narrowed  bool     // the audit leaves licenses out
	oneTeam   bool     // only the licenses of one team are known
	dead      *License // a seat that would provide the product if it were active
	products  *productTexts
}

func inactiveSentence(a *Audit, s *subject) string {
	return a.personal(s, "is inactive"+s.partNote()+": "+a.idleText(s.holder.lastSeen, s.holder.lastAssigned, s.holder.offline))
}

func neverSeenSentence(a *Audit, s *subject) string {
	return a.personal(s, "has never been seen"+s.partNote()+": "+assignment(s.holder.lastAssigned)+
		", limit "+counted(a.graceDays, "day")+offlineNote(s.holder.offline))
}

func externalSentence(a *Audit, s *subject) string {
	return a.personal(s, "has an address outside the allowed domains ("+a.domainsText+"), "+assignment(s.holder.lastAssigned))
}

func unmatchedSentence(a *Audit, s *subject) string {
	return a.personal(s, "is not in the directory, "+assignment(s.holder.lastAssigned))
}

func reclaimableSentence(a *Audit, s *subject) string {
	return a.seat(s) + " is reclaimable: " + a.idleText(s.license.LastSeen, s.license.LastAssigned, s.license.OfflineCode) + "."
}

func suspendedSentence(a *Audit, s *subject) string {
	return a.seat(s) + " is suspended" + validity(s.license) + "."
}

func trialSentence(a *Audit, s *subject) string {
	return a.seat(s) + " is a trial" + validity(s.license) + "."
}

func offlineCodeSentence(a *Audit, s *subject) string {
	return a.seat(s) + " has an offline activation code, so its use might not be visible" + validity(s.license) + "."
}

func overlappingSentence(a *Audit, s *subject) string {
	covered := "includes " + s.product(s.license.ProductCode)
	if s.cause.ProductCode == s.license.ProductCode {
		covered = "is for the same product"
	}
	return a.seat(s) + " is redundant" + stateNote(s.license) + validity(s.license) + ": the same person's license " + display(s.cause.ID) + " for " +
		s.product(s.cause.ProductCode) + " " + covered + "." + a.coverNote(s.license, s.cause)
}

// coverNote states what a reader should know about the license to keep before
// revoking the redundant one.
func (a *Audit) coverNote(redundant, kept *License) string {
	keptID := "License " + display(kept.ID)
	outlasts := redundant.Renews() || redundant.ValidUntil.IsZero() || redundant.ValidUntil.After(kept.ValidUntil)
	switch {
	case a.options.InactiveDays.Set && a.isReclaimable(kept):
		return " " + keptID + " is itself reclaimable (" + a.idleText(kept.LastSeen, kept.LastAssigned, kept.OfflineCode) + "), so do not revoke both."
	case !kept.Subscription && kept.Perpetual:
		return " " + keptID + " has no subscription, so it may be limited to old versions."
	case !kept.ValidUntil.IsZero() && !kept.Renews() && outlasts:
		return " " + keptID + " ends on " + date(kept.ValidUntil) + " and does not renew."
	default:
		return ""
	}
}

// partNote marks a statement about a person that is based on a part of the
// person's licenses only.
func (s *subject) partNote() string {
	switch {
	case s.narrowed:
		return " on the audited licenses"
	case s.oneTeam:
		return " on the licenses of the token's team"
	default:
		return ""
	}
}

func missingEntitlementSentence(a *Audit, s *subject) string {
	person := s.holder.name()
	if a.options.IdentifyByLicense {
		person = "A person"
	}
	text := person + " is expected to have " + s.product(s.code) + ", but has no active license for it or for a pack that includes it"
	if s.oneTeam {
		text += " in the token's team"
	}
	if s.dead != nil && !a.options.IdentifyByLicense {
		text += ": license " + display(s.dead.ID) + " for " + s.product(s.dead.ProductCode) + " is " + string(s.dead.Status())
	}
	return text + "."
}

func unexpectedEntitlementSentence(a *Audit, s *subject) string {
	return a.seat(s) + " is unexpected" + stateNote(s.license) + ": expected_entitlements does not list its holder for this product."
}

func expiringSentence(a *Audit, s *subject) string {
	why := "does not renew automatically"
	if s.license.RenewalStopped {
		why = "its renewal was stopped"
	}
	return fmt.Sprintf("%s is valid until %s%s and %s, limit %s.", a.seat(s), date(s.license.ValidUntil), stateNote(s.license), why, counted(a.options.ExpiringDays.Value, "day"))
}

func exhaustedSentence(a *Audit, s *subject) string {
	return fmt.Sprintf("%s has %s, minimum %d.", s.product(s.code), counted(s.available, "available seat"), a.options.MinAvailable[s.code])
}

// personal writes a sentence about a person and the products they hold or, when
// identifying by license, about the holder of one license.
func (a *Audit) personal(s *subject, what string) string {
	if s.license != nil {
		return "The holder of license " + display(s.license.ID) + " for " + s.product(s.license.ProductCode) + " " + what + "."
	}
	seen := set{}
	var products []string
	for _, l := range s.holder.Licenses {
		if !seen.has(l.ProductCode) {
			seen[l.ProductCode] = struct{}{}
			products = append(products, s.product(l.ProductCode))
		}
	}
	return s.holder.name() + " holds " + listing(sortedUnique(products), "products") + " and " + what + "."
}

// seat names a license and, unless people must not be named, its holder.
func (a *Audit) seat(s *subject) string {
	text := "License " + display(s.license.ID) + " for " + s.product(s.license.ProductCode)
	switch {
	case s.license.AssigneeType == AssigneeServer:
		return text + ", assigned to a license server,"
	case s.license.AssigneeType == AssigneeLicenseKey:
		return text + ", assigned to a license key,"
	case !s.license.Assigned():
		return text + ", not assigned,"
	case a.options.IdentifyByLicense:
		return text
	case s.holder != nil:
		return text + ", held by " + s.holder.name() + ","
	default:
		return text + ", held by " + personText(s.license.Email, s.license.Name) + ","
	}
}

// name is computed once, because a person can be in many findings.
func (h *holder) name() string {
	if h.text == "" {
		h.text = personText(h.Email, displayName(h.Licenses))
	}
	return h.text
}

// personText leaves out a masked name, because it adds nothing to an address.
func personText(email string, name value.Optional[string]) string {
	address, shown := display(email), display(name.Value)
	switch {
	case shown == "" || strings.Contains(shown, "*"):
		return address
	default:
		return shown + " (" + address + ")"
	}
}

// productTexts caches the text for each product.
type productTexts struct {
	names map[string]value.Optional[string]
	texts map[string]string
}

// product is the name and code of a product; the name comes from any license
// that gives it, so that one product has one name throughout.
func (s *subject) product(code string) string {
	text, ok := s.products.texts[code]
	if !ok {
		text = display(code)
		if name := display(firstSet(s.products.names[code], FallbackProductName(code)).Value); name != "" {
			text = name + " (" + text + ")"
		}
		s.products.texts[code] = text
	}
	return text
}

func (a *Audit) idleText(lastSeen, lastAssigned time.Time, offline bool) string {
	text := "last seen " + date(lastSeen)
	if lastSeen.IsZero() {
		text = "never seen, " + assignment(lastAssigned)
	}
	return text + ", limit " + counted(a.options.InactiveDays.Value, "day") + offlineNote(offline)
}

func assignment(lastAssigned time.Time) string {
	if lastAssigned.IsZero() {
		return "assignment date unknown"
	}
	return "last assigned " + date(lastAssigned)
}

func offlineNote(offline bool) string {
	if offline {
		return " (an offline activation code was generated, so use might not be visible)"
	}
	return ""
}

func validity(l *License) string {
	if l.ValidUntil.IsZero() {
		return ""
	}
	return ", valid until " + date(l.ValidUntil)
}

// stateNote names a state that a reader should know before acting.
func stateNote(l *License) string {
	switch {
	case l.Suspended:
		return " (suspended)"
	case l.Expired:
		return " (expired)"
	case l.Trial:
		return " (trial)"
	default:
		return ""
	}
}

// date is the day in UTC.
func date(t time.Time) string { return t.UTC().Format(time.DateOnly) }

// counted is "1 day", "2 days".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// listing joins at most five items, and then states how many more there are.
func listing(items []string, noun string) string { return listingOf(items, 5, "more "+noun) }

func listingOf(items []string, limit int, more string) string {
	if len(items) <= limit {
		return strings.Join(items, ", ")
	}
	return fmt.Sprintf("%s, and %d %s", strings.Join(items[:limit], ", "), len(items)-limit, more)
}

// maxDisplay is the longest text, in characters, that a sentence repeats from
// the API: the longest email address that mail systems accept.
const maxDisplay = 254

// display makes a text from the API safe to print in a terminal or a log. See
// value.Printable.
func display(text string) string { return value.Printable(text, maxDisplay) }
