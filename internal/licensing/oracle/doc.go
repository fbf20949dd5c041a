// Package oracle holds tests only. They compare the audit and the seats with a
// second implementation of their description, and try their promises, on
// organizations in which everything is odd. They stand apart from the packages
// that they test, whose own tests are fast.
package oracle
