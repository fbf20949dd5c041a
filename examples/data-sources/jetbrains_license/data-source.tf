variable "license_id" {
  description = "ID of a license, as JetBrains Account shows it."
  type        = string
}

data "jetbrains_license" "one" {
  license_id = var.license_id
}

output "license" {
  value = "${coalesce(data.jetbrains_license.one.product_name, data.jetbrains_license.one.product_code)} of ${coalesce(data.jetbrains_license.one.email, "nobody")}: ${data.jetbrains_license.one.status}"
}
