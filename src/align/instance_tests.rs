use super::*;
use crate::value::{Grain, Moment};

fn blast(time: Option<Date>, published: Option<Date>, clock: Option<u16>) -> Principal {
    let time = time.map(|day| TimeSet { members: vec![Moment::days(day, day, Grain::Day)] });
    Principal {
        dated: time.as_ref().map(|_| "event.blast".into()),
        time,
        clock,
        published: published.map(PartialDate::day),
        names: vec!["Lemnos".into()],
        events: vec!["event.blast".into()],
        ..Principal::default()
    }
}

fn are_one(a: &Principal, b: &Principal) -> bool {
    let lexicon = Lexicon::default();
    Stories::new(&[], &[], &lexicon).principals(a, b).is_some()
}

#[test]
fn nothing_is_told_before_it_happened() {
    let day = |day| Some(Date::constant(2021, 6, day));
    let told = blast(day(7), day(8), None);
    assert!(are_one(&told, &blast(None, day(8), None)));
    assert!(!are_one(&told, &blast(None, day(6), None)));
    assert!(!are_one(&told, &blast(day(19), day(20), None)));
}

#[test]
fn hours_tell_undated_events_apart_and_no_others() {
    let at = |clock| blast(None, None, Some(clock));
    assert!(are_one(&at(550), &at(570)));
    assert!(!are_one(&at(129), &at(570)));
    let dated = |clock| blast(Some(Date::constant(2021, 6, 7)), None, Some(clock));
    assert!(are_one(&dated(129), &dated(570)));
}
