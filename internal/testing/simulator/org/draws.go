package org

import (
	"cmp"
	"math/bits"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"
)

// draws makes the random choices about one thing, such as a person or a
// license. Every decision about a thing has a random stream of its own, which
// depends on the seed, the thing, and the name of the decision only. A decision
// that is added, changed, or removed therefore moves no other.
type draws struct {
	key uint64 // identifies the thing
	*calendar
}

// calendar is what the dates of an organization have in common.
type calendar struct {
	day     time.Time        // the organization's day
	offsets []*time.Location // the offsets of dates on the wire
}

// The API writes midnights at this offset, as far as they were recorded.
var recordedOffsets = []*time.Location{time.FixedZone("", 3*3600)}

// The documentation of the API allows any offset.
var anyOffsets = append([]*time.Location{
	time.FixedZone("", 0), time.FixedZone("", 3600), time.FixedZone("", -5*3600), time.FixedZone("", 5*3600+1800), time.FixedZone("", -8*3600),
}, recordedOffsets...)

// of returns the draws of a thing that belongs to this one. The kind and the
// number, or the name, identify the thing among its siblings.
func (d draws) of(kind string, number int) draws {
	d.key = mix(hash(d.key, kind) + uint64(number)) //nolint:gosec // any number will do
	return d
}

// hash is FNV-1a, which continues from a key.
func hash(key uint64, text string) uint64 {
	key ^= 0xcbf29ce484222325
	for i := range len(text) {
		key = (key ^ uint64(text[i])) * 0x100000001b3
	}
	return key
}

// mix is the finalizer of SplitMix64. It makes neighboring numbers differ in
// all bits.
func mix(key uint64) uint64 {
	key += 0x9e3779b97f4a7c15
	key = (key ^ key>>30) * 0xbf58476d1ce4e5b9
	key = (key ^ key>>27) * 0x94d049bb133111eb
	return key ^ key>>31
}

// stream is the random numbers of one decision. It needs no memory, unlike
// [rand.Rand]: a large organization takes millions of decisions.
type stream struct{ rand.PCG }

func (d draws) stream(decision string) stream {
	var s stream
	s.Seed(d.key, hash(0, decision))
	return s
}

// below returns a number from 0 to n-1.
func (s *stream) below(n int) int {
	high, _ := bits.Mul64(s.Uint64(), uint64(n)) //nolint:gosec // n is positive
	return int(high)                             //nolint:gosec // less than n
}

// between returns a number from low to high.
func (s *stream) between(low, high int) int { return low + s.below(high-low+1) }

// below returns a number from 0 to n-1.
func (d draws) below(decision string, n int) int {
	s := d.stream(decision)
	return s.below(n)
}

// weight returns the first random number of a decision. The thing with the
// lowest weight among several is a random one, and the choice changes only if a
// thing with a lower weight joins or if the chosen one leaves.
func (d draws) weight(decision string) uint64 { return mix(hash(d.key, decision)) }

// permille returns a number from 0 to 999, to choose between cases. A new case
// takes its numbers from the default case, so that only these choices change.
func (d draws) permille(decision string) int { return d.below(decision, 1000) }

// chance returns true in the given number of cases out of 1000.
func (d draws) chance(decision string, permille int) bool { return d.permille(decision) < permille }

// between returns a number from low to high.
func (d draws) between(decision string, low, high int) int {
	s := d.stream(decision)
	return s.between(low, high)
}

func pick[T any](d draws, decision string, values []T) T {
	return values[d.below(decision, len(values))]
}

// choose returns n different values in random order. A value that is added to
// the list changes only the choices that include it.
func choose(d draws, decision string, n int, values []string) []string {
	d = d.of(decision, 0)
	chosen := slices.Clone(values)
	slices.SortFunc(chosen, func(a, b string) int { return cmp.Compare(d.weight(a), d.weight(b)) })
	return chosen[:min(n, len(chosen))]
}

