package paging

import (
	"context"
	"errors"
)

// ReadAgain reads a complete list within MaxReadTime. A reading that fails with
// an *InconsistentError is thrown away and done again, MaxReadings times in
// all. No result comes with an error.
func ReadAgain[T any](ctx context.Context, path string, once func(context.Context) (T, error)) (T, error) {
	ctx, cancel := WithTimeLimit(ctx, path)
	defer cancel()
	var none T
	for reading := 1; ; reading++ {
		result, err := once(ctx)
		if err == nil {
			return result, nil
		}
		var inconsistent *InconsistentError
		if !errors.As(err, &inconsistent) {
			return none, err
		}
		if inconsistent.Readings = reading; reading == MaxReadings {
			return none, inconsistent
		}
	}
}

// MayHideMore says whether the last page of a list is a full one: as many rows
// as were asked for, or as many as on the first page of several. A total that
// counts too little, such as the rows of one page, would hide the rest, so that
// one more page is worth asking for.
func MayHideMore(asked, pages, first, last int) bool {
	return last >= asked || pages > 1 && last >= first
}
