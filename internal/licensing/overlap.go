package licensing

import (
	"cmp"
	"math"
	"slices"
)

// Weighed is one license of a person while overlaps are determined.
type Weighed struct {
	*License
	Use Use

	// GivenUp says that another rule calls the license one to give up, whether
	// or not it reports it. Such a license covers nothing, so that all lists of
	// one audit can be given up at once.
	GivenUp bool
	// Reported says that the other rule reports the license. Then it is not
	// overlapping, so that the lists share no license.
	Reported bool

	// The result. CoveredBy is, of the licenses that stay and cover the product
	// for as long, the one with the lowest ID.
	Overlapping bool
	CoveredBy   *License
}

// covers reports whether a license lets its holder use its products for good:
// it is active, has a subscription, and is no trial.
func (w *Weighed) covers() bool {
	return w.Status() == StatusActive && w.Subscription && !w.Trial && !w.GivenUp
}

// end is when a license stops, to compare with others. No date and not renewing
// is the earliest, because the zero time is; renewing is the latest, whatever its
// date.
func (l *License) end() int64 {
	if l.Renews() {
		return math.MaxInt64
	}
	return l.ValidUntil.Unix()
}

// Coverage determines which licenses of a person overlap. It numbers the product
// codes that it encounters, and keeps counters for one person at a time, so only
// one goroutine may use it.
type Coverage struct {
	packs   Packs
	numbers map[string]int   // of product codes
	given   map[string][]int // by product code, the numbers of what a license of it covers; its own comes first
	counts  []int            // by number: the licenses that stay, end late enough, and cover the product
	order   []int
}

// NewCoverage returns a Coverage for packs.
func NewCoverage(packs Packs) *Coverage {
	return &Coverage{packs: packs, numbers: map[string]int{}, given: map[string][]int{}}
}

// Weigh determines which licenses add nothing to what a person may use. It
// needs all licenses that the person holds, sorted by ID.
//
// Licenses are weighed one after another, from the earliest end. Of equal ends,
// those with an offline code come last, whatever their dates, because giving
// them up takes the most effort; those without a usable date come first; and
// otherwise the highest ID comes first. A license overlaps if licenses that
// stay cover everything that it covers, and end no earlier. So what the person
// may use stays the same, for as long, no matter how packs contain each other.
func (c *Coverage) Weigh(licenses []Weighed) {
	if len(licenses) < 2 {
		return
	}
	c.order = c.order[:0]
	for i := range licenses {
		c.order = append(c.order, i)
		if licenses[i].covers() {
			c.count(&licenses[i], 1)
		}
	}
	slices.SortFunc(c.order, func(a, b int) int { return earlier(&licenses[a], &licenses[b]) })

	for first := 0; first < len(c.order); {
		next := first
		for ; next < len(c.order) && licenses[c.order[next]].end() == licenses[c.order[first]].end(); next++ {
			c.weigh(&licenses[c.order[next]])
		}
		for _, i := range c.order[first:next] { // they end too early for those that follow
			if w := &licenses[i]; w.covers() && !w.Overlapping {
				c.count(w, -1)
			}
		}
		first = next
	}
	for i := range licenses {
		if licenses[i].Overlapping {
			licenses[i].CoveredBy = c.coveredBy(&licenses[i], licenses)
		}
	}
}

// earlier is the order of weighing.
func earlier(a, b *Weighed) int {
	return cmp.Or(
		cmp.Compare(a.end(), b.end()),
		trueFirst(!a.OfflineCode, !b.OfflineCode),
		trueFirst(!a.Use.Dated(), !b.Use.Dated()),
		cmp.Compare(b.ID, a.ID),
	)
}

func (c *Coverage) weigh(w *Weighed) {
	if !w.Held() || !w.Billable() || w.Reported {
		return
	}
	others := 1
	if w.covers() {
		others = 2 // one of them is the license itself
	}
	for _, number := range c.gives(w.ProductCode) {
		if c.counts[number] < others {
			return
		}
	}
	w.Overlapping = true
	if w.covers() {
		c.count(w, -1)
	}
}

// coveredBy returns the license with the lowest ID that stays, covers the
// product of another, and ends no earlier.
func (c *Coverage) coveredBy(w *Weighed, licenses []Weighed) *License {
	for i := range licenses {
		other := &licenses[i]
		if other.covers() && !other.Overlapping && other.end() >= w.end() && slices.Contains(c.gives(other.ProductCode), c.number(w.ProductCode)) {
			return other.License
		}
	}
	return nil // cannot be: an overlapping license is covered
}

func (c *Coverage) count(w *Weighed, n int) {
	for _, number := range c.gives(w.ProductCode) {
		c.counts[number] += n
	}
}

// gives returns the numbers of the products that a license of a product covers.
func (c *Coverage) gives(code string) []int {
	numbers, ok := c.given[code]
	if !ok {
		numbers = []int{c.number(code)}
		for _, covered := range c.packs.Contents(code) {
			numbers = append(numbers, c.number(covered))
		}
		c.given[code] = numbers
	}
	return numbers
}

func (c *Coverage) number(code string) int {
	n, ok := c.numbers[code]
	if !ok {
		n = len(c.numbers)
		c.numbers[code] = n
		c.counts = append(c.counts, 0)
	}
	return n
}

func trueFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	default:
		return 1
	}
}
