//! Laws of reading and of comparing, for generated numbers and texts.

use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use recoupe::rules::Packs;
use recoupe::source::{Block, BlockKind};
use recoupe::span::Span;
use recoupe::text::{Languages, Text};
use recoupe::value::{
    Bound, Quantity, Reading, Tolerance, Unit, Value, ValueRules, Verdict, compare, convert, read,
};
use rust_decimal::Decimal;

static RULES: LazyLock<(Languages, ValueRules)> = LazyLock::new(|| {
    let packs = Packs::builtin();
    let mut languages = Languages::compile(&packs).unwrap();
    let rules = ValueRules::compile(&packs, &mut languages, &packs.languages()).unwrap();
    (languages, rules)
});

fn readings(text: &str, language: &str) -> Vec<Reading> {
    let (languages, rules) = &*RULES;
    let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
    let cut = Text::new(text, &[block], languages.get(language).unwrap());
    read(&cut, language, rules, None)
}

/// The one number a text holds.
fn number(text: &str, language: &str) -> Option<Decimal> {
    match readings(text, language).as_slice() {
        [Reading { value: Value::Quantity(quantity), .. }] => quantity.nominal.map(|n| n.normalize()),
        _ => None,
    }
}

#[test]
fn a_scale_named_alone_states_no_value() {
    let stated: Vec<bool> =
        readings("In Fahrenheit, 20 degrees Celsius is 68.", "en").iter().map(Reading::is_stated).collect();
    assert_eq!(stated, [false, true, true]);
}

/// Digits grouped by threes with `sign`.
fn grouped(number: u64, sign: &str) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(sign);
        }
        out.push(digit);
    }
    out
}

const FRENCH: [&str; 17] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize",
];
const FRENCH_TENS: [&str; 7] = ["", "dix", "vingt", "trente", "quarante", "cinquante", "soixante"];

fn french_below_100(n: u64) -> String {
    let small = |n: u64| FRENCH[n as usize].to_owned();
    match n {
        0..=16 => small(n),
        17..=19 => format!("dix-{}", small(n - 10)),
        80 => "quatre-vingts".to_owned(),
        81..=99 => format!("quatre-vingt-{}", french_below_100(n - 80)),
        71 => "soixante et onze".to_owned(),
        60..=79 if n != 60 && n != 61 => format!("soixante-{}", french_below_100(n - 60)),
        _ => {
            let tens = FRENCH_TENS[(n / 10) as usize];
            match n % 10 {
                0 => tens.to_owned(),
                1 => format!("{tens} et un"),
                unit => format!("{tens}-{}", small(unit)),
            }
        }
    }
}

fn french_below_1000(n: u64) -> String {
    let rest = |n: u64| if n == 0 { String::new() } else { format!(" {}", french_below_100(n)) };
    match n {
        0..=99 => french_below_100(n),
        100..=199 => format!("cent{}", rest(n - 100)),
        _ => format!(
            "{} cent{}{}",
            french_below_100(n / 100),
            if n.is_multiple_of(100) { "s" } else { "" },
            rest(n % 100)
        ),
    }
}

const ENGLISH: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const ENGLISH_TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

fn english_below_1000(n: u64) -> String {
    let below_100 = |n: u64| match n {
        0..=19 => ENGLISH[n as usize].to_owned(),
        _ if n.is_multiple_of(10) => ENGLISH_TENS[(n / 10) as usize].to_owned(),
        _ => format!("{}-{}", ENGLISH_TENS[(n / 10) as usize], ENGLISH[(n % 10) as usize]),
    };
    match n {
        0..=99 => below_100(n),
        _ if n.is_multiple_of(100) => format!("{} hundred", ENGLISH[(n / 100) as usize]),
        _ => format!("{} hundred and {}", ENGLISH[(n / 100) as usize], below_100(n % 100)),
    }
}

/// A number in words, from the words of each group of three digits and the names of the scales.
fn in_words(mut n: u64, group: fn(u64) -> String, scales: [(&str, &str); 5], bare_thousand: bool) -> String {
    if n == 0 {
        return group(0);
    }
    let mut parts = Vec::new();
    for (one, many) in scales {
        let (count, rest) = (n % 1000, n / 1000);
        if count > 0 {
            let thousand = bare_thousand && count == 1 && parts.len() < 2 && one == "mille";
            let scale = if count == 1 { one } else { many };
            parts.push(if thousand {
                scale.to_owned()
            } else {
                format!("{} {scale}", group(count)).trim().to_owned()
            });
        }
        n = rest;
    }
    parts.reverse();
    parts.join(" ")
}

fn french(n: u64) -> String {
    let scales = [
        ("", ""),
        ("mille", "mille"),
        ("million", "millions"),
        ("milliard", "milliards"),
        ("billion", "billions"),
    ];
    // Before a scale "cents" and "quatre-vingts" lose their s in writing; both spellings are read.
    in_words(n, french_below_1000, scales, true)
}

fn english(n: u64) -> String {
    let scales = [
        ("", ""),
        ("thousand", "thousand"),
        ("million", "million"),
        ("billion", "billion"),
        ("trillion", "trillion"),
    ];
    in_words(n, english_below_1000, scales, false)
}

