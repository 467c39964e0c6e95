//! Ids of requests, as they arrive and as they are written down.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

/// The id of a request, the same in every service that the request passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RequestId(Uuid);

impl RequestId {
    /// The name of the file that a request's body is kept in.
    pub fn file_name(&self) -> String {
        format!("{}.json", self.0.to_simple())
    }

    /// How other documents refer to the request.
    pub fn urn(&self) -> String {
        self.0.to_urn().to_string()
    }
}

/// As it stands in the header and in logs: in lower case, with hyphens.
impl fmt::Display for RequestId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0.to_hyphenated())
    }
}

/// Clients send ids in any case, with hyphens or without, or as URNs.
impl FromStr for RequestId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(text.trim()).map(RequestId)
    }
}
