# NOT RUN by this project's tests, which have no Terraform 1.17: they run the
# configuration beside this file and compare what the policy reads. The policy
# follows HashiCorp's reference of resource_policy; a development build of
# Terraform 1.17 judged a terraform_data resource in this way. See it fail on an
# audit that does not pass before you rely on it.

policy {}

resource_policy "terraform_data" "license_audit" {
  enforcement_level = "mandatory"

  # Other resources of this type are none of this policy's business.
  filter = core::try(attrs.input.license_audit, null) != null

  # What is absent, null or unknown fails.
  enforce {
    condition     = core::try(attrs.input.license_audit.passed == true, false)
    error_message = "The license audit did not pass. Run the plan of this configuration to see its findings."
  }
}
