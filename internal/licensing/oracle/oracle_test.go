package oracle_test

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing/audit/rules"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// oracle is a second implementation of the audit and of the seats: simple, slow,
// and written from their description alone. It has no errors and no sentences.
type oracle struct {
	licenses     []licensing.License // sorted by ID
	asOf, readAt time.Time
	packs        licensing.Packs // the built-in table, and pack_contents in its place
	products     []string        // nil: all
	teams        []string        // nil: all
	rules        map[rules.Name]audit.RuleOptions
	exemptions   []audit.Exemption
	identity     *value.Identity
}

// verdict is what one rule says.
type verdict struct {
	found                 map[string]string // a person, a license, a product, or "person product"; to the license that covers it
	count, outOf, excused int
}

const oneDay = 24 * time.Hour

func contains[T comparable](list []T, v T) bool { return slices.Contains(list, v) }

func (o *oracle) chosen(l *licensing.License) bool {
	team := l.TeamID
	if team == "" {
		team = "none"
	}
	return (o.products == nil || contains(o.products, l.ProductCode)) && (o.teams == nil || contains(o.teams, team))
}

func isHeld(l *licensing.License) bool { return l.AssigneeType == licensing.AssigneeUser }

func isActive(l *licensing.License) bool { return l.AssigneeType != "" && !l.Suspended && !l.Expired }

func isBillable(l *licensing.License) bool { return l.Subscription && !l.Expired && !l.Trial }

func doesRenew(l *licensing.License) bool {
	return l.AutoRenewed.Set && l.AutoRenewed.Value && !l.RenewalStopped && !l.Expired
}

// heldBy lists all licenses of a person.
func (o *oracle) heldBy(email string) []*licensing.License {
	var held []*licensing.License
	for i := range o.licenses {
		if l := &o.licenses[i]; isHeld(l) && l.Email == email && email != "" {
			held = append(held, l)
		}
	}
	return held
}

// people lists who holds a chosen license, sorted.
func (o *oracle) people() []string {
	var people []string
	for i := range o.licenses {
		if l := &o.licenses[i]; isHeld(l) && o.chosen(l) && !contains(people, l.Email) {
			people = append(people, l.Email)
		}
	}
	slices.Sort(people)
	return people
}

// judged judges the dates of a license; nil is not known or none.
func (o *oracle) judged(l *licensing.License) (seen, assigned *time.Time, future bool) {
	read := func(at time.Time) *time.Time {
		switch {
		case at.IsZero():
			return nil
		case at.Sub(o.readAt) > oneDay:
			future = true
			return nil
		case at.After(o.readAt):
			at = o.readAt
		}
		return &at
	}
	seen, assigned = read(l.LastSeen), read(l.LastAssigned)
	if seen != nil && assigned != nil && l.LastSeenDate.String() < l.LastAssignedDate.String() {
		seen = nil
	}
	return seen, assigned, future
}

func (o *oracle) useUnknown(l *licensing.License) bool {
	seen, assigned, future := o.judged(l)
	return l.OfflineCode || future || seen == nil && assigned == nil
}

// ago reports whether an instant is so many days or more before as_of.
func (o *oracle) ago(at time.Time, days int) bool {
	return o.asOf.Sub(at) >= time.Duration(days)*oneDay
}

func (o *oracle) notUsedFor(seen, assigned *time.Time, days, grace int) bool {
	if assigned != nil && !o.ago(*assigned, grace) {
		return false
	}
	if seen != nil {
		return o.ago(*seen, days)
	}
	return assigned == nil || o.ago(*assigned, days)
}

func (o *oracle) isUnused(l *licensing.License, days, grace int) bool {
	seen, assigned, _ := o.judged(l)
	return isHeld(l) && isBillable(l) && !o.useUnknown(l) && o.notUsedFor(seen, assigned, days, grace)
}

// inPack lists what a pack covers.
func (o *oracle) inPack(code string) []string {
	var contents []string
	for _, c := range o.packs[code] {
		if c != code && c != "" && !contains(contents, c) {
			contents = append(contents, c)
		}
	}
	return contents
}

func (o *oracle) gives(code string) []string { return append([]string{code}, o.inPack(code)...) }

// doesCover reports whether a license lets its holder use its products at all.
func doesCover(l *licensing.License) bool { return isActive(l) && l.Subscription && !l.Trial }

