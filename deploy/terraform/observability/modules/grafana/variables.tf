variable "platform" {
  description = "The namespace that the program lives in, and the class of its volume."
  type        = object({ namespace = string, storage_class = string })

  validation {
    condition     = length(var.platform.namespace) > 0 && length(var.platform.storage_class) > 0
    error_message = "Both are named."
  }
}

variable "image" {
  description = "The program's image, with its exact version."
  type        = string

  validation {
    condition     = can(regex("^[^/]+/.+:[^:/]*[0-9][^:/]*$", var.image))
    error_message = "An image is registry/name:version."
  }
}

variable "volume_gib" {
  description = "The size of the program's volume in GiB."
  type        = number

  validation {
    condition     = var.volume_gib >= 1
    error_message = "A GiB at least."
  }
}

variable "secrets_revision" {
  description = "To be counted up when a secret was changed."
  type        = number

  validation {
    condition     = var.secrets_revision >= 1
    error_message = "A whole number from 1."
  }
}

variable "admin_password" {
  description = "The name or ARN of the secret in Secrets Manager that is the password of admin."
  type        = string

  validation {
    condition     = length(var.admin_password) > 0
    error_message = "There is no default password."
  }
}
