//! Long texts: what comes late in them is unlike all pages that the trees were fitted on, and they give it up.

use std::collections::HashMap;

use super::measures::Measured;
use crate::html::outline::ROOT;

/// Words of a main text after which the trees are at a loss.
const LONG: u32 = 1200;
/// Words of what is taken for text among text.
const SENTENCE: u32 = 8;
/// Share of a text's letters that are links in a part of a page that is text.
const FEW_LINKS: f32 = 0.15;

/// Beyond the first [`LONG`] words of a main text, what is marked up like the blocks that the trees chose until there, and lies in
/// the same part of the page, belongs to it too; and what is text among these.
pub(super) fn go_on(measured: &Measured<'_>, kept: &mut [bool]) {
    let mut words = 0;
    let is_beyond = |number: &usize| {
        words += if kept[*number] { measured.letters[*number].words } else { 0 };
        words >= LONG
    };
    let (Some(first), Some(beyond)) = (kept.iter().position(|&kept| kept), (0..kept.len()).find(is_beyond)) else {
        return;
    };
    let blocks = &measured.page.blocks;
    let signature = |number: usize| measured.regions.signatures[blocks[number].place];
    let mut marked_up: HashMap<u64, (u32, u32)> = HashMap::new();
    for (number, &kept) in kept.iter().enumerate().take(beyond + 1).skip(first) {
        let (chosen, all) = marked_up.entry(signature(number)).or_default();
        *all += measured.letters[number].words;
        *chosen += if kept { measured.letters[number].words } else { 0 };
    }
    let part = part(measured, common_place(measured, (first..kept.len()).filter(|&number| kept[number])));
    let in_part = |number: usize| !blocks[number].around && outwards(measured, number).any(|place| place == part);
    for number in (beyond + 1..kept.len()).filter(|&number| in_part(number)) {
        let known = marked_up.get(&signature(number));
        kept[number] |= known.is_some_and(|(chosen, all)| chosen * 5 >= all * 4 && *all > 0);
    }
    let last = kept.iter().rposition(|&kept| kept).unwrap_or(beyond);
    let is_text = |number: usize| {
        measured.letters[number].words >= SENTENCE && blocks[number].linked * 5 < blocks[number].text.len()
    };
    for number in (beyond + 1..last).filter(|&number| is_text(number) && in_part(number)) {
        kept[number] = true;
    }
}

/// The outermost place around this one that holds hardly any links: all chapters, where this one is a chapter.
fn part(measured: &Measured<'_>, mut place: usize) -> usize {
    let places = measured.page.outline.places();
    loop {
        let outer = places[place].parent;
        let is_frame = outer == ROOT || measured.regions.contents[outer].linked_share() > FEW_LINKS;
        if outer == place || is_frame {
            return place;
        }
        place = outer;
    }
}

/// The innermost place that nine tenths of the words of some blocks lie in.
fn common_place(measured: &Measured<'_>, numbers: impl Iterator<Item = usize>) -> usize {
    let (mut all, mut in_place) = (0, HashMap::new());
    for number in numbers {
        let words = measured.letters[number].words;
        all += words;
        outwards(measured, number).for_each(|place| *in_place.entry(place).or_insert(0) += words);
    }
    let places = measured.page.outline.places();
    let most = in_place.into_iter().filter(|(_, words)| words * 10 >= all * 9).map(|(place, _)| place);
    most.max_by_key(|&place| (places[place].depth, place)).unwrap_or(ROOT)
}

/// The places a block lies in, from the innermost outwards.
fn outwards<'a>(measured: &'a Measured<'_>, number: usize) -> impl Iterator<Item = usize> + 'a {
    let places = measured.page.outline.places();
    let further = move |place: &usize| Some(places[*place].parent).filter(|parent| parent != place);
    std::iter::successors(Some(measured.page.blocks[number].place), further)
}

#[cfg(test)]
mod tests {
    use scraper::Html;

    use super::*;
    use crate::html::blocks;

    /// A page of so many chapters, the words of which the trees gave up half-way, and what is kept of it then.
    fn kept_after(chapters: usize) -> Vec<(String, bool)> {
        let chapter = |number: usize| {
            let sentence =
                format!("Quay {number} has to stay open for all boats of the harbour, says the league. ").repeat(4);
            format!("<div class=chapter><h3>Quay {number}</h3><p>{sentence}</p></div>")
        };
        let all: String = (0..chapters).map(chapter).collect();
        let foot = "<div class=foot><p>Printed by the Harbour League in the year of the flood.</p></div>";
        let tree = Html::parse_document(&format!("<body><div class=text>{all}</div>{foot}</body>"));
        let page = blocks::page(&tree);
        let measured = Measured::of(&page, None);
        let half = page.blocks.len() / 2;
        let mut kept: Vec<bool> = (0..page.blocks.len()).map(|number| number < half).collect();
        go_on(&measured, &mut kept);
        page.blocks.iter().map(|block| block.text.clone()).zip(kept).collect()
    }

    #[test]
    fn a_long_text_goes_on_where_its_markup_does() {
        for (text, kept) in kept_after(60) {
            assert_eq!(kept, text.starts_with("Quay"), "{text}");
        }
    }

    #[test]
    fn of_a_short_text_the_trees_decide() {
        let kept = kept_after(10);
        assert!(kept[..10].iter().all(|(_, kept)| *kept) && kept[10..].iter().all(|(_, kept)| !kept));
    }
}
