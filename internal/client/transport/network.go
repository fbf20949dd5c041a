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
	return isA[*tls.CertificateVerificationError](err) || isA[x509.UnknownAuthorityError](err) || isA[x509.HostnameError](err) ||
		isA[x509.CertificateInvalidError](err) || isA[tls.RecordHeaderError](err) || errors.Is(err, http.ErrSchemeMismatch)
}

func isAny(err error, targets ...error) bool {
	for _, target := range targets {
		if errors.Is(err, target) {
			return true
		}
	}
	return false
}
