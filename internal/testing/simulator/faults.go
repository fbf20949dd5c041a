package simulator

import "github.com/terraform-jetbrains/terraform-provider-jetbrains/internal/testing/simulator/fault"

// Fault is a way for the server to misbehave. See package fault.
type Fault = fault.Fault

// The faults.
var (
	APIError             = fault.APIError
	BadRequestPage       = fault.BadRequestPage
	Before               = fault.Before
	CloseBeforeHeaders   = fault.CloseBeforeHeaders
	ContentType          = fault.ContentType
	Custom               = fault.Custom
	CutChunked           = fault.CutChunked
	CutMidBody           = fault.CutMidBody
	Delay                = fault.Delay
	Drip                 = fault.Drip
	DropField            = fault.DropField
	DuplicateKey         = fault.DuplicateKey
	EchoToken            = fault.EchoToken
	EmptyBody            = fault.EmptyBody
	EmptyPage            = fault.EmptyPage
	ErrorCodes           = fault.ErrorCodes
	FixedTotal           = fault.FixedTotal
	Garbage              = fault.Garbage
	GzipBomb             = fault.GzipBomb
	GzipCorrupt          = fault.GzipCorrupt
	GzipCut              = fault.GzipCut
	GzipNot              = fault.GzipNot
	Gzipped              = fault.Gzipped
	Hang                 = fault.Hang
	HangMidBody          = fault.HangMidBody
	InvalidUTF8          = fault.InvalidUTF8
	LinkRelations        = fault.LinkRelations
	LoginPage            = fault.LoginPage
	LongContentLength    = fault.LongContentLength
	NotJSON              = fault.NotJSON
	NullBody             = fault.NullBody
	OtherCustomer        = fault.OtherCustomer
	OtherProfile         = fault.OtherProfile
	OtherTeam            = fault.OtherTeam
	Overlapping          = fault.Overlapping
	Oversized            = fault.Oversized
	PageAs               = fault.PageAs
	RateLimited          = fault.RateLimited
	Redirect             = fault.Redirect
	RedirectToHost       = fault.RedirectToHost
	ResetBeforeHeaders   = fault.ResetBeforeHeaders
	ResetMidBody         = fault.ResetMidBody
	RetryDate            = fault.RetryDate
	RewriteBody          = fault.RewriteBody
	RewriteHeader        = fault.RewriteHeader
	ServerError          = fault.ServerError
	SetField             = fault.SetField
	SpaceData            = fault.SpaceData
	SpaceEndsBelowTotal  = fault.SpaceEndsBelowTotal
	SpaceError           = fault.SpaceError
	SpaceErrorBesideData = fault.SpaceErrorBesideData
	SpaceErrorBody       = fault.SpaceErrorBody
	SpaceErrorCodes      = fault.SpaceErrorCodes
	SpaceNext            = fault.SpaceNext
	SpaceNextRepeats     = fault.SpaceNextRepeats
	SpacePageErrors      = fault.SpacePageErrors
	SpaceUnreadable      = fault.SpaceUnreadable
	Status               = fault.Status
	Throttle             = fault.Throttle
	TinyRows             = fault.TinyRows
	Total                = fault.Total
	TotalContradiction   = fault.TotalContradiction
	TotalText            = fault.TotalText
	TrailingData         = fault.TrailingData
	Truncated            = fault.Truncated
	Unavailable          = fault.Unavailable
)
