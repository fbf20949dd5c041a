package licensing

import "time"

// Rule names a rule of the audit.
type Rule string

// The rules. Each is described at its function below.
const (
	RuleExhausted             Rule = "exhausted"
	RuleExpiring              Rule = "expiring"
	RuleExternal              Rule = "external"
	RuleInactive              Rule = "inactive"
	RuleMissingEntitlement    Rule = "missing_entitlement"
	RuleNeverSeen             Rule = "never_seen"
	RuleOfflineCode           Rule = "offline_code"
	RuleOverlapping           Rule = "overlapping"
	RuleReclaimable           Rule = "reclaimable"
	RuleSuspended             Rule = "suspended"
	RuleTrial                 Rule = "trial"
	RuleUnexpectedEntitlement Rule = "unexpected_entitlement"
	RuleUnmatched             Rule = "unmatched"
)

// RuleAll means, in an exemption, every rule about people.
const RuleAll Rule = "all"

// ruleSpec defines a rule. Exactly one of ofPerson, ofDeclared, ofSeat and
// ofProduct is set; it decides what the findings are about, what is counted,
// and whether a person can be exempt.
type ruleSpec struct {
	name      Rule
	needs     string                   // the argument it needs; empty: none
	given     func(*AuditOptions) bool // whether it can be computed
	byDefault bool                     // in force when computed and rules is left out

	// perPerson rules make one finding per person and are counted in people.
	// All others make one per license, product, or declared pair, and are
	// counted in those. So the count of a rule is always the number of its
	// findings, as long as people are identified by email.
	perPerson bool

	// whole returns what 100 percent means for max_percent: the number of
	// things that the rule looks at.
	whole func(*Audit, *auditInput) int

	// ofPerson returns the licenses of a person that the rule finds, or none.
	// If another license is the cause of a finding, causes has that license at
	// the same index. A person whom the rule finds can be exempt.
	ofPerson func(*Audit, *auditInput, *holder) (found, causes []*License)
	// ofDeclared evaluates one declared pair; its person can be exempt.
	ofDeclared func(*Audit, *auditInput, *DeclaredEntitlement) (missing bool, dead *License)
	ofSeat     func(*Audit, *License) bool
	// ofProduct evaluates the products of its argument, given the available seats.
	ofProduct func(a *Audit, code string, available int) bool

	sentence func(*Audit, *subject) string
}

// ruleTable holds every rule, sorted by name. A new rule needs one entry here
// and, to show its lists, attributes in the provider.
var ruleTable = []ruleSpec{
	{name: RuleExhausted, needs: "min_available", given: hasMinAvailable, byDefault: true, whole: productsWanted, ofProduct: exhausted, sentence: exhaustedSentence},
	{name: RuleExpiring, needs: "expiring_days", given: hasExpiringDays, byDefault: true, whole: licensesJudged, ofSeat: expiring, sentence: expiringSentence},
	{name: RuleExternal, needs: "allowed_email_domains", given: hasDomains, byDefault: true, perPerson: true, whole: peopleJudged, ofPerson: external, sentence: externalSentence},
	{name: RuleInactive, needs: "inactive_days", given: hasInactiveDays, byDefault: true, perPerson: true, whole: peopleJudged, ofPerson: inactive, sentence: inactiveSentence},
	{name: RuleMissingEntitlement, needs: "expected_entitlements", given: hasExpected, byDefault: true, whole: pairsDeclared, ofDeclared: missingEntitlement, sentence: missingEntitlementSentence},
	{name: RuleNeverSeen, given: always, perPerson: true, whole: peopleJudged, ofPerson: neverSeen, sentence: neverSeenSentence},
	{name: RuleOfflineCode, given: always, whole: licensesHeld, ofPerson: offlineCode, sentence: offlineCodeSentence},
	{name: RuleOverlapping, given: always, whole: licensesHeld, ofPerson: overlapping, sentence: overlappingSentence},
	{name: RuleReclaimable, needs: "inactive_days", given: hasInactiveDays, whole: licensesHeld, ofPerson: reclaimable, sentence: reclaimableSentence},
	{name: RuleSuspended, given: always, whole: licensesHeld, ofPerson: suspendedSeats, sentence: suspendedSentence},
	{name: RuleTrial, given: always, whole: licensesHeld, ofPerson: trialSeats, sentence: trialSentence},
	{name: RuleUnexpectedEntitlement, needs: "expected_entitlements", given: hasExpected, byDefault: true, whole: licensesHeld, ofPerson: unexpectedEntitlement, sentence: unexpectedEntitlementSentence},
	{name: RuleUnmatched, needs: "directory_emails", given: hasDirectory, byDefault: true, perPerson: true, whole: peopleJudged, ofPerson: unmatched, sentence: unmatchedSentence},
}

