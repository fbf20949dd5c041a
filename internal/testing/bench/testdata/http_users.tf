locals {
  users = { for email, licenses in local.holders : email => distinct(licenses[*].product.code) }
}

output "answer" {
  value = "${length(local.users)} people"
}
