//! Harms files and imports them. Whatever the bytes: nothing panics, nothing takes seconds, every
//! row is accounted for, a refused file leaves nothing, and the same file twice is one file.
//!
//! libFuzzer looks for new paths through the code; the members of a ZIP are harmed inside, since
//! their checksums would hide the readers of XML from it.

#![no_main]
#![allow(clippy::panic, reason = "a finding is told by a panic")]

mod container;

use dianpan::domain::{Dataset, Mappings, Moment, Unpaced, run_unpaced};
use dianpan::import::{Choice, Drop, DropFile, Receipt, load};
use dianpan::metric::{Book, Figures, METRICS, Query, Reading};
use dianpan::table::{Decoder, Input, InputFault};
use libfuzzer_sys::{Corpus, fuzz_mutator, fuzz_target, fuzzer_mutate};
use unicode_normalization::UnicodeNormalization;

/// It carries an export time and a period, for the families that look for them there.
const NAME: &str = "1795221000_20261101-20261130.csv";
/// The morning of 2026-11-21, in Beijing wall time.
const NOW: Moment = Moment(1_795_249_800);

struct Tables;

impl Decoder for Tables {
    fn gb18030(&self, bytes: &[u8]) -> Option<String> {
        let text =
            encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
        Some(text.into_owned())
    }

    fn nfkc(&self, text: &str) -> String {
        text.nfkc().collect()
    }
}

struct Bytes<'a>(&'a [u8]);

impl Input for Bytes<'_> {
    fn len(&self) -> u64 {
        u64::try_from(self.0.len()).unwrap_or(u64::MAX)
    }

    async fn read(&self, at: u64, count: usize) -> Result<Vec<u8>, InputFault> {
        let from = usize::try_from(at).map_err(|_| InputFault)?;
        let to = from.saturating_add(count).min(self.0.len());
        self.0.get(from..to).map(<[u8]>::to_vec).ok_or(InputFault)
    }
}

fuzz_target!(|data: &[u8]| -> Corpus {
    let file = import(data, &Mappings::default());
    // A table that nobody knows is read as it is guessed as well.
    if let Some(survey) = &file.survey
        && let Some(guess) = Choice::guess(survey)
    {
        let mut mappings = Mappings::default();
        mappings.keep(guess.mapping(survey, Some(true)));
        import(data, &mappings);
    }
    // What is not even a table teaches nothing.
    if file.receipt.encoding.is_empty() { Corpus::Reject } else { Corpus::Keep }
});

fn import(data: &[u8], mappings: &Mappings) -> DropFile {
    let input = Bytes(data);
    let loading = load(NAME, NOW, &input, &Tables, &Unpaced, mappings);
    let Some(Ok(file)) = run_unpaced(loading) else { panic!("work in memory waited") };
    let refused = file.receipt.trouble.is_some();
    assert_eq!(refused, file.loaded.is_none(), "a refused file leaves nothing");
    add_up(&file.receipt, refused);
    if !refused {
        let (once, receipt) = stage(&file, &Dataset::default());
        add_up(&receipt, true);
        let (twice, receipt) = stage(&file, &once);
        add_up(&receipt, true);
        assert_eq!(receipt.tally.new, 0, "twice is once");
        assert_eq!(figures(&once), figures(&twice), "twice is once");
    }
    file
}

/// No row disappears unsaid; before a file is staged its good rows are not told apart yet.
fn add_up(receipt: &Receipt, whole: bool) {
    let tally = receipt.tally;
    let taken = tally.new + tally.updated + tally.unchanged;
    let told = taken + receipt.skipped_rows() + receipt.rejected_rows;
    assert!(told <= receipt.rows && (!whole || told == receipt.rows), "{receipt:?}");
}

fn stage(file: &DropFile, known: &Dataset) -> (Dataset, Receipt) {
    let drop = Drop { files: vec![file.clone()] };
    let staging = drop.stage(known, "", NOW, |_| true, &Unpaced);
    let Some(Ok(mut staged)) = run_unpaced(staging) else { panic!("work in memory waited") };
    let Some(receipt) = staged.receipts.pop() else { panic!("a file has a receipt") };
    (staged.dataset, receipt)
}

/// Every figure of all days that the file speaks of.
fn figures(dataset: &Dataset) -> Vec<String> {
    let Some(Ok(book)) = run_unpaced(Book::open(dataset, &Unpaced)) else {
        panic!("work in memory waited")
    };
    let covers = dataset.sources.iter().filter_map(|source| source.covers);
    let Some(period) = covers.reduce(|one, other| one.union(other)) else { return Vec::new() };
    let query = Query { period, filter: Default::default(), now: NOW };
    let figures = Figures::of(&Reading::new(&book, query));
    METRICS.iter().map(|metric| figures.get(metric.id).plain()).collect()
}

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    // One container in eight is harmed from outside.
    if !seed.is_multiple_of(8)
        && let Some(mut members) = container::unpack(&data[..size])
        && !members.is_empty()
    {
        let chosen = seed as usize / 8 % members.len();
        let content = &mut members[chosen].1;
        let room = (content.len() + 4096).min(max_size);
        let length = content.len().min(room);
        content.resize(room, 0);
        let mutated = fuzzer_mutate(content, length, room);
        content.truncate(mutated);
        let packed = container::pack(&members);
        if packed.len() <= max_size.min(data.len()) {
            data[..packed.len()].copy_from_slice(&packed);
            return packed.len();
        }
    }
    fuzzer_mutate(data, size, max_size)
});
