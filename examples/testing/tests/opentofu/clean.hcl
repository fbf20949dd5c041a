
# The runs of tests/clean.tofutest.hcl, which OpenTofu reads instead of
# tests/findings.tftest.hcl. The generated mock_provider block goes before them. A mock
# ignores the arguments of the data source, so these tests cannot find a wrong one.

run "a_clean_company_passes" {
  command = plan

  assert {
    condition     = output.findings.external == 0 && data.jetbrains_license_audit.company.summary.people > 0
    error_message = "The audit should judge people, and find nothing."
  }
}
