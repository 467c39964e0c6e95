//! What a sample uses of uuid 0.8.

use std::fmt::{self, Display, Formatter};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Uuid(u128);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error;

pub struct Hyphenated(Uuid);
pub struct Simple(Uuid);
pub struct Urn(Uuid);

impl Uuid {
    pub fn parse_str(input: &str) -> Result<Uuid, Error> {
        let text = input.strip_prefix("urn:uuid:").unwrap_or(input);
        let digits = match text.len() {
            32 => text.to_string(),
            36 if [8, 13, 18, 23].iter().all(|&at| text.as_bytes()[at] == b'-') => text.replace('-', ""),
            _ => return Err(Error),
        };
        if digits.len() == 32 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            u128::from_str_radix(&digits, 16).map(Uuid).map_err(|_| Error)
        } else {
            Err(Error)
        }
    }

    pub const fn to_hyphenated(self) -> Hyphenated {
        Hyphenated(self)
    }

    pub const fn to_simple(self) -> Simple {
        Simple(self)
    }

    pub const fn to_urn(self) -> Urn {
        Urn(self)
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("not a UUID")
    }
}

impl std::error::Error for Error {}

impl Display for Simple {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", (self.0).0)
    }
}

impl Display for Hyphenated {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let digits = Simple(self.0).to_string();
        write!(f, "{}-{}-{}-{}-{}", &digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..])
    }
}

impl Display for Urn {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "urn:uuid:{}", Hyphenated(self.0))
    }
}
