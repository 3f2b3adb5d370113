/** Puts rows together from the text of a CSV that comes piece by piece. */
export interface RowReader {
  /** The rows that end in this piece. */
  read(piece: string): string[][]
  /** The row that no line break ends; null where there is none. */
  end(): string[] | null
  /** Characters since the last row ended. */
  readonly open: number
  /** So many characters were looked at, each time one was. */
  readonly looks: number
}

const quote = '"'

/**
 * Reads as spreadsheets write (RFC 4180): quotes around a cell, doubled within it. A quote that neither ends the cell nor
 * is doubled belongs to it, and so does one in a cell that does not begin with one; blanks behind a closing quote go.
 * Every character is looked at once, however long a row is and wherever a piece ends.
 */
export function readingRows(delimiter: string, newline: string): RowReader {
  let row: string[] = []
  let cell = ''
  let state: 'start' | 'plain' | 'quoted' | 'closing' = 'start'
  /** Blanks behind a quote that may have closed the cell. */
  let blanks = ''
  let [open, looks] = [0, 0]
  /** The end of a piece that may be the first half of a line break. */
  let held = ''

  const endCell = (): void => {
    row.push(cell)
    cell = ''
    blanks = ''
    state = 'start'
  }
  /** It did not close: all of it is text. */
  const goOnQuoted = (): void => {
    cell += quote + blanks
    blanks = ''
    state = 'quoted'
  }

  return {
    get open() {
      return open
    },
    get looks() {
      return looks
    },
    read(piece) {
      const rows: string[][] = []
      const text = held + piece
      const isHalf = newline.length === 2 && text.endsWith(newline.charAt(0))
      held = isHalf ? newline.charAt(0) : ''
      const end = text.length - held.length
      /** Where the text of the cell that goes on begins. */
      let from = 0
      for (let at = 0; at < end; at++) {
        const sign = text[at] ?? ''
        looks += 1
        if (state === 'quoted') {
          if (sign !== quote) continue
          cell += text.slice(from, at)
          state = 'closing'
          continue
        }
        if (state === 'closing') {
          if (sign === quote && blanks === '') {
            cell += quote
            state = 'quoted'
            from = at + 1
            continue
          }
          if (sign === ' ' && delimiter !== ' ') {
            blanks += sign
            continue
          }
        }
        const isNewline = sign === newline[0] && (newline.length === 1 || text[at + 1] === newline[1])
        if (sign === delimiter || isNewline) {
          if (state === 'plain') cell += text.slice(from, at)
          endCell()
          if (isNewline) {
            rows.push(row)
            row = []
            at += newline.length - 1
          }
          continue
        }
        if (state === 'closing') {
          goOnQuoted()
          from = at
          // This one may close it.
          at -= 1
        } else if (state === 'start') {
          state = sign === quote ? 'quoted' : 'plain'
          from = sign === quote ? at + 1 : at
        }
      }
      if (state === 'quoted' || state === 'plain') cell += text.slice(from, end)
      open =
        rows.length === 0 ? open + piece.length : cell.length + row.reduce((sum, one) => sum + one.length, 0)
      return rows
    },
    end() {
      cell += held
      held = ''
      if (row.length === 0 && cell === '' && state === 'start') return null
      endCell()
      return row
    },
  }
}
