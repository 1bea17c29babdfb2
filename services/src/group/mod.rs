//! Groups: lists of them, one of them, their charters and their history, today and on any past day.

pub(crate) mod address;
mod charter;
mod consequences;
mod delegates;
mod formed;
mod history;
mod lately;
mod lead_rules;
mod leading_seats;
mod leads;
mod life;
mod list;
mod meant;
mod out_of_rules;
mod page;
mod step_down;
mod subgroups;
mod tell;

pub(crate) use address::{find as at_address, id_of};
pub(crate) use leads::{Known, leading_roles};
pub(crate) use tell::tell;

pub use address::at;
pub use address::id_at;
pub use charter::{Charters, charters};
pub use delegates::{Delegate, DelegateRefusal, Delegates, appoint, delegates, dismiss};
pub use formed::{Formation, FormedPage, formed};
pub use history::{GroupHistory, history};
pub use lately::groups_of;
pub(crate) use lead_rules::findings_of;
pub use lead_rules::{LeadRulesCompared, compare_lead_rules};
pub use leads::led_on;
pub use life::{Life, Stretch, Turn, TurnKind};
pub(crate) use list::tally_of;
pub use list::{Along, Counts, Filter, GroupLine, GroupsPage, NotAPlace, Place, list, list_along};
pub use meant::{as_it_is, led_by_reader, living, meant, named};
pub use out_of_rules::{BrokenRule, OutOfRules, broken, out_of_rules};
pub use page::{GroupOnDay, GroupPage, Holder, Predecessor, page};
pub use step_down::{SteppingDown, step_down, stepping_down};
pub use subgroups::{
    NewSubgroup, Subgroup, SubgroupRefusal, Subgroups, end_subgroup, start_subgroup, subgroups,
};

pub use consequences::GroupTurned;
pub(crate) use consequences::Led;
pub(crate) use lately::lately;
