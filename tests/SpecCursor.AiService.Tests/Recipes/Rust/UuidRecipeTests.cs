using SpecCursor.AiService.Tests.Support;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Testing;

namespace SpecCursor.AiService.Tests.Recipes.Rust;

public sealed class UuidRecipeTests : IDisposable
{
    private readonly string _folder = TestDirectory.Create("uuid");

    private const string Code = """
        use uuid::{adapter::Simple, Uuid};
        use uuid::adapter;

        pub fn file_name(id: &Uuid) -> String {
            // id.to_simple() has no hyphens
            format!("order-{}.json", id.to_simple())
        }

        pub fn label(id: &Uuid) -> String {
            id.to_hyphenated().to_string().to_uppercase() + &id.to_hyphenated_ref().to_string()
        }

        pub fn urns(ids: &[Uuid]) -> Vec<String> {
            let length = Simple::LENGTH + uuid::adapter::Simple::LENGTH + adapter::Simple::LENGTH;
            ids.iter().copied().map(Uuid::to_urn).map(|urn| format!("{urn}.to_urn() {length}")).collect()
        }

        #[cfg(test)]
        mod tests {
            use super::*;

            #[test]
            fn names_are_simple() {
                let id = Uuid::from_u128(0x67e55044_10b1_426f_9247_bb680e5fe0c8);
                assert_eq!(file_name(&id), "order-67e5504410b1426f9247bb680e5fe0c8.json");
                assert!(label(&id).starts_with("67E55044-10B1-426F-9247-BB680E5FE0C8"));
                assert_eq!(urns(&[id]), ["urn:uuid:67e55044-10b1-426f-9247-bb680e5fe0c8.to_urn() 96"]);
                assert_eq!(id.to_simple().to_string().len(), 32);
            }
        }

        """;

    public void Dispose() => TestDirectory.Delete(_folder);

    [Fact]
    public async Task Code_that_uuid_1_breaks_works_again()
    {
        Assert.Equal(0, (await RunAsync(_folder, "before", UuidStandIns.Before, Code)).ExitCode);
        var broken = await RunAsync(_folder, "broken", UuidStandIns.After, Code);
        Assert.NotEqual(0, broken.ExitCode);
        Assert.Contains("to_simple", broken.Output, StringComparison.Ordinal);

        var run = RecipeBench.Run(Ecosystems.Rust, "uuid", "0.8.2", "1.23.1", "src/lib.rs", Code);
        Assert.Empty(run.Unhandled);
        var repaired = Assert.Single(run.Files).Content;
        var result = await RunAsync(_folder, "repaired", UuidStandIns.After, repaired);
        Assert.True(result.ExitCode == 0, $"{repaired}\n{result.Output}");
        Assert.Contains("// id.to_simple() has no hyphens", repaired, StringComparison.Ordinal);
        Assert.Empty(RecipeBench.Run(Ecosystems.Rust, "uuid", "0.8.2", "1.23.1", "src/lib.rs", repaired).Files);
    }

    [Theory]
    [InlineData("use uuid::Uuid;\nfn to_simple() {}\nfn a(x: X) { x.to_simple() }\n", "of its own")]
    [InlineData("use uuid::Uuid;\nfn a(x: uuid::adapter::HyphenatedRef) {}\n", "is gone")]
    [InlineData("/// id.to_urn()\nuse uuid::Uuid;\n", "example")]
    [InlineData("use uuid::Uuid;\nfn a() { \"\n", "can't be read")]
    public void What_can_not_be_told_is_declined(string text, string reason)
    {
        var run = RecipeBench.Run(Ecosystems.Rust, "uuid", "0.8.2", "1.23.1", "src/lib.rs", text);

        Assert.Contains(run.Unhandled, unhandled => unhandled.Contains(reason, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(run.Files, file => file.Content.Contains(".simple()", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("// uuid\nfn a(x: X) { x.to_simple() }\n")]
    [InlineData("fn a() -> &'static str { \"uuid::Uuid x.to_simple()\" }\n")]
    [InlineData("use uuid::Uuid;\nfn a(x: X) { x.to_simple(1); to_simple(); }\n")]
    [InlineData("use other::uuid::adapter;\n")]
    public void What_is_not_the_crates_is_left_alone(string text)
    {
        var run = RecipeBench.Run(Ecosystems.Rust, "uuid", "0.8.2", "1.23.1", "src/lib.rs", text);

        Assert.Empty(run.Files);
        Assert.Empty(run.Unhandled);
    }

    private static async Task<ToolRun> RunAsync(string folder, string name, string crate, string code)
    {
        var directory = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        await File.WriteAllTextAsync(Path.Combine(directory, "uuid.rs"), crate);
        await File.WriteAllTextAsync(Path.Combine(directory, "shop.rs"), code);
        var limit = TimeSpan.FromMinutes(2);
        var library = await Tool.RunAsync("rustc", "rustc", directory, limit, "--edition=2021", "--crate-type=lib", "--crate-name=uuid", "uuid.rs");
        Assert.True(library.ExitCode == 0, library.Output);
        var build = await Tool.RunAsync(
            "rustc", "rustc", directory, limit, "--edition=2021", "--test", "--crate-name=shop", "--extern=uuid=libuuid.rlib", "-o", "shop-tests", "shop.rs");
        return build.ExitCode != 0 ? build : await Tool.RunAsync(Path.Combine(directory, "shop-tests"), "rustc", directory, limit);
    }
}
