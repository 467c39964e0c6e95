output "service_account" {
  description = "The program's service account."
  value       = kubernetes_service_account_v1.this.metadata[0].name
}

output "host" {
  description = "The program's name in all of the cluster."
  value       = "${kubernetes_service_v1.this.metadata[0].name}.${var.platform.namespace}.svc.cluster.local"
}
