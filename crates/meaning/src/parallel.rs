//! Work split over the cores, with results in the order of the work.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many threads the machine can run at once.
pub fn cores() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// Does `work(0)` to `work(jobs - 1)` on at most `threads` threads and returns
/// the results in that order. Which thread takes which job has no influence on
/// a result, so neither has the number of threads.
pub fn in_parallel<T: Send>(jobs: usize, threads: NonZeroUsize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    in_parallel_with(jobs, threads, || (), |(), job| work(job))
}

/// As [`in_parallel`], with something of its own for each thread, such as memory to be used again, that `begin` makes.
pub fn in_parallel_with<S, T: Send>(
    jobs: usize,
    threads: NonZeroUsize,
    begin: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize) -> T + Sync,
) -> Vec<T> {
    if jobs <= 1 || threads.get() == 1 {
        let mut own = begin();
        return (0..jobs).map(|job| work(&mut own, job)).collect();
    }
    let next = AtomicUsize::new(0);
    let take_jobs = || {
        let (mut own, mut done) = (begin(), Vec::new());
        loop {
            let job = next.fetch_add(1, Ordering::Relaxed);
            if job >= jobs {
                return done;
            }
            done.push((job, work(&mut own, job)));
        }
    };
    let mut done = std::thread::scope(|scope| {
        let helpers: Vec<_> = (1..threads.get().min(jobs)).map(|_| scope.spawn(take_jobs)).collect();
        let mut done = take_jobs();
        for helper in helpers {
            match helper.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(job, _)| *job);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_the_order_of_the_jobs() {
        for threads in 1..5 {
            let threads = NonZeroUsize::new(threads).unwrap();
            let squares = in_parallel(9, threads, |job| job * job);
            assert_eq!(squares, [0, 1, 4, 9, 16, 25, 36, 49, 64]);
        }
    }
}
