//! Which statements are worth comparing word by word.

/// Of the statements that share a number of their sketches, so many are looked at, the first ones.
const LEADERS: usize = 32;
/// So many earlier statements are compared with one word by word at most.
pub(crate) const MOST_CANDIDATES: usize = 8;
/// Two sketches that share fewer numbers are not looked at further, unless one of them is shorter than this.
const FEWEST_SHARED: u32 = 2;

/// The statements by the numbers of their sketches.
///
/// Each number leads to the first [`LEADERS`] statements that have it. So a statement costs at most so many steps for each
/// number of its sketch however many copies of a text there are: the copies all meet at the first ones.
pub(crate) struct Index {
    /// For each shared number its first statements, ended by [`END`].
    leaders: Vec<u32>,
    /// For each statement the places in `leaders`, by `first`.
    uses: Vec<u32>,
    first: Vec<u32>,
    shared: Vec<u32>,
}

const END: u32 = u32::MAX;

impl Index {
    /// An index of these sketches; statements go by their place in the list.
    pub(crate) fn of(sketches: &[Vec<u32>]) -> Self {
        let mut entries: Vec<u64> = Vec::with_capacity(sketches.iter().map(Vec::len).sum());
        for (statement, sketch) in sketches.iter().enumerate() {
            entries.extend(sketch.iter().map(|&hash| (u64::from(hash) << 32) | statement as u64));
        }
        entries.sort_unstable();
        let (mut leaders, mut uses) = (Vec::new(), Vec::new());
        for same in entries.chunk_by(|a, b| a >> 32 == b >> 32).filter(|same| same.len() > 1) {
            let place = leaders.len() as u64;
            // All but the first have somebody before them.
            uses.extend(same.iter().skip(1).map(|&entry| (entry << 32) | place));
            leaders.extend(same.iter().take(LEADERS).map(|&entry| entry as u32));
            leaders.push(END);
        }
        drop(entries);
        uses.sort_unstable();
        let first = (0..=sketches.len() as u64).map(|s| uses.partition_point(|&u| u >> 32 < s) as u32).collect();
        let uses = uses.into_iter().map(|entry| entry as u32).collect();
        Self { leaders, uses, first, shared: vec![0; sketches.len()] }
    }

    /// The statements before this one that share most of its sketch, those that share most first.
    pub(crate) fn before(&mut self, statement: usize, sketch_size: usize) -> Vec<usize> {
        let mut met: Vec<u32> = Vec::new();
        for &place in &self.uses[self.first[statement] as usize..self.first[statement + 1] as usize] {
            for &leader in self.leaders[place as usize..].iter().take_while(|&&leader| (leader as usize) < statement) {
                let shared = &mut self.shared[leader as usize];
                if *shared == 0 {
                    met.push(leader);
                }
                *shared += 1;
            }
        }
        let enough = FEWEST_SHARED.min(sketch_size as u32);
        let mut found: Vec<(u32, u32)> =
            met.into_iter().map(|leader| (std::mem::take(&mut self.shared[leader as usize]), leader)).collect();
        found.retain(|&(shared, _)| shared >= enough);
        found.sort_unstable_by_key(|&(shared, leader)| (std::cmp::Reverse(shared), leader));
        found.into_iter().take(MOST_CANDIDATES).map(|(_, leader)| leader as usize).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_share_most_come_first() {
        let sketches = [vec![1, 2, 3, 4], vec![9], vec![1, 2, 8], vec![1, 2, 3, 7]];
        let mut index = Index::of(&sketches);
        assert_eq!(index.before(0, 4), [] as [usize; 0]);
        assert_eq!(index.before(2, 3), [0]);
        assert_eq!(index.before(3, 4), [0, 2]);
        assert_eq!(index.before(3, 4), [0, 2], "asking changes nothing");
    }

    #[test]
    fn one_shared_number_is_enough_only_for_the_shortest() {
        let mut index = Index::of(&[vec![5, 6, 7], vec![5], vec![5, 8]]);
        assert_eq!(index.before(1, 1), [0]);
        assert!(index.before(2, 2).is_empty());
    }

    #[test]
    fn a_crowd_meets_at_its_first() {
        let sketches = vec![vec![1, 2, 3]; 5000];
        let mut index = Index::of(&sketches);
        assert_eq!(index.before(4999, 3), (0..MOST_CANDIDATES).collect::<Vec<_>>());
        assert_eq!(index.leaders.len(), 3 * (LEADERS + 1));
    }
}
