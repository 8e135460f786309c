//! Weights as one flat table of bytes, indexed by a hash of the feature.
//!
//! No feature is stored by name and no collision is resolved: a score is a few dozen table reads. On disk only the cells
//! that are not zero are kept, as gap and value, mostly in one byte together: a fifth of the table.

use super::codec::{ModelError, Reader, put_varint};

/// Integer weights: `rows` (a power of two) by `columns`.
pub(super) struct Table {
    bits: u32,
    columns: usize,
    cells: Vec<i8>,
}

impl Table {
    /// The table with these weights scaled to bytes; those that come out at `prune` or less in magnitude are dropped.
    pub(super) fn quantise(bits: u32, columns: usize, weights: &[f32], prune: i8) -> Self {
        let max = weights.iter().fold(0f32, |max, w| max.max(w.abs()));
        let scale = if max > 0.0 { 127.0 / max } else { 0.0 };
        let to_byte = |w: &f32| {
            let cell = (w * scale).round() as i8;
            if cell.abs() <= prune { 0 } else { cell }
        };
        Self { bits, columns, cells: weights.iter().map(to_byte).collect() }
    }

    /// Adds the rows of these features to `scores`.
    #[inline]
    pub(super) fn add(&self, features: &[u64], scores: &mut [i16]) {
        for &feature in features {
            let start = row(feature, self.bits) * self.columns;
            if let Some(cells) = self.cells.get(start..start + self.columns) {
                for (score, &cell) in scores.iter_mut().zip(cells) {
                    *score += i16::from(cell);
                }
            }
        }
    }

    /// The score of every column, where the number of columns is known when compiling.
    #[inline]
    pub(super) fn score<const N: usize>(&self, features: &[u64]) -> [i16; N] {
        let mut scores = [0i16; N];
        for &feature in features {
            let start = row(feature, self.bits) * N;
            if let Some(cells) = self.cells.get(start..).and_then(|cells| cells.first_chunk::<N>()) {
                for k in 0..N {
                    scores[k] += i16::from(cells[k]);
                }
            }
        }
        scores
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.push(self.bits as u8);
        out.push(self.columns as u8);
        put_varint(out, self.cells.iter().filter(|&&cell| cell != 0).count() as u64);
        let mut next = 0;
        for (at, &cell) in self.cells.iter().enumerate() {
            if cell != 0 {
                write_cell(out, at - next, cell);
                next = at + 1;
            }
        }
    }

    pub(super) fn read(reader: &mut Reader, columns: usize) -> Result<Self, ModelError> {
        let bits = u32::from(reader.byte()?);
        if bits == 0 || bits > 24 || usize::from(reader.byte()?) != columns {
            return Err(ModelError::Damaged("a table has an impossible size"));
        }
        let mut cells = vec![0i8; columns << bits];
        let count = reader.bounded(cells.len(), "a table has too many cells")?;
        let mut at = 0;
        for _ in 0..count {
            let (gap, cell) = read_cell(reader, cells.len())?;
            at += gap;
            *cells.get_mut(at).ok_or(ModelError::Damaged("a cell lies outside its table"))? = cell;
            at += 1;
        }
        Ok(Self { bits, columns, cells })
    }
}

/// A cell takes one byte if its gap is below 4 and its value small, else two or more.
fn write_cell(out: &mut Vec<u8>, gap: usize, cell: i8) {
    if gap < 4 && (-16..16).contains(&cell) {
        out.push((gap as u8) << 5 | (cell as u8 & 0x1f));
        return;
    }
    out.push(0x80 | (gap as u8 & 0x3f) | if gap > 0x3f { 0x40 } else { 0 });
    if gap > 0x3f {
        put_varint(out, (gap >> 6) as u64);
    }
    out.push(cell as u8);
}

fn read_cell(reader: &mut Reader, limit: usize) -> Result<(usize, i8), ModelError> {
    let byte = reader.byte()?;
    if byte < 0x80 {
        return Ok((usize::from(byte >> 5), ((byte << 3) as i8) >> 3));
    }
    let mut gap = usize::from(byte & 0x3f);
    if byte & 0x40 != 0 {
        gap |= reader.bounded(limit, "a cell lies outside its table")? << 6;
    }
    Ok((gap, reader.byte()? as i8))
}

/// The row of a feature in a table of `1 << bits` rows.
#[inline]
pub(super) fn row(feature: u64, bits: u32) -> usize {
    (feature >> (64 - bits)) as usize
}

/// The index of the highest score; the first of equals.
#[inline]
pub(super) fn best(scores: &[i16]) -> usize {
    let mut best = 0;
    for (k, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = k;
        }
    }
    best
}
