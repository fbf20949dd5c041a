terraform {
  required_providers {
    jetbrains = {
      source  = "terraform-jetbrains/jetbrains"
      version = "~> 0.1"
    }
  }
}

# You can set everything in the environment, and should do so for the token:
#   JETBRAINS_CUSTOMER_CODE=1234567
#   JETBRAINS_TOKEN=...
provider "jetbrains" {}
