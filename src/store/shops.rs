//! Several shops in one store: each with its own facts and plan, added, named and removed.

use super::doc::Documents;
use super::manifest::ShopEntry;
use super::shelf::Shelf;
use super::vault::{MAIN, SaveFault, Shop, Vault};

impl Vault {
    /// All shops, in the order they came.
    pub fn shops(&self) -> Vec<Shop> {
        let shop = |entry: &ShopEntry| Shop { id: entry.id.clone(), name: entry.name.clone() };
        self.manifest.shops.iter().map(shop).collect()
    }

    /// An id that no shop here has or had, as far as the store knows.
    pub fn fresh_id(&self) -> String {
        let taken = |id: &String| self.manifest.shop(id).is_some();
        if self.manifest.shops.is_empty() {
            return MAIN.to_owned();
        }
        let from = self.generation() + 1;
        (from..).map(|number| format!("s{number}")).find(|id| !taken(id)).unwrap_or_default()
    }

    /// Gives a shop its name; one that is not there yet is added, without facts.
    pub fn name(&mut self, shelf: &dyn Shelf, shop: &Shop) -> Result<(), SaveFault> {
        let generation = self.next_generation(shelf)?;
        let mut manifest = self.manifest.clone();
        match manifest.shops.iter_mut().find(|known| known.id == shop.id) {
            Some(known) => known.name.clone_from(&shop.name),
            None => {
                let (id, name) = (shop.id.clone(), shop.name.clone());
                manifest.shops.push(ShopEntry { id, name, ..ShopEntry::default() });
            }
        }
        self.turn(shelf, generation, manifest)
    }

    /// Removes a shop with all that it has: in both slots, since the state before would bring it
    /// back.
    pub fn remove(&mut self, shelf: &dyn Shelf, id: &str) -> Result<(), SaveFault> {
        let generation = self.next_generation(shelf)?;
        let mut manifest = self.manifest.clone();
        manifest.shops.retain(|shop| shop.id != id);
        self.turn(shelf, generation, manifest.clone())?;
        // Should this one fail, the next commit does it.
        _ = self.turn(shelf, generation + 1, manifest);
        Documents::remove(shelf, id);
        Ok(())
    }
}