func peopleJudged(_ *Audit, in *auditInput) int   { return len(in.holders) }
func licensesJudged(_ *Audit, in *auditInput) int { return len(in.licenses) }
func licensesHeld(_ *Audit, in *auditInput) int   { return in.held }
func productsWanted(a *Audit, _ *auditInput) int  { return len(a.options.MinAvailable) }
func pairsDeclared(a *Audit, _ *auditInput) int   { return len(a.declared) }

// aboutPeople reports whether a person can be exempt from the rule.
func (r *ruleSpec) aboutPeople() bool { return r.ofPerson != nil || r.ofDeclared != nil }

func always(*AuditOptions) bool            { return true }
func hasInactiveDays(o *AuditOptions) bool { return o.InactiveDays.Set }
func hasExpiringDays(o *AuditOptions) bool { return o.ExpiringDays.Set }
func hasDomains(o *AuditOptions) bool      { return o.AllowedDomains != nil }
func hasDirectory(o *AuditOptions) bool    { return o.Directory != nil }
func hasExpected(o *AuditOptions) bool     { return o.ExpectedEntitlements != nil }
func hasMinAvailable(o *AuditOptions) bool { return len(o.MinAvailable) > 0 }

// RuleNames lists the rules that exist, sorted.
func RuleNames() []string {
	names := make([]string, len(ruleTable))
	for i := range ruleTable {
		names[i] = string(ruleTable[i].name)
	}
	return names
}

func findRule(name Rule) *ruleSpec {
	for i := range ruleTable {
		if ruleTable[i].name == name {
			return &ruleTable[i]
		}
	}
	return nil
}

// inactive: over all audited licenses of the person, last seen
// inactive_days or more before as_of, or never seen and last assigned that
// long ago; and last assigned at least grace_days ago.
//
// The limits: a person seen exactly inactive_days before as_of is inactive ("or
// more"), one seen a second later is not. A person never seen and without a
// known assignment counts, because a seat without dates must not stay hidden,
// and the message says so. The grace period applies to the newest assignment
// over all licenses: a person who received a second product last week needs
// time to start using it. A suspended, expired or trial license counts like any
// other, because the rule is about the person; reclaimable is about the seat.
// An offline code does not exempt a person, because then anyone could evade the
// rule with one. The message mentions it.
func inactive(a *Audit, _ *auditInput, h *holder) (found, causes []*License) {
	if a.idle(h.lastSeen, h.lastAssigned, a.graceLimit) {
		return h.Licenses, nil
	}
	return nil, nil
}

// idle is the test that inactive and reclaimable share.
func (a *Audit) idle(lastSeen, lastAssigned, graceLimit time.Time) bool {
	if !pastGrace(lastAssigned, graceLimit) {
		return false
	}
	if lastSeen.IsZero() {
		return lastAssigned.IsZero() || !lastAssigned.After(a.inactiveLimit)
	}
	return !lastSeen.After(a.inactiveLimit)
}

// pastGrace: an assignment exactly at the limit is past the grace period.
// Without a known date, there is no grace period.
func pastGrace(lastAssigned, limit time.Time) bool {
	return lastAssigned.IsZero() || !lastAssigned.After(limit)
}

// reclaimable: a license of a person, neither expired nor trial, for which the
// test of inactive holds on that license alone, no matter what else the person
// uses, with a grace period of at least the 30 days during which JetBrains
// locks the assignment. Expired and trial seats cost nothing and come back by
// themselves. A suspended seat is paid for, so it counts. JetBrains does not
// report the use of seats of servers and license keys per person, so nothing
// can be said about them. Free seats need no reclaiming.
func reclaimable(a *Audit, _ *auditInput, h *holder) (found, causes []*License) {
	return h.where(a.isReclaimable), nil
}

