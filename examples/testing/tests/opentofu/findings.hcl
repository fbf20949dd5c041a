
# The runs of tests/findings.tofutest.hcl, which OpenTofu reads instead of
# tests/findings.tftest.hcl. The generated mock_provider block goes before them. A mock
# ignores the arguments of the data source, so these tests cannot find a wrong one.

run "a_company_with_findings_fails" {
  command         = plan
  expect_failures = [output.findings]

  assert {
    condition     = contains(data.jetbrains_license_audit.company.findings[*].email, "contractor7@evil.example")
    error_message = "The audit should name the external person."
  }
}

# This run has an answer of its own. OpenTofu requires every attribute of an object.
run "one_external_person_fails" {
  command         = plan
  expect_failures = [output.findings]

  override_data {
    target = data.jetbrains_license_audit.company
    values = { results = {
      external         = { severity = "error", passed = false, count = 1, out_of = 40, excused = 0, max_findings = null, max_percent = null, emails = ["jo@other.example"], license_ids = null, product_codes = null }
      inactive         = { severity = "error", passed = true, count = 0, out_of = 40, excused = 0, max_findings = null, max_percent = null, emails = [], license_ids = null, product_codes = null }
      low_availability = { severity = "error", passed = true, count = 0, out_of = 1, excused = 0, max_findings = null, max_percent = null, emails = null, license_ids = null, product_codes = [] }
    } }
  }
}
