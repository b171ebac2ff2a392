//! Two datasets of one shop put together, as when a backup of another computer comes in.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::dataset::Dataset;
use super::ledger::{Ledger, Mark};
use super::pace::{Cancelled, Pace};
use super::schema::Family;
use super::source::{Source, SourceId};
use super::word::Word;

impl Dataset {
    /// The dataset with those live files of another one that were never imported here. A file that
    /// is known stays as it is, taken back or not. Which file knows better is a matter of their
    /// versions, as with any import. Nothing may be [`Dataset::rolled_otherwise`].
    pub async fn joined(&self, other: &Dataset, pace: &impl Pace) -> Result<Dataset, Cancelled> {
        let mut dataset = self.clone();
        let names: Vec<Word> = other.words.texts().map(|text| dataset.words.intern(text)).collect();
        let mut ids: FxHashMap<SourceId, SourceId> = FxHashMap::default();
        for source in other.live_sources().filter(|source| !self.knows(source)) {
            let id = SourceId(dataset.next_source);
            dataset.next_source += 1;
            ids.insert(source.id, id);
            dataset.sources.push(Source { id, ..source.clone() });
        }
        for family in Family::ALL {
            let theirs = other.ledger(family);
            let ours = dataset.ledger(family);
            let (mut blocks, mut marks) = (ours.blocks().to_vec(), ours.marks().to_vec());
            for block in theirs.blocks() {
                pace.breathe().await?;
                let number = dataset.next_block;
                let of_block = theirs.marks().iter().filter(|mark| mark.block == block.number);
                let fresh = of_block.filter_map(|mark| {
                    let source = *ids.get(&mark.source)?;
                    Some(Mark { source, block: number, rows: mark.rows.clone() })
                });
                let before = marks.len();
                marks.extend(fresh);
                if marks.len() > before {
                    let mut block = block.as_ref().clone();
                    block.rename_words(family.schema(), &names);
                    block.number = number;
                    blocks.push(Arc::new(block));
                    dataset.next_block += 1;
                }
            }
            *dataset.ledger_mut(family) = Ledger::from_parts(family, blocks, marks);
            dataset.refresh(family, pace).await?;
        }
        Ok(dataset)
    }

    /// Whether the very file was imported.
    pub fn knows(&self, source: &Source) -> bool {
        let file = |it: &Source| (it.family, it.version, it.columns, it.rows);
        self.sources.iter().any(|known| file(known) == file(source))
    }
}
