//! The fewest changes of roles, for the question on screen.

use std::sync::Arc;

use super::state::App;
use crate::chart::move_reason;
use crate::metric::{Role, mix, quadrant};
use crate::plan::{MovePlan, fewest_moves, weighed};

/// One change, as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveRow {
    pub id: String,
    pub name: String,
    pub from: Role,
    pub to: Role,
    pub reason: String,
}

/// The changes with how far they lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    pub plan: MovePlan,
    pub rows: Arc<Vec<MoveRow>>,
    /// Something weighs by the basis on screen.
    pub weighs: bool,
}

impl App {
    /// The fewest changes that bring the shares by the basis on screen to their targets.
    pub fn moves(self) -> Moves {
        self.with_input(None, |input| {
            let reading = input.reading();
            let mix = mix(&reading, input.products);
            let found = quadrant(&reading, &mix);
            let plan =
                fewest_moves(&weighed(&mix, &found, input.basis), input.thresholds.targets());
            let row = |step: &crate::plan::Move| {
                let product = mix.products.get(step.place)?.product;
                Some(MoveRow {
                    id: input.book.words.text(product).to_owned(),
                    name: input.book.product_name(product).to_owned(),
                    from: step.from,
                    to: step.to,
                    reason: move_reason(&found, product, step.to, input.lang),
                })
            };
            let rows = Arc::new(plan.moves.iter().filter_map(row).collect());
            Moves { rows, weighs: mix.all.weight(input.basis) > 0, plan }
        })
    }

    /// Takes changes over, with a way back.
    pub fn apply_moves(self, moves: &[MoveRow]) {
        self.set_roles(moves.iter().map(|step| (step.id.clone(), step.to)).collect());
    }
}
