variable "platform" {
  description = "The namespace that the program lives in, and the class of its volume."
  type        = object({ namespace = string, storage_class = string })

  validation {
    condition     = alltrue([for name in values(var.platform) : can(regex("^[a-z0-9][a-z0-9-]*$", name))])
    error_message = "Names are lower case letters, digits and hyphens."
  }
}

variable "name" {
  description = "The program's name, by which others reach it."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,62}$", var.name))
    error_message = "A name is lower case letters, digits and hyphens."
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

variable "user_id" {
  description = "The user and group that the program runs as."
  type        = number

  validation {
    condition     = var.user_id > 0
    error_message = "Not root."
  }
}

variable "args" {
  description = "The program's command line."
  type        = list(string)

  validation {
    condition     = alltrue([for argument in var.args : startswith(argument, "-")])
    error_message = "Arguments are flags, each with its value."
  }
}

variable "working_directory" {
  description = "Where the program is started; null for where its image says."
  type        = string
  default     = null

  validation {
    condition     = var.working_directory == null ? true : startswith(var.working_directory, "/")
    error_message = "An absolute path."
  }
}

variable "env" {
  description = "The program's environment, in which no secret belongs."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.env) : can(regex("^[A-Z][A-Z0-9_]*$", name))])
    error_message = "Names are upper case letters, digits and underscores."
  }
}

variable "ports" {
  description = "The ports that others in the cluster reach, by name."
  type        = map(number)

  validation {
    condition     = length(var.ports) > 0 && alltrue([for port in values(var.ports) : port > 0 && port < 65536])
    error_message = "At least one port, each from 1 to 65535."
  }
}

variable "metrics_port" {
  description = "The port that Prometheus scrapes."
  type        = number

  validation {
    condition     = contains(values(var.ports), var.metrics_port)
    error_message = "It is one of the ports."
  }
}

variable "probe" {
  description = "Where Kubernetes asks whether the program is ready, and whether it lives."
  type        = object({ port = number, ready = string, live = string })

  validation {
    condition     = var.probe.port > 0 && startswith(var.probe.ready, "/") && startswith(var.probe.live, "/")
    error_message = "A port, and two absolute paths."
  }
}

variable "configuration_directory" {
  description = "Where the program finds its files and secrets."
  type        = string

  validation {
    condition     = startswith(var.configuration_directory, "/")
    error_message = "An absolute path."
  }
}

variable "files" {
  description = "The configuration: relative path to content."
  type        = map(string)

  validation {
    condition     = length(var.files) > 0 && alltrue([for path in keys(var.files) : !startswith(path, "/") && !strcontains(path, "..")])
    error_message = "At least one file, by relative paths."
  }
}

variable "secrets" {
  description = "The secrets: relative path to the name or ARN of a secret in Secrets Manager."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for path, secret in var.secrets : startswith(path, "secrets/") && length(secret) > 0])
    error_message = "Secrets are files in the directory secrets, each named by its name or ARN."
  }
}

variable "secrets_revision" {
  description = "To be counted up when a secret was changed: Terraform cannot see that by itself."
  type        = number
  default     = 1

  validation {
    condition     = var.secrets_revision >= 1 && floor(var.secrets_revision) == var.secrets_revision
    error_message = "A whole number from 1."
  }
}

variable "data" {
  description = "What the program keeps: where, and how much in GiB; null for nothing."
  type        = object({ directory = string, gib = number })
  default     = null

  validation {
    condition     = var.data == null ? true : startswith(var.data.directory, "/") && var.data.gib >= 1
    error_message = "An absolute path, and a GiB at least."
  }
}

variable "resources" {
  description = "What the program asks for, as Kubernetes' quantities; of memory it never gets more."
  type        = object({ cpu = string, memory = string })

  validation {
    condition     = can(regex("^[0-9]+m?$", var.resources.cpu)) && can(regex("^[0-9]+[MG]i$", var.resources.memory))
    error_message = "Quantities such as 500m and 1Gi."
  }
}

variable "calls_kubernetes" {
  description = "Whether the program is given a token for Kubernetes' API."
  type        = bool
  default     = false
}

variable "service_account_annotations" {
  description = "Annotations of the service account, such as the role that it has in AWS."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.service_account_annotations) : strcontains(name, "/")])
    error_message = "An annotation has a prefix, such as eks.amazonaws.com/role-arn."
  }
}

variable "ingress" {
  description = "Who may call: programs of the same namespace, or whole namespaces, at which ports."
  type = list(object({
    programs   = optional(list(string), [])
    namespaces = optional(list(string), [])
    ports      = list(number)
  }))

  validation {
    condition     = alltrue([for rule in var.ingress : length(concat(rule.programs, rule.namespaces)) > 0 && length(rule.ports) > 0])
    error_message = "A rule without callers or ports would let everybody in."
  }
}

variable "egress" {
  description = "Whom the program may call: programs of the same namespace, whole namespaces (* for all), or addresses; without ports at any."
  type = list(object({
    programs   = optional(list(string), [])
    namespaces = optional(list(string), [])
    cidrs      = optional(list(string), [])
    ports      = optional(list(number), [])
  }))
  default = []

  validation {
    condition     = alltrue([for rule in var.egress : length(concat(rule.programs, rule.namespaces, rule.cidrs)) > 0])
    error_message = "A rule without anybody to call would let everything out."
  }

  validation {
    condition     = alltrue([for rule in var.egress : length(rule.ports) > 0 || length(rule.cidrs) == 0])
    error_message = "Addresses are called at ports that are named."
  }
}
