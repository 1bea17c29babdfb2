//! `/people`: who holds a seat, who leads, members, maintainers, everyone; by name, found by name, on any day.

use domain::{Day, words::counted};
use leptos::prelude::*;
use services::person::{PEOPLE_A_PAGE, PeopleList, PeopleNumbers, PeopleWanted, PersonLine, list};

use super::{SeatsHeld, as_of};
use crate::{
    address::address,
    page::{OnDay, PageTitle, context, on_day, page, query},
    past::{PastBanner, PastDayField, on_same_day},
    ui::{Button, Empty, Field, PageHeader, Pagination, Person, Tab, Tabs},
};

/// People by name.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let context = context();
    let today = context.today();
    let on = on_day(today);
    let asked = Asked {
        list: query("who")
            .and_then(|key| PeopleList::of_key(&key))
            .unwrap_or_default(),
        name: query("name")
            .map(|name| name.trim().to_owned())
            .unwrap_or_default(),
        on: on.past(),
    };
    let after = query("after");
    page(async move {
        let wanted = PeopleWanted {
            list: asked.list,
            name: asked.searches().then(|| asked.name.clone()),
            after: after.clone(),
            as_of: as_of(&on, today),
        };
        let read = list(&context.database, &wanted).await?;
        let next = read
            .people
            .last()
            .filter(|_| read.more && !asked.searches())
            .map(|last| asked.href(asked.list, Some(&last.handle)));
        let first = (after.is_some() && !asked.searches()).then(|| asked.href(asked.list, None));
        let shown = shown(&read.people);
        let too_many = (read.more && asked.searches()).then(|| {
            view! {
                <p class="hint">
                    {format!("These are the first {PEOPLE_A_PAGE}. Type more of the name to find others.")}
                </p>
            }
        });
        let body = if read.people.is_empty() {
            nothing(&asked)
        } else {
            people(read.people, asked.on)
        };
        let banner = asked.on.map(|day| {
            let today = Asked {
                on: None,
                ..asked.clone()
            };
            let today = today.href(asked.list, None);
            view! { <PastBanner day=day subject="The community" today=today /> }
        });
        let lede = match on {
            OnDay::Today | OnDay::Unusable(_) => lede(&read.numbers),
            OnDay::Past(_) => String::new(),
        };
        Ok(view! {
            <PageTitle subject="People" />
            <PageHeader title="People" lede=lede />
            {banner}
            <SearchForm asked=asked.clone() on=on />
            <Tabs label="Which people" tabs=tabs(&asked, &read.numbers) current=word(asked.list) />
            {body}
            {too_many}
            <Pagination first=first next=next shown=shown />
        }
        .into_any())
    })
}

/// What the address asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    list: PeopleList,
    name: String,
    on: Option<Day>,
}

impl Asked {
    fn searches(&self) -> bool {
        !self.name.is_empty()
    }

    /// The same question of a list, after someone.
    fn href(&self, list: PeopleList, after: Option<&str>) -> String {
        let who = if list == PeopleList::default() {
            ""
        } else {
            list.key()
        };
        let on = self.on.map(|day| day.to_string()).unwrap_or_default();
        address(
            "/people",
            &[
                ("who", who),
                ("name", &self.name),
                ("on", &on),
                ("after", after.unwrap_or_default()),
            ],
        )
    }
}

fn word(list: PeopleList) -> &'static str {
    match list {
        PeopleList::Seats => "With a seat",
        PeopleList::Leads => "Leads",
        PeopleList::Maintainers => "Maintainers",
        PeopleList::Members => "Members",
        PeopleList::Everyone => "Everyone",
    }
}

/// The lists that have somebody in them, as far as that is counted; and the one that is shown.
fn tabs(asked: &Asked, numbers: &PeopleNumbers) -> Vec<Tab> {
    PeopleList::ALL
        .into_iter()
        .filter(|list| *list == asked.list || asked.on.is_some() || numbers.of(*list) != Some(0))
        .map(|list| {
            let tab = Tab::new(asked.href(list, None), word(list));
            // The numbers are today's and of everyone in the list.
            match numbers
                .of(list)
                .filter(|_| asked.on.is_none() && !asked.searches())
            {
                Some(number) => tab.counting(usize::try_from(number).unwrap_or(usize::MAX)),
                None => tab,
            }
        })
        .collect()
}

