# For Terraform 1.7 and later: terraform test
#
# A mock ignores the arguments of the data source. It gives the same answer whatever
# the policy asks for, so these tests cannot find a wrong argument.

mock_provider "jetbrains" {
  source = "./mocks/clean"
}

mock_provider "jetbrains" {
  alias  = "findings"
  source = "./mocks/findings"
}

run "a_clean_company_passes" {
  command = plan

  assert {
    condition     = output.findings == { for rule, r in data.jetbrains_license_audit.company.results : rule => 0 }
    error_message = "The findings are ${jsonencode(output.findings)}."
  }
}

run "a_company_with_findings_fails" {
  command         = plan
  expect_failures = [output.findings]

  providers = {
    jetbrains = jetbrains.findings
  }

  assert {
    condition     = contains(data.jetbrains_license_audit.company.results.external.emails, "contractor7@evil.example")
    error_message = "The audit should name the external person."
  }
}

# From here on, each run has an answer of its own. What a rule's object leaves out,
# Terraform makes up: numbers are 0, and lists are empty.

run "a_tenth_of_the_people_may_be_inactive" {
  command = plan

  override_data {
    target = data.jetbrains_license_audit.company
    values = { results = {
      external         = { count = 0 }
      inactive         = { count = 4, out_of = 40 }
      low_availability = { count = 0 }
    } }
  }

  assert {
    condition     = output.findings.inactive == 4
    error_message = "The findings are ${jsonencode(output.findings)}."
  }
}

run "more_than_a_tenth_fail" {
  command         = plan
  expect_failures = [output.findings]

  override_data {
    target = data.jetbrains_license_audit.company
    values = { results = {
      external         = { count = 0 }
      inactive         = { count = 5, out_of = 40 }
      low_availability = { count = 0 }
    } }
  }
}

run "one_external_person_fails" {
  command         = plan
  expect_failures = [output.findings]

  override_data {
    target = data.jetbrains_license_audit.company
    values = { results = {
      external         = { count = 1, emails = ["jo@other.example"] }
      inactive         = { count = 0, out_of = 40 }
      low_availability = { count = 0 }
    } }
  }
}

run "no_seat_left_fails" {
  command         = plan
  expect_failures = [output.findings]

  override_data {
    target = data.jetbrains_license_audit.company
    values = { results = {
      external         = { count = 0 }
      inactive         = { count = 0, out_of = 40 }
      low_availability = { count = 1, product_codes = ["II"] }
    } }
  }
}
