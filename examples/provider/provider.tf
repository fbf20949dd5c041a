terraform {
  required_providers {
    jetbrains = {
      source  = "terraform-jetbrains/jetbrains"
      version = "~> 0.1"
    }
  }
}

# Set the customer code and the token as environment variables, because Terraform
# copies a token in the configuration into plan files:
#   JETBRAINS_CUSTOMER_CODE=1234567
#   JETBRAINS_TOKEN=...
provider "jetbrains" {}
