//! What the roles of products and the bases of their shares are called, and their colours.

use crate::chart::look::Ink;
use crate::metric::{Basis, Role};
use crate::text::{Phrase, phrase};

pub fn role_name(role: Role) -> Phrase {
    match role {
        Role::Traffic => phrase("引流款", "Traffic"),
        Role::Profit => phrase("利润款", "Profit"),
        Role::Image => phrase("形象款", "Image"),
        Role::Unset => phrase("未设", "Unset"),
    }
}

pub(super) fn role_ink(role: Role) -> Ink {
    match role {
        Role::Traffic => Ink::Traffic,
        Role::Profit => Ink::Profit,
        Role::Image => Ink::Image,
        Role::Unset => Ink::Unset,
    }
}

pub(super) fn basis_name(basis: Basis) -> Phrase {
    match basis {
        Basis::Sku => phrase("按 SKU 数", "by SKUs"),
        Basis::Gmv => phrase("按成交", "by GMV"),
        Basis::Profit => phrase("按毛利", "by gross profit"),
    }
}
