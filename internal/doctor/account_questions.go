package doctor

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/licensing"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// The flags of a license, which recordings always have.
var licenseFlags = []phrase{
	"isTransferableBetweenTeams", "isTrial", "isAvailableToAssign", "isSuspended",
	"subscription.isAutomaticallyRenewed", "subscription.isOutdated", "perpetual.isOutdated", "lastSeen.isOfflineCodeGenerated",
}

// The keys of a license that may be missing.
var optionalLicenseKeys = []phrase{
	"product.name", "assignee", "subscription", "subscription.validUntilDate", "subscription.subscriptionPackRef", "perpetual",
	"perpetual.upgradeDueDate", "domain", "lastSeen", "lastSeen.lastSeenDate", "lastSeen.lastAssignmentDate", "team", "team.name",
}

var licenseDates = []phrase{
	"subscription.validUntilDate", "perpetual.upgradeDueDate", "lastSeen.lastSeenDate", "lastSeen.lastAssignmentDate",
}

// licenseSchema is what is documented of a license.
func licenseSchema(now time.Time) schema {
	return schema{
		paths: slices.Concat([]phrase{
			"licenseId", "product", "product.code", "assignee.type", "assignee.name", "assignee.email", "assignee.uid", "assignee.serverType",
			"assignee.registrationName", "assignee.key", "assignee.legacyKey", "team.id",
		}, optionalLicenseKeys, licenseFlags),
		texts: []phrase{"licenseId", "product.code", "subscription.subscriptionPackRef", "team.id", "assignee.uid"},
		dates: licenseDates,
		visit: func(c *census, row any) { tallyLicense(c, row, now) },
	}
}

// What is counted of licenses.
const (
	heldLicenses     phrase = "licenses with an assignee"
	heldUnseen       phrase = "held, without a last-seen date"
	seenInFuture     phrase = "last seen after now"
	seenUnassigned   phrase = "last seen before they were assigned"
	subscribed       phrase = "licenses with a subscription"
	pastNotOutdated  phrase = "past their end and not outdated"
	outdatedNotPast  phrase = "outdated before their end"
	packAbsent       phrase = "without subscriptionPackRef"
	packNull         phrase = "with null"
	packNullText     phrase = "with the text null"
	renewedNoPack    phrase = "renewed automatically without a pack"
	usersHolding     phrase = "users"
	usersNoEmail     phrase = "users without an email address"
	usersMasked      phrase = "users with a masked name"
	assigneeOther    phrase = "assignees of another type"
	unknownCode      phrase = "licenses of a product code that is not built in"
	availableBusy    phrase = "available and held"
	validNotMidnight phrase = "ends that are not midnight"
	withDomain       phrase = "licenses with a domain"
	holdersDomain    phrase = "with the domain of their holder's address"
)

