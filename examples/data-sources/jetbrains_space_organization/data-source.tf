# Fails with an explanation if the address or the token is wrong.
data "jetbrains_space_organization" "this" {}

output "space" {
  value = "${data.jetbrains_space_organization.this.name} at ${data.jetbrains_space_organization.this.url}"
}
