//! `charterhouse`: the server and what an operator does with the community's record.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::run()
}
