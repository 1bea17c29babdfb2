//! Delegates: appointed and dismissed by the leads of their own group.

use domain::permission::Denied;
use services::{
    CommandError, ReadError,
    group::{self, DelegateRefusal},
};

use crate::support::{Entry, House, on_each_database};

async fn two_groups(house: &House) {
    house
        .import(
            "2020-01-15",
            vec![
                Entry::named("Routing").lead("Amara Osei", "Northwind"),
                Entry::named("Identity").lead("Mei Tanaka", "Harbour Cloud"),
            ],
        )
        .await;
}

on_each_database! {
    async fn a_lead_appoints_a_delegate_and_dismisses_them(house: &House) {
        two_groups(house).await;
        let amara = house.acting("amara-osei").await;
        group::appoint(&amara, "routing", "@Mei-Tanaka").await.unwrap();
        let read = group::delegates(&amara, "routing").await.unwrap();
        assert_eq!(read.held[0].person.name, "Mei Tanaka");
        let again = group::appoint(&amara, "routing", "mei-tanaka").await.unwrap_err();
        assert!(matches!(again, CommandError::Refused(DelegateRefusal::Group(_))), "{again:?}");
        group::dismiss(&amara, "routing", "mei-tanaka").await.unwrap();
        assert_eq!(group::delegates(&amara, "routing").await.unwrap().held, []);
        house.is_sound().await;
    }

    async fn the_lead_of_another_group_appoints_nobody(house: &House) {
        two_groups(house).await;
        let mei = house.acting("mei-tanaka").await;
        let refused = group::appoint(&mei, "routing", "mei-tanaka").await.unwrap_err();
        assert!(matches!(refused, CommandError::Denied(Denied::Others(_))), "{refused:?}");
        let unseen = group::delegates(&mei, "routing").await.unwrap_err();
        assert!(matches!(unseen, ReadError::Denied(Denied::Others(_))), "{unseen:?}");
        let amara = house.acting("amara-osei").await;
        assert_eq!(group::delegates(&amara, "routing").await.unwrap().held, []);
    }

    async fn nobody_is_appointed_who_is_not_in_the_record(house: &House) {
        two_groups(house).await;
        let amara = house.acting("amara-osei").await;
        let refused = group::appoint(&amara, "routing", "").await.unwrap_err();
        assert!(matches!(refused, CommandError::Refused(DelegateRefusal::Nobody(_))), "{refused:?}");
    }
}
