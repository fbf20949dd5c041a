terraform {
  required_providers {
    jetbrains = {
      source = "terraform-jetbrains/jetbrains"
    }
  }
}

provider "jetbrains" {
  max_concurrent_requests = var.concurrency
}
