# Dashboards: the files of the repository, which the browser cannot change. The volume keeps users and their preferences.
locals {
  source = "${path.module}/../../../../../containers/grafana"
  paths  = setunion(["grafana.ini"], fileset(local.source, "provisioning/*/*.yml"), fileset(local.source, "dashboards/*.json"))

  # Where the data sources are: in one namespace they have the names that they have in one network.
  addresses = [for line in split("\n", file("${local.source}/grafana.env")) : split("=", line) if can(regex("^[A-Z_]+=", line))]

  password = "secrets/admin-password"
}

module "workload" {
  source = "../workload"

  platform                = var.platform
  name                    = "grafana"
  image                   = var.image
  user_id                 = 472
  configuration_directory = "/etc/grafana"
  files                   = { for path in local.paths : path => file("${local.source}/${path}") }
  secrets                 = { (local.password) = var.admin_password }
  secrets_revision        = var.secrets_revision
  data                    = { directory = "/var/lib/grafana", gib = var.volume_gib }
  args                    = []
  resources               = { cpu = "100m", memory = "512Mi" }
  ports                   = { http = 3000 }
  metrics_port            = 3000
  probe                   = { port = 3000, ready = "/api/health", live = "/api/health" }

  env = merge(
    { for address in local.addresses : address[0] => address[1] },
    {
      GF_SECURITY_ADMIN_PASSWORD__FILE = "/etc/grafana/${local.password}"

      # Nothing is fetched from the internet, which it does not reach.
      GF_PLUGINS_PREINSTALL_DISABLED = "true"
    },
  )

  ingress = [{ programs = ["prometheus"], ports = [3000] }]

  egress = [
    { programs = ["prometheus"], ports = [9090] },
    { programs = ["loki"], ports = [3100] },
    { programs = ["jaeger"], ports = [16686] },
    { programs = ["alertmanager"], ports = [9093] },
  ]
}
