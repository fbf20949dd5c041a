package simulator

// spaceSettings are what the options of [Start] decide about a Space.
type spaceSettings struct {
	opaqueNext    bool
	emptyLastNext bool
	nullTotal     bool
	visibleTotal  bool
	bareDates     bool
	codeObjects   bool
	exactEmails   bool
	basicProfiles bool
}

// WithSpaceOpaqueNext makes next a token that says nothing, instead of a numeric
// offset; a number is then refused as $skip.
func WithSpaceOpaqueNext() Option { return func(s *settings) { s.space.opaqueNext = true } }

// WithSpaceEmptyLastNext makes next empty on the last page of a list, instead of
// an offset at which there is nothing.
func WithSpaceEmptyLastNext() Option { return func(s *settings) { s.space.emptyLastNext = true } }

// WithSpaceNullTotal makes totalCount null.
func WithSpaceNullTotal() Option { return func(s *settings) { s.space.nullTotal = true } }

// WithSpaceVisibleTotal leaves the external people whom a token may not see out
// of totalCount and of the offsets too. Without it they are counted, pages are
// shorter by them and the list ends below its totalCount.
func WithSpaceVisibleTotal() Option { return func(s *settings) { s.space.visibleTotal = true } }

// WithSpaceBareDates sends dates and moments as strings, as the OpenAPI export
// describes them, instead of objects.
func WithSpaceBareDates() Option { return func(s *settings) { s.space.bareDates = true } }

// WithSpaceRightCodeObjects sends rightCode as an object with className and code.
func WithSpaceRightCodeObjects() Option { return func(s *settings) { s.space.codeObjects = true } }

// WithSpaceExactEmails makes the look-up by e-mail case-sensitive.
func WithSpaceExactEmails() Option { return func(s *settings) { s.space.exactEmails = true } }

// WithSpaceBasicProfiles lets a token with Profile.View.Basic alone read the
// profile endpoints; what it may not read of a profile is named in $errors.
// Without it the answer is 403.
func WithSpaceBasicProfiles() Option { return func(s *settings) { s.space.basicProfiles = true } }
