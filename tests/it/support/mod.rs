//! What tests are made with: tables, files, shops, shelves, scanners. No rule of the product is
//! stated here, so that no test can agree with the code by sharing its mistake.

mod case;
mod compass;
mod days;
mod desk;
mod exhibit;
mod file;
mod grid;
mod html;
mod mapped;
mod order;
mod plan;
mod random;
mod recipe;
mod season;
mod shelf;
mod shop;
mod sold;
mod tree;
mod xlsx;

pub use case::{AFTERSALE_2022, case, cases};
pub use compass::{DEAL, PRODUCT_LIST, deal_day, listed, shop_day, shop_wide};
pub use days::{at, day, period};
pub use desk::Desk;
pub use exhibit::{Exhibit, Step, exhibits};
pub use file::{Bytes, File, exported, gb18030, utf16, with_bom};
pub use grid::{Grid, Row};
pub use html::{HOSTILE, Tag, Token, attribute, tags, tokens};
pub use mapped::{TABLE, sold, table};
pub use order::{CUSTOM_ORDERS, ORDERS, line, orders};
pub use plan::{found, piece, stored_plan, task};
pub use random::Random;
pub use season::season;
pub use shelf::{FaultyShelf, Injury, Op};
pub use shop::{Bench, TestDecoder, run};
pub use sold::{Sold, fires, found_by, of_rule, silent};
pub use tree::{files_below, project};
pub use xlsx::{Kind, Workbook, zip};
