//! Texts, compressed: gzip, which any tool can read.

use std::io::{self, Read, Write};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Serialize, Serializer};

/// A compressed text; a binary attribute in the table.
pub(crate) struct Payload(Vec<u8>);

impl Payload {
    /// Compresses `text`.
    pub(crate) fn compress(text: &str) -> io::Result<Self> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text.as_bytes())?;
        encoder.finish().map(Self)
    }

    /// How many bytes it takes.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

/// The text of a compressed one, which has up to `most` bytes: a few kilobytes can hold
/// gigabytes of the same letter.
pub(crate) fn decompress(bytes: &[u8], most: u64) -> io::Result<String> {
    let mut text = String::new();
    let read = GzDecoder::new(bytes).take(most.saturating_add(1)).read_to_string(&mut text)?;
    if read as u64 > most {
        return Err(io::Error::other("longer than it may be"));
    }
    Ok(text)
}

impl Serialize for Payload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_reads_back_up_to_its_bound() {
        let Payload(bytes) = Payload::compress(&"é".repeat(50)).unwrap();

        assert_eq!(decompress(&bytes, 100).unwrap(), "é".repeat(50));
        assert!(decompress(&bytes, 99).is_err());
        assert!(decompress(&bytes, 98).is_err());
        assert!(decompress(&bytes, 0).is_err());
    }

    #[test]
    fn a_bomb_is_let_down_before_it_goes_off() {
        let Payload(bytes) = Payload::compress(&"0".repeat(4 * 1024 * 1024)).unwrap();

        assert!(bytes.len() < 5 * 1024);
        assert!(decompress(&bytes, 1024).is_err());
    }

    #[test]
    fn what_is_cut_off_or_never_was_compressed_is_an_error() {
        let Payload(bytes) = Payload::compress("text").unwrap();

        assert!(decompress(&bytes[..bytes.len() - 1], 100).is_err());
        assert!(decompress(b"text", 100).is_err());
        assert!(decompress(b"", 100).is_err());
    }
}
