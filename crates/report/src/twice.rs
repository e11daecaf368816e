//! What the same statement twice is called.

use standpoint_compare::{Related, ReuseKind};

/// What two statements are to each other, given what to call `a` and `b`: `3 is a near-copy of 1`. Who copied whom is not
/// said, as the texts don't tell.
pub(crate) fn relation(related: &Related, a: &str, b: &str) -> String {
    // Of a cut version more stands in the whole than the other way round.
    let (shorter, longer) = if related.share_of_b >= related.share_of_a { (b, a) } else { (a, b) };
    match (related.is_same, related.kind) {
        (true, ReuseKind::Copy) => format!("{b} is a copy of {a}"),
        (true, ReuseKind::NearCopy) => format!("{shorter} is a near-copy of {longer}"),
        (true, ReuseKind::Translation) => format!("{b} and {a} are one statement in two languages"),
        (false, ReuseKind::Copy | ReuseKind::NearCopy) => format!("{a} and {b} share passages"),
        (false, ReuseKind::Translation) => format!("{a} and {b} share passages in two languages"),
    }
}

/// How much of both is aligned: `12 passages aligned: 95 % of 1, 100 % of 3`.
pub(crate) fn extent(related: &Related) -> String {
    let passages = match related.passages {
        1 => "1 passage".to_owned(),
        count => format!("{count} passages"),
    };
    let share = |share: f64| format!("{} %", (share * 100.0).round().clamp(0.0, 100.0));
    format!(
        "{passages} aligned: {} of {}, {} of {}",
        share(related.share_of_a),
        related.a + 1,
        share(related.share_of_b),
        related.b + 1
    )
}

/// What a statement that is one with another is to it.
pub(crate) fn role(kind: ReuseKind) -> &'static str {
    match kind {
        ReuseKind::Copy => "copy",
        ReuseKind::NearCopy => "near-copy",
        ReuseKind::Translation => "the same in another language",
    }
}
