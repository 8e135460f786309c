use jiff::civil::date;
use proptest::prelude::*;

use super::super::Period;
use super::*;

fn day(year: i16, month: i8, day: i8) -> Moment {
    let at = date(year, month, day);
    Moment { month: Some(month), day: Some(day), ..Moment::days(at, at, Grain::Day) }
}

fn period(period: Period, of: Date) -> Moment {
    let (first, last) = period.around(of).unwrap();
    Moment::days(first, last, period.grain())
}

fn year(year: i16) -> Moment {
    period(Period::Year, date(year, 1, 1))
}

fn weekday(weekday: i8) -> Moment {
    Moment { weekday: Some(weekday), ..Moment::default() }
}

fn clock(first: u16, last: u16) -> Moment {
    Moment { assumed: true, ..day(2022, 7, 20) }.at((first, last), Grain::Minute).without_date()
}

impl Moment {
    fn without_date(self) -> Self {
        Self { month: None, day: None, ..self }
    }
}

fn verdict(a: Moment, b: Moment) -> Verdict {
    compare(&a.into(), &b.into()).verdict
}

#[test]
fn equality_agrees_containment_is_compatible_and_disjoint_contradicts() {
    let july = period(Period::Month, date(2022, 7, 1));
    assert_eq!(verdict(day(2022, 7, 15), day(2022, 7, 15)), Verdict::Agree);
    assert_eq!(verdict(day(2022, 7, 15), july), Verdict::Compatible);
    assert_eq!(verdict(july, year(2022)), Verdict::Compatible);
    assert_eq!(verdict(july, day(2022, 8, 1)), Verdict::Contradict);
    assert_eq!(verdict(year(2018), year(2020)), Verdict::Contradict);
}

#[test]
fn a_day_agrees_with_any_time_of_it() {
    let morning = |moment: Moment| moment.at((0, 719), Grain::DayPart);
    let friday = Moment { weekday: Some(5), ..period(Period::Day, date(2022, 7, 15)) };
    assert_eq!(verdict(friday, morning(friday)), Verdict::Agree);
    assert_eq!(verdict(friday, morning(day(2022, 7, 16))), Verdict::Contradict);
    assert_eq!(verdict(friday.at((400, 400), Grain::Minute), morning(friday)), Verdict::Compatible);
    // Without a date, a weekday is a day by its name.
    assert_eq!(verdict(friday, weekday(5)), Verdict::Agree);
    assert_eq!(verdict(friday, morning(weekday(5))), Verdict::Agree);
    assert_eq!(verdict(Moment { month: Some(7), day: Some(15), ..friday }, weekday(5)), Verdict::Compatible);
    let overnight = day(2022, 7, 15).at((1320, 300), Grain::DayPart);
    assert_eq!(verdict(friday, overnight), Verdict::Compatible);
}

#[test]
fn what_is_said_of_about_a_time_agrees_with_the_time() {
    let about = |moment: Moment| Moment { approximate: true, ..moment };
    assert_eq!(verdict(about(clock(257, 257)), clock(257, 257)), Verdict::Agree);
    assert_eq!(verdict(about(year(2014)), year(2014)), Verdict::Agree);
    assert_eq!(verdict(about(year(2014)), day(2014, 3, 2)), Verdict::Compatible);
}

#[test]
fn two_zones_may_tell_one_instant_by_two_clocks() {
    let at = |minute| day(2022, 7, 15).at((minute, minute), Grain::Minute);
    let zoned = |minute| Moment { zoned: true, ..at(minute) };
    assert_eq!(verdict(zoned(192), at(252)), Verdict::Compatible);
    assert_eq!(verdict(zoned(192), at(261)), Verdict::Contradict);
    assert_eq!(verdict(zoned(192), zoned(252)), Verdict::Contradict);
    assert_eq!(verdict(at(192), at(252)), Verdict::Contradict);
}

#[test]
fn what_nothing_anchors_compares_by_its_fields() {
    let yearless = Moment { month: Some(7), day: Some(15), ..Moment::default() };
    assert_eq!(verdict(weekday(2), weekday(2)), Verdict::Agree);
    assert_eq!(verdict(weekday(2), weekday(3)), Verdict::Contradict);
    assert_eq!(verdict(weekday(5), day(2022, 7, 15)), Verdict::Compatible);
    assert_eq!(verdict(weekday(4), day(2022, 7, 15)), Verdict::Contradict);
    assert_eq!(verdict(yearless, day(2022, 7, 15)), Verdict::Compatible);
    assert_eq!(verdict(yearless, day(2022, 7, 16)), Verdict::Contradict);
    assert_eq!(verdict(weekday(2), year(2022)), Verdict::Incomparable);
}

