package licensing

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// Days count back from asOf, 2026-11-21T12:00:00Z: 90 days is
// 2026-08-23T12:00:00Z, and 30 days is 2026-10-22T12:00:00Z.
func TestInactivity(t *testing.T) {
	base := options(inactiveAfter(90))
	for name, test := range map[string]struct {
		licenses []License
		options  AuditOptions
		want     bool
		says     string
	}{
		"seen on the boundary":            {[]License{seat("A", "II", heldBy(jane), seen("2026-08-23T12:00:00Z"))}, base, true, "last seen 2026-08-23, limit 90 days."},
		"seen a second later":             {[]License{seat("A", "II", heldBy(jane), seen("2026-08-23T12:00:01Z"))}, base, false, ""},
		"seen later on the boundary day":  {[]License{seat("A", "II", heldBy(jane), seen("2026-08-23T23:00:00Z"))}, base, false, ""},
		"an offset that hides the day":    {[]License{seat("A", "II", heldBy(jane), seen("2026-08-24T00:00:00+14:00"))}, base, true, "last seen 2026-08-23, limit"},
		"an offset the other way":         {[]License{seat("A", "II", heldBy(jane), seen("2026-08-23T08:00:01-04:00"))}, base, false, ""},
		"seen in the future":              {[]License{seat("A", "II", heldBy(jane), seen("2027-01-01"))}, base, false, ""},
		"never seen, assigned long ago":   {[]License{seat("A", "II", heldBy(jane), assignedOn("2026-08-23T12:00:00Z"))}, base, true, "never seen, last assigned 2026-08-23, limit 90 days."},
		"never seen, assigned later":      {[]License{seat("A", "II", heldBy(jane), assignedOn("2026-08-23T12:00:01Z"))}, base, false, ""},
		"never seen, new":                 {[]License{seat("A", "II", heldBy(jane), assignedOn("2026-11-20"))}, base, false, ""},
		"never seen, no date":             {[]License{seat("A", "II", heldBy(jane))}, base, true, "never seen, assignment date unknown, limit 90 days."},
		"seen long ago, in the grace":     {[]License{seat("A", "II", heldBy(jane), seen("2020-01-01"), assignedOn("2026-10-22T12:00:01Z"))}, base, false, ""},
		"seen long ago, past the grace":   {[]License{seat("A", "II", heldBy(jane), seen("2020-01-01"), assignedOn("2026-10-22T12:00:00Z"))}, base, true, "last seen 2020-01-01"},
		"active on another license":       {[]License{seat("A", "II", heldBy(jane), seen("2020-01-01")), seat("B", "WS", heldBy(jane), seen("2026-11-20"))}, base, false, ""},
		"a new second license":            {[]License{seat("A", "II", heldBy(jane), seen("2020-01-01")), seat("B", "WS", heldBy(jane), assignedOn("2026-11-20"))}, base, false, ""},
		"all licenses old":                {[]License{seat("A", "II", heldBy(jane), seen("2020-01-01")), seat("B", "WS", heldBy(jane), seen("2026-01-01"))}, base, true, "last seen 2026-01-01"},
		"seen once, the other never":      {[]License{seat("A", "II", heldBy(jane), seen("2026-11-20")), seat("B", "WS", heldBy(jane), assignedOn("2020-01-01"))}, base, false, ""},
		"seen, assigned date unknown":     {[]License{seat("A", "II", heldBy(jane), seen("2026-01-01"))}, base, true, "last seen 2026-01-01"},
		"suspended counts":                {[]License{seat("A", "II", heldBy(jane), suspended)}, base, true, "inactive"},
		"expired counts":                  {[]License{seat("A", "II", heldBy(jane), expired)}, base, true, "inactive"},
		"trial counts":                    {[]License{seat("A", "II", heldBy(jane), trial)}, base, true, "inactive"},
		"an offline code does not excuse": {[]License{seat("A", "II", heldBy(jane), offline)}, base, true, "offline activation code was generated"},
		"a server is no person":           {[]License{seat("A", "II", onServer)}, base, false, ""},
		"a key is no person":              {[]License{seat("A", "II", onKey)}, base, false, ""},
		"a free seat has no holder":       {[]License{seat("A", "II")}, base, false, ""},
		"no license, no person":           {nil, base, false, ""},
		"a grace of 0 days":               {[]License{seat("A", "II", heldBy(jane), seen("2020-01-01"), assignedOn("2026-11-21T12:00:00Z"))}, options(inactiveAfter(90), func(o *AuditOptions) { o.GraceDays = value.Some(0) }), true, ""},
		"a grace longer than the limit":   {[]License{seat("A", "II", heldBy(jane), assignedOn("2026-08-01"))}, options(inactiveAfter(90), func(o *AuditOptions) { o.GraceDays = value.Some(365) }), false, ""},
		"after 0 days, seen now":          {[]License{seat("A", "II", heldBy(jane), seen(asOf))}, options(inactiveAfter(0)), true, "limit 0 days."},
		"after 0 days, seen later":        {[]License{seat("A", "II", heldBy(jane), seen("2026-11-21T12:00:01Z"))}, options(inactiveAfter(0)), false, ""},
		"after 1 day":                     {[]License{seat("A", "II", heldBy(jane), seen("2026-11-20"))}, options(inactiveAfter(1)), true, "limit 1 day."},
		"after more days than there were": {[]License{seat("A", "II", heldBy(jane), seen("0001-01-02"))}, options(inactiveAfter(math.MaxInt)), false, ""},
		"then never seen still counts":    {[]License{seat("A", "II", heldBy(jane))}, options(inactiveAfter(math.MaxInt)), true, "never seen"},
	} {
		t.Run(name, func(t *testing.T) {
			result := audited(t, test.options, test.licenses...)
			found := len(result.Findings) == 1
			if found != test.want || len(result.Findings) > 1 {
				t.Fatalf("findings %+v", result.Findings)
			}
			if found && !strings.Contains(result.Findings[0].Message, test.says) {
				t.Errorf("%q does not say %q", result.Findings[0].Message, test.says)
			}
			if emails := result.Emails[RuleInactive]; emails == nil || slices.Contains(emails, jane) != test.want {
				t.Errorf("emails %v", emails)
			}
		})
	}
}

