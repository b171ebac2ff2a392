//! Numbers of any count of bits, one after the other, the highest bit first.

/// See the file's head.
#[derive(Debug, Default)]
pub(super) struct BitWriter {
    bytes: Vec<u8>,
    /// Bits that make no whole word yet, from the highest on, and how many they are.
    window: u64,
    held: u32,
}

impl BitWriter {
    pub fn with_room(bytes: usize) -> BitWriter {
        BitWriter { bytes: Vec::with_capacity(bytes), ..BitWriter::default() }
    }

    /// The lowest `bits` of a value, at most 64.
    pub fn put(&mut self, bits: u32, value: u64) {
        let highest = |bits: u32| value.checked_shl(64 - bits).unwrap_or(0);
        self.window |= highest(bits) >> self.held;
        self.held += bits;
        if let Some(beyond) = self.held.checked_sub(64) {
            self.bytes.extend_from_slice(&self.window.to_be_bytes());
            (self.window, self.held) = (highest(beyond), beyond);
        }
    }

    /// The bytes, the last one filled with zeros.
    pub fn finish(mut self) -> Vec<u8> {
        let left = usize::try_from(self.held.div_ceil(8)).unwrap_or(8);
        self.bytes.extend(self.window.to_be_bytes().iter().take(left));
        self.bytes
    }
}

/// See the file's head.
#[derive(Debug)]
pub(super) struct BitReader<'a> {
    bytes: &'a [u8],
    /// The bits that were read.
    read: usize,
}

impl<'a> BitReader<'a> {
    pub fn new(bytes: &'a [u8]) -> BitReader<'a> {
        BitReader { bytes, read: 0 }
    }

    /// The next bits, at most 64; zeros beyond the end.
    #[inline(always)]
    pub fn take(&mut self, bits: u32) -> u64 {
        let (byte, bit) = (self.read / 8, self.read % 8);
        let rest = self.bytes.get(byte..).unwrap_or_default();
        let [first @ .., last] = rest.first_chunk::<9>().copied().unwrap_or_else(|| padded(rest));
        let word = u64::from_be_bytes(first) << bit | u64::from(last) >> (8 - bit);
        self.read = self.read.saturating_add(usize::try_from(bits).unwrap_or(0));
        word.checked_shr(64 - bits).unwrap_or(0)
    }

    /// Whether exactly what was written has been read.
    pub fn is_done(&self) -> bool {
        let left = (self.bytes.len() * 8).checked_sub(self.read);
        let padding = |left: usize| self.bytes.last().is_none_or(|it| it << (8 - left) == 0);
        left.is_some_and(|left| left == 0 || left < 8 && padding(left))
    }
}

/// The last bytes, and zeros after them.
#[cold]
fn padded(rest: &[u8]) -> [u8; 9] {
    let mut padded = [0; 9];
    padded.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    padded
}
