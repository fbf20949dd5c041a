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

variable "email" {
  type = string
}

variable "license_id" {
  type = string
}

variable "concurrency" {
  type    = number
  default = null
}