// rank orders ends: no date and not renewing, then dates, then renewing.
func rank(l *licensing.License) int {
	switch {
	case doesRenew(l):
		return 2
	case l.ValidUntil.IsZero():
		return 0
	default:
		return 1
	}
}

// compareEnds is negative if a ends earlier.
func compareEnds(a, b *licensing.License) int {
	if rank(a) != rank(b) || rank(a) != 1 {
		return rank(a) - rank(b)
	}
	return a.ValidUntil.Compare(b.ValidUntil)
}

// overlaps returns the overlapping licenses of a person, and for each the one
// that covers it. givenUp licenses cover nothing; those that another list has
// are not found.
func (o *oracle) overlaps(held []*licensing.License, givenUp, listed func(*licensing.License) bool) map[string]string {
	hasDate := func(l *licensing.License) int {
		if seen, assigned, _ := o.judged(l); seen == nil && assigned == nil {
			return 0
		}
		return 1
	}
	hasOffline := func(l *licensing.License) int {
		if l.OfflineCode {
			return 1
		}
		return 0
	}
	order := slices.Clone(held)
	slices.SortFunc(order, func(a, b *licensing.License) int {
		return cmp.Or(compareEnds(a, b), hasOffline(a)-hasOffline(b), hasDate(a)-hasDate(b), -strings.Compare(a.ID, b.ID))
	})
	gone := map[string]bool{}
	coveredBy := func(l *licensing.License, product string) string {
		for _, other := range held { // sorted by ID
			if other != l && !gone[other.ID] && doesCover(other) && !givenUp(other) && compareEnds(other, l) >= 0 && contains(o.gives(other.ProductCode), product) {
				return other.ID
			}
		}
		return ""
	}
	for _, l := range order {
		if !isBillable(l) || listed(l) {
			continue
		}
		needed := false
		for _, product := range o.gives(l.ProductCode) {
			needed = needed || coveredBy(l, product) == ""
		}
		gone[l.ID] = !needed
	}
	found := map[string]string{}
	for _, l := range held {
		if gone[l.ID] {
			found[l.ID] = coveredBy(l, l.ProductCode)
		}
	}
	return found
}

func (o *oracle) exempt(email string, rule rules.Name) bool {
	for _, e := range o.exemptions {
		if o.identity.Email(e.Email) == email && (contains(e.Rules, rule) || contains(e.Rules, "all")) && (e.Until.IsZero() || e.Until.After(o.asOf)) {
			return true
		}
	}
	return false
}

func (o *oracle) number(rule rules.Name, name string, otherwise int) int {
	if n, ok := o.rules[rule].Values[name].(int); ok {
		return n
	}
	return otherwise
}

// declared reads a declaration, of all products or of the chosen ones.
func (o *oracle) declared(rule rules.Name, whole bool) map[string][]string {
	declared := map[string][]string{}
	expected, _ := o.rules[rule].Values["expected"].(map[string][]string)
	for code, emails := range expected {
		if whole || o.products == nil || contains(o.products, code) {
			declared[code] = []string{}
			for _, email := range emails {
				if email = o.identity.Email(email); email != "" && !contains(declared[code], email) {
					declared[code] = append(declared[code], email)
				}
			}
		}
	}
	return declared
}

func (o *oracle) isUnexpected(l *licensing.License, declared map[string][]string) bool {
	if !isActive(l) {
		return false
	}
	if people, ok := declared[l.ProductCode]; ok {
		return !contains(people, l.Email)
	}
	for _, code := range o.inPack(l.ProductCode) {
		if people, ok := declared[code]; ok && !contains(people, l.Email) {
			return true
		}
	}
	return false
}

func (o *oracle) enabled(rule rules.Name) bool { _, ok := o.rules[rule]; return ok }

func (o *oracle) isDiscontinued(l *licensing.License) bool {
	codes, _ := o.rules["discontinued"].Values["product_codes"].([]string)
	return contains(codes, l.ProductCode) && doesRenew(l)
}

func (o *oracle) unusedByRule(l *licensing.License) bool {
	return o.enabled("unused") && o.isUnused(l, o.number("unused", "days", 0), o.number("unused", "grace_days", 30))
}

