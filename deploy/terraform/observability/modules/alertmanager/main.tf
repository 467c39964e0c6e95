# Alerts: who is told. The configuration is the application host's, without the receivers that nobody set up.
locals {
  source = "${path.module}/../../../../../containers/alertmanager"

  text = replace(
    replace(
      replace(file("${local.source}/alertmanager.yml"), "http://localhost:9099/", coalesce(var.webhook_url, "unset")),
      "localhost:25", try(var.email.server, "unset"),
    ),
    "on-call@localhost", try(var.email.to, "unset"),
  )
  configuration = yamldecode(local.text)

  # Routes keep their receivers, which then tell nobody.
  unset = compact([
    var.webhook_url == null ? "webhook/webhook_configs" : "",
    var.email == null ? "on-call/email_configs" : "",
    var.secrets.pagerduty_key == null ? "on-call/pagerduty_configs" : "",
  ])
  receivers = [
    for receiver in local.configuration.receivers :
    { for key, value in receiver : key => value if !contains(local.unset, "${receiver.name}/${key}") }
  ]

  # What a mail server may ask for.
  mail = {
    for key, value in {
      smtp_from               = try(var.email.from, null)
      smtp_auth_username      = try(var.email.user, null)
      smtp_auth_password_file = var.secrets.smtp_password == null ? null : "secrets/smtp-password"
    } : key => value if value != null
  }

  outside_ports = concat([443], var.email == null ? [] : [tonumber(split(":", var.email.server)[1])])

  secrets = {
    "secrets/slack-url"      = var.secrets.slack_url
    "secrets/controller-key" = var.secrets.controller_key
    "secrets/pagerduty-key"  = var.secrets.pagerduty_key
    "secrets/smtp-password"  = var.secrets.smtp_password
  }
}

module "workload" {
  source = "../workload"

  platform                = var.platform
  name                    = "alertmanager"
  image                   = var.image
  user_id                 = 65534
  configuration_directory = "/etc/alertmanager"
  working_directory       = "/etc/alertmanager"
  secrets                 = { for path, secret in local.secrets : path => secret if secret != null }
  secrets_revision        = var.secrets_revision
  data                    = { directory = "/alertmanager", gib = var.volume_gib }
  resources               = { cpu = "50m", memory = "128Mi" }
  ports                   = { http = 9093 }
  metrics_port            = 9093
  probe                   = { port = 9093, ready = "/-/ready", live = "/-/healthy" }

  files = merge(
    { "alertmanager.yml" = yamlencode(merge(local.configuration, {
      global    = merge(local.configuration.global, local.mail)
      receivers = local.receivers
    })) },
    { for path in fileset(local.source, "templates/*.tmpl") : path => file("${local.source}/${path}") },
  )

  args = [
    "--config.file=/etc/alertmanager/alertmanager.yml",
    "--storage.path=/alertmanager",
    "--web.listen-address=:9093",
    "--cluster.listen-address=",
    "--log.format=json",
  ]

  # Services raise alerts of their own.
  ingress = [
    { programs = ["grafana", "loki", "prometheus"], ports = [9093] },
    { namespaces = var.raising_namespaces, ports = [9093] },
  ]

  # Slack and PagerDuty, mail, and SpecCursor itself.
  egress = [
    { namespaces = [var.services_namespace], ports = [8080] },
    { cidrs = ["0.0.0.0/0"], ports = local.outside_ports },
  ]
}

# The configuration calls the controller by the name that it has among its own.
resource "kubernetes_service_v1" "controller" {
  metadata {
    name      = "controller"
    namespace = var.platform.namespace
  }

  spec {
    type          = "ExternalName"
    external_name = "controller.${var.services_namespace}.svc.cluster.local"
  }
}
