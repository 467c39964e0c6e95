output "url" {
  description = "Where the program is for others in the cluster."
  value       = "http://${module.workload.host}:3000"
}
