# For Terraform: terraform test

mock_provider "jetbrains" { source = "./mocks/findings" }

# Terraform cannot mock the list of products, so it is empty here. This block
# replaces the module that evaluates the list. A run below tests the module itself
# with data.
override_module {
  target  = module.seats
  outputs = { free = {}, problems = [] }
}

run "the_audit_fails" {
  command         = plan
  expect_failures = [output.license_audit]

  assert {
    condition     = contains(data.jetbrains_license_audit.company.external_emails, "contractor7@evil.example")
    error_message = "The audit should name the outsider."
  }
}

run "a_product_without_seats_fails" {
  command = plan

  module {
    source = "./seats"
  }

  variables {
    products  = jsondecode(file("./mocks/findings/jetbrains_products.json")).products
    min_seats = { ALL = 1, II = 1 }
  }

  assert {
    condition     = join(" ", output.problems) == "II has 0 available seats, fewer than 1."
    error_message = "The problems are: ${join(" ", output.problems)}"
  }
}

run "no_products_fail" {
  command = plan

  module {
    source = "./seats"
  }

  variables {
    products  = []
    min_seats = {}
  }

  assert {
    condition     = length(output.problems) == 1
    error_message = "A policy that checks nothing should not pass."
  }
}
