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

variable "retention_days" {
  description = "How long logs are kept."
  type        = number

  validation {
    condition     = var.retention_days >= 1
    error_message = "At least a day."
  }
}

variable "store" {
  description = "The bucket, and how it is reached: by a role in AWS, or at another endpoint with credentials, of which Secrets Manager has the file."
  type = object({
    bucket      = string
    region      = string
    role_arn    = optional(string)
    endpoint    = optional(string)
    credentials = optional(string)
  })

  validation {
    condition     = var.store.endpoint == null ? true : startswith(var.store.endpoint, "https://")
    error_message = "An endpoint is an https URL at port 443."
  }
}
