package value

import (
	"math/big"
	"strings"
)

// maxDecimals is the number of digits after the decimal point that a Decimal
// keeps. Terraform calculates with about 150 significant digits, so further
// digits in a calculated price are rounding errors.
const maxDecimals = 20

// Decimal is an exact decimal number: sums and multiples have no rounding. The
// zero Decimal is 0.
type Decimal struct{ rat *big.Rat }

// NewDecimal converts a number from Terraform, rounded to 20 digits after the
// decimal point. Infinity becomes 0.
func NewDecimal(f *big.Float) Decimal {
	rat, _ := new(big.Rat).SetString(f.Text('f', maxDecimals)) // nil for infinity, and so 0
	return Decimal{rat}
}

func (d Decimal) value() *big.Rat {
	if d.rat == nil {
		return new(big.Rat)
	}
	return d.rat
}

// Times returns n times the number.
func (d Decimal) Times(n int) Decimal {
	return Decimal{new(big.Rat).Mul(d.value(), new(big.Rat).SetInt64(int64(n)))}
}

// Plus returns the sum.
func (d Decimal) Plus(other Decimal) Decimal {
	return Decimal{new(big.Rat).Add(d.value(), other.value())}
}

// String writes all significant digits: 233.7, 0, 1200.
func (d Decimal) String() string {
	text := d.value().FloatString(maxDecimals)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// Minus returns the difference.
func (d Decimal) Minus(other Decimal) Decimal {
	return Decimal{new(big.Rat).Sub(d.value(), other.value())}
}

// Compare returns -1, 0, or +1 if the number is less than, equal to, or greater
// than another.
func (d Decimal) Compare(other Decimal) int { return d.value().Cmp(other.value()) }

// DecimalOf converts a whole number.
func DecimalOf(n int) Decimal { return Decimal{new(big.Rat).SetInt64(int64(n))} }
