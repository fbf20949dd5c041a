// Package live compares the data sources with each other, by plans of real
// Terraform that hold for every organization: seats add up to licenses, and
// people to holders. Its tests run against the simulator, and with
// `make test LIVE=1` against the organization that the environment names. They
// only read, and need nothing to be set up there.
package live
