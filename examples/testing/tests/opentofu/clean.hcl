
# The runs of tests/clean.tofutest.hcl, which OpenTofu reads in place of
# tests/clean.tftest.hcl. The written mock_provider block goes in front.

run "the_audit_and_the_seats_pass" {
  command = plan

  assert {
    condition     = output.free_seats["II"] == 1 && data.jetbrains_license_audit.company.summary.people > 0
    error_message = "The audit should have judged people, and the seats should be read."
  }
}
