use jiff::civil::date;
use proptest::prelude::*;

use crate::partial_date::PartialDate;
use crate::rules::Packs;
use crate::source::{Block, BlockKind};
use crate::span::Span;
use crate::text::{Languages, Text};
use crate::value::{Kind, TimeSet, Value, ValueRules, Verdict, compare, read};

struct Reader {
    languages: Languages,
    rules: ValueRules,
}

impl Reader {
    fn new() -> Self {
        let packs = Packs::builtin();
        let mut languages = Languages::compile(&packs).unwrap();
        let rules = ValueRules::compile(&packs, &mut languages, &packs.languages()).unwrap();
        Self { languages, rules }
    }

    fn dates(&self, text: &str, language: &str, published: Option<PartialDate>) -> Vec<TimeSet> {
        let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
        let cut = Text::new(text, &[block], self.languages.get(language).unwrap());
        let readings = read(&cut, language, &self.rules, published);
        for reading in &readings {
            assert!(
                text.get(reading.span.start..reading.span.end).is_some(),
                "span inside a character: {text}"
            );
        }
        let dates = readings.into_iter().filter(|reading| reading.kind == Kind::Date);
        dates
            .filter_map(|reading| if let Value::Time(times) = reading.value { Some(times) } else { None })
            .collect()
    }
}

/// Month names as the calendars of the packs give them.
fn months(language: &str) -> Vec<String> {
    let packs = Packs::builtin();
    let calendar: toml::Table = packs.language(language, "calendar").unwrap().read().unwrap();
    let names = calendar["months"].as_array().unwrap();
    names.iter().map(|name| name[0].as_str().unwrap().to_owned()).collect()
}

#[test]
fn one_day_reads_the_same_in_every_written_form() {
    let reader = Reader::new();
    let (french, english) = (months("fr"), months("en"));
    let published = Some("2022-09-08".parse().unwrap());
    for year in [1961, 1999, 2000, 2022] {
        for month in 1..=12_i8 {
            for day in [1, 9, 13, 28] {
                let wanted = date(year, month, day);
                let name = |names: &[String]| names[usize::from(month.unsigned_abs()) - 1].clone();
                let capital = name(&english)[..1].to_uppercase() + &name(&english)[1..];
                let forms = [
                    ("fr", format!("{day} {} {year}", name(&french))),
                    ("fr", format!("{day:02}/{month:02}/{year}")),
                    ("fr", format!("{day}.{month}.{year}")),
                    ("fr", format!("{wanted}")),
                    ("en", format!("{capital} {day}, {year}")),
                    ("en", format!("{day} {capital} {year}")),
                    ("en", format!("{month}/{day}/{year}")),
                    ("en", format!("{wanted}")),
                ];
                for (language, form) in forms {
                    let dates = reader.dates(&form, language, published);
                    let days: Vec<_> = dates.iter().map(|d| d.members[0].interval.unwrap().day()).collect();
                    assert_eq!(days, [Some(wanted)], "{language}: {form}");
                }
            }
        }
    }
}

#[test]
fn without_a_published_date_the_stated_fields_remain() {
    let reader = Reader::new();
    let packs = Packs::builtin();
    let calendar: toml::Table = packs.language("fr", "calendar").unwrap().read().unwrap();
    let tuesday = calendar["weekdays"][1][0].as_str().unwrap();
    for published in [None, Some("2022".parse().unwrap()), Some("2022-09".parse().unwrap())] {
        let dates = reader.dates(tuesday, "fr", published);
        let moment = dates[0].members[0];
        assert_eq!((moment.interval, moment.weekday), (None, Some(2)));
    }
    let july = months("fr")[6].clone();
    let bare = reader.dates(&format!("15 {july}"), "fr", None).remove(0);
    let full = reader.dates(&format!("15 {july} 2022"), "fr", None).remove(0);
    let other = reader.dates(&format!("16 {july} 2022"), "fr", None).remove(0);
    let verdict = |a: &TimeSet, b: &TimeSet| {
        compare(&Value::Time(a.clone()), &Value::Time(b.clone()), &Default::default()).verdict
    };
    assert_eq!(verdict(&bare, &full), Verdict::Compatible);
    assert_eq!(verdict(&bare, &other), Verdict::Contradict);
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,60}") {
        let reader = Reader::new();
        for language in ["fr", "en"] {
            reader.dates(&text, language, Some("2022-09-08".parse().unwrap()));
        }
    }

    #[test]
    fn any_mix_of_calendar_words_is_read_without_panic(picks in prop::collection::vec((0_usize..400, 0_u32..3000, 0_u8..4), 1..14)) {
        let reader = Reader::new();
        for language in ["fr", "en"] {
            let packs = Packs::builtin();
            let text = packs.language(language, "calendar").unwrap().text();
            let words: Vec<&str> = text.split('"').skip(1).step_by(2).collect();
            let mix: Vec<String> = picks
                .iter()
                .map(|&(word, number, glue)| match glue {
                    0 => number.to_string(),
                    1 => format!("{}/", number % 40),
                    2 => format!("-{}", number % 100),
                    _ => words[word % words.len()].to_owned(),
                })
                .collect();
            reader.dates(&mix.join(" "), language, Some("2022-09-08".parse().unwrap()));
        }
    }
}
