
# The runs of tests/clean.tofutest.hcl, which OpenTofu reads instead of
# tests/clean.tftest.hcl. The generated mock_provider block goes before them.

run "the_audit_and_the_seats_pass" {
  command = plan

  assert {
    condition     = output.free_seats["II"] == 1 && data.jetbrains_license_audit.company.summary.people > 0
    error_message = "The audit should cover people, and the seats should be read."
  }
}
