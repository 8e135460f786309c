//! Slips of the pen: a figure mistyped for another is an answer to its question, however far it lies.

// Clippy spares test functions, not their helpers.
#![allow(clippy::unwrap_used)]

mod common;

use common::{article, check, connects};

#[test]
fn a_figure_whose_zeros_slipped_contradicts_the_other() {
    let told = |lost: &str, uprooted: &str| {
        let park = format!("Some {lost} trees of the Orvale park were lost in the storm.");
        let storm = format!("The storm uprooted {uprooted} trees in the park at Orvale.");
        check(&article(3, &park), &article(3, &storm))
    };
    let slip = told("1,430", "14,300");
    assert!(connects(&slip, "contradiction", "1,430 trees", "14,300 trees"), "{slip:#}");
    let reasons = slip["findings"][0]["reconcile"].to_string();
    assert!(reasons.contains("slip"), "{slip:#}");
    // Figures as far apart that are no slip of each other count two things.
    let far = told("1,430", "14,700");
    assert!(!connects(&far, "contradiction", "1,430 trees", "14,700 trees"), "{far:#}");
}

#[test]
fn digits_that_changed_places_are_said_to_have() {
    let fell = |share: &str| article(3, &format!("Bookings at the Orvale inns fell by {share} percent."));
    let report = check(&fell("26"), &fell("62"));
    assert!(connects(&report, "contradiction", "26 percent", "62 percent"), "{report:#}");
    assert!(report["findings"].to_string().contains("changed places"), "{report:#}");
    let report = check(&fell("26"), &fell("63"));
    assert!(!report["findings"].to_string().contains("changed places"), "{report:#}");
}
