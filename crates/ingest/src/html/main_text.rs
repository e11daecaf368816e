//! Which blocks of a page are its main text.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{catch_unwind, AssertUnwindSafe};

use ego_tree::iter::Edge;
use scraper::Html;
use standpoint_languages::Words;

use super::blocks::{blocks, PageBlock};
use super::tame::Tamed;
use crate::paragraph::plain;
use crate::quiet::quietly;

/// A block of fewer words must be found whole.
const SHORT: usize = 6;
/// Words in a row that are looked for together in longer blocks.
const ROW: usize = 4;
/// A page of more tags is not given to the extractor, whose cost is not linear.
const MOST_TAGS: usize = 60_000;
/// Nor is a page of more bytes.
const MOST_BYTES: usize = 4 << 20;
/// A main text of fewer words than this is doubted where the page has more.
const FEW: usize = 60;
/// A block is a menu where more of it than this, in hundredths, is links.
const MENU: usize = 60;

/// The blocks of the main text. Where the extractor finds nothing, or next to nothing of a long page, they are those of the
/// article or of the whole page without its frame.
pub(super) fn choose(tamed: &Tamed, tree: &Html, all: Vec<PageBlock>) -> Vec<PageBlock> {
    let found = extract(tamed, tree).map(|html| blocks(&Html::parse_fragment(&html))).unwrap_or_default();
    let chosen = matching(&all, &found);
    let fallback = framed(&all);
    let words = |numbers: &[usize]| numbers.iter().map(|&n| all[n].text.split_whitespace().count()).sum::<usize>();
    let (main, rest) = (words(&chosen), words(&fallback));
    let doubted = main == 0 || (main < FEW && main * 5 < rest * 4) || main * 12 < rest;
    let numbers: HashSet<usize> = if doubted { fallback } else { chosen }.into_iter().collect();
    all.into_iter().enumerate().filter(|(number, _)| numbers.contains(number)).map(|(_, block)| block).collect()
}

/// The main text as the extractor sees it, as HTML. A page that makes it panic has none.
fn extract(tamed: &Tamed, tree: &Html) -> Option<String> {
    if tamed.tags > MOST_TAGS || tamed.page.len() > MOST_BYTES || depth(tree) > 2 * tamed.depth {
        return None;
    }
    let options = trafilatura::Options::default().with_fallback(true).with_exclude_comments(true).with_links(true);
    let result = quietly(|| catch_unwind(AssertUnwindSafe(|| trafilatura::extract(&tamed.page, &options))));
    result.ok()?.ok().map(|result| result.content_html)
}

/// How deep a tree is, counted without recursion.
fn depth(tree: &Html) -> usize {
    let (mut deepest, mut now) = (0, 0usize);
    for edge in tree.tree.root().traverse() {
        match edge {
            Edge::Open(_) => now += 1,
            Edge::Close(_) => now -= 1,
        }
        deepest = deepest.max(now);
    }
    deepest
}

/// The page's own blocks whose words the extractor kept, by number.
fn matching(all: &[PageBlock], found: &[PageBlock]) -> Vec<usize> {
    let mut rows: HashSet<u64> = HashSet::new();
    let mut whole: HashMap<String, usize> = HashMap::new();
    let mut joined = String::new();
    for block in found {
        *whole.entry(plain(&block.text)).or_default() += 1;
        joined.push_str(&block.text);
        joined.push(' ');
    }
    rows.extend(rows_of(&Words::of(&joined)));
    let mut seen = HashSet::new();
    let mut is_kept = |block: &PageBlock| {
        let words = Words::of(&block.text);
        if words.len() < SHORT {
            return match whole.get_mut(&plain(&block.text)) {
                Some(left) if *left > 0 => {
                    *left -= 1;
                    true
                }
                _ => false,
            };
        }
        let (mut kept, mut count) = (0usize, 0usize);
        for row in rows_of(&words) {
            count += 1;
            kept += usize::from(rows.contains(&row));
        }
        kept * 10 >= count * 7 && seen.insert(plain(&block.text))
    };
    let mut chosen: Vec<usize> = Vec::new();
    for around in [false, true] {
        // What stands in the frame of the page is asked last: a teaser there says the same as the article.
        chosen.extend((0..all.len()).filter(|&n| all[n].around == around && is_kept(&all[n])));
    }
    chosen.sort_unstable();
    chosen
}

fn rows_of<'a>(words: &'a Words) -> impl Iterator<Item = u64> + 'a {
    (0..(words.len() + 1).saturating_sub(ROW)).map(|first| {
        let mut hasher = DefaultHasher::new();
        (first..first + ROW).for_each(|word| words.get(word).hash(&mut hasher));
        hasher.finish()
    })
}

/// The blocks of the article or main part, else those outside the frame, without menus.
fn framed(all: &[PageBlock]) -> Vec<usize> {
    let is_menu = |b: &PageBlock| b.linked * 100 > b.text.len() * MENU && b.text.len() < 200;
    let within = |core: bool| -> Vec<usize> {
        (0..all.len()).filter(|&n| !all[n].around && (all[n].core || !core) && !is_menu(&all[n])).collect()
    };
    let core = within(true);
    if core.is_empty() {
        within(false)
    } else {
        core
    }
}
