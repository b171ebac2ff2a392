//! Parts of pages. One file, one component, one stylesheet, one name.

mod chart_card;
mod checked_field;
mod command_box;
mod data_tabs;
mod explanation;
mod fault_banner;
mod figure;
mod finding_card;
mod first_steps;
mod meter;
mod metric_card;
mod note_field;
mod page_head;
mod period_picker;
mod receipt_card;
mod task_list;
mod toast_box;

pub use chart_card::ChartCard;
pub use checked_field::CheckedField;
pub use command_box::CommandBox;
pub use data_tabs::DataTabs;
pub use explanation::ExplanationSheet;
pub use fault_banner::FaultBanners;
pub use figure::FigureText;
pub use finding_card::FindingCard;
pub use first_steps::{FirstSteps, WhereToExport};
pub use meter::Meter;
pub use metric_card::{Against, MetricCard, MetricStrip};
pub use note_field::NoteField;
pub use page_head::PageHead;
pub use period_picker::PeriodPicker;
pub use receipt_card::{HistoryCard, ReceiptCard};
pub use task_list::TaskList;
pub use toast_box::ToastBox;
