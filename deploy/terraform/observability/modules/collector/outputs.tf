output "url" {
  description = "Where services send telemetry by OTLP over HTTP."
  value       = "http://${module.workload.host}:4318"
}