// givenUp reports whether another rule than overlapping finds a license as one
// to give up, whoever is exempt and whatever the filters choose.
func (o *oracle) givenUp(l *licensing.License) bool {
	return o.unusedByRule(l) || o.isDiscontinued(l) || o.enabled("unexpected_entitlement") && o.isUnexpected(l, o.declared("unexpected_entitlement", true))
}

// listed reports whether one of these rules has the license in its list.
func (o *oracle) listed(l *licensing.License) bool {
	return o.chosen(l) && (o.isDiscontinued(l) || o.unusedByRule(l) && !o.exempt(l.Email, "unused") ||
		o.enabled("unexpected_entitlement") && o.isUnexpected(l, o.declared("unexpected_entitlement", false)) && !o.exempt(l.Email, "unexpected_entitlement"))
}

// judge evaluates one rule.
func (o *oracle) judge(rule rules.Name) verdict {
	switch rule {
	case "inactive", "never_seen", "external", "not_in_directory", "cheaper_pack":
		return o.ofPeople(rule)
	case "missing_entitlement":
		return o.missing()
	case "expiring", "discontinued":
		return o.ofLicenses(rule)
	case "low_availability":
		return o.ofProducts()
	default:
		return o.ofHeldLicenses(rule)
	}
}

func (o *oracle) ofPeople(rule rules.Name) verdict {
	v := verdict{found: map[string]string{}}
	for _, email := range o.people() {
		found := o.findsPerson(rule, email)
		if o.exempt(email, rule) {
			if found {
				v.excused++
			}
			continue
		}
		v.outOf++
		if found {
			v.count++
			v.found[email] = ""
		}
	}
	return v
}

func (o *oracle) findsPerson(rule rules.Name, email string) bool {
	held := o.heldBy(email)
	var seen, assigned *time.Time
	future, works := false, false
	for _, l := range held {
		s, a, f := o.judged(l)
		if s != nil && (seen == nil || s.After(*seen)) {
			seen = s
		}
		if a != nil && (assigned == nil || a.After(*assigned)) {
			assigned = a
		}
		future, works = future || f, works || isActive(l) && !l.Trial
	}
	grace := o.number(rule, "grace_days", 30)
	switch rule {
	case "inactive":
		return works && !future && o.notUsedFor(seen, assigned, o.number(rule, "days", 0), grace)
	case "never_seen":
		return works && !future && seen == nil && (assigned == nil || o.ago(*assigned, grace))
	case "external":
		return slices.ContainsFunc(held, func(l *licensing.License) bool { return o.isExternal(l.AccountEmail) })
	case "not_in_directory":
		directory, _ := o.rules[rule].Values["directory_emails"].([]string)
		return !slices.ContainsFunc(directory, func(entry string) bool { return o.identity.Email(entry) == email })
	default: // cheaper_pack
		return o.hasCheaperPack(held)
	}
}

func (o *oracle) isExternal(address string) bool {
	name, domain, _ := strings.Cut(address, "@")
	if name == "" || domain == "" || strings.ContainsAny(address, " \n") || strings.Contains(domain, "@") {
		return true
	}
	domain = o.identity.Domain(domain)
	allowed, _ := o.rules["external"].Values["allowed_email_domains"].([]string)
	for _, entry := range allowed {
		if parent, ok := strings.CutPrefix(entry, "*"); ok && strings.HasSuffix(domain, parent) || !ok && domain == o.identity.Domain(entry) {
			return false
		}
	}
	return true
}

func (o *oracle) hasCheaperPack(held []*licensing.License) bool {
	prices, _ := o.rules["cheaper_pack"].Values["prices"].(map[string]value.Decimal)
	overlapping := map[string]string{}
	if o.enabled("overlapping") {
		overlapping = o.overlaps(held, o.givenUp, o.listed)
	}
	for pack, price := range prices {
		var sum value.Decimal
		holds := false
		for _, l := range held {
			holds = holds || l.ProductCode == pack
			if _, ok := overlapping[l.ID]; !ok && isBillable(l) && !o.unusedByRule(l) && contains(o.inPack(pack), l.ProductCode) {
				sum = sum.Plus(prices[l.ProductCode])
			}
		}
		if !holds && sum.Compare(price) > 0 {
			return true
		}
	}
	return false
}

