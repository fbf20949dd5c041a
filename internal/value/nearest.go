package value

import (
	"cmp"
	"slices"
	"strings"
)

// NearestFirst lists IDs that have names: first those that one of the values
// most likely means, and then the others, each group in bytewise order. It is
// for messages about filter values that do not exist.
func NearestFirst(names map[string]Optional[string], values []string) []string {
	ids := SortedKeys(names)
	distances := make(map[string]int, len(ids))
	for _, id := range ids {
		distances[id] = distanceUnlike
		for _, v := range values {
			distances[id] = min(distances[id], distance(id, names[id].Value, v))
		}
	}
	slices.SortStableFunc(ids, func(a, b string) int { return cmp.Compare(distances[a], distances[b]) })
	return ids
}

const distanceUnlike = 4

// distance returns how much a value differs from an ID with a name: 0 if only
// the letter case differs, 1 if it is the name, 2 if it is part of the name,
// and 3 if the value begins with the ID or the ID begins with the value.
func distance(id, name, v string) int {
	id, name, v = strings.ToLower(id), strings.ToLower(name), strings.ToLower(strings.TrimSpace(v))
	switch {
	case v == "":
		return distanceUnlike
	case v == id:
		return 0
	case v == name:
		return 1
	case strings.Contains(name, v):
		return 2
	case strings.HasPrefix(id, v) || strings.HasPrefix(v, id):
		return 3
	default:
		return distanceUnlike
	}
}
