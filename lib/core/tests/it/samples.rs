//! Every sample in `events/`, replayed as `index.json` says.

mod people;
mod replay;

use std::collections::BTreeSet;
use std::fs;

use profile_core::EventStatus;

use self::replay::{Expect, INSTANCE, Replay, Sample, events, index};

#[tokio::test]
async fn every_sample_comes_to_the_outcome_that_the_index_promises() {
    let mut replay = Replay::default();

    for sample in index() {
        let found = replay.post(&sample).await;

        assert_eq!(found, sample.expect, "{} ({})", sample.file, sample.note);
    }
}

#[tokio::test]
async fn a_second_delivery_of_any_sample_is_a_duplicate() {
    let mut replay = Replay::default();
    let once_more = |mut expected: Expect| {
        if expected.outcome.as_ref().is_some_and(|it| it != "failed") {
            expected.outcome = Some("duplicate".to_owned());
        }
        expected
    };

    for sample in index() {
        replay.post(&sample).await;
        let at_once = replay.post(&sample).await;
        assert_eq!(at_once, once_more(sample.expect), "{} at once", sample.file);
    }
    let (people, entries) = (replay.store.people(), replay.trails().await);
    for sample in index() {
        let later = replay.post(&sample).await;
        assert_eq!(later, once_more(sample.expect), "{} later", sample.file);
    }

    assert_eq!((replay.store.people(), replay.trails().await), (people, entries));
}

#[test]
fn every_file_is_in_the_index_and_no_two_share_an_id() {
    let listed: BTreeSet<_> = index().into_iter().map(|it| it.file).collect();
    let ids: BTreeSet<_> = index().into_iter().map(|it| it.svix_id).collect();

    let found: BTreeSet<_> = fs::read_dir(events())
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .filter(|it| it != "README.md" && it != "index.json")
        .collect();

    assert_eq!(found, listed);
    assert_eq!(ids.len(), listed.len());
}

/// Each value, and whether it may travel to the queue and rest in the ledger: there the
/// payload is kept as Clerk sent it, but for what is private.
const PLANTED: [(&str, bool); 6] = [
    ("PLANTED-PRIVATE-METADATA-maya", false),
    ("cus_PLANTED_UNSAFE", true),
    ("730519", false),
    ("846202", false),
    ("PLANTED-MAGIC-LINK-token", false),
    ("Planted City", false),
];

#[tokio::test]
async fn planted_values_stay_where_they_belong() {
    let replay = Replay::whole().await;
    let bodies: Vec<_> = index().iter().map(Sample::body).collect();
    let people = format!("{:?}", replay.store.people());
    let trails = replay.trails().await;
    let trails: Vec<_> =
        trails.iter().map(|it| serde_json::to_string(&it.record).unwrap()).collect();
    let payloads: Vec<_> = replay.ledger().await.into_iter().map(|it| it.payload).collect();

    for (value, may_travel) in PLANTED {
        let holds = |texts: &[String]| texts.iter().any(|it| it.contains(value));
        let planted = bodies.iter().any(|it| String::from_utf8_lossy(it).contains(value));

        assert!(planted, "{value} is in a sample, or the test proves nothing");
        assert!(!people.contains(value) && !holds(&trails), "{value} is in a record");
        assert!(may_travel || !holds(&replay.messages), "{value} is in the queue");
        assert!(may_travel || !holds(&payloads), "{value} is in the ledger");
    }
}

#[tokio::test]
async fn what_cannot_be_applied_rests_in_the_ledger_with_its_cause() {
    let replay = Replay::whole().await;

    let error = async |id| replay.row(id).await.error.unwrap();

    assert_eq!(
        error("msg_sample_user_created_foreign_instance").await,
        format!(
            "event is from Clerk instance ins_2someoneelsesinstance00000, this stage belongs to {INSTANCE}"
        )
    );
    for id in ["msg_sample_user_updated_no_id", "msg_sample_user_updated_data_not_object"] {
        let error = error(id).await;
        assert!(error.starts_with("data of user.updated is malformed at line 1"), "{error}");
        assert_eq!(replay.row(id).await.status, EventStatus::Failed);
    }
}