/// "212 people hold a seat in a group, and 140 of them lead one."
fn lede(numbers: &PeopleNumbers) -> String {
    let number = |list| usize::try_from(numbers.of(list).unwrap_or(0)).unwrap_or(usize::MAX);
    let (seats, leads) = (number(PeopleList::Seats), number(PeopleList::Leads));
    if seats == 0 {
        return "Who leads, helps and takes part, with everything the record knows of when."
            .to_owned();
    }
    let hold = if seats == 1 { "holds" } else { "hold" };
    let people = domain::words::capitalized(&counted(seats, "person", "people"));
    let lead = match leads {
        all if all == seats => "all as leads".to_owned(),
        some => format!("{} of them as leads", domain::words::number(some)),
    };
    format!("{people} {hold} a seat in a group, {lead}.")
}

#[component]
fn SearchForm(asked: Asked, on: OnDay) -> impl IntoView {
    let narrows = asked.searches() || on != OnDay::Today;
    let plain = Asked {
        name: String::new(),
        on: None,
        ..asked.clone()
    }
    .href(asked.list, None);
    let who = (asked.list != PeopleList::default())
        .then(|| view! { <input type="hidden" name="who" value=asked.list.key() /> });
    view! {
        <form class="form-line" method="get" action="/people" role="search" aria-label="People">
            {who}
            <Field name="name" label="Name or account" kind="search" value=asked.name />
            <PastDayField on=on />
            <div class="buttons">
                <Button text="Show" />
                {narrows.then(|| view! { <a href=plain>"Clear"</a> })}
            </div>
        </form>
    }
}

fn people(people: Vec<PersonLine>, on: Option<Day>) -> AnyView {
    let rows = people
        .into_iter()
        .map(|person| {
            let href = on_same_day(&format!("/people/{}", person.handle), on);
            let organization = person
                .organization
                .map(|organization| organization.name)
                .unwrap_or_default();
            let standing = person
                .standings
                .iter()
                .map(|standing| standing.words())
                .collect::<Vec<_>>()
                .join(", ");
            view! {
                <li>
                    <Person name=person.name href=href secondary=organization />
                    <p class="people-seats"><SeatsHeld seats=person.seats past=on /></p>
                    <p class="people-standing">{standing}</p>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="people-rows" data-keys="list">{rows}</ul> }.into_any()
}

/// "Amara Osei to Mei Tanaka"
fn shown(people: &[PersonLine]) -> String {
    match people {
        [] | [_] => String::new(),
        [first, .., last] => format!("{} to {}", first.name, last.name),
    }
}

fn nothing(asked: &Asked) -> AnyView {
    let everyone = asked.href(PeopleList::Everyone, None);
    if asked.searches() {
        let title = format!(
            "Nobody here has a name or account that begins with “{}”",
            asked.name
        );
        let wider = (asked.list != PeopleList::Everyone)
            .then(|| view! { <p><a href=everyone>"Look among everyone in the record"</a></p> });
        return view! { <Empty title=title>{wider}</Empty> }.into_any();
    }
    let (title, words) = match asked.list {
        PeopleList::Seats | PeopleList::Leads => (
            "Nobody holds a seat here",
            "Leads and others with a seat come with a registry: charterhouse import registry FILE.",
        ),
        PeopleList::Members | PeopleList::Maintainers => (
            "Nobody is listed here",
            "Members and maintainers come with an organization’s lists: charterhouse import org FILE.",
        ),
        PeopleList::Everyone => (
            "The record names nobody",
            "People come with a registry or an organization’s lists: charterhouse import registry FILE.",
        ),
    };
    let words = if asked.on.is_some() {
        "Nothing is known of anyone on this day. A later one may show more."
    } else {
        words
    };
    view! { <Empty title=title><p>{words}</p></Empty> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked() -> Asked {
        Asked {
            list: PeopleList::Members,
            name: "o’neill & co".to_owned(),
            on: Some(jiff::civil::date(2020, 1, 15)),
        }
    }

    #[test]
    fn an_address_keeps_what_was_asked() {
        assert_eq!(
            asked().href(PeopleList::Leads, Some("amara-osei")),
            "/people?who=leads&name=o%E2%80%99neill%20%26%20co&on=2020-01-15&after=amara-osei"
        );
    }

    #[test]
    fn the_plain_list_has_the_plain_address() {
        let plain = Asked {
            list: PeopleList::Seats,
            name: String::new(),
            on: None,
        };
        assert_eq!(plain.href(PeopleList::Seats, None), "/people");
    }
}
