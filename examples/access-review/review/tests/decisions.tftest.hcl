# What the module refuses. Run it with `terraform test` in the module's
# directory. It needs no token and no network.

mock_provider "jetbrains" {}

run "nobody_reviews_their_own_license" {
  command = plan
  variables {
    decisions = [{ email = "ada@acme.example", product_code = "II", decision = "keep", reviewer = "Ada@acme.example" }]
  }
  expect_failures = [var.decisions]
}

run "a_decision_needs_a_reviewer" {
  command = plan
  variables {
    decisions = [{ email = "ada@acme.example", product_code = "II", decision = "keep", reviewer = "" }]
  }
  expect_failures = [var.decisions]
}

run "a_decision_is_keep_or_revoke" {
  command = plan
  variables {
    decisions = [{ email = "ada@acme.example", product_code = "II", decision = "ok", reviewer = "grace@acme.example" }]
  }
  expect_failures = [var.decisions]
}

run "two_decisions_about_the_same_license_contradict_each_other" {
  command = plan
  variables {
    decisions = [
      { email = "ada@acme.example", product_code = "II", decision = "keep", reviewer = "grace@acme.example" },
      { email = "Ada@acme.example ", product_code = "II", decision = "revoke", reviewer = "grace@acme.example" },
    ]
  }
  expect_failures = [var.decisions]
}

run "somebody_who_left_needs_an_address" {
  command = plan
  variables {
    decisions     = []
    leaving_dates = { "Ada Lovelace <ada@acme.example>" = "2026-09-30" }
  }
  expect_failures = [var.leaving_dates]
}
