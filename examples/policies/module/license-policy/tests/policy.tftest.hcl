# Runs anywhere: terraform -chdir=license-policy init, terraform -chdir=license-policy test

# Each run starts with a company that meets the policy.
variables {
  people         = 200
  inactive       = 20
  outsiders      = []
  free_seats     = { ALL = 3, WS = 0 }
  min_free_seats = { ALL = 3 }
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
    people   = 0
    inactive = 0
  }
  expect_failures = [output.verdict]
}

run "one_outsider_fails" {
  command = plan
  variables {
    outsiders = ["contractor7@evil.example"]
  }
  expect_failures = [output.verdict]
}

run "a_tenth_is_the_limit" {
  command = plan
  variables {
    inactive = 21
  }
  expect_failures = [output.verdict]
}

run "a_limit_of_zero_allows_none" {
  command = plan
  variables {
    inactive             = 1
    max_inactive_percent = 0
  }
  expect_failures = [output.verdict]
}

run "one_seat_short_fails" {
  command = plan
  variables {
    free_seats = { ALL = 2 }
  }
  expect_failures = [output.verdict]
}

run "a_product_that_was_not_read_fails" {
  command = plan
  variables {
    free_seats = {}
  }
  expect_failures = [output.verdict]
}
