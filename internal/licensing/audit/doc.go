// Package audit judges an organization by rules and reports what they find. The
// rules are in package rules; this package applies them to people, licenses, and
// products, with filters, exemptions, and limits. It is pure: no HTTP, no
// Terraform, and no clock.
package audit