func tallyLicense(c *census, row any, now time.Time) {
	count := func(name phrase, condition bool) {
		if condition {
			c.tally[name]++
		}
	}
	kind := textAt(row, "assignee", "type")
	held := at(row, "assignee") != nil
	seen, assigned := instantOf(textAt(row, "lastSeen", "lastSeenDate")), instantOf(textAt(row, "lastSeen", "lastAssignmentDate"))
	count(heldLicenses, held)
	count(heldUnseen, held && seen.IsZero())
	count(seenInFuture, seen.After(now))
	count(seenUnassigned, !seen.IsZero() && seen.Before(assigned.AddDate(0, 0, -1)))
	count(usersHolding, kind == "USER")
	count(usersNoEmail, kind == "USER" && strings.TrimSpace(textAt(row, "assignee", "email")) == "")
	count(usersMasked, kind == "USER" && strings.Contains(textAt(row, "assignee", "name"), "*"))
	count(assigneeOther, held && !slices.Contains([]string{"USER", "SERVER", "LICENSE_KEY"}, kind))
	domain := textAt(row, "domain")
	count(withDomain, domain != "")
	count(holdersDomain, domain != "" && strings.HasSuffix(strings.ToLower(textAt(row, "assignee", "email")), "@"+strings.ToLower(domain)))
	count(availableBusy, held && flagAt(row, "isAvailableToAssign"))
	count(unknownCode, !licensing.FallbackProductName(textAt(row, "product", "code")).Set)

	subscription, ok := at(row, "subscription").(map[string]any)
	if !ok {
		return
	}
	end := instantOf(textAt(subscription, "validUntilDate"))
	reference, there := subscription["subscriptionPackRef"]
	count(subscribed, true)
	count(pastNotOutdated, !end.IsZero() && end.Before(now) && !flagAt(subscription, "isOutdated"))
	count(outdatedNotPast, end.After(now) && flagAt(subscription, "isOutdated"))
	count(validNotMidnight, !end.IsZero() && (end.Hour() != 0 || end.Minute() != 0))
	count(packAbsent, !there)
	count(packNull, there && reference == nil)
	count(packNullText, reference == "null")
	count(renewedNoPack, flagAt(subscription, "isAutomaticallyRenewed") && (reference == nil || reference == "null"))
}

