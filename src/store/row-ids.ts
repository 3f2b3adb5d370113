/** Row ids in an order, 8 bytes each. */
export class RowIds {
  private ids = new Float64Array(64)
  length = 0

  push(rid: number): void {
    if (this.length === this.ids.length) {
      const longer = new Float64Array(2 * this.length)
      longer.set(this.ids)
      this.ids = longer
    }
    this.ids[this.length++] = rid
  }

  /** `position` lies within the length. */
  at(position: number): number {
    return this.ids[position] ?? 0
  }
}

/** How many row ids have one word of bits. */
const WORD = 32
/** Row ids of one stream lie together. */
const BLOCK = 2 ** 20

/** A set of row ids that takes about a bit each: they lie close together. */
export function ridSet(): { add(rid: number): boolean } {
  const blocks = new Map<number, Uint32Array>()
  return {
    /** Answers whether it was not there yet. */
    add(rid) {
      const block = Math.floor(rid / BLOCK)
      let bits = blocks.get(block)
      if (bits === undefined) {
        bits = new Uint32Array(BLOCK / WORD)
        blocks.set(block, bits)
      }
      const place = rid - block * BLOCK
      const [word, mask] = [Math.floor(place / WORD), 1 << (place % WORD)]
      const before = bits[word] ?? 0
      bits[word] = before | mask
      return (before & mask) === 0
    },
  }
}
