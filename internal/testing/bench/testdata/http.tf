variable "url" {
  type = string
}

variable "customer_code" {
  type = string
}

variable "token" {
  type      = string
  sensitive = true
}

terraform {
  required_providers {
    http = {
      source = "hashicorp/http"
    }
  }
}

locals {
  headers = {
    "X-Api-Key"       = var.token
    "X-Customer-Code" = var.customer_code
  }
  list  = "${var.url}/api/v1/customer/licenses?perPage=200"
  pages = ceil(tonumber(data.http.first.response_headers["X-Total-Count"]) / 200)
}

data "http" "first" {
  url             = "${local.list}&page=1"
  request_headers = local.headers
}

data "http" "rest" {
  for_each        = toset([for n in range(2, local.pages + 1) : tostring(n)])
  url             = "${local.list}&page=${each.key}"
  request_headers = local.headers
}

locals {
  licenses = concat(jsondecode(data.http.first.response_body), [for page in data.http.rest : jsondecode(page.response_body)]...)
  holders  = { for l in local.licenses : lower(trimspace(l.assignee.email)) => l... if try(l.assignee.type, "") == "USER" }
}