func (o *oracle) ofHeldLicenses(rule rules.Name) verdict {
	v := verdict{found: map[string]string{}}
	for _, email := range o.people() {
		held := o.heldBy(email)
		overlapping := o.overlaps(held, o.givenUp, o.listed)
		found, outOf := map[string]string{}, 0
		for _, l := range held {
			if !o.chosen(l) {
				continue
			}
			covered, overlaps := overlapping[l.ID]
			is := false
			switch rule {
			case "departed":
				is = o.isDeparted(l)
			case "unexpected_entitlement":
				is = o.isUnexpected(l, o.declared(rule, false))
			case "unused":
				is = o.unusedByRule(l)
			case "overlapping":
				is = overlaps
			case "suspended":
				is = l.Suspended
			case "trial":
				is = l.Trial
			case "offline_code":
				is = l.OfflineCode
			case "use_unknown":
				is = o.useUnknown(l)
			}
			if rule != "overlapping" {
				covered = ""
			}
			if is {
				found[l.ID] = covered
			}
			if rule != "unexpected_entitlement" || o.declares(l) {
				outOf++
			}
		}
		if o.exempt(email, rule) {
			if len(found) > 0 {
				v.excused++
			}
			continue
		}
		v.outOf += outOf
		v.count += len(found)
		for id, covered := range found {
			v.found[id] = covered
		}
	}
	return v
}

// declares reports whether a license is of a declared product, or of a pack that
// covers one.
func (o *oracle) declares(l *licensing.License) bool {
	for _, code := range o.gives(l.ProductCode) {
		if _, ok := o.declared("unexpected_entitlement", false)[code]; ok {
			return true
		}
	}
	return false
}

func (o *oracle) isDeparted(l *licensing.License) bool {
	dates, _ := o.rules["departed"].Values["leaving_dates"].(map[string]string)
	for key, text := range dates {
		if o.identity.Email(key) != l.Email || l.Expired {
			continue
		}
		if day, err := time.Parse("2006-01-02", text); err == nil {
			return o.ago(day.Add(oneDay), o.number("departed", "days", 0))
		}
		at, err := time.Parse(time.RFC3339, text)
		return err == nil && o.ago(at, o.number("departed", "days", 0))
	}
	return false
}

func (o *oracle) missing() verdict {
	v := verdict{found: map[string]string{}}
	excused := map[string]bool{}
	for code, people := range o.declared("missing_entitlement", false) {
		for _, email := range people {
			has := slices.ContainsFunc(o.heldBy(email), func(l *licensing.License) bool { return isActive(l) && contains(o.gives(l.ProductCode), code) })
			if o.exempt(email, "missing_entitlement") {
				excused[email] = excused[email] || !has
				continue
			}
			v.outOf++
			if !has {
				v.count++
				v.found[email+" "+code] = ""
			}
		}
	}
	for _, is := range excused {
		if is {
			v.excused++
		}
	}
	return v
}

func (o *oracle) ofLicenses(rule rules.Name) verdict {
	v := verdict{found: map[string]string{}}
	for i := range o.licenses {
		l := &o.licenses[i]
		if !o.chosen(l) {
			continue
		}
		v.outOf++
		if rule == "discontinued" && o.isDiscontinued(l) || rule == "expiring" && o.isExpiring(l) {
			v.count++
			v.found[l.ID] = ""
		}
	}
	return v
}

func (o *oracle) isExpiring(l *licensing.License) bool {
	if l.Trial || !l.Subscription {
		return false
	}
	if l.Expired {
		return l.AssigneeType != ""
	}
	if l.ValidUntil.IsZero() {
		return false
	}
	if doesRenew(l) {
		return l.ValidUntil.Compare(o.asOf) <= 0 && l.ValidUntil.Compare(o.readAt) <= 0
	}
	return l.ValidUntil.Sub(o.asOf) <= time.Duration(o.number("expiring", "days", 0))*oneDay
}

func isAvailable(l *licensing.License) bool {
	return l.AssigneeType == "" && l.Available && l.Subscription && !l.Expired && !l.Suspended && !l.Trial
}

func (o *oracle) ofProducts() verdict {
	v := verdict{found: map[string]string{}}
	minimum, _ := o.rules["low_availability"].Values["min_available"].(map[string]int)
	for code, required := range minimum {
		free := 0
		for i := range o.licenses {
			if l := &o.licenses[i]; o.chosen(l) && l.ProductCode == code && isAvailable(l) {
				free++
			}
		}
		v.outOf++
		if free < required {
			v.count++
			v.found[code] = ""
		}
	}
	return v
}

