# Traces: kept in Badger, on a volume that outlives the pod.
locals {
  source = "${path.module}/../../../../../containers/jaeger"
}

module "workload" {
  source = "../workload"

  platform                = var.platform
  name                    = "jaeger"
  image                   = var.image
  user_id                 = 10001
  configuration_directory = "/etc/jaeger"
  files                   = { "config.yaml" = file("${local.source}/config.yaml") }
  data                    = { directory = "/badger", gib = var.volume_gib }
  resources               = { cpu = "250m", memory = "1Gi" }
  ports                   = { http = 16686, otlp-grpc = 4317, otlp-http = 4318, metrics = 8888 }
  metrics_port            = 8888
  probe                   = { port = 16686, ready = "/", live = "/" }

  args = [
    "--config=/etc/jaeger/config.yaml",
    "--set=extensions.jaeger_storage.backends.traces.badger.ttl.spans=${var.retention_days * 24}h",
  ]

  ingress = [
    { programs = ["otel-collector"], ports = [4317, 4318] },
    { programs = ["grafana"], ports = [16686] },
    { programs = ["prometheus"], ports = [8888] },
  ]

  egress = [{ programs = ["prometheus"], ports = [9090] }]
}
