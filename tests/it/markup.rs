//! Tables as pages have them: markup that is written, not built.

use dianpan::chart::{Cell, Jump, Table, TableRow};
use dianpan::metric::{Dimension, Figure};
use dianpan::report::table_markup;

use crate::support::{HOSTILE, attribute, period, tags};

#[test]
fn hostile_texts_stay_texts_in_the_tables_of_pages() {
    for evil in HOSTILE {
        let cell = Cell::new("gmv", Figure::default(), period("2026-11-01..2026-11-02"));
        let row = TableRow {
            heading: evil.to_owned(),
            cells: vec![cell.keyed("product", evil)],
            texts: vec![evil.to_owned()],
            jump: Some(Jump::Only(Dimension::Product, evil.to_owned())),
        };
        let table = Table { columns: vec![evil.to_owned()], rows: vec![row] };
        let leads = |jump: &Jump| match jump {
            Jump::Only(_, id) => format!("#/data?product={id}"),
            Jump::Day(_) => String::new(),
        };
        let markup = table_markup(&table, &leads).into_text();
        let names: Vec<String> = tags(&markup).into_iter().map(|tag| tag.name).collect();
        let wanted = ["table", "thead", "tr", "th", "tbody", "tr", "th", "a", "td", "span", "td"];
        assert_eq!(names, wanted, "{evil}");
        let link = tags(&markup).into_iter().find(|tag| tag.name == "a").unwrap();
        assert!(attribute(&link, "href").unwrap().starts_with("#/data?product="), "{evil}");
        assert_eq!(link.attributes.len(), 1, "{evil}");
    }
}
