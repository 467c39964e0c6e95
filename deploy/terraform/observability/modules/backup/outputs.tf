output "vault" {
  description = "The vault that backups are in."
  value       = aws_backup_vault.this.name
}
