# NOT RUN: this project's tests have no runner of Terraform policies. Written
# from HashiCorp's documentation of tfpolicy 0.2 and later; give it
# enforcement_level = "advisory", and see it fail on an audit that does not pass,
# before you rely on it.

policy {
  required_providers {
    jetbrains = {
      source  = "terraform-jetbrains/jetbrains"
      version = ">= 0.1.0"
    }
  }
}

locals {
  # Asks the provider itself, so that no configuration needs a data block. At the
  # top level, where it is asked once: in a policy block it would be asked again
  # for every object that the policy looks at.
  audit = core::getdatasource("jetbrains_license_audit", {
    inactive_days         = 90
    allowed_email_domains = ["acme.example", "*.acme.example"]
    min_licenses          = 1
  })
}

# Of each configuration that uses the provider.
provider_policy "jetbrains" "license_audit" {
  enforcement_level = "mandatory"

  # What is absent or null fails.
  enforce {
    condition     = core::try(local.audit.summary.licenses > 0, false)
    error_message = "No license was judged."
  }

  enforce {
    condition     = core::try(local.audit.passed == true, false)
    error_message = "The license audit did not pass: ${core::try(local.audit.report, "no report")}"
  }
}