// found returns the most specific list of what a rule found.
func found(result AuditResult, rule Rule) string {
	switch rule {
	case RuleExhausted:
		return strings.Join(result.ProductCodes[rule], " ")
	case RuleMissingEntitlement:
		var pairs []string
		for _, d := range result.MissingEntitlements {
			pairs = append(pairs, d.Email+":"+d.ProductCode)
		}
		return strings.Join(pairs, " ")
	case RuleInactive, RuleNeverSeen, RuleExternal, RuleUnmatched:
		return strings.Join(result.Emails[rule], " ")
	default:
		return strings.Join(result.LicenseIDs[rule], " ")
	}
}

func TestRules(t *testing.T) {
	covers := func(pack string, codes ...string) func(*AuditOptions) {
		return func(o *AuditOptions) { o.PackContents = Packs{pack: codes} }
	}
	mutual := func(o *AuditOptions) { o.PackContents = Packs{"P": {"Q"}, "Q": {"P"}} }
	one := func(rule Rule, changes ...func(*AuditOptions)) AuditOptions {
		return options(append([]func(*AuditOptions){inForce(rule)}, changes...)...)
	}
	for name, test := range map[string]struct {
		options  AuditOptions
		licenses []License
		want     string
	}{
		"reclaimable: locked by JetBrains, with a shorter grace": {one(RuleReclaimable, inactiveAfter(0), func(o *AuditOptions) { o.GraceDays = value.Some(0) }), []License{seat("A", "II", heldBy(jane), assignedOn("2026-10-22T12:00:01Z")), seat("B", "II", heldBy(jane), assignedOn("2026-10-22T12:00:00Z"))}, "B"},
		"reclaimable: with a longer grace":                       {one(RuleReclaimable, inactiveAfter(0), func(o *AuditOptions) { o.GraceDays = value.Some(60) }), []License{seat("A", "II", heldBy(jane), assignedOn("2026-10-22T12:00:00Z")), seat("B", "II", heldBy(jane), assignedOn("2026-09-22T12:00:00Z"))}, "B"},
		"missing: holds nothing":                                 {one(RuleMissingEntitlement, expected(map[string][]string{"WS": {jane}})), []License{seat("A", "WS")}, jane + ":WS"},
		"missing: an active seat":                                {one(RuleMissingEntitlement, expected(map[string][]string{"WS": {" JANE@acme.example. "}})), []License{seat("A", "WS", heldBy(jane))}, ""},
		"missing: a pack":                                        {one(RuleMissingEntitlement, expected(map[string][]string{"WS": {jane}, "TBEB": {jane}})), []License{seat("A", "ALL", heldBy(jane))}, jane + ":TBEB"},
		"missing: a pack that does not cover it":                 {one(RuleMissingEntitlement, covers("ALL", "II"), expected(map[string][]string{"WS": {jane}})), []License{seat("A", "ALL", heldBy(jane))}, jane + ":WS"},
		"missing: a suspended, an expired seat":                  {one(RuleMissingEntitlement, expected(map[string][]string{"WS": {jane, joe}})), []License{seat("A", "WS", heldBy(jane), suspended), seat("B", "WS", heldBy(joe), expired)}, jane + ":WS " + joe + ":WS"},
		"missing: a trial is active":                             {one(RuleMissingEntitlement, expected(map[string][]string{"WS": {jane}})), []License{seat("A", "WS", heldBy(jane), trial)}, ""},
		"missing: the same person twice":                         {one(RuleMissingEntitlement, expected(map[string][]string{"WS": {jane, "", " Jane@acme.example"}, "II": {jane}})), []License{seat("A", "GO")}, jane + ":II " + jane + ":WS"},
		"missing: product_codes narrows":                         {one(RuleMissingEntitlement, expected(map[string][]string{"WS": {jane}, "GO": {jane}}), func(o *AuditOptions) { o.Selection.ProductCodes = []string{"GO"} }), []License{seat("A", "GO", heldBy(joe)), seat("B", "WS")}, jane + ":GO"},
		"missing: a pack outside of product_codes":               {one(RuleMissingEntitlement, expected(map[string][]string{"GO": {jane}}), func(o *AuditOptions) { o.Selection.ProductCodes = []string{"GO"} }), []License{seat("A", "GO", heldBy(joe)), seat("B", "ALL", heldBy(jane))}, ""},
		"missing: team_ids does not narrow":                      {one(RuleMissingEntitlement, expected(map[string][]string{"GO": {jane, joe}}), func(o *AuditOptions) { o.Selection.TeamIDs = []string{"7"} }), []License{seat("A", "GO", heldBy(joe), inTeam("8", "Other")), seat("B", "II", inTeam("7", "Core"))}, jane + ":GO"},
		"missing: an exempt person":                              {one(RuleMissingEntitlement, expected(map[string][]string{"GO": {jane, joe}, "WS": {jane}}), exempt(jane)), []License{seat("A", "GO")}, joe + ":GO"},
		"unexpected: not declared":                               {one(RuleUnexpectedEntitlement, expected(map[string][]string{"WS": {jane}})), []License{seat("A", "WS", heldBy(jane)), seat("B", "WS", heldBy(joe)), seat("C", "WS", heldBy(joe), suspended), seat("D", "II", heldBy(joe))}, "B C"},
		"unexpected: a product that none should have":            {one(RuleUnexpectedEntitlement, expected(map[string][]string{"WS": {}})), []License{seat("A", "WS", heldBy(jane), expired), seat("B", "WS", onServer), seat("C", "WS")}, "A"},
		"unexpected: a pack is no seat of it":                    {one(RuleUnexpectedEntitlement, expected(map[string][]string{"WS": {}})), []License{seat("A", "ALL", heldBy(jane))}, ""},
		"unexpected: only audited seats":                         {one(RuleUnexpectedEntitlement, expected(map[string][]string{"WS": {}, "II": {}}), func(o *AuditOptions) { o.Selection.ProductCodes = []string{"II"} }), []License{seat("A", "WS", heldBy(jane)), seat("B", "II", heldBy(jane))}, "B"},
		"unexpected: an exempt person":                           {one(RuleUnexpectedEntitlement, expected(map[string][]string{"WS": {}}), exempt(jane)), []License{seat("A", "WS", heldBy(jane))}, ""},
		"never seen: past the grace":                             {one(RuleNeverSeen), []License{seat("A", "II", heldBy(jane), assignedOn("2026-10-22T12:00:00Z"))}, jane},
		"never seen: but new":                                    {one(RuleNeverSeen), []License{seat("A", "II", heldBy(jane), assignedOn("2026-10-22T12:00:01Z"))}, ""},
		"never seen: no date at all":                             {one(RuleNeverSeen), []License{seat("A", "II", heldBy(jane))}, jane},
		"never seen: seen on another":                            {one(RuleNeverSeen), []License{seat("A", "II", heldBy(jane)), seat("B", "WS", heldBy(jane), seen("2020-01-01"))}, ""},
		"never seen: one of two is new":                          {one(RuleNeverSeen), []License{seat("A", "II", heldBy(jane), assignedOn("2020-01-01")), seat("B", "WS", heldBy(jane), assignedOn("2026-11-20"))}, ""},
		"never seen: offline code":                               {one(RuleNeverSeen), []License{seat("A", "II", heldBy(jane), offline)}, jane},
		"never seen: server, key, free":                          {one(RuleNeverSeen), []License{seat("A", "II", onServer), seat("B", "II", onKey), seat("C", "II")}, ""},
		"suspended: one of two":                                  {one(RuleSuspended), []License{seat("A", "II", heldBy(jane), suspended), seat("B", "II", heldBy(jane))}, "A"},
		"suspended: each license":                                {one(RuleSuspended), []License{seat("A", "II", heldBy(joe), suspended), seat("B", "WS", heldBy(jane), suspended, expired), seat("C", "II", heldBy(joe), suspended)}, "A B C"},
		"suspended: without a holder":                            {one(RuleSuspended), []License{seat("A", "II", suspended), seat("B", "II", suspended, onServer), seat("C", "II", suspended, onKey)}, ""},
		"trial: held":                                            {one(RuleTrial), []License{seat("A", "II", heldBy(jane), trial), seat("B", "II", trial), seat("C", "II", heldBy(jane))}, "A"},
		"offline code: held":                                     {one(RuleOfflineCode), []License{seat("A", "II", heldBy(jane), offline), seat("B", "II", offline), seat("C", "II", heldBy(jane))}, "A"},
		"external: another domain":                               {one(RuleExternal, allowed("acme.example")), []License{seat("A", "II", heldBy(jane)), seat("B", "II", heldBy(eve)), seat("C", "WS", heldBy(eve))}, eve},
		"external: a subdomain":                                  {one(RuleExternal, allowed("acme.example")), []License{seat("A", "II", heldBy("x@sub.acme.example"))}, "x@sub.acme.example"},
		"external: a wildcard":                                   {one(RuleExternal, allowed("*.acme.example")), []License{seat("A", "II", heldBy("x@sub.acme.example")), seat("B", "II", heldBy(jane))}, jane},
		"external: no domain":                                    {one(RuleExternal, allowed("acme.example")), []License{seat("A", "II", heldBy("acme.example"))}, "acme.example"},
		"external: server, key":                                  {one(RuleExternal, allowed("acme.example")), []License{seat("A", "II", onServer), seat("B", "II", onKey)}, ""},
		"unmatched: not in the directory":                        {one(RuleUnmatched, directory(joe)), []License{seat("A", "II", heldBy(jane)), seat("B", "II", heldBy(joe))}, jane},
		"unmatched: case and spaces":                             {one(RuleUnmatched, directory(" JANE@Acme.Example\n", "", jane)), []License{seat("A", "II", heldBy(jane))}, ""},
		"unmatched: server, key":                                 {one(RuleUnmatched, directory(jane)), []License{seat("A", "II", onServer), seat("B", "II", onKey)}, ""},
		"expiring: on the boundary":                              {one(RuleExpiring, expiringWithin(10)), []License{seat("A", "II", renewed(false), validTo("2026-12-01T12:00:00Z"))}, "A"},
		"expiring: a second later":                               {one(RuleExpiring, expiringWithin(10)), []License{seat("A", "II", renewed(false), validTo("2026-12-01T12:00:01Z"))}, ""},
		"expiring: an offset":                                    {one(RuleExpiring, expiringWithin(10)), []License{seat("A", "II", renewed(false), validTo("2026-12-02T02:00:00+14:00"))}, "A"},
		"expiring: already past":                                 {one(RuleExpiring, expiringWithin(10)), []License{seat("A", "II", renewed(false), validTo("2020-01-01"))}, "A"},
		"expiring: expired":                                      {one(RuleExpiring, expiringWithin(10)), []License{seat("A", "II", renewed(false), validTo("2020-01-01"), expired)}, ""},
		"expiring: renewed":                                      {one(RuleExpiring, expiringWithin(10)), []License{seat("A", "II", renewed(true), validTo("2026-12-01"))}, ""},
		"expiring: renewal stopped":                              {one(RuleExpiring, expiringWithin(10)), []License{seat("A", "II", renewed(true), stopped, validTo("2026-12-01"))}, "A"},
		"expiring: renewal not known":                            {one(RuleExpiring, expiringWithin(10)), []License{seat("A", "II", validTo("2026-12-01"))}, "A"},
		"expiring: perpetual":                                    {one(RuleExpiring, expiringWithin(10)), []License{seat("A", "II", func(l *License) { l.UpgradeDue = day("2026-12-01") })}, ""},
		"expiring: with any holder":                              {one(RuleExpiring, expiringWithin(10)), []License{seat("D", "II", onKey, validTo("2026-12-01")), seat("C", "II", onServer, validTo("2026-12-01")), seat("B", "II", heldBy(jane), validTo("2026-12-01")), seat("A", "II", validTo("2026-12-01"))}, "A B C D"},
		"expiring: within 0 days":                                {one(RuleExpiring, expiringWithin(0)), []License{seat("A", "II", validTo(asOf)), seat("B", "II", validTo("2026-11-21T12:00:01Z"))}, "A"},
		"expiring: within ages":                                  {one(RuleExpiring, expiringWithin(math.MaxInt)), []License{seat("A", "II", validTo("9999-12-31"))}, "A"},
		"exhausted: enough":                                      {one(RuleExhausted, minAvailable("II", 2)), []License{seat("A", "II"), seat("B", "II")}, ""},
		"exhausted: one too few":                                 {one(RuleExhausted, minAvailable("II", 2)), []License{seat("A", "II"), seat("B", "II", heldBy(jane)), seat("C", "II", unavailable), seat("D", "WS")}, "II"},
		"exhausted: no license at all":                           {one(RuleExhausted, minAvailable("GO", 1)), nil, "GO"},
		"exhausted: none wanted":                                 {one(RuleExhausted, minAvailable("GO", 0)), nil, ""},
		"exhausted: several":                                     {one(RuleExhausted, func(o *AuditOptions) { o.MinAvailable = map[string]int{"WS": 1, "GO": 1, "II": 1} }), []License{seat("A", "II")}, "GO WS"},
		"overlapping: a pack and an IDE":                         {one(RuleOverlapping), []License{seat("A", "ALL", heldBy(jane)), seat("B", "II", heldBy(jane))}, "B"},
		"overlapping: the IDE came first":                        {one(RuleOverlapping), []License{seat("A", "II", heldBy(jane)), seat("B", "ALL", heldBy(jane))}, "A"},
		"overlapping: AI inside a pack":                          {one(RuleOverlapping), []License{seat("A", "RSU", heldBy(jane)), seat("B", "AIP", heldBy(jane))}, "B"},
		"overlapping: a pack in a pack":                          {one(RuleOverlapping), []License{seat("A", "RSU", heldBy(jane)), seat("B", "ALL", heldBy(jane)), seat("C", "RD", heldBy(jane))}, "A C"},
		"overlapping: one product twice":                         {one(RuleOverlapping), []License{seat("C", "II", heldBy(jane)), seat("A", "II", heldBy(jane)), seat("B", "II", heldBy(jane))}, "B C"},
		"overlapping: one pack twice":                            {one(RuleOverlapping), []License{seat("A", "ALL", heldBy(jane)), seat("B", "ALL", heldBy(jane))}, "B"},
		"overlapping: covered and twice":                         {one(RuleOverlapping), []License{seat("A", "II", heldBy(jane)), seat("B", "II", heldBy(jane)), seat("C", "ALL", heldBy(jane))}, "A B"},
		"overlapping: not in the pack":                           {one(RuleOverlapping), []License{seat("A", "ALL", heldBy(jane)), seat("B", "TBEB", heldBy(jane))}, ""},
		"overlapping: two persons":                               {one(RuleOverlapping), []License{seat("A", "ALL", heldBy(jane)), seat("B", "II", heldBy(joe)), seat("C", "II")}, ""},
		"overlapping: servers":                                   {one(RuleOverlapping), []License{seat("A", "ALL", onServer), seat("B", "II", onServer)}, ""},
		"overlapping: two IDEs":                                  {one(RuleOverlapping), []License{seat("A", "WS", heldBy(jane)), seat("B", "II", heldBy(jane))}, ""},
		"overlapping: a dead pack gives nothing":                 {one(RuleOverlapping), []License{seat("A", "ALL", heldBy(jane), expired), seat("B", "II", heldBy(jane)), seat("C", "WS", heldBy(jane))}, ""},
		"overlapping: a suspended pack gives nothing":            {one(RuleOverlapping), []License{seat("A", "ALL", heldBy(jane), suspended), seat("B", "II", heldBy(jane))}, ""},
		"overlapping: a trial gives nothing":                     {one(RuleOverlapping), []License{seat("A", "ALL", heldBy(jane), trial), seat("B", "II", heldBy(jane))}, ""},
		"overlapping: expired, trial: not found":                 {one(RuleOverlapping), []License{seat("A", "ALL", heldBy(jane)), seat("B", "II", heldBy(jane), trial), seat("C", "WS", heldBy(jane), expired), seat("D", "GO", heldBy(jane), suspended, expired)}, ""},
		"overlapping: suspended, and covered":                    {one(RuleOverlapping), []License{seat("A", "WS", heldBy(jane), suspended), seat("B", "ALL", heldBy(jane)), seat("C", "TBEB", heldBy(jane), suspended)}, "A"},
		"overlapping: a suspended pack gives more":               {one(RuleOverlapping), []License{seat("A", "ALL", heldBy(jane), suspended), seat("B", "II", heldBy(jane))}, ""},
		"overlapping: the dead before the living":                {one(RuleOverlapping), []License{seat("A", "II", heldBy(jane), suspended), seat("B", "II", heldBy(jane))}, "A"},
		"overlapping: two suspended seats":                       {one(RuleOverlapping), []License{seat("A", "II", heldBy(jane), suspended), seat("B", "II", heldBy(jane), suspended)}, ""},
		"overlapping: a pack made of two seats":                  {one(RuleOverlapping, covers("BOX", "II", "BOX")), []License{seat("A", "II", heldBy(jane)), seat("B", "BOX", heldBy(jane)), seat("C", "BOX", heldBy(jane))}, "A C"},
		"overlapping: a pack that others make up":                {one(RuleOverlapping, covers("BOX", "II", "WS")), []License{seat("A", "BOX", heldBy(jane)), seat("B", "II", heldBy(jane)), seat("C", "WS", heldBy(jane))}, "B C"},
		"overlapping: an override":                               {one(RuleOverlapping, covers("RSU", "II")), []License{seat("A", "RSU", heldBy(jane)), seat("B", "II", heldBy(jane)), seat("C", "RD", heldBy(jane))}, "B"},
		"overlapping: covers nothing":                            {one(RuleOverlapping, covers("ALL")), []License{seat("A", "ALL", heldBy(jane)), seat("B", "II", heldBy(jane))}, ""},
		"overlapping: packs of each other":                       {one(RuleOverlapping, mutual), []License{seat("C", "P", heldBy(jane)), seat("A", "Q", heldBy(jane)), seat("B", "Q", heldBy(jane))}, "B C"},
		"reclaimable: idle though at work":                       {one(RuleReclaimable, inactiveAfter(90)), []License{seat("A", "WS", heldBy(jane), seen("2026-01-01")), seat("B", "II", heldBy(jane), seen("2026-11-20"))}, "A"},
		"reclaimable: on the boundary":                           {one(RuleReclaimable, inactiveAfter(90)), []License{seat("A", "WS", heldBy(jane), seen("2026-08-23T12:00:00Z")), seat("B", "WS", heldBy(joe), seen("2026-08-23T12:00:01Z"))}, "A"},
		"reclaimable: its own grace":                             {one(RuleReclaimable, inactiveAfter(90)), []License{seat("A", "WS", heldBy(jane), seen("2026-01-01")), seat("B", "II", heldBy(jane), seen("2026-01-01"), assignedOn("2026-11-20"))}, "A"},
		"reclaimable: never seen":                                {one(RuleReclaimable, inactiveAfter(90)), []License{seat("A", "WS", heldBy(jane)), seat("B", "II", heldBy(jane), assignedOn("2026-09-01"))}, "A"},
		"reclaimable: expired, trial":                            {one(RuleReclaimable, inactiveAfter(90)), []License{seat("A", "WS", heldBy(jane), expired), seat("B", "II", heldBy(jane), trial)}, ""},
		"reclaimable: suspended is paid":                         {one(RuleReclaimable, inactiveAfter(90)), []License{seat("A", "WS", heldBy(jane), suspended)}, "A"},
		"reclaimable: server, key, free":                         {one(RuleReclaimable, inactiveAfter(90)), []License{seat("A", "II", onServer), seat("B", "II", onKey), seat("C", "II")}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			rule := test.options.Rules[0]
			result := audited(t, test.options, test.licenses...)
			if got := found(result, rule); got != test.want {
				t.Errorf("found %q, want %q", got, test.want)
			}
			if n := len(strings.Fields(test.want)); result.RuleCounts[rule] != n || len(result.Findings) != n || result.Passed != (n == 0) {
				t.Errorf("count %d, findings %d, passed %t, want %d", result.RuleCounts[rule], len(result.Findings), result.Passed, n)
			}
		})
	}
}

func TestRuleTableIsComplete(t *testing.T) {
	if !slices.IsSorted(RuleNames()) {
		t.Error("not sorted")
	}
	for i := range ruleTable {
		r := &ruleTable[i]
		kinds := 0
		for _, set := range []bool{r.ofPerson != nil, r.ofDeclared != nil, r.ofSeat != nil, r.ofProduct != nil} {
			if set {
				kinds++
			}
		}
		if kinds != 1 || r.sentence == nil || r.given == nil || r.whole == nil || r.perPerson && r.ofPerson == nil {
			t.Errorf("%s: incomplete or contradictory", r.name)
		}
		if r.byDefault && r.needs == "" {
			t.Errorf("%s: in force by default without an argument", r.name)
		}
		if r.given(&AuditOptions{}) != (r.needs == "") {
			t.Errorf("%s: computed without its argument", r.name)
		}
	}
}
