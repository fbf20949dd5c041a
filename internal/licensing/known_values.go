package licensing

import (
	"fmt"
	"slices"

	"github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/value"
)

// NotHeldError says that a filter names values that do not occur in the
// complete list of licenses: most likely a typo, and a check of an empty result
// would pass.
type NotHeldError struct {
	Argument string   // product_codes, team_ids or assignee_types
	Values   []string // sorted
	Held     []string // the values that exist, formatted for a message; the nearest to a value first, then sorted
}

func (e *NotHeldError) Error() string { return e.Summary() + ". " + e.Known() }

// Summary is the error without the values that exist.
func (e *NotHeldError) Summary() string {
	return fmt.Sprintf("%s names %s, which the account does not have", e.Argument, listingOf(quotedAll(e.Values), 10, "more"))
}

// Known states the values that exist.
func (e *NotHeldError) Known() string {
	if len(e.Held) == 0 {
		return "The token sees no others, so check its scope"
	}
	return "The account has " + listingOf(e.Held, 30, "more")
}

// quotedAll quotes values for a message.
func quotedAll(values []string) []string {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = fmt.Sprintf("%q", value.Printable(v, maxValue))
	}
	return quoted
}

// Attribute names the argument at fault.
func (e *NotHeldError) Attribute() string { return e.Argument }

// UnknownProducts reports product codes that no license has. If packs are
// given, codes that a pack in the account covers are known, too.
func (o *Organization) UnknownProducts(codes []string, packs Packs) *NotHeldError {
	if codes == nil {
		return nil
	}
	names := ProductNames(o.Licenses)
	for _, pack := range sortedKeys(names) {
		for _, code := range packs.Contents(pack) {
			if !names[code].Set {
				names[code] = FallbackProductName(code)
			}
		}
	}
	return notHeld("product_codes", codes, names)
}

// UnknownTeams reports IDs of teams that neither the token nor a license names.
func (o *Organization) UnknownTeams(ids []string) *NotHeldError {
	if ids == nil {
		return nil
	}
	return notHeld("team_ids", ids, o.TeamNames())
}

// TeamNames returns the names of all teams that the token or a license names,
// by ID.
func (o *Organization) TeamNames() map[string]value.Optional[string] {
	names := make(map[string]value.Optional[string])
	for _, team := range o.Account.Teams {
		names[team.ID] = team.Name
	}
	for i := range o.Licenses {
		if l := &o.Licenses[i]; l.TeamID != "" && names[l.TeamID].Value == "" {
			names[l.TeamID] = l.TeamName
		}
	}
	return names
}

// UnknownAssigneeTypes reports types of assignee that no license has.
func (o *Organization) UnknownAssigneeTypes(types []string) *NotHeldError {
	if types == nil {
		return nil
	}
	names := make(map[string]value.Optional[string])
	for i := range o.Licenses {
		if l := &o.Licenses[i]; l.Assigned() {
			names[string(l.AssigneeType)] = value.Optional[string]{}
		}
	}
	return notHeld("assignee_types", types, names)
}

func notHeld(argument string, wanted []string, held map[string]value.Optional[string]) *NotHeldError {
	missing := missingFrom(wanted, held)
	if len(missing) == 0 {
		return nil
	}
	return &NotHeldError{argument, missing, nearestFirst(held, missing)}
}

// missingFrom lists the wanted values that do not exist, sorted, without
// duplicates.
func missingFrom[V any](wanted []string, held map[string]V) []string {
	return sortedUnique(slices.DeleteFunc(slices.Clone(wanted), func(v string) bool {
		_, ok := held[v]
		return ok
	}))
}

// nearestFirst formats IDs with their names for a message. The IDs that one of
// the values most likely means come first.
func nearestFirst(names map[string]value.Optional[string], values []string) []string {
	list := value.NearestFirst(names, values)
	for i, id := range list {
		list[i] = display(id)
		if name := display(names[id].Value); name != "" {
			list[i] = fmt.Sprintf("%s (%s)", list[i], name)
		}
	}
	return list
}

// maxValue is how many characters of an unknown value a message repeats.
const maxValue = 60