/// Whole numbers of every size below ten to the fifteenth, small and round ones among them.
fn whole() -> impl Strategy<Value = u64> {
    let sized = (0_u32..15).prop_flat_map(|power| 0..10_u64.pow(power + 1));
    let round = (1_u64..1000, 0_u32..13).prop_map(|(n, power)| n * 10_u64.pow(power));
    prop_oneof![sized, round].prop_filter("below the limit", |n| *n < 1_000_000_000_000_000)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_french_form_is_one_number(n in whole()) {
        let expected = Some(Decimal::from(n));
        for sign in ["\u{a0}", "\u{202f}", " ", "."] {
            // Four digits run together or a lone dot may be a year or a decimal in some styles; grouped they are not.
            prop_assert_eq!(number(&format!("({} caisses)", grouped(n, sign)), "fr"), expected, "{}", grouped(n, sign));
        }
        if n > 1 {
            prop_assert_eq!(number(&format!("({} caisses)", french(n)), "fr"), expected, "{}", french(n));
        }
    }

    #[test]
    fn every_english_form_is_one_number(n in whole()) {
        let expected = Some(Decimal::from(n));
        for sign in ["\u{a0}", "\u{202f}", " ", ","] {
            prop_assert_eq!(number(&format!("({} crates)", grouped(n, sign)), "en"), expected, "{}", grouped(n, sign));
        }
        prop_assert_eq!(number(&format!("({} crates)", english(n)), "en"), expected, "{}", english(n));
    }

    #[test]
    fn scaled_and_plain_forms_agree(tenths in 1_u64..99_999) {
        let plain = grouped(tenths * 100_000, "\u{a0}");
        let scaled = format!("{},{} millions", tenths / 10, tenths % 10);
        prop_assert_eq!(number(&format!("({plain} parts)"), "fr"), number(&format!("({scaled} de parts)"), "fr"));
        let scaled = format!("{}.{} million", tenths / 10, tenths % 10);
        prop_assert_eq!(number(&format!("({plain} parts)"), "en"), number(&format!("({scaled} parts)"), "en"));
    }

    #[test]
    fn reading_never_panics_and_spans_lie_on_characters(text in TEXT, french in any::<bool>()) {
        let mut end = 0;
        for reading in readings(&text, if french { "fr" } else { "en" }) {
            prop_assert!(reading.span.start >= end && text.get(reading.span.start..reading.span.end).is_some());
            end = reading.span.end;
        }
    }

    #[test]
    fn comparison_is_symmetric_and_reflexive(a in quantity(), b in quantity()) {
        let tolerance = Tolerance::default();
        prop_assert_eq!(compare(&a, &b, &tolerance), compare(&b, &a, &tolerance));
        prop_assert_eq!(compare(&a, &a, &tolerance).verdict, Verdict::Agree);
    }

    #[test]
    fn a_tighter_interval_turns_no_conflict_into_agreement(low in 0_i64..1000, width in 1_i64..500, cut in 1_i64..250) {
        let range = |low: i64, high: i64| {
            Value::Quantity(Quantity {
                low: Some(low.into()),
                high: Some(high.into()),
                nominal: None,
                bound: Bound::Range,
                precision: Decimal::ZERO,
                unit: None,
                per: None,
            })
        };
        let wide = range(low, low + width);
        let tight = range(low, low + width - cut.min(width));
        prop_assert_eq!(compare(&wide, &tight, &Tolerance::default()).verdict, Verdict::Compatible);
    }

    #[test]
    fn conversion_there_and_back_stays(n in -1_000_000_i64..1_000_000, factor in 1_i64..1_000_000, offset in 0_i64..500) {
        let unit = |code: &str, factor, offset| Unit {
            code: code.to_owned(),
            dimension: "length".to_owned(),
            factor,
            offset,
            months: None,
        };
        let (a, b) = (unit("a", Decimal::ONE, Decimal::ZERO), unit("b", Decimal::new(factor, 3), offset.into()));
        let back = convert(n.into(), &a, &b).and_then(|there| convert(there, &b, &a)).unwrap();
        prop_assert!((back - Decimal::from(n)).abs() < Decimal::new(1, 6));
    }
}

/// `PROPTEST_CASES=100000` runs the full measure.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(500)
}

const TEXT: &str = "([a-zé'’]{1,6}|[0-9]{1,4}|[ .,;:/%€$½²°+~-]|\u{202f}|plus de |entre |et |à |million |and |one |half |mars |\\PC){0,30}";

fn quantity() -> impl Strategy<Value = Value> {
    let bound = prop_oneof![
        Just(Bound::Exact),
        Just(Bound::Approximate),
        Just(Bound::AtLeast),
        Just(Bound::MoreThan),
        Just(Bound::AtMost),
        Just(Bound::LessThan),
        Just(Bound::Range),
    ];
    (-1000_i64..1000, 0_i64..100, bound, prop::option::of(0_usize..3)).prop_map(|(n, width, bound, unit)| {
        let (n, wide) = (Decimal::from(n), Decimal::from(n + width));
        let (low, high) = match bound {
            Bound::AtLeast | Bound::MoreThan => (Some(n), None),
            Bound::AtMost | Bound::LessThan => (None, Some(n)),
            Bound::Range => (Some(n), Some(wide)),
            Bound::Exact | Bound::Approximate => (Some(n), Some(n)),
        };
        let unit = unit.map(|i| {
            let (code, factor, months) =
                [("d", 86_400, None), ("mo", 2_592_000, Some(1)), ("a", 31_536_000, Some(12))][i];
            Arc::new(Unit {
                code: code.to_owned(),
                dimension: "duration".to_owned(),
                factor: factor.into(),
                offset: Decimal::ZERO,
                months,
            })
        });
        Value::Quantity(Quantity {
            low,
            high,
            nominal: Some(n),
            bound,
            precision: Decimal::ZERO,
            unit,
            per: None,
        })
    })
}
