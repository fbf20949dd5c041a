
# The runs of tests/findings.tofutest.hcl, which OpenTofu reads instead of
# tests/findings.tftest.hcl. The generated mock_provider block goes before them.

run "the_audit_and_the_seats_fail" {
  command         = plan
  expect_failures = [output.license_audit, output.free_seats]

  assert {
    condition     = contains(data.jetbrains_license_audit.company.findings[*].email, "contractor7@evil.example")
    error_message = "The audit should name the outsider."
  }

  assert {
    condition     = join(" ", module.seats.problems) == "II has 0 available seats, fewer than 1."
    error_message = "The problems are: ${join(" ", module.seats.problems)}"
  }
}

run "no_products_fail" {
  command         = plan
  expect_failures = [output.license_audit, output.free_seats]

  override_data {
    target = data.jetbrains_products.all
    values = { products = [] }
  }
}
