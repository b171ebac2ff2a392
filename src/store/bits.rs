//! Numbers of any count of bits, one after the other, the highest bit first.

/// See the file's head.
#[derive(Debug, Default)]
pub(super) struct BitWriter {
    bytes: Vec<u8>,
    window: u128,
    held: u32,
}

impl BitWriter {
    pub fn with_room(bytes: usize) -> BitWriter {
        BitWriter { bytes: Vec::with_capacity(bytes), ..BitWriter::default() }
    }

    /// The lowest `bits` of a value, at most 64.
    pub fn put(&mut self, bits: u32, value: u64) {
        self.window = self.window << bits | u128::from(value);
        self.held += bits;
        while self.held >= 8 {
            self.held -= 8;
            self.bytes.push(u8::try_from(self.window >> self.held & 0xff).unwrap_or(0));
        }
        self.window &= (1 << self.held) - 1;
    }

    /// The bytes, the last one filled with zeros.
    pub fn finish(mut self) -> Vec<u8> {
        if self.held > 0 {
            self.put(8 - self.held, 0);
        }
        self.bytes
    }
}

/// See the file's head.
#[derive(Debug)]
pub(super) struct BitReader<'a> {
    rest: &'a [u8],
    window: u128,
    held: u32,
    beyond: bool,
}

impl<'a> BitReader<'a> {
    pub fn new(bytes: &'a [u8]) -> BitReader<'a> {
        BitReader { rest: bytes, window: 0, held: 0, beyond: false }
    }

    /// The next bits, at most 64; zeros beyond the end.
    #[inline]
    pub fn take(&mut self, bits: u32) -> u64 {
        while self.held < bits {
            self.fill();
        }
        self.held -= bits;
        let value = self.window >> self.held;
        self.window &= (1 << self.held) - 1;
        u64::try_from(value).unwrap_or(0)
    }

    fn fill(&mut self) {
        if let Some((word, rest)) = self.rest.split_first_chunk::<8>() {
            self.window = self.window << 64 | u128::from(u64::from_be_bytes(*word));
            (self.held, self.rest) = (self.held + 64, rest);
            return;
        }
        let byte = match self.rest.split_first() {
            Some((&byte, rest)) => {
                self.rest = rest;
                byte
            }
            None => {
                self.beyond = true;
                0
            }
        };
        self.window = self.window << 8 | u128::from(byte);
        self.held += 8;
    }

    /// Whether exactly what was written has been read.
    pub fn is_done(&self) -> bool {
        self.rest.is_empty() && !self.beyond && self.held < 8 && self.window == 0
    }
}
