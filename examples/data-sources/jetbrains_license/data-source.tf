variable "license_id" {
  description = "ID of a license, as JetBrains Account shows it."
  type        = string
}

data "jetbrains_license" "one" {
  license_id = var.license_id

  lifecycle {
    postcondition {
      condition     = self.status == "active"
      error_message = "License ${self.license_id} (${self.product_name}) is ${self.status}."
    }
  }
}

output "holder" {
  value = data.jetbrains_license.one.email
}
