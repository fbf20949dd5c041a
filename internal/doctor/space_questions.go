package doctor

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/client/transport"
	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

var profileSchema = schema{
	paths: slices.Concat([]phrase{"id", "username", "emails[].email", "emails[].blocked"}, optionalProfileKeys),
	texts: []phrase{"id"},
	dates: []phrase{"joined", "leftAt", "logins[].access.time"},
}

var optionalProfileKeys = []phrase{
	"name", "name.firstName", "name.lastName", "archived", "notAMember", "suspended", "accessSuspended", "external", "externalLight",
	"joined", "leftAt", "externalId", "status", "emails", "managers", "managers[].username",
	"memberships", "memberships[].archived", "memberships[].team", "memberships[].team.id",
	"logins", "logins[].access", "logins[].access.time",
}

var teamSchema = schema{
	paths: []phrase{"id", "name", "description", "parent", "parent.id", "archived", "disbanded", "externalId"},
	texts: []phrase{"id"},
}

var membershipSchema = schema{
	paths: []phrase{
		"id", "member", "member.id", "member.username", "team", "team.id", "team.name", "role", "role.id", "role.name",
		"lead", "since", "till", "archived",
	},
	texts: []phrase{"id"},
	dates: []phrase{"since", "till"},
}

// spaceQuestions are what JetBrains does not document of the Space API.
var spaceQuestions = []question[spaceFacts]{
	{
		"space-rejected-token", "What does the server say of a token that it does not accept?", "GET /organization",
		"Status 401 with the code authentication-required",
		func(f *spaceFacts) (phrase, Verdict) {
			resp := f.attempt.Response
			if f.connected || resp == nil || resp.Status < 400 || resp.Status > 499 { // not about the token
				return "", NotAsked
			}
			code := textAt(decoded(resp.Body), "error")
			return say("%s, code %s", status(resp.Status), known(code, documentedCodes, "missing or not documented")),
				supportsIf(code == "authentication-required")
		},
	},
	{
		"space-principal", "Whose token is it?", "GET /team-directory/profiles/me, and then /applications/me",
		"A personal token reads its own profile; an application's gets status 403 there and reads its application",
		func(f *spaceFacts) (phrase, Verdict) {
			if f.ownProfile == nil {
				return "", NotAsked
			}
			if f.ownProfile.Status == statusOK {
				return "a person's: the profile could be read", Supports
			}
			if f.ownApplication == nil {
				return say("own profile: %s", status(f.ownProfile.Status)), Open
			}
			return say("own profile: %s; application: %s", status(f.ownProfile.Status), status(f.ownApplication.Status)),
				supportsIf(f.ownProfile.Status == 403 && f.ownApplication.Status == statusOK)
		},
	},
	{
		"space-total", "Does a page carry totalCount, and is it the number of people?", "every page of the list of profiles",
		"It is null, or it is the number of all people, also of those whom the token does not see", (*spaceFacts).totals,
	},
	{
		"space-next", "What is next, and what is it on the last page?", "every page of the list of profiles",
		"It is any text, often an offset; on the last page it is empty, or leads to an empty page", (*spaceFacts).next,
	},
	{
		"space-past-the-end", "What is past the end of a list?", "$skip=10000000", "Status 200 with no rows, or status 400 or 404",
		func(f *spaceFacts) (phrase, Verdict) {
			if f.past == nil || f.past.resp == nil {
				return "", NotAsked
			}
			s := f.past.resp.Status
			return f.past.seen(), supportsIf(f.past.ok() && len(f.past.rows) == 0 || s == 400 || s == 404)
		},
	},
	{
		"space-page-size", "How large can a page be?", "$top=100, $top=1000 and $top=0", "$top=100 is accepted, and a page has at most 100 rows",
		func(f *spaceFacts) (phrase, Verdict) {
			if f.profiles == nil {
				return "", NotAsked
			}
			return say("100: %s; 1000: %s; 0: %s", f.profiles.seen(), f.farTop.against(f.profiles, "100"), f.zeroTop.against(f.profiles, "100")),
				supportsIf(f.profiles.ok() && len(f.profiles.rows) <= 100)
		},
	},
	{
		"space-unknown-field", "What does naming an unknown field in $fields do?", "GET /organization, $fields=id,jetbrainsDoctor",
		"It may be an error, so only fields that old servers know are named",
		func(f *spaceFacts) (phrase, Verdict) {
			if f.unknownField == nil {
				return "", NotAsked
			}
			if f.unknownField.ok() {
				return "nothing, it is ignored", Supports
			}
			return say("an error: %s", f.unknownField.seen()), Supports
		},
	},
	{
		"space-unknown-parameter", "Does the server refuse a parameter that it does not know?", "GET /organization, jetbrainsDoctor=1",
		"It may; only documented parameters are sent",
		func(f *spaceFacts) (phrase, Verdict) {
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
		"space-errors", "Where does $errors appear?", "every profile, team and membership that was read",
		"In the object whose fields the token may not read, beside those that it may; it names the fields",
		(*spaceFacts).inlineErrors,
	},
	{
		"space-absent-or-null", "Which keys of a profile are absent, and which are null?", "every profile that was read", "Nulls are sent; absent means the same",
		func(f *spaceFacts) (phrase, Verdict) { return f.census.presence(optionalProfileKeys) },
	},
	{
		"space-dates", "How are dates and datetimes written?", "every profile and membership that was read",
		"As an object with the text in iso, or as that text",
		func(f *spaceFacts) (phrase, Verdict) {
			if f.census.empty() {
				return "", NotAsked
			}
			var parts []phrase
			strange := 0
			for _, c := range []*census{f.census, f.memberships} {
				for _, path := range []phrase{"joined", "leftAt", "logins[].access.time", "since", "till"} {
					if d := c.dates[path]; d != nil {
						parts = append(parts, say("%s: %s, %s", path, d.shapes.list("never set"), d.times.list("none")))
						strange += d.strange
					}
				}
			}
			return joined(parts, " | "), supportsIf(strange == 0)
		},
	},
	{
		"space-ids", "How are IDs written?", "every profile, team and membership that was read", "As ASCII letters, digits, hyphens and underscores, at most 64",
		func(f *spaceFacts) (phrase, Verdict) {
			if f.census.empty() {
				return "", NotAsked
			}
			people, teams, memberships := f.census.texts["id"], f.teams.texts["id"], f.memberships.texts["id"]
			return say("profiles: %s | teams: %s | memberships: %s", people.seen(), teams.seen(), memberships.seen()),
				supportsIf(people.ids() && teams.ids() && memberships.ids())
		},
	},
	{
		"space-missing-team", "What is a team that does not exist?", "GET /team-directory/teams/id:jetbrainsDoctor", "Status 404, or status 200 with null",
		func(f *spaceFacts) (phrase, Verdict) {
			r := f.missingTeam
			switch {
			case r == nil || r.resp == nil:
				return "", NotAsked
			case r.ok() && string(r.resp.Body) == "null":
				return "status 200 with null", Supports
			default:
				return r.seen(), supportsIf(r.resp.Status == 404)
			}
		},
	},
	{
		"space-check-permission", "Does check-permission accept the compact form, and what of a code that does not exist?",
		"POST /permissions/check-permission about the first profile, with Profile.View and with a made-up code",
		"The compact form is accepted, and the answer is true or false; an unknown code is an error",
		func(f *spaceFacts) (phrase, Verdict) {
			if f.permission == nil || f.permission.resp == nil {
				return "", NotAsked
			}
			seen := verdictOf(f.permission)
			other := phrase("not asked")
			if f.unknownPermission != nil {
				other = verdictOf(f.unknownPermission)
			}
			verdict := supportsIf(seen == trueOrFalse && other != trueOrFalse)
			if !f.permission.ok() && f.permission.resp.Status == 403 {
				verdict = Open
			}
			return say("%s; made-up code: %s", seen, other), verdict
		},
	},
	{
		"space-roles", "What opens the permission roles, and how is rightCode written?", "POST /permission-roles/get, and the permissions of the first role",
		"It needs the right Superadmin; rightCode is a text, or an object",
		func(f *spaceFacts) (phrase, Verdict) {
			switch {
			case f.roles == nil || f.roles.resp == nil:
				return "", NotAsked
			case !f.roles.ok():
				return f.roles.seen(), supportsIf(f.roles.resp.Status == 403)
			}
			kinds := forms{}
			for _, row := range f.rights.okRows() {
				kinds.add(kindOf(at(row, "rightCode")))
			}
			return say("%s; rightCode: %s", f.roles.seen(), kinds.list("not seen")), supportsIf(kinds["a number"]+kinds["null"]+kinds["a list"] == 0)
		},
	},
	{
		"space-unknown-keys", "Are there keys of a profile that were not asked for?", "every profile that was read", "They are ignored",
		func(f *spaceFacts) (phrase, Verdict) { return f.census.unknownKeys() },
	},
	{
		"space-error-bodies", "What do the bodies of errors look like?", "every question above that got an error",
		"JSON with the code in error: the code counts before the status",
		func(f *spaceFacts) (phrase, Verdict) {
			if !f.connected {
				return "", NotAsked
			}
			return errorBodies(f.replies(), "error")
		},
	},
	{
		"space-compression", "Is a page compressed?", "$top=100, accepting gzip", "Either works",
		func(f *spaceFacts) (phrase, Verdict) { return compression(f.profiles) },
	},
	{
		"space-protocol", "Which version of HTTP is used?", "every question above", "Any works",
		func(f *spaceFacts) (phrase, Verdict) { return protocols(responsesOf(f.replies())) },
	},
	{
		"space-caching", "Do responses have headers about caching?", "every question above", "The provider caches nothing beyond a plan",
		func(f *spaceFacts) (phrase, Verdict) { return caching(responsesOf(f.replies())) },
	},
	{
		"space-rate-limit", "Do responses have headers about limits?", "every question above; no limit is provoked", "There may be none; Retry-After is honored",
		func(f *spaceFacts) (phrase, Verdict) { return rateLimits(responsesOf(f.replies())) },
	},
	{
		"space-page-time", "How long does a page take?", "$top=100", "Well under the 30 s that an attempt may take",
		func(f *spaceFacts) (phrase, Verdict) { return pageTimes(f.profiles, f.pages) },
	},
}

const trueOrFalse phrase = "true or false"

// verdictOf says what check-permission responded.
func verdictOf(r *reply) phrase {
	if !r.ok() {
		return r.seen()
	}
	if _, bare := decoded(r.resp.Body).(bool); bare {
		return trueOrFalse
	}
	return "status 200, neither true nor false"
}

// seenPages are the pages of the complete list, or the first page if that was
// not read.
func (f *spaceFacts) seenPages() []pageSeen {
	if len(f.pages) > 0 || !f.profiles.ok() {
		return f.pages
	}
	resp := f.profiles.resp
	return []pageSeen{newPage(transport.Attempt{Response: resp}, decoded(resp.Body))}
}

func (f *spaceFacts) totals() (phrase, Verdict) {
	pages := f.seenPages()
	kinds, numbers := forms{}, value.SetOf[string]()
	for _, p := range pages {
		kinds.add(kindOf(p.total))
		if n, ok := p.total.(json.Number); ok {
			numbers.Add(n.String())
		}
	}
	equal := numbers.Has(strconv.Itoa(f.complete))
	switch {
	case len(pages) == 0:
		return "", NotAsked
	case len(numbers) == 0:
		return say("%s on every page", kinds.list("")), supportsIf(kinds["null"] == len(pages))
	case len(numbers) > 1:
		return "different numbers", Breaks
	case len(kinds) > 1:
		return "a number on some pages only", Breaks
	case f.complete < 0:
		return "the same number on every page; the list was not read completely", Open
	case !equal:
		return "a number, not that of the people who were read", Breaks
	default:
		return "the number of people who were read", Supports
	}
}

func (f *spaceFacts) next() (phrase, Verdict) {
	pages := f.seenPages()
	if len(pages) == 0 {
		return "", NotAsked
	}
	kinds, last := forms{}, forms{}
	for _, p := range pages {
		text, isText := p.next.(string)
		kind := phrase("an opaque text")
		_, err := strconv.ParseUint(text, 10, 31)
		switch {
		case !isText:
			kind = kindOf(p.next)
		case text == "":
			kind = "empty"
		case err == nil:
			kind = "a number as text"
		}
		kinds.add(kind)
		if p.rows < 100 {
			last.add(kind)
		}
	}
	return say("%s; on a page with fewer rows than asked for: %s", kinds.list(""), last.list("no such page")),
		supportsIf(kinds["a number"]+kinds["an object"]+kinds["a list"]+kinds["true or false"] == 0)
}

// The fields that $errors can name, of the fields that are asked for.
func documentedFields() []string {
	var names []string
	for _, s := range []schema{profileSchema, teamSchema, membershipSchema} {
		for _, path := range s.paths {
			names = append(names, string(path))
		}
	}
	return names
}

func (f *spaceFacts) inlineErrors() (phrase, Verdict) {
	rows := slices.Concat(f.profiles.okRows(), f.teamPage.okRows(), f.membershipPage.okRows())
	if len(rows) == 0 {
		return "", NotAsked
	}
	found, without, documented := []phrase{}, 0, documentedFields()
	for _, row := range rows {
		errors, ok := at(row, "$errors").([]any)
		if !ok {
			continue
		}
		for _, e := range errors {
			fields, _ := at(e, "fields").([]any)
			if len(fields) == 0 {
				without++
			}
			for _, field := range fields {
				name, _ := field.(string)
				found = append(found, known(name, documented, "another field"))
			}
		}
	}
	for _, r := range []*reply{f.profiles, f.teamPage, f.membershipPage} {
		if r.ok() && at(decoded(r.resp.Body), "$errors") != nil {
			return "beside the rows of a page", Breaks
		}
	}
	switch {
	case len(found) == 0 && without == 0:
		return "nowhere: the token may read every field, or nothing says that it may not", Open
	case without > 0:
		return say("in rows, without the names of the fields: %s", about(without)), Open
	default:
		return say("in rows, about the fields %s", list(found, "")), Supports
	}
}
