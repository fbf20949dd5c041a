terraform {
  required_providers {
    jetbrains = {
      source  = "terraform-jetbrains/jetbrains"
      version = "~> 0.1"
    }
  }
}

# Everything may come from the environment, and the token should:
#   JETBRAINS_CUSTOMER_CODE=1234567
#   JETBRAINS_TOKEN=...
provider "jetbrains" {}