// accountQuestions are what JetBrains does not document of its Account API.
var accountQuestions = []question[accountFacts]{
	{
		"account-rejected-token", "What does the server say of a token that it does not accept?",
		"GET /token", "Status 401 with the code INVALID_TOKEN, also while the API is off",
		func(f *accountFacts) (phrase, Verdict) {
			resp := f.attempt.Response
			if f.connected || resp == nil || resp.Status < 400 || resp.Status > 499 { // not about the token
				return "", NotAsked
			}
			code := textAt(decoded(resp.Body), "code")
			seen := say("%s, code %s", status(resp.Status), known(code, documentedCodes, "missing or not documented"))
			return seen, supportsIf(resp.Status == 401 && code == "INVALID_TOKEN")
		},
	},
	{
		"account-token", "Whose token is it, and which role has it?", "GET /token",
		"An organization's token has one of the roles ADMIN, VIEWER and PRIMARY_CONTACT; a team's has none but in its team",
		func(f *accountFacts) (phrase, Verdict) {
			if !f.connected {
				return "", NotAsked
			}
			role := f.token.Role
			scope := phrase("an organization's")
			if f.token.Scope == licensing.ScopeTeam {
				scope, role = "a team's", f.token.Teams[0].Role
			}
			if !role.Set {
				return say("%s token without a role", scope), Breaks
			}
			name := known(role.Value, []string{licensing.RoleAdmin, licensing.RoleViewer, licensing.RolePrimaryContact}, "of another name")
			return say("%s token with the role %s", scope, name), supportsIf(name != "of another name")
		},
	},
	{
		"account-total", "Does a page carry X-Total-Count, and is it the number of licenses?", "every page of the list",
		"It is absent from all pages, or it is the number of all licenses on every page",
		(*accountFacts).totals,
	},
	{
		"account-link", "Does a page carry Link, and with which relations?", "every page of the list",
		"It is absent, or every page but the last has the relation next",
		(*accountFacts).links,
	},
	{
		"account-past-the-end", "What is past the end of the list?", "page=100000, perPage=200",
		"Status 200 with an empty list, or status 400 or 404",
		func(f *accountFacts) (phrase, Verdict) {
			r := f.past
			if r == nil || r.resp == nil {
				return "", NotAsked
			}
			empty := r.ok() && r.rows != nil && len(r.rows) == 0
			return r.seen(), supportsIf(empty || r.resp.Status == 400 || r.resp.Status == 404)
		},
	},
	{
		"account-page-size", "How large can a page be?", "page=1 with perPage=200, perPage=201 and perPage=1000",
		"perPage=200 is accepted, and a page has at most 200 rows",
		func(f *accountFacts) (phrase, Verdict) {
			if f.first == nil {
				return "", NotAsked
			}
			seen := say("200: %s; 201: %s; 1000: %s", f.first.seen(), f.over.against(f.first, "200"), f.farOver.against(f.first, "200"))
			return seen, supportsIf(f.first.ok() && len(f.first.rows) <= fullPage)
		},
	},
	{
		"account-default-page-size", "How many rows has a page if no size is asked for?", "the list without parameters",
		"100, and nothing says that there are more",
		func(f *accountFacts) (phrase, Verdict) {
			switch {
			case !f.bare.ok() || !f.first.ok():
				return "", NotAsked
			case len(f.first.rows) <= 100 && len(f.bare.rows) == len(f.first.rows):
				return say("%s; the organization has too few licenses to tell", f.bare.rowCount()), Open
			case len(f.bare.rows) == 100: // and there are more
				return "100 rows", Supports
			default:
				return f.bare.rowCount(), Breaks
			}
		},
	},
	{
		"account-page-under-one", "What is a page under 1, and a size under 1?", "page=0, perPage=1; page=1, perPage=0",
		"The provider asks for neither",
		func(f *accountFacts) (phrase, Verdict) {
			if f.pageZero == nil {
				return "", NotAsked
			}
			return say("page 0: %s; size 0: %s", f.pageZero.seen(), f.emptyPage.against(f.bare, "no size")), Supports
		},
	},
	{
		"account-order", "Is the order of the list stable?", "page=1, perPage=200, twice",
		"The provider relies on no order: it joins the pages by the licenses' IDs",
		func(f *accountFacts) (phrase, Verdict) {
			if !f.first.ok() || !f.again.ok() {
				return "", NotAsked
			}
			first, again := f.first.ids("licenseId"), f.again.ids("licenseId")
			order := phrase("the same twice")
			if !slices.Equal(first, again) {
				slices.Sort(first)
				slices.Sort(again)
				if order = "the same licenses in another order"; !slices.Equal(first, again) {
					order = "different licenses"
				}
				return order, Supports
			}
			if slices.IsSorted(first) {
				order = "the same twice, sorted by ID"
			}
			return order, Supports
		},
	},
	{
		"account-absent-or-null", "Which keys are absent, and which are null?", "every license that was read",
		"Absent and null mean the same",
		func(f *accountFacts) (phrase, Verdict) { return f.census.presence(optionalLicenseKeys) },
	},
	{
		"account-flags", "Which of the true-or-false keys are missing?", "every license that was read",
		"A missing one is false",
		func(f *accountFacts) (phrase, Verdict) {
			seen, verdict := f.census.presence(licenseFlags)
			if verdict != NotAsked && !strings.HasSuffix(string(seen), "none; null: none") {
				return seen, Open
			}
			return seen, verdict
		},
	},
	{
		"account-dates", "Which offsets do dates have, in winter and in summer, and which time of day?", "every license that was read",
		"Every date has an offset, and ends of subscriptions are midnights in it",
		func(f *accountFacts) (phrase, Verdict) {
			if f.census.empty() {
				return "", NotAsked
			}
			var parts []phrase
			strange := 0
			for _, path := range licenseDates {
				parts = append(parts, say("%s: %s", path, f.census.dates[path].seen()))
				strange += f.census.dates[path].strange
			}
			return joined(parts, " | "), supportsIf(strange == 0 && f.census.tally[validNotMidnight] == 0)
		},
	},
	{
		"account-ids", "How are IDs written?", "every license that was read",
		"IDs have ASCII letters, digits, hyphens and underscores, at most 64; a team's is a whole number",
		func(f *accountFacts) (phrase, Verdict) {
			if f.census.empty() {
				return "", NotAsked
			}
			c := f.census
			seen := say("licenseId: %s | team.id: %s | subscriptionPackRef: %s", c.texts["licenseId"].seen(),
				c.kinds["team.id"].list("none"), c.texts["subscription.subscriptionPackRef"].seen())
			return seen, supportsIf(c.texts["licenseId"].ids() && len(c.kinds["team.id"]) <= 1)
		},
	},
	{
		"account-product-codes", "Are there product codes that the provider does not know?", "every license that was read; GET /products",
		"Names come with the data; of a code that is not built in, the provider does not know what a pack covers",
		func(f *accountFacts) (phrase, Verdict) {
			if f.census.empty() {
				return "", NotAsked
			}
			seen := say("licenses of unknown codes: %s; codes: %s", share(f.census.tally[unknownCode], f.census.rows), f.census.texts["product.code"].seen())
			if f.catalog == nil {
				return seen, supportsIf(f.census.tally[unknownCode] == 0)
			}
			unknown := 0
			for code := range f.catalog.Products {
				if !licensing.FallbackProductName(code).Set {
					unknown++
				}
			}
			return say("%s; unknown codes in /products: %s", seen, share(unknown, len(f.catalog.Products))), supportsIf(f.census.tally[unknownCode] == 0)
		},
	},
	{
		"account-email-case", "Does the filter by email address distinguish letter case?", "assigneeEmail=(an address as the list has it), and in the other letter case",
		"It may, so the provider filters the complete list itself",
		func(f *accountFacts) (phrase, Verdict) {
			switch {
			case f.asWritten == nil || f.otherCase == nil:
				return "", NotAsked
			case !f.asWritten.ok() || !f.otherCase.ok():
				return say("as written: %s; other case: %s", f.asWritten.seen(), f.otherCase.seen()), Open
			case len(f.asWritten.rows) == 0:
				return "it does not find the address as the list has it", Supports
			case len(f.otherCase.rows) == len(f.asWritten.rows):
				return "no, it finds the same in either case", Supports
			case len(f.otherCase.rows) == 0:
				return "yes, it finds nothing in the other case", Supports
			default:
				return "it finds a different number in the other case", Supports
			}
		},
	},
	{
		"account-unknown-parameter", "Does the server refuse a parameter that it does not know?", "jetbrainsDoctor=1",
		"It may ignore it, and then a mistyped filter returns everything; the provider sends no filter",
		func(f *accountFacts) (phrase, Verdict) {
			if f.unknownParameter == nil {
				return "", NotAsked
			}
			if f.unknownParameter.ok() {
				return "no, it ignores it", Supports
			}
			return say("yes: %s", f.unknownParameter.seen()), Supports
		},
	},
	{
		"account-assigned-default", "What does the list hold if assigned is left out?", "the list without assigned, and with true and false",
		"Assigned and unassigned licenses, although the documents say only unassigned ones",
		func(f *accountFacts) (phrase, Verdict) {
			all, held, free := f.first.total(), f.assigned.total(), f.unassigned.total()
			switch {
			case f.assigned == nil || f.unassigned == nil:
				return "", NotAsked
			case !f.assigned.ok() || !f.unassigned.ok():
				return say("true: %s; false: %s", f.assigned.seen(), f.unassigned.seen()), Open
			case all >= 0 && held >= 0 && free >= 0 && all == held+free:
				return "both, and their totals add up", supportsIf(held > 0 || all == 0)
			case all >= 0 && held >= 0 && free >= 0 && all == free && held > 0:
				return "only unassigned licenses", Breaks
			case all >= 0 && held >= 0 && free >= 0:
				return "totals that do not add up", Breaks
			case f.census != nil && f.census.tally[heldLicenses] > 0:
				return "assigned licenses are there", Supports
			default:
				return "without totals, it cannot be told", Open
			}
		},
	},
	{
		"account-team-token", "What does a team's token get from the organization's list?", "GET /customer/licenses with a team's token",
		"Nothing that is used: the provider reads the team's own list",
		func(f *accountFacts) (phrase, Verdict) {
			if f.organizationList == nil {
				return "", NotAsked
			}
			if total, own := f.organizationList.total(), f.first.total(); f.organizationList.ok() && total >= 0 && own >= 0 {
				if total == own {
					return "status 200, as many licenses as the team has", Supports
				}
				return "status 200, another number of licenses than the team has", Supports
			}
			return f.organizationList.seen(), Supports
		},
	},
	{
		"account-team-list", "Can an organization's token read the list of one team?", "GET /customer/teams/(a team)/licenses with an organization's token",
		"It is not needed: the provider reads the organization's list",
		func(f *accountFacts) (phrase, Verdict) {
			if f.teamList == nil {
				return "", NotAsked
			}
			return f.teamList.seen(), Supports
		},
	},
	{
		"account-assignees", "Who holds licenses?", "every license that was read",
		"A user, a server or a license key; a user has an email address",
		func(f *accountFacts) (phrase, Verdict) {
			if f.census.empty() {
				return "", NotAsked
			}
			t := f.census.tally
			seen := say("users: %s; without an email address: %s; with a masked name: %s; assignees of another type: %s; available and held: %s",
				share(t[usersHolding], t[heldLicenses]), share(t[usersNoEmail], t[usersHolding]), share(t[usersMasked], t[usersHolding]),
				share(t[assigneeOther], t[heldLicenses]), share(t[availableBusy], t[heldLicenses]))
			return seen, supportsIf(t[usersNoEmail] == 0 && t[assigneeOther] == 0)
		},
	},
	{
		"account-renewal", "How does the server say that a renewal was stopped?", "every license that was read",
		"subscriptionPackRef is absent, null, or the text null, and then the subscription is not renewed automatically",
		func(f *accountFacts) (phrase, Verdict) {
			if f.census.empty() {
				return "", NotAsked
			}
			t := f.census.tally
			seen := say("absent: %s; null: %s; the text null: %s; renewed automatically all the same: %s", share(t[packAbsent], t[subscribed]),
				share(t[packNull], t[subscribed]), share(t[packNullText], t[subscribed]), share(t[renewedNoPack], t[subscribed]))
			return seen, supportsIf(t[renewedNoPack] == 0)
		},
	},
	{
		"account-expiry", "Does isOutdated agree with the date?", "every license that was read",
		"isOutdated says whether a subscription has expired; for a few days after a failed payment, a date in the past is not outdated",
		func(f *accountFacts) (phrase, Verdict) {
			if f.census.empty() {
				return "", NotAsked
			}
			t := f.census.tally
			seen := say("past and not outdated: %s; outdated and not past: %s", share(t[pastNotOutdated], t[subscribed]), share(t[outdatedNotPast], t[subscribed]))
			return seen, supportsIf(t[outdatedNotPast] == 0)
		},
	},
	{
		"account-last-seen", "What does the date of last use look like?", "every license that was read",
		"It may be absent from licenses that are held; dates in the future or before the assignment are exceptions, and nothing is concluded from them",
		func(f *accountFacts) (phrase, Verdict) {
			if f.census.empty() {
				return "", NotAsked
			}
			t := f.census.tally
			seen := say("absent from held licenses: %s; in the future: %s; a day or more before the assignment: %s", share(t[heldUnseen], t[heldLicenses]),
				share(t[seenInFuture], f.census.rows), share(t[seenUnassigned], f.census.rows))
			return seen, supportsIf(2*(t[seenInFuture]+t[seenUnassigned]) <= f.census.rows)
		},
	},
	{
		"account-domain", "What is domain of a license?", "every license that was read",
		"JetBrains does not document it; the provider shows it and concludes nothing from it",
		func(f *accountFacts) (phrase, Verdict) {
			if f.census.empty() {
				return "", NotAsked
			}
			t := f.census.tally
			return say("licenses that have one: %s; of these, the domain of the holder's address: %s", share(t[withDomain], f.census.rows), share(t[holdersDomain], t[withDomain])), Supports
		},
	},
	{
		"account-unknown-keys", "Are there keys that are not documented?", "every license that was read", "They are ignored",
		func(f *accountFacts) (phrase, Verdict) { return f.census.unknownKeys() },
	},
	{
		"account-errors", "What do the bodies of errors look like?", "every question above that got an error",
		"JSON with a code, or anything else: the status counts",
		func(f *accountFacts) (phrase, Verdict) {
			if !f.connected {
				return "", NotAsked
			}
			return errorBodies(f.replies(), "code")
		},
	},
	{
		"account-compression", "Is a page compressed?", "page=1, perPage=200, accepting gzip", "Either works",
		func(f *accountFacts) (phrase, Verdict) { return compression(f.first) },
	},
	{
		"account-protocol", "Which version of HTTP is used?", "every question above", "Any works; HTTP/2 needs one connection",
		func(f *accountFacts) (phrase, Verdict) { return protocols(responsesOf(f.replies())) },
	},
	{
		"account-caching", "Do responses have headers about caching?", "every question above", "The provider caches nothing beyond a plan",
		func(f *accountFacts) (phrase, Verdict) { return caching(responsesOf(f.replies())) },
	},
	{
		"account-rate-limit", "Do responses have headers about limits?", "every question above; no limit is provoked",
		"There may be none; Retry-After is honored",
		func(f *accountFacts) (phrase, Verdict) { return rateLimits(responsesOf(f.replies())) },
	},
	{
		"account-page-time", "How long does a page take?", "page=1, perPage=200", "Well under the 30 s that an attempt may take",
		func(f *accountFacts) (phrase, Verdict) { return pageTimes(f.first, f.pages) },
	},
}