#[test]
fn times_of_day_compare_whatever_their_day() {
    let about_four = Moment { approximate: true, ..clock(240, 240) };
    assert_eq!(verdict(clock(257, 257), clock(257, 257)), Verdict::Agree);
    assert_eq!(verdict(clock(257, 257), clock(258, 258)), Verdict::Contradict);
    assert_eq!(verdict(about_four, clock(257, 257)), Verdict::Compatible);
    assert_eq!(verdict(about_four, clock(287, 287)), Verdict::Contradict);
    assert_eq!(verdict(clock(1320, 359), clock(257, 257)), Verdict::Compatible);
}

#[test]
fn a_set_that_lacks_a_member_contradicts_mildly() {
    let two = TimeSet { members: vec![year(2018), year(2020)] };
    let found = compare(&year(2018).into(), &two);
    assert_eq!((found.verdict, found.subset), (Verdict::Contradict, true));
    assert_eq!(found.reason.phrase, "answer.second_adds");
    assert_eq!(compare(&two, &two).verdict, Verdict::Agree);
    let whole = Moment {
        grain: Grain::Interval,
        ..Moment::days(date(2018, 1, 1), date(2020, 12, 31), Grain::Interval)
    };
    assert_eq!(compare(&two, &whole.into()).verdict, Verdict::Compatible);
}

#[test]
fn an_open_end_reaches_everything_on_its_side() {
    let since = Moment { interval: Some(When { high: None, ..year(2014).interval.unwrap() }), ..year(2014) };
    assert_eq!(verdict(since, year(2020)), Verdict::Compatible);
    assert_eq!(verdict(since, year(2010)), Verdict::Contradict);
}

fn moments() -> impl Strategy<Value = Moment> {
    // Few days, so that two often meet.
    let date = (2021_i16..2023, 1_i8..=2, 1_i8..=3).prop_map(|(y, m, d)| date(y, m, d));
    let period = prop::sample::select(vec![
        Period::Day,
        Period::Week,
        Period::Month,
        Period::Quarter,
        Period::Year,
        Period::Decade,
    ]);
    let minutes = prop::option::of((0_u16..1440, 0_u16..1440));
    let shape = (0_u8..4, any::<bool>(), any::<bool>(), prop::option::of(1_i8..=7));
    (date, period, minutes, shape).prop_map(
        |(date, unit, minutes, (shape, approximate, assumed, weekday))| {
            let (first, last) = unit.around(date).unwrap();
            let anchored = Moment::days(first, last, unit.grain());
            let moment = match shape {
                0 => anchored,
                1 => Moment { interval: None, weekday, ..anchored },
                2 => Moment { month: Some(date.month()), day: Some(date.day()), interval: None, ..anchored },
                _ => Moment { interval: Some(When { high: None, ..When::days(first, last) }), ..anchored },
            };
            let moment = Moment { approximate, assumed, ..moment };
            minutes.map_or(moment, |minutes| moment.at(minutes, Grain::Minute))
        },
    )
}

fn sets() -> impl Strategy<Value = TimeSet> {
    prop::collection::vec(moments(), 1..4).prop_map(|members| TimeSet { members })
}

proptest! {
    #[test]
    fn comparison_is_symmetric_and_reflexive(a in sets(), b in sets()) {
        let (forth, back) = (compare(&a, &b), compare(&b, &a));
        prop_assert_eq!((forth.verdict, forth.subset), (back.verdict, back.subset));
        prop_assert_eq!(compare(&a, &a).verdict, Verdict::Agree);
    }

    #[test]
    fn only_equal_times_agree_and_a_day_with_what_lies_in_it(a in moments(), b in moments()) {
        if let (Some(x), Some(y)) = (a.anchored(), b.anchored()) {
            let whole = a.minutes.is_none() || b.minutes.is_none();
            let in_one_day = whole && x.day().is_some() && x.day() == y.day();
            prop_assert_eq!(verdict(a, b) == Verdict::Agree, x == y || in_one_day);
        }
    }
}
