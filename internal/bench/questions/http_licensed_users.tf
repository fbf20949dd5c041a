locals {
  users = [for email, licenses in local.holders : {
    email         = email
    license_ids   = sort(licenses[*].licenseId)
    product_codes = sort(distinct([for l in licenses : l.product.code]))
    status = anytrue([for l in licenses : !try(l.isSuspended, false) && !try(l.subscription.isOutdated, false)]) ? "active" : (
      anytrue([for l in licenses : try(l.isSuspended, false)]) ? "suspended" : "expired"
    )
  }]
}

output "answer" {
  value = "${length(local.users)} people, ${length([for u in local.users : u if u.status == "suspended"])} suspended"
}
