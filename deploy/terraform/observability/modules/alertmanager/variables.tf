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

variable "services_namespace" {
  description = "The namespace of SpecCursor's services."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]*$", var.services_namespace))
    error_message = "A namespace is lower case letters, digits and hyphens."
  }
}

variable "raising_namespaces" {
  description = "The namespaces whose pods raise alerts themselves."
  type        = list(string)

  validation {
    condition     = length(var.raising_namespaces) > 0 && alltrue([for name in var.raising_namespaces : can(regex("^[a-z0-9][a-z0-9-]*$", name))])
    error_message = "Names are lower case letters, digits and hyphens."
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

variable "secrets" {
  description = "The names or ARNs of secrets in Secrets Manager: Slack's incoming webhook, the controller's API key, and PagerDuty's routing key and the mail server's password, if any."
  type = object({
    slack_url      = string
    controller_key = string
    pagerduty_key  = optional(string)
    smtp_password  = optional(string)
  })

  validation {
    condition     = length(var.secrets.slack_url) > 0 && length(var.secrets.controller_key) > 0
    error_message = "Slack and the controller each have a secret."
  }
}

variable "email" {
  description = "Who is mailed of critical alerts, by which server, from which address, and who mails as the server knows them; null for nobody."
  type        = object({ to = string, server = string, from = optional(string), user = optional(string) })
  default     = null

  validation {
    condition     = var.email == null ? true : can(regex("^[^@ ]+@[^@ ]+$", var.email.to)) && can(regex("^[^: ]+:[0-9]+$", var.email.server))
    error_message = "An address, and a server as host:port."
  }
}

variable "webhook_url" {
  description = "Any other receiver of Alertmanager's webhook; null for none."
  type        = string
  default     = null

  validation {
    condition     = var.webhook_url == null ? true : startswith(var.webhook_url, "https://")
    error_message = "An https URL."
  }
}
