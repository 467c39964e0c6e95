namespace SpecCursor.AiService.JavaScript;

/// <summary>A region of the source in which names mean something.</summary>
/// <param name="parent">The scope around it; null for the file's own.</param>
/// <param name="isFunction">Whether a <c>var</c> inside belongs to it.</param>
internal sealed class LexicalScope(LexicalScope? parent, bool isFunction)
{
    private readonly Dictionary<string, Binding> _bindings = new(StringComparer.Ordinal);

    /// <summary>The names that it declares itself.</summary>
    public IReadOnlyCollection<Binding> Bindings => _bindings.Values;

    /// <summary>The scope that a <c>var</c> in this one is hoisted to.</summary>
    public LexicalScope FunctionScope => isFunction || parent is null ? this : parent.FunctionScope;

    /// <summary>The binding of a name, made when there is none.</summary>
    public Binding Own(string name)
    {
        if (!_bindings.TryGetValue(name, out var binding))
        {
            binding = new Binding(name);
            _bindings.Add(name, binding);
        }

        return binding;
    }

    /// <summary>Makes another scope's binding visible under its name here, unless the name is taken.</summary>
    public void Share(Binding binding)
    {
        if (_bindings.TryAdd(binding.Name, binding))
        {
            binding.MarkOfBlock();
        }
    }

    /// <summary>What a name means here; null when it is a global.</summary>
    public Binding? Find(string name) => _bindings.TryGetValue(name, out var binding) ? binding : parent?.Find(name);
}
