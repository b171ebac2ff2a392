//! Deflate in pieces, so that the page gets its turns while a large part is packed.

use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, compress_to_output, create_comp_flags_from_zip_params,
};

use crate::domain::{Cancelled, Pace};

/// Deflate's usual level: higher ones take twice the time for a few per cent.
const LEVEL: i32 = 6;
/// Bytes between two breaths.
const PIECE: usize = 32 << 10;

/// A raw deflate stream of `bytes`.
pub(super) async fn deflated(bytes: &[u8], pace: &impl Pace) -> Result<Vec<u8>, Cancelled> {
    let mut compressor = CompressorOxide::new(create_comp_flags_from_zip_params(LEVEL, 0, 0));
    let mut packed = Vec::new();
    let mut add = |piece: &[u8], flush| {
        compress_to_output(&mut compressor, piece, flush, |out| {
            packed.extend_from_slice(out);
            true
        });
    };
    for piece in bytes.chunks(PIECE) {
        add(piece, TDEFLFlush::None);
        pace.breathe().await?;
    }
    add(&[], TDEFLFlush::Finish);
    Ok(packed)
}
