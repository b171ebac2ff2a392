//! Matching the columns of a table that no format knows, and what is remembered of it.
//!
//! A mapping is stored when its import is committed, not when it is applied: until then nothing
//! of a drop is stored, and a mapping whose preview looked wrong must not read the next file in
//! silence.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::drop_state::DropStage;
use super::state::App;
use crate::browser::{BrowserPace, Payload, PickedFile, focus, save_as};
use crate::domain::{Mapping, Mappings};
use crate::import::{Choice, DropFile, MapKind, StagedDrop, Survey, Trouble, WarningCode};
use crate::store::{Document, SharedFault, read_mappings, write_mappings};
use crate::text::{count_text, phrase};

/// The file whose columns are being matched.
#[derive(Clone)]
pub struct Editing {
    /// Its place in the drop.
    pub place: usize,
    pub survey: Arc<Survey>,
    pub kind: MapKind,
}

impl App {
    /// What files are read by: the mappings of this drop, then those that are stored.
    pub(super) fn mappings(self) -> Mappings {
        let mut all = self.documents.with_untracked(|documents| documents.mappings.clone());
        let of_drop = self.drop.with_untracked(|drop| drop.mappings.clone());
        of_drop.0.into_iter().for_each(|mapping| all.keep(mapping));
        all
    }

    /// The mapping of an order table whose columns can be told for sure: its preview shows what
    /// was guessed, and nothing is stored before it is confirmed.
    pub(super) fn sure_mapping(file: &DropFile) -> Option<Mapping> {
        let unknown = file.receipt.trouble == Some(Trouble::Unknown);
        let survey = file.survey.as_ref().filter(|_| unknown)?;
        let guess = Choice::guess(survey).filter(|guess| guess.is_sure(survey))?;
        Some(guess.mapping(survey, None))
    }

    /// Opens the first file of the drop that nobody knows and that has no advice of its own.
    pub(super) fn open_unknown(self) {
        if self.editing.with_untracked(Option::is_some) {
            return;
        }
        let unknown = self.drop.with_untracked(|drop| {
            drop.files.iter().position(|file| {
                file.survey.is_some() && file.receipt.trouble == Some(Trouble::Unknown)
            })
        });
        if let Some(place) = unknown {
            spawn_local(self.show_columns(place));
        }
    }

    /// Opens the columns of a file for matching; one that was read by a mapping is looked over
    /// first.
    pub fn open_mapping(self, place: usize) {
        spawn_local(async move {
            self.show_columns(place).await;
            tick().await;
            focus("mapping-kind");
        });
    }

    async fn show_columns(self, place: usize) {
        let known = self.drop.with_untracked(|drop| {
            drop.files.get(place).map(|file| (file.survey.clone(), file.receipt.mapping.clone()))
        });
        let Some((survey, mapping)) = known else { return };
        let survey = match survey {
            Some(survey) => Some(survey),
            None => {
                let pace = BrowserPace::default();
                let file = self.read_again(place, &pace, &Mappings::default()).await;
                file.and_then(|file| file.survey)
            }
        };
        let Some(survey) = survey else { return };
        let chosen = mapping.and_then(|mapping| Choice::of_mapping(&mapping, &survey));
        if let Some(choice) = chosen.or_else(|| Choice::guess(&survey)) {
            self.edit_columns(place, survey, choice);
        }
    }

    fn edit_columns(self, place: usize, survey: Arc<Survey>, choice: Choice) {
        self.columns.set(choice.columns);
        self.editing.set(Some(Editing { place, survey, kind: choice.kind }));
    }

    /// Another kind of table: its columns are guessed anew.
    pub fn choose_kind(self, kind: MapKind) {
        if let Some(Editing { place, survey, .. }) = self.editing.get_untracked() {
            let choice = Choice::of_kind(kind, &survey);
            self.edit_columns(place, survey, choice);
        }
    }

    /// Reads the file, and every other one of the drop with its header, as it was matched.
    pub fn apply_mapping(self) {
        let Some(editing) = self.editing.get_untracked() else { return };
        let choice = Choice { kind: editing.kind, columns: self.columns.get_untracked() };
        if !choice.missing().is_empty() {
            return;
        }
        let signature = editing.survey.signature;
        let net = self.mappings().find(signature).and_then(|mapping| mapping.net);
        let mapping = choice.mapping(&editing.survey, net);
        if self.can_restage() {
            self.editing.set(None);
            // Other columns may have other things to ask.
            self.drop.update(|drop| {
                drop.answered.retain(|(place, _)| *place != editing.place);
                drop.guessed.retain(|known| *known != signature);
            });
            self.read_by(mapping);
        } else if self.drop_again(editing.place) {
            // The others of its drop have been imported: it begins one of its own.
            self.editing.set(None);
            self.drop.update(|drop| drop.mappings.keep(mapping));
        }
    }

    fn can_restage(self) -> bool {
        let stage = self.drop.with_untracked(|drop| drop.stage);
        matches!(stage, DropStage::Previewed | DropStage::Staging)
    }

