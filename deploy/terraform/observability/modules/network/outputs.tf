output "network" {
  description = "The network, as the cluster wants it."
  value = {
    vpc_id             = aws_vpc.this.id
    vpc_cidr           = aws_vpc.this.cidr_block
    private_subnet_ids = [for subnet in aws_subnet.private : subnet.id]
  }
}
