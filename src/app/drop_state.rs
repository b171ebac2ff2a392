//! The drop on the import page: what was read, what was chosen and answered, what it comes to.

use std::sync::Arc;

use crate::domain::{Dataset, Mappings, SourceId, SourceState};
use crate::import::{DropFile, Receipt, ReceiptState, StagedDrop, WarningCode};
use crate::store::Shop;

/// Where a drop stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DropStage {
    #[default]
    Empty,
    Reading,
    /// What is wanted has changed; its receipts are being worked out.
    Staging,
    Previewed,
    Saving,
    Committed,
}

/// The drop on the import page.
#[derive(Clone, Default)]
pub struct DropState {
    pub stage: DropStage,
    /// The name of the file being read, and hundredths of the whole drop that are read.
    pub reading: String,
    pub progress: u32,
    pub files: Arc<Vec<DropFile>>,
    /// Left out by the operator.
    pub left_out: Vec<usize>,
    /// Warnings answered with yes, by file and code.
    pub answered: Vec<(usize, WarningCode)>,
    /// The shop's name was asked for and given, at the first import.
    pub named: bool,
    pub staged: Option<Arc<StagedDrop>>,
    /// Confirmed while it was being staged: to be saved as soon as it is.
    pub(super) confirmed: bool,
    /// Mappings made for this drop; they are stored with it.
    pub mappings: Mappings,
    /// Headers whose mapping is a guess that nobody has looked at yet.
    pub guessed: Vec<u64>,
    /// Files to be read again because their mapping is another one now.
    pub stale: Vec<usize>,
}

impl DropState {
    pub fn receipts(&self) -> Vec<Receipt> {
        match &self.staged {
            Some(staged) => staged.receipts.clone(),
            None => self.files.iter().map(|file| file.receipt.clone()).collect(),
        }
    }

    /// What a file of the drop became.
    pub fn state_of(&self, place: usize, dataset: &Dataset) -> ReceiptState {
        let failed = self.files.get(place).is_none_or(|file| file.loaded.is_none());
        if failed {
            return ReceiptState::Failed;
        }
        match (self.stage, self.source(place)) {
            (DropStage::Committed, Some(source)) => match dataset.source(source) {
                Some(source) if source.state == SourceState::Live => ReceiptState::Committed,
                _ => ReceiptState::RolledBack,
            },
            _ => ReceiptState::Previewed,
        }
    }

    pub fn source(&self, place: usize) -> Option<SourceId> {
        self.staged.as_ref().and_then(|staged| staged.sources.get(place).copied().flatten())
    }

    /// The sources that this drop committed.
    pub fn committed(&self) -> Vec<SourceId> {
        let sources = self.staged.as_ref().map(|staged| staged.sources.clone());
        let committed = self.stage == DropStage::Committed;
        sources.unwrap_or_default().into_iter().flatten().filter(|_| committed).collect()
    }

    /// Whether a good file that is not left out still waits for an answer.
    pub fn waits(&self, shop: &Shop) -> bool {
        let wanted = |place: &usize| !self.left_out.contains(place);
        let asks = self.receipts().iter().enumerate().any(|(place, receipt)| {
            let good = receipt.trouble.is_none() && wanted(&place);
            good && receipt.warnings.iter().any(|warning| {
                warning.code.asks() && !self.answered.contains(&(place, warning.code))
            })
        });
        asks || (shop.name.is_empty() && !self.named)
    }

    /// How many files a commit would take.
    pub fn wanted(&self) -> usize {
        let good = |(place, file): (usize, &DropFile)| {
            file.loaded.is_some() && !self.left_out.contains(&place)
        };
        self.files.iter().enumerate().filter(|&file| good(file)).count()
    }

    /// 店铺名称 of a 罗盘 file in the drop, for naming the shop.
    pub fn shop_name(&self) -> String {
        let shops = self.files.iter().filter_map(|file| file.loaded.as_ref()?.shops.first());
        shops.into_iter().next().cloned().unwrap_or_default()
    }
}
