//! `charterhouse check`: whether the configuration and the database are in order.

use services::without_password;

use crate::{cli::Failure, configuration::Configuration, database, progress::Progress};

/// Says what was looked at and what is wrong with it. That the configuration is right is known by then.
///
/// # Errors
/// When anything is wrong.
pub async fn run(configuration: &Configuration) -> Result<(), Failure> {
    println!("Configuration: right");
    let context = database::open_existing(configuration).await?;
    println!(
        "Database {}: reached, and up to date",
        without_password(&configuration.database)
    );
    let phase = Progress::default().phase("Replaying the record");
    let findings = services::integrity::check(&context).await?;
    phase.end();
    context.database.close().await?;
    if findings.problems.is_empty() {
        println!(
            "Record: {} events, and all tables say what they say",
            findings.events
        );
        return Ok(());
    }
    println!("Record: {} events", findings.events);
    Err(Failure::told(findings.problems.join("\n")))
}
