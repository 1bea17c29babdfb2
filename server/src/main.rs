//! `charterhouse`: the server and what an operator does with the community's record.

use std::process::ExitCode;

/// Pages are made of many small pieces on several threads at once: see `docs/PERFORMANCE.md`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    server::run()
}
