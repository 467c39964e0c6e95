# Whether GitHub, Anthropic and the registries are reached from the cluster: the rules ask for it.
locals {
  source = "${path.module}/../../../../../containers/prometheus"
}

module "workload" {
  source = "../workload"

  platform                = var.platform
  name                    = "blackbox-exporter"
  image                   = var.image
  user_id                 = 65534
  configuration_directory = "/etc/blackbox_exporter"
  files                   = { "config.yml" = file("${local.source}/blackbox.yml") }
  args                    = ["--config.file=/etc/blackbox_exporter/config.yml", "--web.listen-address=:9115", "--log.format=json"]
  resources               = { cpu = "20m", memory = "64Mi" }
  ports                   = { http = 9115 }
  metrics_port            = 9115
  probe                   = { port = 9115, ready = "/-/healthy", live = "/-/healthy" }
  ingress                 = [{ programs = ["prometheus"], ports = [9115] }]
  egress                  = [{ cidrs = ["0.0.0.0/0"], ports = [443] }]
}
