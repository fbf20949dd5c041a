# One policy for several organizations under Terragrunt. Each directory below is a
# unit that plans ../postcondition with the token of its organization. In this
# directory, `terragrunt run-all plan` plans all of them, and its exit status is 1
# if one of them fails.

locals {
  # The directory of a unit is the name of its organization.
  organization   = path_relative_to_include()
  customer_codes = { acme = "1234567", globex = "7654321" }
}

terraform {
  # The double slash marks what Terragrunt copies to its cache.
  source = "${get_parent_terragrunt_dir()}/..//postcondition"

  # The provider reads these variables. Without JETBRAINS_TOKEN_ACME, the unit acme
  # is an error.
  extra_arguments "organization" {
    commands = ["plan", "apply", "destroy", "refresh"]
    env_vars = {
      JETBRAINS_CUSTOMER_CODE = local.customer_codes[local.organization]
      JETBRAINS_TOKEN         = get_env("JETBRAINS_TOKEN_${upper(local.organization)}")
    }
  }
}
