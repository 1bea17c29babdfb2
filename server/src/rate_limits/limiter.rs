//! One limit: so many a minute for each person, and for each address.

use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    time::Duration,
};

use domain::ids::PersonId;
use governor::{
    Quota, RateLimiter, clock::Clock, middleware::NoOpMiddleware, state::keyed::DashMapStateStore,
};

/// An address may do as much as so many people: a household, an office, a conference are behind one.
const PEOPLE_BEHIND_AN_ADDRESS: u32 = 4;

/// So many addresses are counted one by one. Beyond, those that come new are counted together until others have rested:
/// whoever has very many addresses cannot fill the memory, and is the one who meets the limit.
const MOST_ADDRESSES: usize = 50_000;

/// The parts of an IPv6 address, from the left, that one customer of a provider has: a /64.
const OF_ONE_CUSTOMER: u128 = !0 << 64;

/// Under what an address is counted: none once there are too many.
type Place = Option<IpAddr>;

type Counts<Key, C> =
    RateLimiter<Key, DashMapStateStore<Key>, C, NoOpMiddleware<<C as Clock>::Instant>>;

/// So many a minute; all of them may come at once. No limit where none is given.
pub struct Limiter<C: Clock>(Option<Both<C>>);

struct Both<C: Clock> {
    clock: C,
    people: Counts<PersonId, C>,
    addresses: Counts<Place, C>,
}

impl<C: Clock + Clone> Limiter<C> {
    /// The limit of so many a minute for a person; none at 0.
    pub fn new(a_minute: u32, clock: &C) -> Self {
        Self(NonZeroU32::new(a_minute).map(|a_minute| {
            let of_an_address = a_minute
                .saturating_mul(NonZeroU32::MIN.saturating_add(PEOPLE_BEHIND_AN_ADDRESS - 1));
            Both {
                clock: clock.clone(),
                people: RateLimiter::dashmap_with_clock(Quota::per_minute(a_minute), clock.clone()),
                addresses: RateLimiter::dashmap_with_clock(
                    Quota::per_minute(of_an_address),
                    clock.clone(),
                ),
            }
        }))
    }

    /// Counts one for the person, where it is known who, and for the address.
    ///
    /// # Errors
    /// How long to wait, when it is one too many for either.
    pub fn take(&self, person: Option<PersonId>, address: IpAddr) -> Result<(), Duration> {
        let Some(both) = &self.0 else {
            return Ok(());
        };
        let now = both.clock.now();
        if let Some(person) = person {
            both.people
                .check_key(&person)
                .map_err(|until| until.wait_time_from(now))?;
        }
        let place = (both.addresses.len() < MOST_ADDRESSES).then(|| of_one_customer(address));
        both.addresses
            .check_key(&place)
            .map_err(|until| until.wait_time_from(now))
    }

    /// Forgets whoever could begin anew: there is no difference between them and someone new.
    pub fn forget_the_rested(&self) {
        if let Some(both) = &self.0 {
            both.people.retain_recent();
            both.addresses.retain_recent();
            both.people.shrink_to_fit();
            both.addresses.shrink_to_fit();
        }
    }
}

/// The address, or for IPv6 the /64 that it is in: a customer can take any address of theirs.
fn of_one_customer(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & OF_ONE_CUSTOMER)),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

    use governor::clock::FakeRelativeClock;
    use uuid::Uuid;

    use super::*;

    fn person(number: u128) -> Option<PersonId> {
        Some(PersonId(Uuid::from_u128(number)))
    }

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    /// How often it can be done at once.
    fn allowed(
        limiter: &Limiter<FakeRelativeClock>,
        person: Option<PersonId>,
        address: IpAddr,
    ) -> usize {
        (0..1_000)
            .take_while(|_| limiter.take(person, address).is_ok())
            .count()
    }

    #[test]
    fn a_person_may_so_often_a_minute_and_then_again_with_time() {
        let clock = FakeRelativeClock::default();
        let limiter = Limiter::new(3, &clock);
        let here = address("192.0.2.1");
        assert_eq!(allowed(&limiter, person(1), here), 3);
        assert_eq!(
            limiter.take(person(1), here).unwrap_err(),
            Duration::from_secs(20)
        );
        clock.advance(Duration::from_secs(20));
        assert_eq!(allowed(&limiter, person(1), here), 1);
    }

    #[test]
    fn a_person_cannot_go_to_another_address_for_more() {
        let limiter = Limiter::new(3, &FakeRelativeClock::default());
        assert_eq!(allowed(&limiter, person(1), address("192.0.2.1")), 3);
        assert_eq!(allowed(&limiter, person(1), address("192.0.2.2")), 0);
    }

    #[test]
    fn an_address_may_as_much_as_some_people_whoever_they_are() {
        let limiter = Limiter::new(3, &FakeRelativeClock::default());
        let here = address("192.0.2.1");
        assert_eq!(allowed(&limiter, person(1), here), 3);
        assert_eq!(allowed(&limiter, None, here), 9);
        assert_eq!(allowed(&limiter, person(2), here), 0);
        assert_eq!(allowed(&limiter, None, address("192.0.2.2")), 12);
    }

    #[test]
    fn all_addresses_of_one_customer_are_one() {
        let limiter = Limiter::new(1, &FakeRelativeClock::default());
        assert_eq!(allowed(&limiter, None, address("2001:db8:0:1::1")), 4);
        assert_eq!(allowed(&limiter, None, address("2001:db8:0:1:ffff::9")), 0);
        assert_eq!(allowed(&limiter, None, address("2001:db8:0:2::1")), 4);
    }

    #[test]
    fn no_limit_is_none() {
        let limiter = Limiter::new(0, &FakeRelativeClock::default());
        assert_eq!(allowed(&limiter, person(1), address("192.0.2.1")), 1_000);
    }

    #[test]
    fn who_has_rested_is_forgotten_and_nobody_else() {
        let clock = FakeRelativeClock::default();
        let limiter = Limiter::new(1, &clock);
        let kept = |limiter: &Limiter<FakeRelativeClock>| {
            let both = limiter.0.as_ref().unwrap();
            (both.people.len(), both.addresses.len())
        };
        limiter.take(person(1), address("192.0.2.1")).unwrap();
        clock.advance(Duration::from_secs(180));
        limiter.take(person(2), address("192.0.2.2")).unwrap();
        limiter.forget_the_rested();
        assert_eq!(kept(&limiter), (1, 1));
        assert!(limiter.take(person(2), address("192.0.2.2")).is_err());
    }

    #[test]
    fn very_many_addresses_are_counted_together() {
        let limiter = Limiter::new(1, &FakeRelativeClock::default());
        let of = |number: u32| IpAddr::V4((0x0a00_0000 + number).into());
        let most = u32::try_from(MOST_ADDRESSES).unwrap();
        for number in 0..most {
            limiter.take(None, of(number)).unwrap();
        }
        let more = (most..most + 1_000).filter(|number| limiter.take(None, of(*number)).is_ok());
        assert_eq!(more.count(), 4);
        assert!(limiter.0.as_ref().unwrap().addresses.len() <= MOST_ADDRESSES + 1);
    }
}
