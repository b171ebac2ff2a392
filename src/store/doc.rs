//! Plan documents: settings, tasks, ticks, notes, roles. Each is one record of its own, so that a
//! tick writes a few hundred units and never touches the facts.

use serde::{Deserialize, Serialize};

use super::SCHEMA;
use super::calendar::{self, StoredCalendar};
use super::checklist::{self, StoredChecklists};
use super::goal::{self, StoredGoals};
use super::mapping;
use super::product::{restore_products, store_products, store_sku_costs};
use super::product_page::{self, StoredProductPages};
use super::quiet::{self, StoredQuiet, StoredReasons};
use super::record;
use super::shared::Lists;
use super::shelf::{Shelf, ShelfFault};
use super::task::{self, StoredTasks};
use super::vault::{LoadFault, MAIN};
use super::work;
use crate::domain::{Mappings, Moment, SortedMap};
use crate::insight::{RETURN_LINES, RULES, Thresholds, fields};
use crate::plan::{
    CHAPTERS, Calendar, Checklists, DayLog, DayReviews, Goals, Notes, ProductPages, Products,
    QuietList, Safety, Settings, Tasks, Template, Theme, UpColor,
};
use crate::text::Lang;

/// The keys of documents begin with this.
pub(super) const DOCUMENTS: &str = "dianpan.doc.";

/// Which document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Document {
    Settings,
    Safety,
    Tasks,
    Days,
    Quiet,
    Checklists,
    Notes,
    Products,
    ProductPages,
    Mappings,
    Template,
    Reviews,
    Goals,
    Calendar,
}

impl Document {
    pub const ALL: [Document; 14] = [
        Document::Settings,
        Document::Safety,
        Document::Tasks,
        Document::Days,
        Document::Quiet,
        Document::Checklists,
        Document::Notes,
        Document::Products,
        Document::ProductPages,
        Document::Mappings,
        Document::Template,
        Document::Reviews,
        Document::Goals,
        Document::Calendar,
    ];

    fn name(self) -> &'static str {
        match self {
            Document::Settings => "settings",
            Document::Safety => "safety",
            Document::Tasks => "tasks",
            Document::Days => "days",
            Document::Quiet => "quiet",
            Document::Checklists => "checklists",
            Document::Notes => "notes",
            Document::Products => "products",
            Document::ProductPages => "product-pages",
            Document::Mappings => "mappings",
            Document::Template => "template",
            Document::Reviews => "reviews",
            Document::Goals => "goals",
            Document::Calendar => "calendar",
        }
    }

    /// How the app looks and how files are read is the same for all shops; the plan of the first
    /// shop stands where it stood before there were others.
    fn key(self, shop: &str) -> String {
        let name = self.name();
        match self {
            Document::Settings | Document::Mappings => format!("{DOCUMENTS}{name}"),
            _ if shop == MAIN => format!("{DOCUMENTS}{name}"),
            _ => format!("{DOCUMENTS}{shop}.{name}"),
        }
    }
}

/// All documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Documents {
    pub settings: Settings,
    pub safety: Safety,
    pub tasks: Tasks,
    pub days: DayLog,
    pub quiet: QuietList,
    pub checklists: Checklists,
    pub notes: Notes,
    pub products: Products,
    pub pages: ProductPages,
    /// How tables that no format knows are read.
    pub mappings: Mappings,
    /// The routine as the operator has it.
    pub template: Template,
    pub reviews: DayReviews,
    pub goals: Goals,
    pub calendar: Calendar,
}

/// The stored shape of any document: one part of `plan` is there.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Envelope {
    schema: u32,
    plan: StoredDocuments,
}

/// What every shape begins with.
#[derive(Deserialize)]
struct Head {
    schema: u32,
}

/// The stored shape of all documents, as a backup holds them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct StoredDocuments {
    settings: StoredSettings,
    safety: StoredSafety,
    tasks: StoredTasks,
    days: SortedMap<i32, SortedMap<String, String>>,
    counts: SortedMap<i32, SortedMap<String, String>>,
    /// The first and the last day of each stretch.
    rest: SortedMap<String, Option<i32>>,
    quiet: StoredQuiet,
    quiet_reasons: StoredReasons,
    checklists: StoredChecklists,
    notes: SortedMap<String, Vec<String>>,
    /// Role and cost in 分.
    products: SortedMap<String, (String, Option<i64>)>,
    product_pages: StoredProductPages,
    /// Cost in 分, by 商品ID and 商品规格.
    sku_costs: SortedMap<String, SortedMap<String, i64>>,
    mappings: Lists,
    template: Lists,
    reviews: Lists,
    #[serde(skip_serializing_if = "is_empty")]
    goals: StoredGoals,
    #[serde(skip_serializing_if = "is_empty")]
    calendar: StoredCalendar,
}

