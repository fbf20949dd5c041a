package licensing

import (
	"fmt"
	"maps"
	"slices"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// NotHeldError says that a filter names values that do not occur in the
// complete list of licenses: most likely a typo, and a check of an empty result
// would pass.
type NotHeldError struct {
	Argument string   // product_codes, team_ids, assignee_types, assignee_emails or email_domains
	Values   []string // sorted
	Held     []string // the values that exist, formatted for a message; the nearest to a value first, then sorted
}

func (e *NotHeldError) Error() string { return e.Summary() + ". " + e.Known() }

// Summary is the error without the values that exist.
func (e *NotHeldError) Summary() string {
	return fmt.Sprintf("%s names %s, which the account does not have", e.Argument, value.Listing(value.QuotedAll(e.Values, MaxQuoted), 10, "more"))
}

// Known states the values that exist.
func (e *NotHeldError) Known() string {
	if len(e.Held) == 0 {
		return "The token sees no others, so check its scope"
	}
	return "The account has " + value.Listing(e.Held, 30, "more")
}

// Attribute names the argument at fault.
func (e *NotHeldError) Attribute() string { return e.Argument }

// UnknownProducts reports product codes that no license has. If packs are
// given, codes that a pack in the account covers are known, too.
func (o *Organization) UnknownProducts(codes []string, packs Packs) *NotHeldError {
	names := maps.Clone(o.ProductNames())
	for _, pack := range value.SortedKeys(o.ProductNames()) {
		for _, code := range packs.Contents(pack) {
			if !names[code].Set {
				names[code] = FallbackProductName(code)
			}
		}
	}
	return notHeld("product_codes", codes, names)
}

// UnknownTeams reports IDs of teams that neither the token nor a license names.
// NoTeam is always known.
func (o *Organization) UnknownTeams(ids []string) *NotHeldError {
	ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return id == NoTeam })
	return notHeld("team_ids", ids, o.TeamNames())
}

// UnknownAssigneeTypes reports types of assignee that no license has.
func (o *Organization) UnknownAssigneeTypes(types []string) *NotHeldError {
	names := make(map[string]value.Optional[string])
	for i := range o.Licenses {
		if l := &o.Licenses[i]; l.Assigned() {
			names[string(l.AssigneeType)] = value.Optional[string]{}
		}
	}
	return notHeld("assignee_types", types, names)
}

func notHeld(argument string, values []string, held map[string]value.Optional[string]) *NotHeldError {
	missing := missingFrom(values, held)
	if len(missing) == 0 {
		return nil
	}
	return &NotHeldError{argument, missing, nearestFirst(held, missing)}
}

// missingFrom lists the values that do not exist, sorted, without
// duplicates.
func missingFrom[V any](values []string, held map[string]V) []string {
	return value.SortedUnique(slices.DeleteFunc(slices.Clone(values), func(v string) bool {
		_, ok := held[v]
		return ok
	}))
}

// nearestFirst formats IDs with their names for a message. The IDs that one of
// the values most likely means come first.
func nearestFirst(names map[string]value.Optional[string], values []string) []string {
	list := value.NearestFirst(names, values)
	for i, id := range list {
		list[i] = Display(id)
		if name := Display(names[id].Value); name != "" {
			list[i] = fmt.Sprintf("%s (%s)", list[i], name)
		}
	}
	return list
}

// MaxQuoted is how many characters of an unknown value a message repeats.
const MaxQuoted = 60
