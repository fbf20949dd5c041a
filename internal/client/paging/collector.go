package paging

// Collector puts the pages of one reading together: every row once, in the
// order in which they came, within a Budget. Its fields must be set before use.
// Whether a row that comes more than once is a fault is for the client to
// judge, who knows what the server's totals are worth.
type Collector[T any] struct {
	Budget

	Noun  string              // what a row is called in messages
	ID    func(*T) string     // what tells a row from others
	Same  func(a, b *T) bool  // whether two rows of one id say the same
	Clean func(string) string // makes text of the server fit for a message

	rows     []T
	index    map[string]int // id to its place in rows
	repeats  int
	repeated string
}

// Expect makes room for as many rows as the server announces, within reason.
func (c *Collector[T]) Expect(rows int) {
	rows = min(rows, maxRoom)
	c.rows = make([]T, 0, rows)
	c.index = make(map[string]int, rows)
}

// Add takes a page in, of that many bytes. It fails with a *ListTooLargeError,
// or with an *InconsistentError where a row has come before and said something
// else.
func (c *Collector[T]) Add(page []T, bytes int) error {
	if err := c.Spend(len(page), bytes); err != nil {
		return err
	}
	if c.index == nil {
		c.Expect(len(page))
	}
	for i := range page {
		id := c.ID(&page[i])
		at, seen := c.index[id]
		switch {
		case !seen:
			c.index[id] = len(c.rows)
			c.rows = append(c.rows, page[i])
		case !c.Same(&c.rows[at], &page[i]):
			return Inconsistent(c.Path, "%s %s changed between two pages", c.Noun, c.Clean(id))
		default:
			if c.repeats++; c.repeats == 1 {
				c.repeated = c.Clean(id)
			}
		}
	}
	return nil
}

// Rows are the different rows.
func (c *Collector[T]) Rows() []T { return c.rows }

// Repeats says how many rows had come before, and the id of the first of them,
// cleaned.
func (c *Collector[T]) Repeats() (count int, first string) { return c.repeats, c.repeated }
