//! Numbers that other programs made, met to 1e-9·max(1, |reference|); the README beside this file
//! says with what, and how to make them again.
#![expect(clippy::unwrap_used, reason = "this is only a test")]

mod finals;
mod functions;
mod libraries;
mod planes;
mod read;
mod surfaces;
