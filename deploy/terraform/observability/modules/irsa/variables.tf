variable "name" {
  description = "What the role's name begins with."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9-]{0,36}$", var.name))
    error_message = "A name is letters, digits and hyphens, 37 at most: IAM appends 26 to it."
  }
}

variable "oidc" {
  description = "The cluster's identity provider."
  type        = object({ arn = string, url = string })

  validation {
    condition     = startswith(var.oidc.arn, "arn:") && startswith(var.oidc.url, "https://")
    error_message = "The provider is named by its ARN, and its issuer by an https URL."
  }
}

variable "namespace" {
  description = "The service account's namespace."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]*$", var.namespace))
    error_message = "A namespace is lower case letters, digits and hyphens."
  }
}

variable "service_account" {
  description = "The service account."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]*$", var.service_account))
    error_message = "A service account is lower case letters, digits and hyphens."
  }
}

variable "managed_policies" {
  description = "Policies of AWS that the role has, by their paths and names."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for policy in var.managed_policies : can(regex("^(service-role/)?[A-Za-z0-9_]+$", policy))])
    error_message = "A policy is named as after arn:aws:iam::aws:policy/."
  }
}

variable "policies" {
  description = "Policies of the role's own: name to document."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for document in values(var.policies) : can(jsondecode(document))])
    error_message = "A policy is a JSON document."
  }
}
