//! Deflate in pieces, so that the page gets its turns while a large part is packed.

use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, compress_to_output, create_comp_flags_from_zip_params,
};

use crate::domain::{Cancelled, Pace};

/// Deflate's usual level: higher ones take twice the time for a few per cent.
const LEVEL: i32 = 6;
/// Bytes between two breaths.
pub(super) const PIECE: usize = 32 << 10;

/// A raw deflate stream that grows piece by piece. Its tables are too large for the stack, where
/// each future around it would copy them.
pub(super) struct Deflater(Box<CompressorOxide>);

impl Deflater {
    /// Level 1 is the fastest, 9 the smallest.
    pub fn new(level: i32) -> Deflater {
        Deflater(Box::new(CompressorOxide::new(create_comp_flags_from_zip_params(level, 0, 0))))
    }

    pub fn add(&mut self, piece: &[u8], packed: &mut Vec<u8>) {
        self.compress(piece, TDEFLFlush::None, packed);
    }

    pub fn finish(mut self, packed: &mut Vec<u8>) {
        self.compress(&[], TDEFLFlush::Finish, packed);
    }

    fn compress(&mut self, piece: &[u8], flush: TDEFLFlush, packed: &mut Vec<u8>) {
        compress_to_output(&mut self.0, piece, flush, |out| {
            packed.extend_from_slice(out);
            true
        });
    }
}

/// A raw deflate stream of `bytes`.
pub(super) async fn deflated(bytes: &[u8], pace: &impl Pace) -> Result<Vec<u8>, Cancelled> {
    let mut deflater = Deflater::new(LEVEL);
    let mut packed = Vec::new();
    for piece in bytes.chunks(PIECE) {
        deflater.add(piece, &mut packed);
        pace.breathe().await?;
    }
    deflater.finish(&mut packed);
    Ok(packed)
}
