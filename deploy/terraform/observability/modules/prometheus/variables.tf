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

variable "retention_days" {
  description = "How long series are kept."
  type        = number

  validation {
    condition     = var.retention_days >= 8
    error_message = "The rules look back seven days."
  }
}

variable "cluster_cidrs" {
  description = "The addresses of nodes and of services, where kubelets and Kubernetes' API are."
  type        = list(string)

  validation {
    condition     = length(var.cluster_cidrs) > 0 && alltrue([for cidr in var.cluster_cidrs : can(cidrhost(cidr, 0))])
    error_message = "Ranges of addresses, such as 10.40.0.0/16."
  }
}