// seatRow are the numbers of one row of seats.
type seatRow struct {
	total, assigned, unassigned, available, availableTrial, suspended, trial, expired, floating, perpetual, people int
	billable, unassignedBillable, unused, useUnknown, overlapping                                                  int
	nextExpiry                                                                                                     time.Time
	cost, unassignedCost, unusedCost, overlappingCost                                                              *big.Rat
}

// seats counts each row by itself, by the text of its groups; "total" is over
// everything.
func (o *oracle) seats(options *licensing.SeatOptions, prices map[string]*big.Rat) map[string]seatRow {
	grace := 30
	if options.GraceDays.Set {
		grace = options.GraceDays.Value
	}
	unused := func(l *licensing.License) bool {
		return options.InactiveDays.Set && o.isUnused(l, options.InactiveDays.Value, grace)
	}
	members := map[string][]*licensing.License{"total": nil}
	for i := range o.licenses {
		if l := &o.licenses[i]; o.chosen(l) {
			key := seatGroup(l, options)
			members[key], members["total"] = append(members[key], l), append(members["total"], l)
		}
	}
	rows := map[string]seatRow{}
	for key, licenses := range members {
		row := seatRow{cost: new(big.Rat), unassignedCost: new(big.Rat), unusedCost: new(big.Rat), overlappingCost: new(big.Rat)}
		var people []string
		for _, l := range licenses {
			free, billable := l.AssigneeType == "", isBillable(l)
			_, overlaps := o.overlaps(o.heldBy(l.Email), unused, unused)[l.ID]
			if isHeld(l) && l.Email != "" && !contains(people, l.Email) {
				people = append(people, l.Email)
			}
			for _, number := range []struct {
				n  *int
				is bool
			}{
				{&row.total, true}, {&row.assigned, !free}, {&row.unassigned, free}, {&row.available, isAvailable(l)},
				{&row.availableTrial, free && l.Available && l.Subscription && !l.Expired && !l.Suspended && l.Trial},
				{&row.suspended, l.Suspended}, {&row.trial, l.Trial}, {&row.expired, l.Expired}, {&row.floating, !free && !isHeld(l)}, {&row.perpetual, l.Perpetual},
				{&row.billable, billable}, {&row.unassignedBillable, billable && free}, {&row.unused, billable && unused(l)},
				{&row.useUnknown, billable && isHeld(l) && o.useUnknown(l)}, {&row.overlapping, billable && overlaps},
			} {
				if number.is {
					*number.n++
				}
			}
			for _, sum := range []struct {
				of *big.Rat
				is bool
			}{{row.cost, true}, {row.unassignedCost, free}, {row.unusedCost, unused(l)}, {row.overlappingCost, overlaps}} {
				if billable && sum.is {
					sum.of.Add(sum.of, prices[l.ProductCode])
				}
			}
			if !l.Expired && !l.ValidUntil.IsZero() && (row.nextExpiry.IsZero() || l.ValidUntil.Before(row.nextExpiry)) {
				row.nextExpiry = l.ValidUntil
			}
		}
		row.people = len(people)
		rows[key] = row
	}
	return rows
}

// seatGroup writes what the licenses of a row have in common.
func seatGroup(l *licensing.License, options *licensing.SeatOptions) string {
	var parts []string
	for _, by := range options.GroupBy {
		switch by {
		case licensing.ByProduct:
			parts = append(parts, l.ProductCode)
		case licensing.ByTeam:
			parts = append(parts, l.TeamID)
		case licensing.ByCostCenter:
			center := ""
			if isHeld(l) && l.Email != "" {
				center = options.CostCenters[l.Email]
			}
			parts = append(parts, center)
		case licensing.ByRenewal:
			ends := l.Subscription && !l.Expired && !doesRenew(l)
			parts = append(parts, renewalText(l.ValidUntil, l.ValidUntilDate, l.SubscriptionPack, l.AutoRenewed, l.RenewalStopped, doesRenew(l), ends))
		}
	}
	return strings.Join(parts, " | ")
}

func renewalText(until time.Time, date value.Date, pack value.Optional[string], auto value.Optional[bool], stopped, renews, ends bool) string {
	return fmt.Sprint(until.Unix(), date, pack, auto, stopped, renews, ends)
}
