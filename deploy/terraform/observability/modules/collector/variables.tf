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

variable "sending_namespaces" {
  description = "The namespaces that telemetry comes from: those of SpecCursor's services and workers."
  type        = list(string)

  validation {
    condition     = length(var.sending_namespaces) > 0 && alltrue([for name in var.sending_namespaces : can(regex("^[a-z0-9][a-z0-9-]*$", name))])
    error_message = "At least one namespace, each of lower case letters, digits and hyphens."
  }
}

variable "environment" {
  description = "What telemetry says that it comes from."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]*$", var.environment))
    error_message = "A name is lower case letters, digits and hyphens."
  }
}
