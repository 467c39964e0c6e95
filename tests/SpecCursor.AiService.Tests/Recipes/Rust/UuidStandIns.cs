namespace SpecCursor.AiService.Tests.Recipes.Rust;

/// <summary>Crates with the shape of <c>uuid</c> on both sides of 1.0.0: its names and signatures, with bodies as small as they can be.</summary>
internal static class UuidStandIns
{
    public const string Before = """
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Uuid(u128);

        impl Uuid {
            pub const fn from_u128(v: u128) -> Self { Uuid(v) }
            pub const fn to_hyphenated(self) -> adapter::Hyphenated { adapter::Hyphenated(self) }
            pub const fn to_hyphenated_ref(&self) -> adapter::HyphenatedRef<'_> { adapter::HyphenatedRef(self) }
            pub const fn to_simple(self) -> adapter::Simple { adapter::Simple(self) }
            pub const fn to_urn(self) -> adapter::Urn { adapter::Urn(self) }
        }

        pub mod adapter {
            use super::Uuid;
            use std::fmt;

            fn hyphenated(id: &Uuid) -> String {
                let hex = format!("{:032x}", id.0);
                [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
            }

            pub struct Hyphenated(pub(crate) Uuid);
            pub struct HyphenatedRef<'a>(pub(crate) &'a Uuid);
            pub struct Simple(pub(crate) Uuid);
            pub struct Urn(pub(crate) Uuid);

            impl Simple {
                pub const LENGTH: usize = 32;
            }

            impl fmt::Display for Hyphenated { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&hyphenated(&self.0)) } }
            impl fmt::Display for HyphenatedRef<'_> { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&hyphenated(self.0)) } }
            impl fmt::Display for Simple { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{:032x}", (self.0).0) } }
            impl fmt::Display for Urn { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "urn:uuid:{}", hyphenated(&self.0)) } }
        }
        """;

    public const string After = """
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(transparent)]
        pub struct Uuid(u128);

        impl Uuid {
            pub const fn from_u128(v: u128) -> Self { Uuid(v) }
            pub const fn hyphenated(self) -> fmt::Hyphenated { fmt::Hyphenated(self) }
            pub fn as_hyphenated(&self) -> &fmt::Hyphenated { unsafe { &*(self as *const Uuid as *const fmt::Hyphenated) } }
            pub const fn simple(self) -> fmt::Simple { fmt::Simple(self) }
            pub const fn urn(self) -> fmt::Urn { fmt::Urn(self) }
        }

        pub mod fmt {
            use super::Uuid;
            use std::fmt;

            fn hyphenated(id: &Uuid) -> String {
                let hex = format!("{:032x}", id.0);
                [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
            }

            #[repr(transparent)]
            pub struct Hyphenated(pub(crate) Uuid);
            pub struct Simple(pub(crate) Uuid);
            pub struct Urn(pub(crate) Uuid);

            impl Simple {
                pub const LENGTH: usize = 32;
            }

            impl fmt::Display for Hyphenated { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&hyphenated(&self.0)) } }
            impl fmt::Display for Simple { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{:032x}", (self.0).0) } }
            impl fmt::Display for Urn { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "urn:uuid:{}", hyphenated(&self.0)) } }
        }
        """;
}
