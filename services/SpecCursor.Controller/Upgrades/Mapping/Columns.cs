using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SpecCursor.Controller.Upgrades.Mapping;

/// <summary>How values become columns, alike in every table.</summary>
internal static class Columns
{
    /// <summary>Names the table and its columns in snake case.</summary>
    public static void InSnakeCase<T>(this EntityTypeBuilder<T> entity, string table)
        where T : class
    {
        entity.ToTable(table);
        foreach (var property in entity.Metadata.GetProperties())
        {
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
        }
    }

    /// <summary>Stores an enum by its name on the wire.</summary>
    public static PropertyBuilder<T> AsName<T>(this PropertyBuilder<T> property)
        where T : struct, Enum =>
        property.HasConversion(value => EnumNames.NameOf(value), name => EnumNames.ValueOf<T>(name)).HasMaxLength(16);

    /// <summary>Stores an enum by its name on the wire.</summary>
    public static PropertyBuilder<T?> AsName<T>(this PropertyBuilder<T?> property)
        where T : struct, Enum =>
        property.HasConversion(value => EnumNames.NameOf(value!.Value), name => EnumNames.ValueOf<T>(name)).HasMaxLength(16);

    /// <summary>Stores a record as <c>jsonb</c>.</summary>
    public static PropertyBuilder<T?> AsJson<T>(this PropertyBuilder<T?> property)
        where T : class =>
        property
            .HasConversion(
                value => JsonSerializer.Serialize(value, JsonSerializerOptions.Web),
                text => JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web))
            .HasColumnType("jsonb");
}
