// Package rules holds the rules of the audit, each in a file of its own with
// its test. A rule is one declaration: its name, what it finds, and the
// attributes of its object. The schema, the results, the reports, and the tables
// in the docs follow from it. The rules are pure: no HTTP, no Terraform, and no
// clock.
//
// To add a rule, write a file like trial.go with its test, and add the rule to
// the list in All. TestEveryRule fails for a rule without a case of its meaning,
// its sentence, its percentage, and of a slip in its object.
package rules