// shuffled returns the values in random order. The order of two values depends
// on their IDs only.
func shuffled[T any](d draws, values []T, id func(*T) string) []T {
	type weighted struct {
		weight uint64
		index  int
	}
	order := make([]weighted, len(values))
	for i := range values {
		order[i] = weighted{d.weight(id(&values[i])), i}
	}
	slices.SortFunc(order, func(a, b weighted) int { return cmp.Or(cmp.Compare(a.weight, b.weight), cmp.Compare(a.index, b.index)) })
	ordered := make([]T, len(values))
	for i, p := range order {
		ordered[i] = values[p.index]
	}
	return ordered
}

// midnight returns the start of a day that is low to high days after the
// organization's day.
func (d draws) midnight(decision string, low, high int) *time.Time {
	s := d.stream(decision)
	date := d.day.AddDate(0, 0, s.between(low, high))
	t := time.Date(date.Year(), date.Month(), date.Day(), 0, 0, 0, 0, d.offset(&s))
	return &t
}

// ago returns a time on a day that is low to high days before the
// organization's day. low must be at least 1.
func (d draws) ago(decision string, low, high int) *time.Time {
	s := d.stream(decision)
	t := d.timeOf(&s, s.between(low, high)).In(d.offset(&s))
	return &t
}

// moment is [draws.ago] in UTC.
func (d draws) moment(decision string, low, high int) *time.Time {
	s := d.stream(decision)
	t := d.timeOf(&s, s.between(low, high))
	return &t
}

func (d draws) timeOf(s *stream, daysAgo int) time.Time {
	return d.day.AddDate(0, 0, -daysAgo).Add(time.Duration(s.below(24*3600*1000)) * time.Millisecond)
}

func (d draws) offset(s *stream) *time.Location { return d.offsets[s.below(len(d.offsets))] }

// date returns a day that is low to high days after the organization's day.
func (d draws) date(decision string, low, high int) *time.Time {
	t := d.day.AddDate(0, 0, d.between(decision, low, high))
	return &t
}

// text returns random characters of an alphabet.
func (d draws) text(decision, alphabet string, length int) string {
	s := d.stream(decision)
	text := make([]byte, max(length, 0))
	for i := range text {
		text[i] = alphabet[s.below(len(alphabet))]
	}
	return string(text)
}

const (
	digits  = "0123456789"
	capital = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	small   = "abcdefghijklmnopqrstuvwxyz"
)

// token extends a prefix with random characters to the length of a token.
func (d draws) token(prefix string) string {
	return prefix + d.text("token "+prefix, small+digits, 25-len(prefix))
}

// licenseID returns the ID of a license. With 36^10 possible IDs, duplicates do
// not occur in practice.
func (d draws) licenseID() string { return d.text("id", capital+digits, 10) }

// spaceID returns the ID of something in a Space, with 12 characters of base
// 62.
func (d draws) spaceID() string { return d.text("id", digits+capital+small, 12) }

// packRef returns the reference of a purchase, such as 1215/1JGQR.
func (d draws) packRef() string {
	return strconv.Itoa(d.between("number", 1000, 9999)) + "/1" + d.text("letters", "ABCDEFGHJKLMNPQRSTUVWXYZ"+digits, 4)
}

// respelled returns the same address with different letter case.
func (d draws) respelled(decision, email string) string {
	local, domain, _ := strings.Cut(email, "@")
	switch d.below(decision, 4) {
	case 0:
		return strings.ToUpper(email)
	case 1:
		return local + "@" + strings.ToUpper(domain[:1]) + domain[1:]
	default:
		return capitalized(local) + "@" + domain
	}
}

// capitalized returns the local part of an address with capitals, as in
// Anna.Berg.
func capitalized(local string) string {
	parts := strings.Split(local, ".")
	for i, part := range parts {
		parts[i] = strings.ToUpper(part[:1]) + part[1:]
	}
	return strings.Join(parts, ".")
}