// totals compares the totals of the pages with one another and with what was
// read.
func (f *accountFacts) totals() (phrase, Verdict) {
	var texts []string
	pages := 0
	for _, p := range f.pages {
		pages++
		texts = append(texts, p.header.Values("X-Total-Count")...)
	}
	if pages == 0 && f.first.ok() {
		pages, texts = 1, f.first.resp.Header.Values("X-Total-Count")
	}
	numbers := value.SortedUnique(slices.Clone(texts))
	switch {
	case pages == 0:
		return "", NotAsked
	case len(texts) == 0:
		return "on no page", Supports
	case len(texts) > pages:
		return "more than once on a page", Breaks
	case len(texts) < pages:
		return "on some pages only", Breaks
	case len(numbers) > 1:
		return "on every page, with different numbers", Breaks
	}
	total, err := strconv.Atoi(numbers[0])
	switch {
	case err != nil || total < 0:
		return "on every page, and not a number", Breaks
	case f.organization == nil:
		return "on every page, a number; the list was not read completely", Open
	case total != len(f.organization.Licenses):
		return "on every page, not the number of licenses that were read", Breaks
	default:
		return "on every page, the number of licenses that were read", Supports
	}
}

// links looks for the relations of the pages.
func (f *accountFacts) links() (phrase, Verdict) {
	pages := f.pages
	if len(pages) == 0 && f.first.ok() {
		pages = []pageSeen{{number: 1, header: f.first.resp.Header}}
	}
	if len(pages) == 0 {
		return "", NotAsked
	}
	last, with, wrong := 0, 0, false
	var all []phrase
	for _, p := range pages {
		last = max(last, p.number)
	}
	for _, p := range pages {
		if p.header.Get("Link") == "" {
			continue
		}
		found := relations(p.header)
		with++
		all = append(all, found...)
		if len(found) > 0 && slices.Contains(found, "next") != (p.number < last) {
			wrong = true
		}
	}
	switch {
	case with == 0:
		return "on no page", Supports
	case f.organization == nil:
		return say("relations %s; the list was not read completely", list(all, "that are not about pages")), Open
	case wrong:
		return say("relations %s, but next is missing before the last page or there on it", list(all, "none")), Breaks
	default:
		return say("on pages: %s; relations %s", share(with, len(pages)), list(all, "that are not about pages")), Supports
	}
}