    /// Reads the files of the drop with the mapping's header by it.
    fn read_by(self, mapping: Mapping) {
        let signature = mapping.signature;
        self.drop.update(|drop| drop.mappings.keep(mapping));
        self.read_anew(signature);
    }

    /// Reads the files of the drop with this header by what is known of it now.
    fn read_anew(self, signature: u64) {
        self.drop.update(|drop| {
            for (place, file) in drop.files.iter().enumerate() {
                let of_survey = file.survey.as_ref().map(|survey| survey.signature);
                let of_mapping = file.receipt.mapping.as_ref().map(|known| known.signature);
                if [of_survey, of_mapping].contains(&Some(signature)) {
                    drop.stale.push(place);
                    drop.left_out.retain(|known| *known != place);
                }
            }
            drop.stage = DropStage::Reading;
        });
        self.restage_read();
    }

    /// Reads again what waits for it. Says whether it got to the end.
    pub(super) async fn refresh_stale(self, pace: &BrowserPace) -> bool {
        let mappings = self.mappings();
        while let Some(place) = self.drop.with_untracked(|drop| drop.stale.first().copied()) {
            let Some(mut file) = self.read_again(place, pace, &mappings).await else {
                return false;
            };
            self.drop.update(|drop| {
                let mut files = drop.files.as_ref().clone();
                if let Some(known) = files.get_mut(place) {
                    file.survey = file.survey.take().or(known.survey.take());
                    *known = file;
                }
                drop.files = Arc::new(files);
                drop.stale.retain(|known| *known != place);
            });
        }
        true
    }

    /// Whether amounts are net of refunds: kept with the mapping, and not asked again.
    pub(super) fn answer_net(self, place: usize, net: bool) {
        let mapping =
            self.drop.with_untracked(|drop| drop.files.get(place)?.receipt.mapping.clone());
        if let Some(mapping) = mapping.filter(|_| self.can_restage()) {
            self.read_by(Mapping { net: Some(net), ..mapping });
            let answered = (place, WarningCode::NetAmounts);
            self.drop.update(|drop| drop.answered.push(answered));
        }
    }

    /// Stores the mappings that committed files were read by.
    pub(super) fn keep_mappings(self, staged: &StagedDrop) {
        let used = staged.receipts.iter().zip(&staged.sources);
        let used = used.filter(|(_, source)| source.is_some());
        let used = used.filter_map(|(receipt, _)| receipt.mapping.clone());
        let fresh: Vec<Mapping> = self.documents.with_untracked(|documents| {
            used.filter(|it| documents.mappings.find(it.signature) != Some(it)).collect()
        });
        if !fresh.is_empty() {
            self.edit(Document::Mappings, |documents| {
                fresh.into_iter().for_each(|mapping| documents.mappings.keep(mapping));
            });
        }
    }

    /// Forgets a mapping, with a way back; facts that it brought stay.
    pub fn forget_mapping(self, signature: u64) {
        let said =
            phrase("不再自动读这种表，下次会重新问", "Tables of this kind are asked about again");
        let said = said.text(self.lang.get_untracked());
        self.change(Document::Mappings, said, |documents| documents.mappings.forget(signature));
        self.drop.update(|drop| drop.mappings.forget(signature));
        if self.can_restage() {
            self.read_anew(signature);
        }
    }

    /// Offers all mappings as one file.
    pub fn save_mappings(self) {
        let text = self.documents.with_untracked(|documents| write_mappings(&documents.mappings));
        let payload = text.map(Payload::Text);
        _ = payload.and_then(|text| save_as("店盘_列的对应.json", "application/json", &text));
    }

    /// Takes the mappings of a file in; those for the same header replace what is here.
    pub fn open_mappings(self, file: PickedFile) {
        if self.refused_in_sample() {
            return;
        }
        spawn_local(async move {
            let lang = self.lang.get_untracked();
            let text = file.text().await.unwrap_or_default();
            let told = match read_mappings(&text) {
                Err(SharedFault::Other) => phrase(
                    "这不是店盘的列对应文件，什么都没有改",
                    "This is no file of column mappings; nothing was changed",
                )
                .text(lang)
                .to_owned(),
                Err(SharedFault::Newer) => phrase(
                    "这份文件是更新版本的店盘做的，请先刷新到新版",
                    "This file was made by a newer version; please reload first",
                )
                .text(lang)
                .to_owned(),
                Ok(read) => {
                    let all = read.0.len();
                    let known: Vec<Mapping> = read
                        .0
                        .into_iter()
                        .filter(|mapping| MapKind::of(mapping).is_some())
                        .collect();
                    let [taken, passed] = [known.len(), all - known.len()]
                        .map(|count| count_text(i64::try_from(count).unwrap_or(0)));
                    self.edit(Document::Mappings, |documents| {
                        known.into_iter().for_each(|mapping| documents.mappings.keep(mapping));
                    });
                    phrase("读入 {} 份列的对应，略过 {} 份", "{} mapping[s] taken, {} passed over")
                        .fill(lang, &[&taken, &passed])
                }
            };
            self.say(told, None);
        });
    }
}
