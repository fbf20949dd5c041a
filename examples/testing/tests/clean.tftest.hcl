# For Terraform: terraform test

mock_provider "jetbrains" { source = "./mocks/clean" }

override_module {
  target  = module.seats
  outputs = { free = {}, problems = [] }
}

run "the_audit_passes" {
  command = plan

  assert {
    condition     = data.jetbrains_license_audit.company.summary.people > 0
    error_message = "The audit should cover people."
  }
}

run "enough_seats_pass" {
  command = plan

  module {
    source = "./seats"
  }

  variables {
    products  = jsondecode(file("./mocks/clean/jetbrains_products.json")).products
    min_seats = { II = 1 }
  }

  assert {
    condition     = length(output.problems) == 0
    error_message = "The problems are: ${join(" ", output.problems)}"
  }
}
