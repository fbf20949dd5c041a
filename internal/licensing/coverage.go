package licensing

// coverage determines which products seats let their holder use: the product
// itself and, for a pack, what it covers. It numbers the product codes that it
// encounters, and keeps counters for one person at a time, so only one
// goroutine may use it.
type coverage struct {
	packs   Packs
	numbers map[string]int   // of product codes
	given   map[string][]int // by product code, the numbers of what a seat of it gives; its own comes first
	counts  []int            // by number: remaining seats of the person that give the product
	lowest  []*License       // by number: of those, the one with the lowest id
}

func newCoverage(packs Packs) *coverage {
	return &coverage{packs: packs, numbers: map[string]int{}, given: map[string][]int{}}
}

func (c *coverage) number(code string) int {
	n, ok := c.numbers[code]
	if !ok {
		n = len(c.numbers)
		c.numbers[code] = n
		c.counts, c.lowest = append(c.counts, 0), append(c.lowest, nil)
	}
	return n
}

// gives returns the numbers of the products that a seat of a product gives.
func (c *coverage) gives(code string) []int {
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

// living reports whether a seat is active and not a trial. Only such a seat
// lets its holder use anything permanently.
func living(l *License) bool { return l.Status() == StatusActive && !l.Trial }

// overlapping returns the seats of one person that add nothing to what the
// person can use, and for each the remaining seat with the lowest ID that gives
// its product. All licenses of the person must be given, sorted by ID.
//
// Seats are considered from the highest ID down. A seat is dropped only if
// other remaining seats give every product that it gives, so what the person
// can use never changes, no matter how packs cover each other.
func (c *coverage) overlapping(licenses []*License) (found, covering []*License) {
	if len(licenses) < 2 {
		return nil, nil
	}
	for _, l := range licenses {
		if living(l) {
			c.add(l, 1)
		}
	}
	redundant := make([]bool, len(licenses))
	for i := len(licenses) - 1; i >= 0; i-- {
		switch l := licenses[i]; {
		case living(l):
			if c.givenAtLeast(l, 2) {
				c.add(l, -1)
				redundant[i] = true
			}
		case l.Status() == StatusSuspended && !l.Expired && !l.Trial:
			redundant[i] = c.givenAtLeast(l, 1)
		}
	}
	for i, l := range licenses {
		if living(l) && !redundant[i] {
			for _, n := range c.gives(l.ProductCode) {
				if c.lowest[n] == nil {
					c.lowest[n] = l
				}
			}
		}
	}
	for i, l := range licenses {
		if redundant[i] {
			found, covering = append(found, l), append(covering, c.lowest[c.number(l.ProductCode)])
		}
	}
	for i, l := range licenses {
		if !living(l) || redundant[i] {
			continue
		}
		c.add(l, -1)
		for _, n := range c.gives(l.ProductCode) {
			c.lowest[n] = nil
		}
	}
	return found, covering
}

func (c *coverage) add(l *License, n int) {
	for _, number := range c.gives(l.ProductCode) {
		c.counts[number] += n
	}
}

// givenAtLeast reports whether at least n remaining seats give each product of
// a seat.
func (c *coverage) givenAtLeast(l *License, n int) bool {
	for _, number := range c.gives(l.ProductCode) {
		if c.counts[number] < n {
			return false
		}
	}
	return true
}
