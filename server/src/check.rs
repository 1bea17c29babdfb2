//! `charterhouse check`: whether the configuration, the sign-in providers and the database are in order.

use services::without_password;

use crate::{
    cli::Failure, configuration::Configuration, database, progress::Progress, sign_in::Providers,
};

/// Says what was looked at and what is wrong with it. That the configuration is right is known by then.
///
/// # Errors
/// When anything is wrong.
pub async fn run(configuration: &Configuration) -> Result<(), Failure> {
    println!("Configuration: right");
    let mut problems = sign_in(configuration).await?;
    let context = database::open_existing(configuration).await?;
    println!(
        "Database {}: reached, and up to date",
        without_password(&configuration.database)
    );
    let phase = Progress::default().phase("Replaying the record");
    let findings = services::integrity::check(&context).await?;
    phase.end();
    context.database.close().await?;
    problems.extend(findings.problems);
    if problems.is_empty() {
        println!(
            "Record: {} events, and all tables say what they say",
            findings.events
        );
        return Ok(());
    }
    println!("Record: {} events", findings.events);
    Err(Failure::told(problems.join("\n")))
}

/// Asks every sign-in provider whether it is there, and gives what is wrong.
async fn sign_in(configuration: &Configuration) -> Result<Vec<String>, Failure> {
    let providers = Providers::of(configuration)?;
    let mut problems = Vec::new();
    for provider in providers.iter() {
        let name = format!("Sign-in with {} ({})", provider.title, provider.key);
        match provider.reach().await {
            Ok(()) => println!("{name}: reached"),
            Err(failed) => problems.push(format!("{name}: {}", failed.detail)),
        }
    }
    for named in providers.administrators() {
        if providers.with_key(&named.provider).is_none() {
            problems.push(format!(
                "administrators: “{}:{}” can never sign in, since no sign-in provider has the key {}",
                named.provider, named.who, named.provider
            ));
        }
    }
    Ok(problems)
}
