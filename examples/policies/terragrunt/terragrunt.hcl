# The policy under Terragrunt: `terragrunt plan` in this directory. The customer
# code and the token come from the environment, as without Terragrunt.

terraform {
  source = "../first-policy"
}

# Terragrunt copies the configuration to a cache. This keeps its lock file.
terraform_version_constraint = ">= 1.0"