func (a *Audit) isReclaimable(l *License) bool {
	return l.Held() && !l.Expired && !l.Trial && a.idle(l.LastSeen, l.LastAssigned, a.lockLimit)
}

// neverSeen: no last-seen date on any license of the person, and the newest
// assignment at least grace_days ago or not known. A new holder is not a
// finding. A holder who works with an offline code is one, and the message says
// why that might be fine.
func neverSeen(a *Audit, _ *auditInput, h *holder) (found, causes []*License) {
	if h.lastSeen.IsZero() && pastGrace(h.lastAssigned, a.graceLimit) {
		return h.Licenses, nil
	}
	return nil, nil
}

// external: the domain of the person's email is not allowed. An address
// without a domain is external, because nothing shows that it belongs to the
// company.
func external(a *Audit, _ *auditInput, h *holder) (found, causes []*License) {
	if a.options.AllowedDomains.Match(h.Email) {
		return nil, nil
	}
	return h.Licenses, nil
}

// unmatched: the person's email is not in the directory, compared trimmed and
// in lower case. Other addresses of the same person are unknown here; a
// directory should list them all.
func unmatched(a *Audit, _ *auditInput, h *holder) (found, causes []*License) {
	if a.directory.has(h.Email) {
		return nil, nil
	}
	return h.Licenses, nil
}

// suspendedSeats: a suspended license that a person holds: still assigned, and
// of no use to its holder. Suspended seats of servers and license keys have no
// holder and are not findings. The summary counts them.
func suspendedSeats(_ *Audit, _ *auditInput, h *holder) (found, causes []*License) {
	return h.where(func(l *License) bool { return l.Suspended }), nil
}

// trialSeats: a trial license that a person holds, expired or not.
func trialSeats(_ *Audit, _ *auditInput, h *holder) (found, causes []*License) {
	return h.where(func(l *License) bool { return l.Trial }), nil
}

// offlineCode: a license that a person holds and for which an offline
// activation code was generated: it works without ever being seen, even after
// its holder has left.
func offlineCode(_ *Audit, _ *auditInput, h *holder) (found, causes []*License) {
	return h.where(func(l *License) bool { return l.OfflineCode }), nil
}

// overlapping: a seat of a person, neither expired nor a trial, without which
// the person could use exactly the same products. Only living seats (active,
// not a trial) let their holder use anything: their product and, for a pack,
// what it covers. A suspended seat is found if the living ones let its holder
// use everything that it would. All licenses of the person in the complete list
// are considered, regardless of the selection, but only selected ones are
// found. Giving up every seat that is found costs its holder nothing; see
// coverage.overlapping.
func overlapping(_ *Audit, in *auditInput, h *holder) (found, causes []*License) {
	if !in.narrowed {
		return in.coverage.overlapping(h.Licenses)
	}
	places := in.organization.places()[h.Email]
	all := make([]*License, len(places))
	for i, at := range places {
		all[i] = &in.organization.Licenses[at]
	}
	redundant, covering := in.coverage.overlapping(all)
	for i, l := range redundant {
		if in.selection.includes(l) {
			found, causes = append(found, l), append(causes, covering[i])
		}
	}
	return found, causes
}

// expiring: a license valid until expiring_days after as_of or sooner, not
// expired, and either not renewed automatically or its renewal stopped. Every
// seat counts, including free and floating ones, because they lapse in the same
// way. A seat whose end has passed but that the API does not yet call expired
// counts ("or sooner"). A seat without an end, such as a perpetual license,
// never counts. A subscription that does not say whether it renews is treated
// as one that does not.
func expiring(a *Audit, l *License) bool {
	return !l.ValidUntil.IsZero() && !l.Expired && !l.Renews() && !l.ValidUntil.After(a.expiringLimit)
}

// exhausted: fewer available seats among the audited licenses than
// min_available requires. A product without licenses has none: a typo in a
// product code must not pass, and neither must a product whose last license is
// gone.
func exhausted(a *Audit, code string, available int) bool {
	return available < a.options.MinAvailable[code]
}
