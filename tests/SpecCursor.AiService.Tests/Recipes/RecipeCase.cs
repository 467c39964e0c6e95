using Xunit.Abstractions;

namespace SpecCursor.AiService.Tests.Recipes;

/// <summary>Code that works before an upgrade and breaks with it.</summary>
public sealed class RecipeCase : IXunitSerializable
{
    public RecipeCase()
    {
    }

    public RecipeCase(string name, string package, string text, string fileName = "main.cjs")
    {
        Name = name;
        Package = package;
        Text = text;
        FileName = fileName;
    }

    public string Name { get; private set; } = string.Empty;

    public string Package { get; private set; } = string.Empty;

    public string Text { get; private set; } = string.Empty;

    public string FileName { get; private set; } = string.Empty;

    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue(nameof(Name), Name);
        info.AddValue(nameof(Package), Package);
        info.AddValue(nameof(Text), Text);
        info.AddValue(nameof(FileName), FileName);
    }

    public void Deserialize(IXunitSerializationInfo info)
    {
        Name = info.GetValue<string>(nameof(Name));
        Package = info.GetValue<string>(nameof(Package));
        Text = info.GetValue<string>(nameof(Text));
        FileName = info.GetValue<string>(nameof(FileName));
    }

    public override string ToString() => Name;
}