/// What says nothing takes no room in the records of other documents.
fn is_empty<T: Default + PartialEq>(part: &T) -> bool {
    *part == T::default()
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct StoredSettings {
    lang: String,
    theme: String,
    up: String,
    import_now: bool,
    thresholds: SortedMap<String, i64>,
    /// Per cent by 品类.
    return_lines: SortedMap<String, i64>,
    /// Ids of the rules that are switched off.
    rules_off: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct StoredSafety {
    backed_up: Option<i64>,
    imports: u32,
}

impl StoredDocuments {
    /// The part of one document; the others are empty.
    fn part(documents: &Documents, document: Document) -> StoredDocuments {
        let mut stored = StoredDocuments::default();
        match document {
            Document::Settings => stored.settings = store_settings(&documents.settings),
            Document::Safety => stored.safety = store_safety(documents.safety),
            Document::Tasks => stored.tasks = task::store(&documents.tasks),
            Document::Days => {
                stored.days = task::store_days(&documents.days);
                stored.counts = work::store_counts(&documents.days);
                stored.rest = task::store_rest(&documents.days);
            }
            Document::Quiet => {
                (stored.quiet, stored.quiet_reasons) = quiet::store(&documents.quiet);
            }
            Document::Checklists => stored.checklists = checklist::store(&documents.checklists),
            Document::Notes => stored.notes = store_notes(&documents.notes),
            Document::Products => {
                stored.products = store_products(&documents.products);
                stored.sku_costs = store_sku_costs(&documents.products);
            }
            Document::ProductPages => stored.product_pages = product_page::store(&documents.pages),
            Document::Mappings => stored.mappings = mapping::store(&documents.mappings),
            Document::Template => stored.template = work::store_template(&documents.template),
            Document::Reviews => stored.reviews = work::store_reviews(&documents.reviews),
            Document::Goals => stored.goals = goal::store(&documents.goals),
            Document::Calendar => stored.calendar = calendar::store(&documents.calendar),
        }
        stored
    }

    /// All documents that a backup carries: everything but how safe this browser's copy is.
    pub fn of(documents: &Documents) -> StoredDocuments {
        let (quiet, quiet_reasons) = quiet::store(&documents.quiet);
        StoredDocuments {
            settings: store_settings(&documents.settings),
            safety: StoredSafety::default(),
            tasks: task::store(&documents.tasks),
            days: task::store_days(&documents.days),
            counts: work::store_counts(&documents.days),
            rest: task::store_rest(&documents.days),
            quiet,
            quiet_reasons,
            checklists: checklist::store(&documents.checklists),
            notes: store_notes(&documents.notes),
            products: store_products(&documents.products),
            product_pages: product_page::store(&documents.pages),
            sku_costs: store_sku_costs(&documents.products),
            mappings: mapping::store(&documents.mappings),
            template: work::store_template(&documents.template),
            reviews: work::store_reviews(&documents.reviews),
            goals: goal::store(&documents.goals),
            calendar: calendar::store(&documents.calendar),
        }
    }

    /// Puts the part of one document in place.
    pub fn apply(&mut self, document: Document, documents: &mut Documents) {
        match document {
            Document::Settings => documents.settings = restore_settings(&self.settings),
            Document::Safety => {
                let StoredSafety { backed_up, imports } = self.safety;
                documents.safety = Safety { backed_up: backed_up.map(Moment), imports };
            }
            Document::Tasks => documents.tasks = task::restore(std::mem::take(&mut self.tasks)),
            Document::Days => {
                documents.days = task::restore_days(std::mem::take(&mut self.days), &self.rest);
                work::restore_counts(&self.counts, &mut documents.days);
            }
            Document::Quiet => {
                let later = std::mem::take(&mut self.quiet_reasons);
                documents.quiet = quiet::restore(std::mem::take(&mut self.quiet), later);
            }
            Document::Checklists => {
                documents.checklists = checklist::restore(std::mem::take(&mut self.checklists));
            }
            Document::Notes => documents.notes = restore_notes(std::mem::take(&mut self.notes)),
            Document::Products => {
                let stored = std::mem::take(&mut self.products);
                documents.products = restore_products(stored, std::mem::take(&mut self.sku_costs));
            }
            Document::ProductPages => {
                documents.pages = product_page::restore(&self.product_pages);
            }
            Document::Mappings => documents.mappings = mapping::restore(&self.mappings),
            Document::Template => documents.template = work::restore_template(&self.template),
            Document::Reviews => documents.reviews = work::restore_reviews(&self.reviews),
            Document::Goals => documents.goals = goal::restore(&self.goals),
            Document::Calendar => {
                documents.calendar = calendar::restore(std::mem::take(&mut self.calendar));
            }
        }
    }
}

impl Documents {
    /// Loads every document of a shop; damaged ones keep their defaults and are named.
    pub fn load(shelf: &dyn Shelf, shop: &str) -> Result<(Documents, Vec<String>), LoadFault> {
        let mut documents = Documents::default();
        let mut damaged = Vec::new();
        for document in Document::ALL {
            let slots = record::read(shelf, &document.key(shop))?;
            // The rest of a newer shape may be anything.
            let head = |text: &str| serde_json::from_str::<Head>(text).map_or(0, |it| it.schema);
            let newest = slots.sound.iter().map(|record| head(&record.text)).max();
            if let Some(schema) = newest.filter(|schema| *schema > SCHEMA) {
                return Err(LoadFault::NewerSchema(schema));
            }
            let read = slots.sound.iter().find_map(|record| {
                let envelope: Envelope = serde_json::from_str(&record.text).ok()?;
                Some(envelope.plan)
            });
            match read {
                Some(mut part) => part.apply(document, &mut documents),
                None => damaged.extend(slots.damaged),
            }
        }
        Ok((documents, damaged))
    }

    /// Takes from another what is still empty here.
    pub fn fill_from(&mut self, other: &Documents) {
        let nothing = Documents::default();
        for document in Document::ALL {
            let here = StoredDocuments::part(self, document);
            if here == StoredDocuments::part(&nothing, document) {
                self.put_back(document, other);
            }
        }
    }

    /// Makes one document what it was.
    pub fn put_back(&mut self, document: Document, before: &Documents) {
        StoredDocuments::part(before, document).apply(document, self);
    }

    /// Saves one document of a shop.
    pub fn save(
        &self,
        shelf: &dyn Shelf,
        shop: &str,
        document: Document,
    ) -> Result<(), ShelfFault> {
        let key = document.key(shop);
        let slots = record::read(shelf, &key)?;
        let generation = slots.sound.first().map_or(0, |record| record.generation) + 1;
        let envelope = Envelope { schema: SCHEMA, plan: StoredDocuments::part(self, document) };
        let text = serde_json::to_string(&envelope)
            .map_err(|error| ShelfFault::Failed(error.to_string()))?;
        record::write(shelf, &key, generation, &text)
    }

    /// Removes all that a shop has of its own.
    pub(super) fn remove(shelf: &dyn Shelf, shop: &str) {
        let shared = |document: &&Document| document.key("") == document.key(MAIN);
        for document in Document::ALL.iter().filter(|document| !shared(document)) {
            record::remove(shelf, &document.key(shop));
        }
    }
}

fn store_settings(settings: &Settings) -> StoredSettings {
    let changed = fields().filter(|field| settings.thresholds.get(field) != field.default);
    let thresholds =
        changed.map(|field| (field.id.to_owned(), settings.thresholds.get(field))).collect();
    StoredSettings {
        lang: if settings.lang == Lang::En { "en" } else { "zh" }.to_owned(),
        theme: settings.theme.id().to_owned(),
        up: settings.up.id().to_owned(),
        import_now: settings.import_now,
        thresholds,
        return_lines: settings.thresholds.return_lines.clone(),
        rules_off: settings.thresholds.off().map(str::to_owned).collect(),
    }
}

fn restore_settings(stored: &StoredSettings) -> Settings {
    let mut thresholds = Thresholds::default();
    for field in fields() {
        if let Some(&value) = stored.thresholds.get(field.id) {
            thresholds.set(field, value.clamp(field.smallest, field.largest));
        }
    }
    let off = RULES.iter().filter(|rule| stored.rules_off.iter().any(|id| id == rule.id));
    off.for_each(|rule| thresholds.turn(rule.id, false));
    let lines = stored.return_lines.iter().filter(|&(_, line)| RETURN_LINES.contains(line));
    thresholds.return_lines = lines.map(|(category, line)| (category.clone(), *line)).collect();
    Settings {
        lang: if stored.lang == "en" { Lang::En } else { Lang::Zh },
        theme: Theme::from_id(&stored.theme),
        up: UpColor::from_id(&stored.up),
        thresholds,
        import_now: stored.import_now,
    }
}

fn store_safety(safety: Safety) -> StoredSafety {
    StoredSafety { backed_up: safety.backed_up.map(|at| at.0), imports: safety.imports }
}

fn store_notes(notes: &Notes) -> SortedMap<String, Vec<String>> {
    notes.0.iter().map(|(period, words)| (period.clone(), words.to_vec())).collect()
}

fn restore_notes(stored: SortedMap<String, Vec<String>>) -> Notes {
    let words = |mut words: Vec<String>| {
        words.resize(CHAPTERS, String::new());
        <[String; CHAPTERS]>::try_from(words).unwrap_or_default()
    };
    Notes(stored.into_iter().map(|(period, texts)| (period, words(texts))).collect())
}
