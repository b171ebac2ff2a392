//! The metrics that need what the operator has typed beside the files: [`super::Mix`] makes their
//! figures, a reading alone cannot. They are a registry of their own for that reason.

use super::definition::{Better, Metric};
use super::figure::Unit;
use crate::text::{Phrase, phrase};

const TYPED: Phrase = phrase(
    "成本不在任何导出文件里：由你按商品或按规格填，规格的成本优先。不知道成本的规格不算进来，也不当作 0；已知成本覆盖多少成交会写在旁边。未扣退款、佣金、投放、运费和平台扣点；0 元赠品的成本不算。",
    "No export holds costs: you type them by product or by SKU, the SKU's first. SKUs without a known cost are left out and never taken for 0; how much of the GMV is covered stands beside it. Refunds, commissions, advertising, freight and fees are not taken off; gifts at 0 are not charged.",
);

/// Every metric of costs and roles.
pub static COST_METRICS: &[Metric] = &[
    Metric {
        id: "gross-profit",
        name: phrase("毛利", "Gross profit"),
        unit: Unit::Money,
        formula: phrase(
            "Σ（成交金额 − 成本 × 件数），只算成本已知的规格",
            "Σ (GMV − cost × pieces), of SKUs with a known cost",
        ),
        basis: TYPED,
        ..Metric::PLAIN
    },
    Metric {
        id: "gross-margin",
        name: phrase("毛利率", "Gross margin"),
        unit: Unit::Rate,
        formula: phrase("毛利 ÷ 同一批规格的成交金额", "gross profit ÷ GMV of the same SKUs"),
        basis: TYPED,
        ..Metric::PLAIN
    },
    Metric {
        id: "cost-coverage",
        name: phrase("成本覆盖率", "Cost coverage"),
        unit: Unit::Rate,
        formula: phrase(
            "成本已知的规格的成交金额 ÷ 成交金额",
            "GMV of SKUs with a known cost ÷ GMV",
        ),
        basis: TYPED,
        ..Metric::PLAIN
    },
    Metric {
        id: "mix-share",
        name: phrase("货盘占比", "Share in the mix"),
        unit: Unit::Rate,
        better: Better::Neither,
        formula: phrase(
            "一个角色的规格数（或成交金额、毛利）÷ 全部",
            "a role's SKUs (or GMV, or gross profit) ÷ all",
        ),
        basis: phrase(
            "角色跟着商品走；数的是商品ID + 商品规格，文件里没有规格时数商品；只看这段时间有成交的。按毛利时只算成本已知的规格，亏本的算 0。",
            "The role belongs to the product; what is counted is product and SKU, or the product where files name no SKU; only what sold in the period. By profit only SKUs with a known cost count, those at a loss as 0.",
        ),
        ..Metric::PLAIN
    },
];
