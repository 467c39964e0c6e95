variable "name" {
  description = "The cluster's name."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,19}$", var.name))
    error_message = "A name is lower case letters, digits and hyphens, 20 at most."
  }
}

variable "kubernetes_version" {
  description = "Kubernetes' minor version."
  type        = string

  validation {
    condition     = can(regex("^1\\.[0-9]{2}$", var.kubernetes_version))
    error_message = "A minor version, such as 1.33."
  }
}

variable "network" {
  description = "The subnets of nodes and of the control plane's endpoint."
  type        = object({ private_subnet_ids = list(string) })

  validation {
    condition     = length(var.network.private_subnet_ids) >= 2
    error_message = "EKS wants subnets in two zones at least."
  }
}

variable "service_cidr" {
  description = "The addresses of services inside of the cluster."
  type        = string

  validation {
    condition     = can(cidrhost(var.service_cidr, 0))
    error_message = "A range of addresses, such as 172.20.0.0/16."
  }
}

variable "key_arns" {
  description = "The keys of the cluster's secrets and logs, and of volumes."
  type        = object({ cluster = string, data = string })

  validation {
    condition     = startswith(var.key_arns.cluster, "arn:") && startswith(var.key_arns.data, "arn:")
    error_message = "A key is named by its ARN."
  }
}

variable "public_access_cidrs" {
  description = "From where the control plane is reached over the internet; from nowhere where there are none."
  type        = list(string)

  validation {
    condition     = alltrue([for cidr in var.public_access_cidrs : can(cidrhost(cidr, 0)) && !endswith(cidr, "/0")])
    error_message = "Ranges of addresses, and never all of the internet."
  }
}

variable "administrators" {
  description = "The IAM users and roles that administer the cluster beside the one that made it."
  type        = set(string)

  validation {
    condition     = alltrue([for arn in var.administrators : can(regex("^arn:[a-z-]+:iam::[0-9]{12}:(user|role)/", arn))])
    error_message = "An administrator is named by the ARN of a user or role."
  }
}

variable "nodes" {
  description = "What the nodes are, how many, and the size of their disks."
  type        = object({ instance_types = list(string), min = number, max = number, disk_gib = number })

  validation {
    condition     = length(var.nodes.instance_types) > 0 && var.nodes.min >= 1 && var.nodes.max >= var.nodes.min && var.nodes.disk_gib >= 20
    error_message = "At least one instance type and node, no fewer at most than at least, and 20 GiB."
  }
}

variable "log_retention_days" {
  description = "How long the control plane's logs are kept, audit among them."
  type        = number

  validation {
    condition     = var.log_retention_days > 0
    error_message = "Logs are kept for a day at least."
  }
}
