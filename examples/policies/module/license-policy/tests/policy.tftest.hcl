# Runs anywhere: terraform -chdir=license-policy init, terraform -chdir=license-policy test

# Each run starts with a company that meets the policy.
variables {
  people = 200
  results = {
    external = { count = 0, emails = [] }
    inactive = { count = 20, emails = null }
  }
  available     = { ALL = 3, WS = 0 }
  min_available = { ALL = 3 }
}

run "a_tidy_company_passes" {
  command = plan

  assert {
    condition     = output.verdict == "The license policy passed for 200 people."
    error_message = "The verdict should contain the number of people, but it is: ${output.verdict}"
  }
}

run "no_people_fail" {
  command = plan
  variables {
    people = 0
    results = {
      external = { count = 0, emails = [] }
      inactive = { count = 0, emails = [] }
    }
  }
  expect_failures = [output.verdict]
}

run "a_rule_that_is_not_enabled_fails" {
  command = plan
  variables {
    results = { inactive = { count = 0, emails = [] } }
  }
  expect_failures = [output.verdict]
}

run "one_external_person_fails" {
  command = plan
  variables {
    results = {
      external = { count = 1, emails = ["contractor7@evil.example"] }
      inactive = { count = 0, emails = [] }
    }
  }
  expect_failures = [output.verdict]
}

run "a_tenth_is_the_limit" {
  command = plan
  variables {
    results = {
      external = { count = 0, emails = [] }
      inactive = { count = 21, emails = [] }
    }
  }
  expect_failures = [output.verdict]
}

run "a_limit_of_zero_allows_none" {
  command = plan
  variables {
    results = {
      external = { count = 0, emails = [] }
      inactive = { count = 1, emails = [] }
    }
    max_inactive_percent = 0
  }
  expect_failures = [output.verdict]
}

run "one_seat_short_fails" {
  command = plan
  variables {
    available = { ALL = 2 }
  }
  expect_failures = [output.verdict]
}

run "a_product_that_was_not_read_fails" {
  command = plan
  variables {
    available = {}
  }
  expect_failures = [output.verdict]
}
