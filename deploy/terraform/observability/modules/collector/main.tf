# The collector: takes what services send, counts it, samples it, and hands it on. It is one pod, since a trace is sampled as a whole.
locals {
  source = "${path.module}/../../../../../containers/otel-collector"
  files  = ["config.yaml", "config.kubernetes.yaml"]
}

module "workload" {
  source = "../workload"

  platform                = var.platform
  name                    = "otel-collector"
  image                   = var.image
  user_id                 = 10001
  configuration_directory = "/etc/otelcol"
  files                   = { for name in local.files : name => file("${local.source}/${name}") }
  args                    = [for name in local.files : "--config=/etc/otelcol/${name}"]
  env                     = { DEPLOYMENT_ENVIRONMENT = var.environment }
  resources               = { cpu = "250m", memory = "1Gi" }
  ports                   = { otlp-grpc = 4317, otlp-http = 4318, metrics = 8889 }
  metrics_port            = 8889
  probe                   = { port = 13133, ready = "/", live = "/" }

  ingress = [
    { namespaces = var.sending_namespaces, ports = [4317, 4318] },
    { programs = ["prometheus"], ports = [8889] },
  ]

  egress = [
    { programs = ["jaeger"], ports = [4317] },
    { programs = ["loki"], ports = [3100] },
  ]
}
