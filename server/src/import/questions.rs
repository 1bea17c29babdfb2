//! What a file cannot tell: whether a group that is gone from it was renamed, carried on by another one, or ended.

use std::io::{self, Write as _};

use domain::registry::{Answer, Answers, Question};

use crate::cli::{Failure, OPEN_QUESTIONS};

/// The questions as a failure that says what to type.
pub fn listed(file: &str, questions: &[Question]) -> Failure {
    let mut text =
        format!("{file} does not tell what became of every group. Nothing was written.\n");
    for question in questions {
        text.push_str(&format!("  {question}\n"));
    }
    text.push_str("Run it again with the answers.");
    Failure::coded(OPEN_QUESTIONS, text)
}

/// Asks at the terminal and adds what was answered; `false` when told to stop.
///
/// # Errors
/// When the terminal cannot be read.
pub fn ask(file: &str, questions: &[Question], answers: &mut Answers) -> io::Result<bool> {
    let mut input = io::stdin().lock();
    let mut output = io::stderr();
    writeln!(output, "{file} does not tell what became of every group.")?;
    let mut settled: Vec<&str> = Vec::new();
    for (number, question) in questions.iter().enumerate() {
        let gone = question.gone.as_str();
        if settled.contains(&gone) {
            continue;
        }
        let last = !questions[number + 1..]
            .iter()
            .any(|other| other.gone == gone);
        match choose(question, last, &mut input, &mut output)? {
            Choice::Answer(answer) => answers.take(answer),
            Choice::Another => continue,
            Choice::Stop => return Ok(false),
        }
        settled.push(gone);
    }
    Ok(true)
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Choice {
    Answer(Answer),
    /// Neither, but there is another candidate.
    Another,
    Stop,
}

fn choose(
    question: &Question,
    last: bool,
    input: &mut impl io::BufRead,
    output: &mut impl io::Write,
) -> io::Result<Choice> {
    let Question {
        gone,
        candidate,
        reason,
        ..
    } = question;
    writeln!(
        output,
        "\n“{gone}” is gone. “{candidate}” shares {} with it.",
        reason.words()
    )?;
    let mut choices: Vec<(char, String, Choice)> = question
        .answers()
        .into_iter()
        .map(|answer| (key_of(&answer), answer.in_words(), Choice::Answer(answer)))
        .collect();
    if !last {
        choices.push((
            'n',
            "neither: ask about the next one".to_owned(),
            Choice::Another,
        ));
    }
    choices.push(('s', "stop, and write nothing".to_owned(), Choice::Stop));
    for (key, words, _) in &choices {
        writeln!(output, "  {key}  {words}")?;
    }
    loop {
        write!(output, "> ")?;
        output.flush()?;
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            return Ok(Choice::Stop);
        }
        let typed = line.trim().to_lowercase();
        let chosen = choices
            .iter()
            .find(|(key, ..)| typed.chars().eq([*key]))
            .map(|(.., choice)| choice.clone());
        match chosen {
            Some(choice) => return Ok(choice),
            None => writeln!(output, "Type one of the letters.")?,
        }
    }
}

/// The letter to type for an answer.
fn key_of(answer: &Answer) -> char {
    match answer {
        Answer::Rename(..) => 'r',
        Answer::Merge(..) => 'm',
        Answer::Ended(_) => 'e',
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

    use domain::registry::{Candidate, QuestionReason};

    use super::*;

    fn question(candidate_is: Candidate) -> Question {
        Question {
            gone: "Paths".to_owned(),
            candidate: "Routes".to_owned(),
            candidate_is,
            reason: QuestionReason::SharedLeads,
        }
    }

    fn answer(candidate_is: Candidate, typed: &str) -> (Choice, String) {
        let mut output = Vec::new();
        let choice = choose(
            &question(candidate_is),
            true,
            &mut typed.as_bytes(),
            &mut output,
        );
        (choice.unwrap(), String::from_utf8(output).unwrap())
    }

    #[test]
    fn a_question_is_asked_until_it_is_answered() {
        let (choice, output) = answer(Candidate::New, "what?\n\n R \n");
        let renamed = Answer::Rename("Paths".to_owned(), "Routes".to_owned());
        assert_eq!(choice, Choice::Answer(renamed));
        assert_eq!(output.matches("Type one of the letters.").count(), 2);
    }

    #[test]
    fn a_group_that_is_known_cannot_be_the_new_name() {
        let (choice, output) = answer(Candidate::Known, "r\nm\n");
        let merged = Answer::Merge("Paths".to_owned(), "Routes".to_owned());
        assert_eq!(choice, Choice::Answer(merged));
        assert!(!output.contains("renamed"));
    }

    #[test]
    fn the_end_of_the_input_stops() {
        assert_eq!(answer(Candidate::New, "").0, Choice::Stop);
    }

    #[test]
    fn without_a_terminal_the_flags_are_named() {
        let text = listed("groups.md", &[question(Candidate::New)]).to_string();
        assert!(text.contains("--rename \"Paths=Routes\""));
        assert!(text.contains("--ended \"Paths\""));
    }
}
