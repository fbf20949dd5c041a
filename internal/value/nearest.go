package value

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// NearestFirst lists ids that have names: first those that one of the values
// was likely meant for, then the others, each bytewise. It is for a filter that
// names what does not exist.
func NearestFirst(names map[string]Optional[string], values []string) []string {
	ids := slices.Sorted(maps.Keys(names))
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

// distance says how unlike a value is to an id with a name: 0 where only the
// letter case differs, 1 where it is the name, 2 where it is a part of the name,
// 3 where one of value and id begins with the other.
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
