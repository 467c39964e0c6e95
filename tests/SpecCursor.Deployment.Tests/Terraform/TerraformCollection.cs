namespace SpecCursor.Deployment.Tests.Terraform;

/// <summary>Tests that read the modules.</summary>
[CollectionDefinition(ObservabilityModules.Collection)]
public sealed class TerraformCollection : ICollectionFixture<ObservabilityModules>;
