//! What someone said they would do: open until it is done or dropped.

use crate::group::GroupState;

/// The stable name of the step of a group’s closing in which its open action items are settled.
pub const OPEN_ACTIONS: &str = "actions";

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ActionState {
    /// To be done; it carries over to the next agenda.
    Open,
    /// Done.
    Done,
    /// It will not be done.
    Dropped,
}

impl ActionState {
    /// All, in their order.
    pub const ALL: [Self; 3] = [Self::Open, Self::Done, Self::Dropped];

    /// The stable name in the database and in addresses.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    /// The state with that stable name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// What people read.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Done => "Done",
            Self::Dropped => "Dropped",
        }
    }
}

/// What is said of an action item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionCommand {
    /// It is done.
    Finish,
    /// It will not be done; someone says why.
    Drop,
    /// It is to be done after all.
    Reopen,
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ActionRefusal {
    /// It is closed already.
    #[error("It is {} already.", .0.words().to_lowercase())]
    Already(ActionState),
    /// Nobody would know why.
    #[error("Say why it is not to be done any more.")]
    NoReason,
    /// Whoever it would go to does not go on.
    #[error("That group is {}: hand it to one that goes on.", .0.words().to_lowercase())]
    Ends(GroupState),
}

/// The state after a command; `note` is what is said to it.
///
/// # Errors
/// Why the rules stand against it.
pub fn decide_action(
    state: ActionState,
    command: ActionCommand,
    note: &str,
) -> Result<ActionState, ActionRefusal> {
    match (command, state) {
        (ActionCommand::Finish, ActionState::Open) => Ok(ActionState::Done),
        (ActionCommand::Drop, ActionState::Open) => {
            if note.trim().is_empty() {
                Err(ActionRefusal::NoReason)
            } else {
                Ok(ActionState::Dropped)
            }
        }
        (ActionCommand::Reopen, ActionState::Done | ActionState::Dropped) => Ok(ActionState::Open),
        (ActionCommand::Finish | ActionCommand::Drop, ActionState::Done | ActionState::Dropped)
        | (ActionCommand::Reopen, ActionState::Open) => Err(ActionRefusal::Already(state)),
    }
}

/// Whether an action item in that state can be handed to a group in that one; none for no group.
///
/// # Errors
/// When it is closed, or the group has ended or is about to.
pub fn may_be_handed(state: ActionState, to: Option<GroupState>) -> Result<(), ActionRefusal> {
    match (state, to) {
        (ActionState::Done | ActionState::Dropped, _) => Err(ActionRefusal::Already(state)),
        (ActionState::Open, None | Some(GroupState::SettingUp | GroupState::Active)) => Ok(()),
        (
            ActionState::Open,
            Some(to @ (GroupState::Closing | GroupState::Dissolved | GroupState::Merged)),
        ) => Err(ActionRefusal::Ends(to)),
    }
}
