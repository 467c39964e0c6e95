namespace SpecCursor.AiService.JavaScript;

/// <summary>How a file gets at a package.</summary>
internal enum PackageReferenceKind
{
    /// <summary><c>require('p')</c>, used where it stands, destructured or kept under a name.</summary>
    Require,

    /// <summary><c>import x from 'p'</c>.</summary>
    ImportDefault,

    /// <summary><c>import * as x from 'p'</c>.</summary>
    ImportNamespace,

    /// <summary><c>import { a } from 'p'</c>: one specifier.</summary>
    ImportNamed,

    /// <summary><c>import 'p'</c>.</summary>
    ImportBare,

    /// <summary><c>import('p')</c>.</summary>
    ImportDynamic,

    /// <summary><c>export … from 'p'</c>.</summary>
    ReExport,
}
