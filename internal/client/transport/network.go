package transport

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net/http"
	"syscall"
)

// The error numbers of Windows for a refused, a reset, and an aborted
// connection. On Windows, package syscall also defines the Unix names, but with
// invented numbers that no system call returns. On Unix, no error has these
// numbers.
const (
	wsaeConnAborted = syscall.Errno(10053)
	wsaeConnReset   = syscall.Errno(10054)
	wsaeConnRefused = syscall.Errno(10061)
)

// Refused reports whether the connection was refused, usually because nothing
// listens at the server's address.
func Refused(err error) bool { return isAny(err, syscall.ECONNREFUSED, wsaeConnRefused) }

// CutOff reports whether the connection ended before the response did.
func CutOff(err error) bool {
	return isAny(err, io.EOF, io.ErrUnexpectedEOF,
		syscall.ECONNRESET, syscall.ECONNABORTED, syscall.EPIPE, wsaeConnReset, wsaeConnAborted)
}

// Untrusted reports whether the server cannot prove its identity: its
// certificate is not valid for it, or it does not speak TLS where TLS was
// expected.
func Untrusted(err error) bool {
	var (
		verification *tls.CertificateVerificationError
		authority    x509.UnknownAuthorityError
		hostname     x509.HostnameError
		invalid      x509.CertificateInvalidError
		record       tls.RecordHeaderError
	)
	return errors.As(err, &verification) || errors.As(err, &authority) || errors.As(err, &hostname) || errors.As(err, &invalid) ||
		errors.As(err, &record) || errors.Is(err, http.ErrSchemeMismatch)
}

func isAny(err error, targets ...error) bool {
	for _, target := range targets {
		if errors.Is(err, target) {
			return true
		}
	}
	return false
}
