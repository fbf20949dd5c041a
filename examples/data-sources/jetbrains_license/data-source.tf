variable "license_id" {
  description = "ID of a license, as JetBrains Account shows it."
  type        = string
}

data "jetbrains_license" "one" {
  license_id = var.license_id
}

output "license" {
  value = {
    product     = data.jetbrains_license.one.product_code
    holder      = data.jetbrains_license.one.email
    status      = data.jetbrains_license.one.status
    valid_until = data.jetbrains_license.one.valid_until_date
  }
}
